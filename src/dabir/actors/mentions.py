"""Where an article names an actor, and as what."""

from collections.abc import Sequence
from typing import NamedTuple

from dabir.actors.codes import NOBODY, Code
from dabir.actors.lexicon import Kit, Name
from dabir.actors.phrases import Hit
from dabir.actors.titles import Chain, Finds, read_chain

WEST = "غرب"
AREAS = (["کشور"], ["آسیا"], ["استان"], ["شهر"], ["جزیره"], ["منطقه"], ["خلیج"])


class Mention(NamedTuple):
    """An actor in the text: tokens `first` up to, not with, `last`.

    `kind` is office, name, adjective, people, seat, body, person, group or reference. `codes`
    are two for «دو کشور», else one. `refers` says where the state is found that the words do not
    name (same, home, both, own or office), and is empty for the others. `name` is the token at
    which the name of the state begins. `level` is that of a contact.
    """

    first: int
    last: int
    codes: tuple[Code, ...]
    kind: str
    level: str
    name: int
    reason: str
    score: float = 1.0
    refers: str = ""


def find_mentions(
    folded: list[str], sentences: Sequence[tuple[int, int]], year: int | None, kit: Kit
) -> list[Mention]:
    """Every mention of an actor, in the order of the text, none inside another."""
    found: list[Mention] = []
    for first, end in sentences:
        found.extend(_in_sentence(folded, first, end, year, kit))
    found = _without_directions(folded, _without_unsure(folded, found, kit))
    return _counted(folded, _whole_groups(found, kit))


def _without_directions(folded: list[str], found: list[Mention]) -> list[Mention]:
    """The mentions without «غرب» that only tells where in a place: «غرب تهران», «غرب کشور»."""
    begins = {m.first for m in found}
    return [
        m
        for m in found
        if folded[m.first] != WEST or not (m.last in begins or folded[m.last : m.last + 1] in AREAS)
    ]


def _whole_groups(found: list[Mention], kit: Kit) -> list[Mention]:
    """The mentions, a part of a group as the whole where the article names the whole."""
    named = {m.codes[0].state for m in found if m.kind == "group"}
    return [
        m._replace(codes=(Code(whole),))
        if (whole := kit.groups.get(m.codes[0].state, "")) in named
        else m
        for m in found
    ]


def _counted(folded: list[str], found: list[Mention]) -> list[Mention]:
    """The mentions, an adjective behind a number as people: «دو فلسطینی»."""
    return [
        m._replace(kind="people")
        if m.kind == "adjective" and m.first and _is_number(folded[m.first - 1])
        else m
        for m in found
    ]


def _is_number(word: str) -> bool:
    return word.isdigit() or word in _NUMBERS


def _in_sentence(
    folded: list[str], first: int, end: int, year: int | None, kit: Kit
) -> list[Mention]:
    finds = _look_up(folded, first, end, kit)
    found: list[Mention] = []
    at = first
    while at < end:
        mention = None
        chain = read_chain(finds, at, end, kit) if at in finds.roles else None
        if at in finds.names and not (chain and _says_more(chain, finds.names[at])):
            mention = _name_mention(finds.names[at], year)
        elif chain is not None:
            mention = _office_mention(chain, year)
        if mention is not None:
            if found and _names_again(found[-1], mention):
                mention = found.pop()._replace(last=mention.last)
            found.append(mention)
        at = max(at + 1, mention.last if mention else 0)
    return found


def _names_again(before: Mention, mention: Mention) -> bool:
    """Whether the country follows the name of its own body: «وزارت اطلاعات جمهوری اسلامی»."""
    follows = before.last == mention.first and mention.kind in ("name", "adjective")
    return follows and before.kind == "body" and before.codes[0].state == mention.codes[0].state


def _says_more(chain: Chain, name: Hit[Name]) -> bool:
    """Whether the office is longer than the name that begins with it: «کنگره پرو»."""
    return chain.name is not None and chain.name.first >= name.last


def _look_up(folded: list[str], first: int, end: int, kit: Kit) -> Finds:
    """The names and role words of a sentence, less those that belong to a blocked phrase."""
    finds = Finds(folded, {}, {})
    at = first
    while at < end:
        if folded[at] not in kit.beginnings:
            at += 1
            continue
        name = kit.names.longest(folded, at, end)
        role = kit.roles.longest(folded, at, end)
        reach = max(name.last if name else at, role.last if role else at)
        blocked = _blocked_until(folded, at, reach, end, kit)
        if blocked > at:
            at = blocked
            continue
        if name and (name.last == end or not kit.blocked_after.longest(folded, name.last, end)):
            finds.names[at] = name
        if role:
            finds.roles[at] = role
        at = max(at + 1, min((hit.last for hit in (name, role) if hit), default=0))
    return finds


def _blocked_until(folded: list[str], at: int, reach: int, end: int, kit: Kit) -> int:
    """The token after a phrase that is no actor though a name stands in it, or `at`."""
    whole = kit.blocked.longest(folded, at, end)
    if whole is not None and whole.last >= reach:
        return whole.last
    before = kit.blocked_before.longest(folded, at, end)
    if before is None or before.last < reach:
        return at
    at = before.last
    while at < end and (hit := kit.names.longest(folded, at, end)) is not None:
        at = hit.last
    return at


def _name_mention(hit: Hit[Name], year: int | None) -> Mention:
    name = hit.entry
    kind, _, refers = name.kind.partition("-")
    reason = f"name:{name.id}"
    return Mention(
        hit.first, hit.last, (name.in_year(year),), kind, "", hit.first, reason, refers=refers
    )


def _office_mention(chain: Chain, year: int | None) -> Mention | None:
    """The mention of an office; a weak word without a country names nobody."""
    bare = Code(NOBODY, chain.role)
    reason = f"role:{chain.rule}"
    if chain.name is not None:
        name = chain.name.entry
        refers = name.kind.partition("-")[2]
        code = bare if refers else _composed(name, chain, year)
        at, reason = chain.name.first, f"{reason}+name:{name.id}"
    elif chain.lone is not None:
        refers, code, at = "", chain.lone, chain.first
    elif chain.strong:
        refers, code, at = "office", bare, chain.first
    else:
        return None
    return Mention(
        chain.first, chain.last, (code,), "office", chain.level, at, reason, refers=refers
    )


def _composed(name: Name, chain: Chain, year: int | None) -> Code:
    """The state of the name in the role of the chain; a body or person keeps its own role."""
    code = name.in_year(year)
    keeps = name.kind == "body" or (name.kind == "person" and not chain.strong)
    if keeps and (not chain.strong or chain.role in ("GOV", "MIL")):
        return code
    return Code(code.state, chain.role)


_NUMBERS = frozenset(
    {"یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه", "ده", "هزار", "صد", "چند"}
)
_COUNTRY_WORDS = frozenset(
    {"کشور", "جمهوری", "پایتخت", "مردم", "ملت", "سفیر", "خاک", "مرز", "شهر", "خیابانهای"}
)


def _without_unsure(folded: list[str], found: list[Mention], kit: Kit) -> list[Mention]:
    """The mentions without words that may mean something else and have nothing to show for it."""
    sure_people = {folded[m.last - 1] for m in found if m.kind == "person" and m.last - m.first > 1}
    ends = {m.last for m in found}
    kept = []
    for m in found:
        hit = kit.names.longest(folded, m.name, m.last)
        if (
            hit is None
            or hit.entry.sure
            or m.kind == "office"
            or _shown(folded, m, sure_people, ends, kit)
        ):
            kept.append(m)
    return kept


def _shown(folded: list[str], m: Mention, sure_people: set[str], ends: set[int], kit: Kit) -> bool:
    before = folded[m.first - 1] if m.first else ""
    if before in ("و", "،") and m.first - 1 in ends:
        return True
    if m.kind == "person":
        return before in kit.honorifics or folded[m.last - 1] in sure_people
    return before in _COUNTRY_WORDS
