"""Every record type, in the order in which the stages make them.

All records are frozen. A span is half-open and counts Unicode code points of the raw text:
`raw[span.start:span.end] == span.text`. Stages before the last work on the repaired text and turn
their places into raw spans with `Repaired.span`.

`reason` names the rule (an id that stands in a lexicon or beside the code) or the model that made
a finding; `score` is that rule's or model's confidence, from 0 to 1.
"""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, Literal

import msgspec

# --- what comes in -------------------------------------------------------------------------------


class Span(msgspec.Struct, frozen=True):
    """A piece of the raw text, half-open, in Unicode code points."""

    start: int
    end: int
    text: str


PartKind = Literal["kicker", "title", "lead", "heading", "dateline"]


class Part(Span, frozen=True, kw_only=True):
    """A piece of the raw text whose office on the page is known from its mark-up."""

    kind: PartKind


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """One article as it came in: its raw text and what its file says about it.

    `published` is a Gregorian day, `YYYY-MM-DD`, or None. `parts` are known only where the input
    has mark-up. `where` names the file (and line) for messages.
    """

    id: str
    text: str
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    parts: tuple[Part, ...] = ()
    where: str = "text"


# --- repair --------------------------------------------------------------------------------------


class Edit(msgspec.Struct, frozen=True):
    """Replace `raw[start:end]` by `replacement`. An insertion has `start == end`."""

    start: int
    end: int
    replacement: str
    reason: str
    score: float = 1.0


class Mark(msgspec.Struct, frozen=True):
    """A place in the repaired text, half-open, with the rule that found it."""

    start: int
    end: int
    reason: str
    score: float = 1.0


class Repaired(msgspec.Struct, frozen=True):
    """The repaired text, cut into paragraphs, sentences and tokens; all places are in `text`.

    `edits` are sorted, do not overlap, and count in `raw`; applied to `raw` they give `text`.
    `mode` is "cautious" for text whose half-spaces are mostly there, "bold" for text that lost
    them. `paragraphs`, `headings` and `sentences` are sorted; a sentence lies inside one paragraph
    and never crosses the edge of a heading. Token `i` is `text[token_starts[i]:token_ends[i]]`;
    sentence `s` holds tokens `range(*sentence_tokens[s])`.
    """

    raw: str
    text: str
    edits: tuple[Edit, ...]
    mode: Literal["cautious", "bold"]
    paragraphs: tuple[tuple[int, int], ...]
    headings: tuple[Mark, ...]
    sentences: tuple[tuple[int, int], ...]
    token_starts: list[int]
    token_ends: list[int]
    sentence_tokens: tuple[tuple[int, int], ...]
    alignment: "Alignment"

    def span(self, start: int, end: int) -> Span:
        """The raw span that `text[start:end]` was made from."""
        raw_start, raw_end = self.alignment.to_raw(start, end)
        return Span(raw_start, raw_end, self.raw[raw_start:raw_end])


class Alignment(msgspec.Struct, frozen=True):
    """Where each stretch of repaired text came from.

    Piece `i` begins at `text_at[i]` in the repaired text and at `raw_at[i]` in the raw text and
    runs to the next piece. `copied[i]` tells a stretch copied as it was from the result of an
    edit. Pieces alternate freely, cover both texts, and end with an empty one at the two ends.
    """

    text_at: list[int]
    raw_at: list[int]
    copied: list[bool]

    def to_raw(self, start: int, end: int) -> tuple[int, int]:
        """The raw places of `text[start:end]`; an edit that is cut through is taken whole."""
        first = bisect_right(self.text_at, start) - 1
        raw_start = self.raw_at[first]
        if self.copied[first]:
            raw_start += start - self.text_at[first]
        if end <= start:
            return raw_start, raw_start
        last = bisect_right(self.text_at, end - 1) - 1
        if self.copied[last]:
            return raw_start, self.raw_at[last] + end - self.text_at[last]
        return raw_start, self.raw_at[last + 1]

    def all_to_raw(self, starts: Sequence[int], ends: Sequence[int]) -> Iterator[tuple[int, int]]:
        """The same for many stretches, none empty, in the order of the text."""
        text_at, raw_at, copied = self.text_at, self.raw_at, self.copied
        piece = 0
        for start, end in zip(starts, ends, strict=True):
            while text_at[piece + 1] <= start:
                piece += 1
            raw_start = raw_at[piece] + (start - text_at[piece] if copied[piece] else 0)
            last = piece
            while text_at[last + 1] < end:
                last += 1
            if copied[last]:
                yield raw_start, raw_at[last] + end - text_at[last]
            else:
                yield raw_start, raw_at[last + 1]


def align(edits: Sequence[Edit], raw_length: int) -> Alignment:
    """The alignment that applying `edits` (sorted, not overlapping) to the raw text makes."""
    text_at, raw_at, copied = [0], [0], [True]
    text_end = raw_end = 0
    for edit in edits:
        text_end += edit.start - raw_end
        text_at += (text_end, text_end + len(edit.replacement))
        raw_at += (edit.start, edit.end)
        copied += (False, True)
        text_end += len(edit.replacement)
        raw_end = edit.end
    text_at.append(text_end + raw_length - raw_end)
    raw_at.append(raw_length)
    copied.append(True)
    return Alignment(text_at, raw_at, copied)


# --- language ------------------------------------------------------------------------------------


class Features(msgspec.Struct, frozen=True):
    """What the form of a word says.

    `tense` is Past, Pres, Sub, Imp, Part or Inf for a verb and empty for another word; `person` is
    0 where the form has none. `plural` is that of the verb's ending or of the noun. `indefinite`
    is a final «ی» of one out of many; `clitic` is the pronoun or copula at the end, as written.
    """

    tense: str = ""
    person: int = 0
    plural: bool = False
    negative: bool = False
    indefinite: bool = False
    clitic: str = ""


NameKind = Literal["PER", "ORG", "LOC", "NAT", "EVE", "POG"]


class Name(msgspec.Struct, frozen=True):
    """A name in the repaired text, half-open; `first_token` and `end_token` are its tokens.

    `reason` begins with its source: `model`, `gazetteer`, `pattern` or `carried over`.
    """

    start: int
    end: int
    kind: NameKind
    first_token: int
    end_token: int
    reason: str
    score: float = 1.0


class Predicate(msgspec.Struct, frozen=True):
    """A verb with the words that make one predicate with it, such as «خبر داد».

    `tokens` are token numbers in the order of the text; the last that is a full verb is `verb`.
    `lemma` is the parts and the infinitive, «خبر دادن».
    """

    tokens: tuple[int, ...]
    verb: int
    lemma: str
    reason: str
    score: float = 1.0


class Tagged(msgspec.Struct, frozen=True):
    """What each token of a Repaired is; all lists are as long as its `token_starts`.

    `upos` are Universal Dependencies tags by the conventions of PerDT, `scores` their
    probabilities. `lemmas` are past and present stem for a verb, «کرد#کن», the singular for a
    noun. `joined[i]` tells that the phrase of token `i` runs on to the next token, by an ezafe or
    as parts of a name. `relations` are Universal Dependencies relations to a head that is not
    given (`lvc` for the first part of a compound verb): good for a hint, not for a tree.
    """

    upos: list[str]
    scores: list[float]
    lemmas: list[str]
    features: list[Features]
    joined: list[bool]
    relations: list[str]
    names: tuple[Name, ...]
    predicates: tuple[Predicate, ...]


# --- what the reader finds -----------------------------------------------------------------------


class Heading(Span, frozen=True, kw_only=True):
    """A sub-heading inside the body."""

    reason: str
    score: float = 1.0


Calendar = Literal["jalali", "gregorian", "hijri", "relative"]


class DateMention(Span, frozen=True, kw_only=True):
    """An expression that names a time on a calendar.

    `value` is EDTF (ISO 8601-2), Gregorian, or None with the `problem` that kept it from one.
    `original` is the date in its own calendar as written (`1402-09-08`), where it has one.
    `anchor` says what filled in the parts that the words leave out.
    """

    value: str | None
    calendar: Calendar
    granularity: str
    original: str | None = None
    anchor: str | None = None
    problem: str | None = None
    reason: str
    score: float = 1.0


class Relay(Span, frozen=True, kw_only=True):
    """An outlet that the article says it comes through."""

    name: str
    reason: str
    score: float = 1.0


StatementKind = Literal["direct", "indirect", "mixed"]


class Statement(msgspec.Struct, frozen=True, kw_only=True):
    """Content that the article attributes to a source through a cue.

    `speaker` is the mention that stands with the cue, None when the subject is dropped. `name` is
    who that is, in the fullest form of the article, None when it cannot be known;
    `speaker_reason` says how it was found, or why not. `nested_in` is the index of the statement
    inside whose content this one is reported; `path` leads from the article's outermost outlet
    to the one who speaks. `addressee` and `medium` (an interview, a post, a letter) are given as
    named, `said_on` as EDTF, each None where the words with the cue do not tell.
    """

    id: str
    cue: Span
    speaker: Span | None
    name: str | None
    kind: StatementKind
    content: tuple[Span, ...]
    nested_in: int | None
    path: tuple[str, ...] = ()
    addressee: Span | None = None
    medium: Span | None = None
    said_on: str | None = None
    stance: str
    speaker_reason: str
    reason: str
    score: float = 1.0


class Actor(Span, frozen=True, kw_only=True):
    """A mention of someone who can act, with the name kept as written.

    `codes` are those of `Event.source`; two for a phrase such as «دو کشور».
    """

    codes: tuple[str, ...]
    reason: str
    score: float = 1.0


EventStatus = Literal["actual", "planned", "called_for", "hypothetical", "denied"]
ContactLevel = Literal["head", "minister", "deputy", "envoy", "mission"]
ContactChannel = Literal["visit", "phone", "multilateral", "letter", "meeting"]


class Contact(msgspec.Struct, frozen=True):
    """Of a CONSULT: how high it goes and by which way; None where the article does not tell."""

    level: ContactLevel | None
    channel: ContactChannel | None


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """Who did what to whom: a PLOVER 2.0 event, once for each occasion.

    `source` and `target` are codes: ISO 3166 alpha-3 with a role (`RUS.GOV`), `IGO:UN`,
    `MULTI:Arab states`, or `---` for the unknown; a symmetric event has all parties in both.
    `statement` is the index of the statement that it is known from, None for the article's own
    voice. `date` is EDTF; `place` is the phrase as written.
    """

    id: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]
    source: tuple[str, ...]
    target: tuple[str, ...]
    status: EventStatus
    date: str | None
    place: str | None
    anchor: Span
    statement: int | None
    contact: Contact | None
    reason: str
    score: float


class Record(msgspec.Struct, frozen=True, kw_only=True):
    """Everything read from one article."""

    id: str
    outlet: str | None
    published: str | None
    url: str | None
    title: str | None
    text: str
    repaired: str
    repair_mode: Literal["cautious", "bold"]
    edits: tuple[Edit, ...]
    parts: tuple[Part, ...]
    sources: tuple[str, ...]
    relays: tuple[Relay, ...]
    statements: tuple[Statement, ...]
    dates: tuple[DateMention, ...]
    headings: tuple[Heading, ...]
    version: str
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The record in plain dictionaries and lists, with the keys of the JSON form."""
        plain: dict[str, Any] = json.loads(self.to_json())
        return plain

    def to_json(self) -> str:
        """The record as one line of JSON, as `dabir read -f jsonl` writes it."""
        from dabir.export.encoding import encode_record

        return encode_record(self, {}).decode()

    def _repr_html_(self) -> str:
        """The article with its marks and margin, for a notebook."""
        from dabir.export.html import fragment

        return fragment(self)
