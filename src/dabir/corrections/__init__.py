"""What people say of a reading: right, wrong, or how it should be.

    records.py   one correction, and the finding that it is about
    checking.py  what a person gave, made sure of        table.py   kept in SQLite, never changed
    force.py     which corrections hold                  gold.py    articles as annotated files

A correction never touches the reading. It is kept in a table of its own with who made it, when,
and the finding as it was read, so that it stays true when the article is read anew.
"""
