"""The cast of an article: every mention of an actor, and who its speakers are."""

from collections.abc import Sequence
from typing import NamedTuple

from dabir.actors.codes import Code
from dabir.actors.countries import resolve_countries
from dabir.actors.lexicon import Kit
from dabir.actors.mentions import Mention, find_mentions
from dabir.actors.press import find_press
from dabir.records import Actor, Article, Relay, Repaired, Statement
from dabir.statements.words import Words, fold, words_of

_NOT_NAMES = frozenset("«»\"'،.:()")


class Cast(NamedTuple):
    """The words of an article and the actors in it.

    `places` are the raw places of the tokens. `speakers` holds, for each statement, the codes of
    who made it; empty where it is unknown.
    """

    words: Words
    places: list[tuple[int, int]]
    sentences: tuple[tuple[int, int], ...]
    mentions: list[Mention]
    speakers: list[tuple[Code, ...]]


def find_cast(
    repaired: Repaired,
    statements: tuple[Statement, ...],
    article: Article,
    relays: Sequence[Relay],
    kit: Kit,
) -> Cast:
    """The cast of a repaired article. Its day decides who holds an office, its outlet whose office
    it is where the words do not tell."""
    words = words_of(repaired)
    places = _raw_places(repaired)
    year = int(article.published[:4]) if article.published else None
    outlets = (article.outlet, *(relay.name for relay in relays))
    press = find_press(outlets, article.url, kit.press)
    found = find_mentions(words.folded, repaired.sentence_tokens, year, kit)
    found = resolve_countries(found, words.folded, press)
    speakers, known = _code_speakers(words, places, statements, found, year, kit)
    mentions = _with_people(words.folded, found, known)
    return Cast(words, places, repaired.sentence_tokens, mentions, speakers)


def list_actors(repaired: Repaired, cast: Cast) -> tuple[Actor, ...]:
    """The mentions that are coded, as records; an adjective alone («نفت آمریکایی») is none."""
    actors = []
    for m in cast.mentions:
        if m.kind != "adjective":
            start, end = cast.places[m.first][0], cast.places[m.last - 1][1]
            codes = tuple(str(code) for code in m.codes)
            text = repaired.raw[start:end]
            actors.append(
                Actor(start, end, text, codes=codes, reason=m.reason, score=round(m.score, 3))
            )
    return tuple(actors)


def _raw_places(repaired: Repaired) -> list[tuple[int, int]]:
    if not repaired.edits:
        return list(zip(repaired.token_starts, repaired.token_ends, strict=True))
    return list(repaired.alignment.all_to_raw(repaired.token_starts, repaired.token_ends))


def _code_speakers(
    words: Words,
    places: list[tuple[int, int]],
    statements: tuple[Statement, ...],
    mentions: list[Mention],
    year: int | None,
    kit: Kit,
) -> tuple[list[tuple[Code, ...]], dict[str, Mention]]:
    """The codes of each statement's speaker, and the mention by which each name is known.

    A speaker is coded by the mention inside the phrase that stands with a cue, in whichever of
    his statements has one.
    """
    starts = {start: token for token, (start, _) in enumerate(places)}
    by_token = {token: m for m in mentions for token in range(m.first, m.last)}
    known: dict[str, Mention] = {}
    for statement in statements:
        if statement.name is None or statement.speaker is None:
            continue
        token = starts.get(statement.speaker.start)
        while token is not None and token < len(places):
            if places[token][0] >= statement.speaker.end:
                break
            if token in by_token and by_token[token].kind != "adjective":
                _know(known, fold(statement.name), by_token[token])
                break
            token += 1
    codes = []
    for statement in statements:
        mention = known.get(fold(statement.name or ""))
        codes.append(mention.codes if mention else _code_name(statement.name, year, kit))
    return codes, known


def _know(known: dict[str, Mention], name: str, mention: Mention) -> None:
    best = known.get(name)
    if best is None or _weight(mention) > _weight(best):
        known[name] = mention


def _weight(mention: Mention) -> tuple[bool, float]:
    return bool(mention.codes[0].role), mention.score


def _code_name(name: str | None, year: int | None, kit: Kit) -> tuple[Code, ...]:
    """The codes that a speaker's name has by itself: «سخنگوی وزارت خارجه روسیه»."""
    folded = fold(name or "").split()
    if not folded:
        return ()
    found = resolve_countries(find_mentions(folded, [(0, len(folded))], year, kit), folded)
    return found[0].codes if found and found[0].kind != "adjective" else ()


def _with_people(
    folded: list[str], mentions: list[Mention], known: dict[str, Mention]
) -> list[Mention]:
    """The mentions, with those of speakers by name that no lexicon knows."""
    names = {tuple(n for n in name.split() if n not in _NOT_NAMES): m for name, m in known.items()}
    last_words = {name[-1]: m for name, m in names.items() if len(name) > 1 and len(name[-1]) > 3}
    taken = {token for m in mentions for token in range(m.first, m.last)}
    added = [
        _person(token, last_words[word])
        for token, word in enumerate(folded)
        if word in last_words and token not in taken
    ]
    return sorted([*mentions, *added]) if added else mentions


def _person(token: int, known: Mention) -> Mention:
    reason = f"speaker as {known.reason}"
    return Mention(
        token, token + 1, known.codes, "person", known.level, token, reason, known.score * 0.95
    )
