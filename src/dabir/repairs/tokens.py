"""Tokens, in the surface convention of the Universal Dependencies treebanks of Persian.

A token is a run of letters, marks and half-spaces, a number with its points and separators, a web
address, or one sign. Clitics and the parts of compound verbs that are written with a half-space
belong to their word; those written apart are tokens of their own.
"""

import re

from dabir.unicode import ZWNJ

_DIGIT = "0-9\u0660-\u0669\u06f0-\u06f9"
_MARK = "\u064b-\u0655\u0670"
_TOKEN = re.compile(
    "(?:https?://|www\\.)[^\\s\u00ab\u00bb]*[\\w/]"
    "|[\\w.+-]{1,64}@[\\w-]{1,64}(?:\\.[\\w-]{1,64})+"
    f"|[{_DIGIT}]+(?:[.,/:\u066b\u066c][{_DIGIT}]+)*(?![{_DIGIT}\\w{ZWNJ}])"
    f"|\\w[\\w{_MARK}{ZWNJ}\u200d\u0640]*(?:['\u2019][A-Za-z]+)?"
    "|\\.{2,}|\\S"
)


def cut_tokens(text: str, start: int, end: int, starts: list[int], ends: list[int]) -> None:
    """Append the tokens of `text[start:end]` to `starts` and `ends`."""
    for match in _TOKEN.finditer(text, start, end):
        starts.append(match.start())
        ends.append(match.end())
