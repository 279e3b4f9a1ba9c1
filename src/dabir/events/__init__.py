"""Events: who did what to whom, and whether it happened."""

from dabir.events.coder import code_events, draft_events
from dabir.events.lexicon import Kit, load_kit

__all__ = ["Kit", "code_events", "draft_events", "load_kit"]
