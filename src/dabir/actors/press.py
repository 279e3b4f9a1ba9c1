"""Which country an outlet writes for, so that its bare «وزیر خارجه» has one."""

from collections.abc import Iterable, Mapping
from urllib.parse import urlsplit

from dabir.statements.words import fold_all

DOMAINS = {"ir": "IRN", "af": "AFG", "tj": "TJK"}  # of the countries where Persian is written


def find_press(outlets: Iterable[str | None], url: str | None, countries: Mapping[str, str]) -> str:
    """The country of the first outlet that is known, else of the address; empty where neither
    tells. `countries` has the names of outlets folded and without spaces."""
    for outlet in outlets:
        words = fold_all(outlet or "")
        for first in range(len(words)):
            country = countries.get("".join(words[first:]))
            if country is not None:
                return country
    return DOMAINS.get(_domain(url or ""), "")


def _domain(url: str) -> str:
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.rpartition(".")[2]
