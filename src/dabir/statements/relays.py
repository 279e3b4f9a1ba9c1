"""The source chain: the outlets that the article itself says it comes through."""

from typing import NamedTuple

from dabir.statements.cues import Cue, cues_between
from dabir.statements.layout import Paragraph
from dabir.statements.marks import BRACKETS, QUOTE_MARKS, SEPARATORS, Phrase
from dabir.statements.vocabulary import Vocabulary, phrase_end
from dabir.statements.words import Words

HEAD_PARAGRAPHS = 5
LEAD_PARAGRAPHS = 4
LONGEST_NAME = 8
DATELINE = frozenset("-–—/|")


class Link(NamedTuple):
    """One outlet of the chain: the tokens of its name and the rule that found it."""

    name: Phrase
    rule: str


class Chain(NamedTuple):
    """The chain formula of a paragraph and the token after it."""

    links: tuple[Link, ...]
    end: int


def find_chains(
    words: Words, paragraphs: list[Paragraph], cues: list[Cue], vocabulary: Vocabulary
) -> dict[int, Chain]:
    """The bylines and chain formulas by the number of the paragraph that they begin.

    After the lead, only formulas with the article's own outlet are such; «به گزارش Y، …» of
    another is a statement of Y.
    """
    chains: dict[int, Chain] = {}
    own: set[str] = set()
    for paragraph in paragraphs:
        first, last = paragraph.sentences[0]
        chain = _read_chain(words, first, last, vocabulary)
        if chain is None or (
            _is_byline(chain) and not _signs(chain, paragraph, words, cues, vocabulary)
        ):
            continue
        outermost = _name_words(words, chain, vocabulary)
        other = own and outermost and not (outermost <= own or own <= outermost)
        if other and paragraph.number >= LEAD_PARAGRAPHS:
            continue
        own = own or outermost
        chains[paragraph.number] = chain
    return chains


def _name_words(words: Words, chain: Chain, vocabulary: Vocabulary) -> set[str]:
    """The words of the outermost outlet's name, without the word for its kind."""
    names = (words.folded[link.name.first : link.name.last] for link in chain.links[:1])
    return {w for name in names for w in name} - vocabulary.grammar["outlet kind"] - QUOTE_MARKS


def _is_byline(chain: Chain) -> bool:
    return bool(chain.links) and chain.links[0].rule == "byline"


def _signs(
    chain: Chain, paragraph: Paragraph, words: Words, cues: list[Cue], vocabulary: Vocabulary
) -> bool:
    """Whether «X: …» signs an agency's lead rather than attributing what follows to X.

    A lead is a whole sentence, and either attributes itself or calls the agency by its kind.
    """
    last = paragraph.sentences[-1].last
    is_headline = paragraph.number == 0 and words.folded[last - 1] != "."
    attributes = bool(cues_between(cues, chain.end, last))
    has_kind = words.folded[chain.links[0].name.first] in vocabulary.grammar["outlet kind"]
    return not is_headline and (attributes or has_kind)


def _read_chain(words: Words, first: int, last: int, vocabulary: Vocabulary) -> Chain | None:
    """The byline or chain formula with which the tokens `first` to `last` begin, or None."""
    return _byline(words.folded, first, last, vocabulary) or _formula(
        words.folded, first, last, vocabulary
    )


def _byline(words: list[str], first: int, last: int, vocabulary: Vocabulary) -> Chain | None:
    """«خبرگزاری X: …»."""
    dateline = _dateline(words, first, last, vocabulary)
    if dateline is not None:
        return dateline
    for at in range(first + 1, min(first + LONGEST_NAME, last)):
        if words[at] == ":" and words[first] in vocabulary.grammar["desk"]:
            return Chain((), at + 1)
        if words[at] == "|":
            return Chain((Link(Phrase(first, at), "dateline"),), at + 1)
        if words[at] == ":":
            plain = not any(word in vocabulary.cues.verb_forms for word in words[first:at])
            known = phrase_end(words, first, vocabulary.outlets) == at
            is_outlet = known or (words[first] in vocabulary.grammar["outlet kind"] and plain)
            links = tuple(Link(name, "byline") for name in _parts(words, first, at))
            return Chain(links, at + 1) if is_outlet else None
    return None


def _parts(words: list[str], first: int, last: int) -> list[Phrase]:
    """The outlets of «X به نقل از Y»."""
    for at in range(first + 1, last - 3):
        if words[at : at + 3] == ["به", "نقل", "از"]:
            return [Phrase(first, at), Phrase(at + 3, last)]
    return [Phrase(first, last)]


def _dateline(words: list[str], first: int, last: int, vocabulary: Vocabulary) -> Chain | None:
    """«تهران - ایرنا - …», «آنکارا / خبرگزاری آناتولی»: a place, a mark, the outlet, a mark."""
    at = next((i for i in range(first + 1, min(first + 3, last)) if words[i] in DATELINE), -1)
    if at < 0 or at + 1 >= last:
        return None
    kind = at + 2 if words[at + 1] in vocabulary.grammar["outlet kind"] else at + 1
    if kind >= last:
        return None
    end = phrase_end(words, kind, vocabulary.outlets)
    if end == kind or (end < last and words[end] not in DATELINE and words[end] != ":"):
        return None
    return Chain((Link(Phrase(at + 1, end), "dateline"),), min(end + 1, last))


def _formula(words: list[str], first: int, last: int, vocabulary: Vocabulary) -> Chain | None:
    """«به گزارش X به نقل از Y، …»."""
    links: list[Link] = []
    at = first
    while at < last:
        opening = _opening(words, at, last)
        if opening == at:
            break
        name = _outlet_name(words, opening, last, vocabulary)
        if name is None:
            break
        links.append(Link(name, "report" if not links else "quoted-from"))
        at = _past_place(words, name.last, last)
    if not links:
        return None
    if at < last and words[at] in SEPARATORS:
        at += 1
    return Chain(tuple(links), _past_region(words, at, last))


def _past_region(words: list[str], at: int, last: int) -> int:
    """Past the name of the agency's regional office: «به گزارش X، منطقه Y، …»."""
    if at < last and words[at] == "منطقه":
        for end in range(at + 1, min(at + LONGEST_NAME, last)):
            if words[end] in SEPARATORS:
                return end + 1
    return at


def _opening(words: list[str], at: int, last: int) -> int:
    """The token after «به گزارش» or «به نقل از» at token `at`, or `at`."""
    start = at
    while start < last and words[start] in ("و", "،") and start > 0:
        start += 1
    for opener in (
        ("به", "گزارش"),
        ("به", "نقل", "از"),
        ("بهنقل", "از"),
        ("بهگزارش",),
        ("نقل", "از"),
    ):
        if tuple(words[start : start + len(opener)]) == opener:
            return start + len(opener)
    return at


def _outlet_name(words: list[str], first: int, last: int, vocabulary: Vocabulary) -> Phrase | None:
    end = first
    while end < last and end - first < LONGEST_NAME:
        word = words[end]
        known = phrase_end(words, end, vocabulary.outlets)
        if known > end and (
            end == first
            or words[first] in vocabulary.grammar["desk"] | vocabulary.grammar["outlet kind"]
        ):
            return Phrase(
                _kind_start(words, first, end, vocabulary), _quoted_end(words, known, last)
            )
        if word == "و" and words[first] not in vocabulary.bodies:
            break
        if word in SEPARATORS or word in BRACKETS or word == ":":
            break
        if word != "و" and word in vocabulary.stoppers:
            break
        if end > first and (word in vocabulary.titles or word in vocabulary.honorifics):
            return Phrase(first, end)
        end += 1
    else:
        return None
    end = next((at for at in range(first, end) if words[at] in ("»", "”")), end)
    while first < end and words[first] in vocabulary.grammar["desk"]:
        first += 1
    if end == first:
        return None
    if words[end] in vocabulary.stoppers and words[end] not in ("به", "از", "و"):
        return None
    return Phrase(first, end)


def _quoted_end(words: list[str], at: int, last: int) -> int:
    """Past a quoted addition to the name: «خبرگزاری X «Y»»."""
    if at < last and words[at] == "«":
        return next((end for end in range(at, last) if words[end] == "»"), at)
    return at


def _kind_start(words: list[str], first: int, at: int, vocabulary: Vocabulary) -> int:
    """The token where the word for the outlet's kind begins: «خبرگزاری رسمی X»."""
    for start in range(first, at):
        if words[start] in vocabulary.grammar["outlet kind"]:
            return start
    return at - 1 if at > first and words[at - 1] in QUOTE_MARKS else at


def _past_place(words: list[str], at: int, last: int) -> int:
    """Past a closing quotation mark and «از تهران»."""
    while at < last and words[at] in QUOTE_MARKS:
        at += 1
    if at + 1 < last and words[at] == "از":
        for end in range(at + 1, min(at + 4, last)):
            if words[end] in SEPARATORS:
                return end
    return at
