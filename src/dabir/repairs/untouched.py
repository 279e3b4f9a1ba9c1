"""What repair does not touch: addresses, hashtags, verse, Quranic and vowelled Arabic phrases.

They are covered with a filler of the same length, so that every place stays what it was.
"""

import re

_FILLER = "\ufffc"
_VOWEL = "\u064b-\u0652\u0670"
_LETTER = "\u0621-\u063a\u0641-\u064a\u0671\u067e\u0686\u0698\u06a9\u06af\u06cc"
_VOWELLED = f"[{_LETTER}]+[{_VOWEL}]+[{_LETTER}]+[{_VOWEL}][{_LETTER}{_VOWEL}]*"
_HINT = re.compile(f"[#@\ufd3e\ufd3f/{_VOWEL}*]|www\\.")
_COVERED = re.compile(
    "https?://[^\\s\u00ab\u00bb]+|www\\.[^\\s\u00ab\u00bb]+"
    "|(?<!\\S)\\S{1,64}@[\\w.-]{1,255}|(?<!\\w)[#@][\\w\u200c]+"
    "|\ufd3e[^\ufd3f\n]{0,400}\ufd3f|\ufd3f[^\ufd3e\n]{0,400}\ufd3e"
    f"|(?<![{_LETTER}{_VOWEL}]){_VOWELLED}(?: {_VOWELLED})+"
)
_VERSE = re.compile(
    f"^[ \t]*+([{_LETTER}\u200c {_VOWEL}]{{12,48}})(?: ?(?:\\*{{1,3}}|/{{1,2}}) ?| {{3,}}+|\t)"
    f"([{_LETTER}\u200c {_VOWEL}]{{12,48}})[ \t]*$",
    re.MULTILINE,
)


def cover(text: str) -> str:
    """The text with a filler for every character of what must stay as it is."""
    if not _HINT.search(text) and "   " not in text and "\t" not in text:
        return text
    text = _COVERED.sub(lambda match: _FILLER * len(match.group()), text)
    return _VERSE.sub(_cover_verse, text)


def _cover_verse(match: re.Match[str]) -> str:
    one, other = (len(half.strip()) for half in match.groups())
    balanced = 2 * abs(one - other) <= min(one, other)
    return _FILLER * len(match.group()) if balanced else match.group()
