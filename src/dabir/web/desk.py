"""The desk at which corrections are written, where the room was opened with one."""

import secrets
from collections.abc import Mapping
from hashlib import sha256
from hmac import compare_digest
from hmac import digest as keyed_digest

from dabir.corrections.checking import check_value, check_who
from dabir.corrections.force import Force, in_force
from dabir.corrections.records import WHATS, Correction, Finding, Kind, What
from dabir.corrections.table import Corrections
from dabir.errors import OptionError
from dabir.records import Record

Forces = dict[tuple[Kind, str], Force]


class Desk:
    """A file of corrections, the name of the one who writes there, and the key of its forms.

    A form is taken only with its `token`, which stands in our own pages alone: another site can
    neither read them nor guess it.
    """

    def __init__(self, corrections: Corrections, who: str) -> None:
        corrections.make()
        self.corrections = corrections
        self.who = check_who(who)
        self._key = secrets.token_bytes(32)

    def token(self, article: str) -> str:
        """What a form about that article must bring."""
        return keyed_digest(self._key, article.encode("utf-8", "replace"), sha256).hex()[:32]

    def forces(self, article: str) -> Forces:
        """What holds of each finding of an article."""
        return in_force(self.corrections.of_article(article))

    def take(self, record: Record, finding: Finding, posted: Mapping[str, str]) -> Correction:
        """Keep the correction that a form brings. Raises OptionError and StoreError."""
        if not compare_digest(posted.get("token", ""), self.token(record.id)):
            raise OptionError("token: this form is from another time; load the page again")
        what = _what(posted.get("what", ""))
        if what == "undo":
            number = posted.get("undoes", "")
            if not number.isascii() or not number.isdecimal() or len(number) > 12:
                raise OptionError("undoes: the number of a correction")
            return self.corrections.undo(self.who, record.id, int(number))
        value = check_value(what, finding, record.text, posted)
        return self.corrections.add(self.who, record.id, what, finding, record.version, value)


def _what(written: str) -> What:
    for what in WHATS:
        if what == written:
            return what
    raise OptionError(f"what: one of {', '.join(WHATS)}")
