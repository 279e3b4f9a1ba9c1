"""Who talks to whom at which level, and by which way."""

from collections.abc import Mapping

from dabir.events.drafts import Draft
from dabir.records import Contact, ContactChannel, ContactLevel

_LEVELS: tuple[ContactLevel, ...] = ("head", "minister", "deputy", "envoy", "mission")
_CHANNELS: dict[str, ContactChannel] = {
    "visit": "visit",
    "phone": "phone",
    "multilateral": "multilateral",
}


def contact_of(draft: Draft, channels: Mapping[str, ContactChannel]) -> Contact:
    """The contact of a CONSULT: its level is that of the highest office that takes part, its way
    that of the trigger (`channels`), else of the mode."""
    level = next((level for level in _LEVELS if level in draft.levels), None)
    channel = channels.get(draft.trigger) or _CHANNELS.get(draft.mode, "meeting")
    return Contact(level, channel)
