"""Who talks to whom at which level, and by which way."""

from dabir.events.drafts import Draft
from dabir.records import Contact, ContactChannel, ContactLevel

_LEVELS: tuple[ContactLevel, ...] = ("head", "minister", "deputy", "envoy")
_CHANNELS: dict[str, ContactChannel] = {
    "visit": "visit",
    "phone": "phone",
    "multilateral": "multilateral",
    "letter": "letter",
}


def contact_of(draft: Draft) -> Contact:
    """The contact of a CONSULT: its level is that of the highest office that takes part."""
    level = next((level for level in _LEVELS if level in draft.levels), None)
    return Contact(level, _CHANNELS.get(draft.mode, "meeting"))
