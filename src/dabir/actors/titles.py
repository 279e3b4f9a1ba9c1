"""Offices and bodies: the chain of words from «سفیر» or «ارتش» to its country."""

from typing import NamedTuple

from dabir.actors.codes import Code
from dabir.actors.lexicon import Kit, Name, Role
from dabir.actors.phrases import Hit

REACH = 12  # tokens from one word of a chain to the next
HOLDERS = frozenset({"GOV", "LEG", "JUD", "MIL"})
_SIGNS = frozenset("،؛:.!؟?()[]«»\"'-–—/@…|")
_POSTED = frozenset({"در"})
_POSTS = frozenset({"envoy", "minister", "mission"})


class Chain(NamedTuple):
    """Tokens `first` up to, not with, `last`; the role, and the name of the state if it has one."""

    first: int
    last: int
    role: str
    strong: bool
    level: str
    name: Hit[Name] | None
    rule: str
    lone: Code | None


class Finds(NamedTuple):
    """What the lexicons find in a text, by the token at which it begins."""

    folded: list[str]
    names: dict[int, Hit[Name]]
    roles: dict[int, Hit[Role]]

    def longer_role(self, at: int) -> bool:
        """Whether the role word at the token says more than the name: «شورای امنیت ملی»."""
        return at in self.roles and self.roles[at].last > self.names[at].last


def read_chain(finds: Finds, at: int, end: int, kit: Kit) -> Chain:
    """The chain that begins with the role word at token `at`, and ends by token `end`."""
    roles = [finds.roles[at].entry]
    name: Hit[Name] | None = None
    last = place = finds.roles[at].last
    while place < end and place - last < REACH:
        if place in finds.names and not finds.longer_role(place):
            name = finds.names[place]
            last = name.last
            break
        if place in finds.roles:
            if _other_house(roles[-1], finds.roles[place].entry):
                break
            roles.append(finds.roles[place].entry)
            last = place = finds.roles[place].last
            continue
        if not _goes_on(finds, place, roles[-1], kit):
            break
        place += 1
    last = _place_of_post(finds, last, end, roles[0]) if name else last
    best = _best(roles)
    level = next((role.level for role in roles if role.level), "")
    return Chain(at, last, best.role, any(r.strong for r in roles), level, name, best.id, best.lone)


def _other_house(last: Role, following: Role) -> bool:
    """Whether a ministry follows a house that has none: «نمایندگان مجلس وزارت بهداشت را …»."""
    houses = last.strong and last.role in ("LEG", "JUD")
    return houses and following.strong and following.role == "GOV"


def _best(roles: list[Role]) -> Role:
    """The first strong role; a chain that a soldier or judge opens stays his."""
    return next((role for role in roles if role.strong), roles[0])


def _goes_on(finds: Finds, place: int, role: Role, kit: Kit) -> bool:
    word = finds.folded[place]
    if word == "و":
        return _joins(finds, place + 1, role)
    if word == "از" and role.level == "mission" and place + 1 in finds.names:
        return True
    if word in ("در", "از"):
        return place + 1 in finds.roles and finds.roles[place + 1].entry.role in HOLDERS
    return word not in _SIGNS and word not in kit.stoppers and word not in kit.verbs


def _joins(finds: Finds, after: int, role: Role) -> bool:
    """Whether «و» stands inside a title: «معاون و سخنگوی …», «وزیر کار و رفاه …»."""
    if after in finds.names:
        return False
    if after in finds.roles:
        return finds.roles[after].entry.role == role.role
    return role.level == "minister"


def _place_of_post(finds: Finds, last: int, end: int, role: Role) -> int:
    """The end of the phrase with the place where an envoy serves: «سفیر ایران در مسکو»."""
    if role.level not in _POSTS and role.strong:
        return last
    if finds.folded[last : last + 2] == ["در", "امور"] and last + 2 in finds.names:
        return finds.names[last + 2].last
    if last + 1 < end and finds.folded[last] in _POSTED and last + 1 in finds.names:
        post = finds.names[last + 1]
        if role.level in ("envoy", "mission") or post.entry.code.state.startswith("IGO:"):
            return post.last
    return last
