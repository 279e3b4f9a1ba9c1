"""What an actor is coded as: a state or body, and a role in it."""

from typing import NamedTuple

ROLES = ("GOV", "MIL", "LEG", "JUD", "OPP", "REB", "NGO", "BUS", "MED", "CVL")
NOBODY = "---"


class Code(NamedTuple):
    """A state (ISO 3166 alpha-3), a body (`IGO:UN`), a group (`MULTI:Arab states`) or `---`.

    Bodies and groups take no role.
    """

    state: str
    role: str = ""

    def __str__(self) -> str:
        """`RUS.GOV`, `USA`, `IGO:UN`, `---.REB`."""
        if not self.role or ":" in self.state:
            return self.state
        return f"{self.state}.{self.role}"

    @property
    def is_state(self) -> bool:
        """Whether one country is meant."""
        return len(self.state) == 3 and self.state != NOBODY


def parse_code(text: str) -> Code:
    """The code that `str` of it gives."""
    if ":" in text:
        return Code(text)
    state, _, role = text.partition(".")
    return Code(state, role)


UNKNOWN = Code(NOBODY)
