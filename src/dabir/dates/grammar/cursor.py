"""The words of a stretch of text, as the rules look at them."""

from dabir.dates.times import Time
from dabir.dates.words import Word

Read = tuple[Time, int] | None

NUMBERS = ("digits", "cardinal", "ordinal")
COUNTS = ("digits", "cardinal", "several")
LONGEST_LIST = 12  # members that a list of days or years may have
PADDING = (Word("end", 0, -1, -1, ""),) * 8
_LIST = frozenset("،,")
_DASH = frozenset("-\u2013\u2014")


class Words(list[Word]):
    """The words, `length` of them, then padding.

    A rule looks a few places beyond either end; places -1, -2, … fall on the padding too.
    """

    __slots__ = ("length",)

    def __init__(self, words: list[Word]) -> None:
        super().__init__(words)
        self.length = len(words)
        self.extend(PADDING)

    def has(self, at: int, *roles: str) -> bool:
        """Whether the word there has one of the roles."""
        return self[at].role in roles

    def unit(self, at: int, *units: str) -> bool:
        """Whether the word there is one of the units, in the singular."""
        word = self[at]
        return word.role == "unit" and word.value in units

    def units(self, at: int, unit: str) -> bool:
        """Whether the word there is this unit, in the plural."""
        return self[at].role == "units" and self[at].value == unit

    def comma(self, at: int) -> bool:
        """Whether a comma stands there."""
        return self[at].text in _LIST

    def joins(self, at: int) -> bool:
        """Whether the members of a list or the ends of a range are joined there."""
        word = self[at]
        return word.role in ("and", "to") or word.text in _LIST or word.text in _DASH

    def spans(self, at: int) -> bool:
        """Whether «تا» or a dash stands there."""
        return self[at].role == "to" or self[at].text in _DASH

    def dash(self, at: int) -> bool:
        """Whether a dash stands there."""
        return self[at].text in _DASH

    def slash(self, at: int) -> bool:
        """Whether a slash stands there."""
        return self[at].text == "/"

    def away(self, at: int) -> bool:
        """Whether a direction from now stands there: «گذشته», not «پیش از» nor «بعد»."""
        word = self[at]
        if word.role == "toward":
            return True
        return word.role == "before" and not self.has(at + 1, "from")

    def counted(self, at: int) -> bool:
        """Whether a number before this place counts something: «۸۶ نفر», «۸۶٪», «۸:۳۰»."""
        word = self[at]
        if word.role == "mark":
            figures = self.has(at + 1, "digits") and self[at + 1].start == word.end
            return word.text in "٪%٫$" or (word.text in "/.:," and figures)
        if word.role == "unit":
            return word.value not in ("day", "night")
        return word.role in ("hundred", "thousand", "counted")


def way(word: Word) -> int:
    """How far «گذشته», «جاری», «آینده» lead from now."""
    return int(word.value)
