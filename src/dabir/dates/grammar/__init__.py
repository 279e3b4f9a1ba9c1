"""The grammar of date expressions: words in, times out.

Each rule takes the words and a place in them and returns what it read and the place after it, or
None. A rule knows the rules of the parts that it is made of: years, then months and days, then
what leans on the day of publication, then parts of all these, then whole expressions.
"""
