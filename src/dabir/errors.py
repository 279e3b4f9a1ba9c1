"""Every error that dabir raises on purpose.

    DabirError
    ├── InputError      the caller's material cannot be read
    ├── ResourceError   a lexicon row or a model file is wrong
    ├── OptionError     an option or argument does not fit
    └── StoreError      a data set cannot be written or asked

Badly written Persian is not an error. Errors of libraries underneath do not leak.
"""


class DabirError(Exception):
    """Any error raised on purpose; its text can be shown to a user as it stands."""


class InputError(DabirError):
    """Material that cannot be read.

    `where` names the file (and the line, after a colon) or the article id; `reason` says why.
    """

    def __init__(self, where: str, reason: str) -> None:
        super().__init__(f"{where}: {reason}")
        self.where = where
        self.reason = reason

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str]]:
        return type(self), (self.where, self.reason)


class ResourceError(DabirError):
    """A lexicon row or a model file that is wrong; the text names the file and the line."""


class OptionError(DabirError):
    """An option or argument that does not fit."""


class StoreError(DabirError):
    """A data set that cannot be written or asked."""
