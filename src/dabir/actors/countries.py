"""Which country is meant where the text leaves it out: «این کشور», «کشورمان», «وزیر خارجه»."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import zip_longest

from dabir.actors.codes import NOBODY, Code
from dabir.actors.mentions import Mention

HOMES = ("IRN", "AFG", "TJK")  # where Persian is written
HOME_LEAD = 2  # mentions by which another home must lead
SHARE = 0.6  # of all mentions of countries, for the one that an article abroad is about
FOREIGN_STAGE = 3  # mentions of one country that make an outlet's article one about it
PLACE_REACH = 3  # tokens
LOW_SCORE = 0.3
_STATE_ROLES = frozenset({"GOV", "LEG", "JUD"})
_PEOPLE = frozenset({"CVL", "REB", "BUS", "MED", "NGO", "OPP"})


def resolve_countries(
    mentions: list[Mention], folded: Sequence[str], press: str = ""
) -> list[Mention]:
    """The mentions, each with the country that its words leave to the rest of the article.

    People without a country are of the place right after them («معترضان در …»); an office is that
    of the last full mention of this office, else of the one country that fills an article in which
    home is not named, else of home, or of the country that the outlet writes for (`press`); where
    nothing tells, it stays unknown.
    """
    stage = _stage(mentions, press)
    offices: dict[str, str] = {}
    seen: list[str] = []
    owners: list[str] = []
    resolved: list[Mention] = []
    for m, following in zip_longest(mentions, mentions[1:]):
        if m.refers == "office" and following and _stands_there(m, following, folded):
            m = m._replace(
                codes=(Code(following.codes[0].state, m.codes[0].role),),
                reason=f"{m.reason}+there",
                score=0.8,
            )
        elif m.refers:
            m = _resolve(m, seen, offices, owners, stage, press)
        elif m.kind == "office":
            offices[m.reason.partition("+")[0]] = m.codes[0].state
        if not m.reason.endswith("+home"):
            seen += [code.state for code in m.codes if code.is_state]
        if m.kind in ("office", "person") and m.codes[0].is_state:
            owners.append(m.codes[0].state)
        resolved.append(m)
    return resolved


def _stands_there(m: Mention, following: Mention, folded: Sequence[str]) -> bool:
    """Whether a place of one country follows: «معترضان در پایتخت شیلی»."""
    near = folded[m.last : following.first]
    people = m.codes[0].role in _PEOPLE and following.codes[0].is_state
    return people and "در" in near and len(near) <= PLACE_REACH and not following.refers


def find_home(states: Iterable[str]) -> str:
    """The country that the article is written in: of those that write Persian, one that it names
    clearly more often than the first, else the first."""
    counts = Counter(state for state in states if state in HOMES)
    best = max(HOMES, key=lambda state: (counts[state], -HOMES.index(state)))
    return best if counts[best] >= counts[HOMES[0]] + HOME_LEAD else HOMES[0]


def _stage(mentions: list[Mention], press: str) -> str:
    counts = Counter(code.state for m in mentions for code in m.codes if code.is_state)
    home = press or find_home(counts.elements())
    if counts[home]:
        return home
    state, most = counts.most_common(1)[0] if counts else (NOBODY, 0)
    if not most:
        return press or NOBODY
    if press and most < FOREIGN_STAGE:
        return press
    return state if most >= SHARE * counts.total() else NOBODY


def _resolve(
    m: Mention,
    seen: list[str],
    offices: dict[str, str],
    owners: list[str],
    stage: str,
    press: str,
) -> Mention:
    role = m.codes[0].role
    if m.refers == "home":
        return m._replace(codes=(Code(press or stage, role),))
    if m.refers == "both":
        states = _last_two(seen)
        score = 0.9 if len(states) == 2 else LOW_SCORE
        return m._replace(codes=tuple(Code(s, role) for s in states or [stage]), score=score)
    if m.refers == "same":
        state = seen[-1] if seen else stage
        return m._replace(codes=(Code(state, role),), score=0.9 if seen else LOW_SCORE)
    if m.refers == "own":
        owner = owners[-1] if owners else stage
        return m._replace(codes=(Code(owner, role),), score=0.8)
    known = offices.get(m.reason)
    if known is not None:
        return m._replace(codes=(Code(known, role),), reason=f"{m.reason}+before", score=0.9)
    if stage == NOBODY and role in _STATE_ROLES:
        stage = press or NOBODY
    abroad = role in _PEOPLE and bool(seen) and seen[-1] != stage
    score = LOW_SCORE if abroad else 0.7
    return m._replace(codes=(Code(stage, role),), reason=f"{m.reason}+home", score=score)


def _last_two(seen: list[str]) -> list[str]:
    """The two countries named last, in the order of the text."""
    found: list[str] = []
    for state in reversed(seen):
        if state not in found:
            found.insert(0, state)
        if len(found) == 2:
            break
    return found
