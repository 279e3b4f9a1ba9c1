"""How to read the pages: signs, statuses, stances, keys."""

from dabir.web.answers import View
from dabir.web.asked import Asked
from dabir.web.rows import DOUBTFUL

STATUSES = ("actual", "planned", "called_for", "hypothetical", "denied")
STANCES = ("neutral", "demanding", "warning", "hoping", "doubting", "denying", "claiming")
KEYS = ("slash", "j", "k", "enter", "o", "g_s", "g_p", "g_c", "g_t", "g_h", "question", "escape")
DESK_KEYS = ("r", "w", "u", "spcn")  # where corrections are taken


def show(asked: Asked) -> View:
    """The page that explains the others."""
    return View(
        "about.html",
        asked.words("menu.about"),
        {
            "statuses": STATUSES,
            "stances": STANCES,
            "keys": KEYS + (DESK_KEYS if asked.desk else ()),
            "doubtful": DOUBTFUL,
        },
        ("status", "meaning"),
        [(status, asked.words(f"status.{status}")) for status in STATUSES],
    )
