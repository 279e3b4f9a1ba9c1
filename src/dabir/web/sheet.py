"""An article as a sheet: its own text line by line with marks, and what stands in the margin.

The text is the article's, character for character; in the repaired one every repair is marked and
keeps what stood there. A mark is an inline element without any width of its own: one with padding
would break the joining of Persian letters.
"""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from markupsafe import Markup

from dabir.export.view import TURNS, colours, depths, one_line, showable
from dabir.records import DateMention, Edit, Event, Heading, Record, Statement
from dabir.unicode import TATWEEL, ZWJ, ZWNJ
from dabir.web.words import Words

Version = Literal["original", "repaired"]

COLOURS = 6
DEEPEST = 3
SHOWN_REPAIRS = 300
SHAPELESS = {ZWNJ: "ZWNJ", ZWJ: "ZWJ", " ": "␣", "\n": "⏎", "\t": "⇥", TATWEEL: "TATWEEL"}
HEADING, SAID, INSIDE = 0, 1, 1000


class Mark(NamedTuple):
    """A marked piece of the raw text; the lower `rank` goes around the higher.

    `target` is the id of the reasons that the mark opens, empty for one that is no link; `hint` are
    words that are shown with it on hover and focus.
    """

    start: int
    end: int
    rank: int
    classes: str
    target: str = ""
    hint: str = ""


class Note(NamedTuple):
    """A statement in the margin, with those nested in it that stand beside the same line."""

    number: int
    statement: Statement
    colour: int
    person: str | None
    inner: "list[Note]"


class EventNote(NamedTuple):
    """An event in the margin; `voice` is the statement that it is known from."""

    number: int
    event: Event
    voice: Statement | None


class DateNote(NamedTuple):
    """A date in the margin."""

    number: int
    date: DateMention


class Line(NamedTuple):
    """A line of the text and all that stands beside it. `element` is h1 or p."""

    element: str
    words: Markup
    notes: list[Note]
    events: list[EventNote]
    dates: list[DateNote]
    headings: list[Heading]


class Voice(NamedTuple):
    """Someone who speaks in the article, and how often."""

    name: str | None
    person: str | None
    colour: int
    statements: int


class Repair(NamedTuple):
    """A repair as a reader sees it: letters without a shape are named."""

    was: str
    now: str
    edit: Edit


class Sheet(NamedTuple):
    """The whole article. `titled` tells that its title is a line of the text.

    `reasons` are those of the repairs with their numbers; `repairs` are the first SHOWN_REPAIRS.
    """

    record: Record
    lines: list[Line]
    voices: list[Voice]
    titled: bool
    reasons: list[tuple[str, int]]
    repairs: list[Repair]


def make_sheet(
    record: Record, people: Sequence[str | None], version: Version, words: Words
) -> Sheet:
    """The sheet of a record; `people` are the ids of who speaks in each statement."""
    return _Maker(record, people, version, words).sheet()


class _Maker:
    def __init__(
        self, record: Record, people: Sequence[str | None], version: Version, words: Words
    ) -> None:
        self._record = record
        self._people = people
        self._edits = record.edits if version == "repaired" else ()
        self._words = words
        self._colours = colours(record.statements, COLOURS)
        self._starts = [0]
        for line in record.text.split("\n")[:-1]:
            self._starts.append(self._starts[-1] + len(line) + 1)
        self._marks = sorted(self._find_marks())

    def sheet(self) -> Sheet:
        record = self._record
        headline = self._headline()
        lines = [self._line(at, at == headline) for at in range(len(self._starts))]
        reasons = Counter(edit.reason for edit in record.edits).most_common()
        shown = [line for line in lines if line is not None]
        repairs = [_told(record.text, edit) for edit in record.edits[:SHOWN_REPAIRS]]
        return Sheet(record, shown, self._voices(), headline is not None, reasons, repairs)

    # --- where everything goes -------------------------------------------------------------------

    def _line_at(self, place: int) -> int:
        return bisect_right(self._starts, place) - 1

    def _bounds(self, at: int) -> tuple[int, int]:
        starts = self._starts
        return starts[at], starts[at + 1] - 1 if at + 1 < len(starts) else len(self._record.text)

    def _headline(self) -> int | None:
        """The first line with words, where it is the title or no other title is known."""
        title = (self._record.title or "").strip()
        for at in range(len(self._starts)):
            start, end = self._bounds(at)
            line = self._record.text[start:end].strip()
            if line:
                return at if not title or title == line else None
        return None

    def _line(self, at: int, headline: bool) -> Line | None:
        start, end = self._bounds(at)
        if not self._record.text[start:end].strip():
            return None
        record = self._record
        beside = [n for n, s in enumerate(record.statements) if self._line_at(beginning(s)) == at]
        return Line(
            "h1" if headline else "p",
            self._text(start, end, beside),
            self._notes(beside),
            [
                EventNote(n, e, None if e.statement is None else record.statements[e.statement])
                for n, e in enumerate(record.events)
                if self._line_at(e.anchor.start) == at
            ],
            [DateNote(n, d) for n, d in enumerate(record.dates) if self._line_at(d.start) == at],
            [h for h in record.headings if self._line_at(h.start) == at],
        )

    def _notes(self, beside: Sequence[int]) -> list[Note]:
        inside = set(beside)
        outer = [n for n in beside if self._record.statements[n].nested_in not in inside]
        return [self._note(n, beside) for n in outer]

    def _note(self, number: int, beside: Sequence[int]) -> Note:
        said = self._record.statements[number]
        inner = [
            n for n in beside if self._record.statements[n].nested_in == number and n != number
        ]
        notes = [self._note(n, beside) for n in inner]
        return Note(number, said, self._colours[said.name], self._people[number], notes)

    def _voices(self) -> list[Voice]:
        said = self._record.statements
        counts = Counter(statement.name for statement in said)
        people = {s.name: person for s, person in zip(said, self._people, strict=True)}
        return [Voice(n, people[n], self._colours[n], count) for n, count in counts.items()]

    # --- the text --------------------------------------------------------------------------------

    def _find_marks(self) -> Iterator[Mark]:
        record = self._record
        for heading in record.headings:
            yield Mark(heading.start, heading.end, HEADING, "heading")
        for number, (said, depth) in enumerate(
            zip(record.statements, depths(record.statements), strict=True)
        ):
            colour = f"v{self._colours[said.name]}"
            classes = f"said {said.kind} d{min(depth, DEEPEST)} {colour}"
            for span in said.content:
                yield Mark(span.start, span.end, SAID + depth, classes)
            target = f"why-s{number + 1}"
            yield Mark(said.cue.start, said.cue.end, INSIDE, f"cue {colour}", target)
            if said.speaker is not None:
                yield Mark(said.speaker.start, said.speaker.end, INSIDE, f"speaker {colour}")
        for number, date in enumerate(record.dates):
            target = f"why-d{number + 1}"
            yield Mark(date.start, date.end, INSIDE, "date", target, self._hint(date))
        for number, event in enumerate(record.events):
            kind, status = ("type", event.type), ("status", event.status)
            hint = f"{self._words.code(*kind)}: {self._words.code(*status)}"
            target = f"why-e{number + 1}"
            anchor = event.anchor
            yield Mark(anchor.start, anchor.end, INSIDE, f"act {event.status}", target, hint)

    def _hint(self, date: DateMention) -> str:
        if date.value is None:
            return self._words("undated")
        both = self._words.time(date.value)
        return f"{both.first} · {both.second}" if both.second else both.first

    def _text(self, start: int, end: int, beside: Sequence[int]) -> Markup:
        """The line: every character once, with marks around, and numbers where somebody begins."""
        begins: dict[int, list[int]] = {}
        for number in beside:
            begins.setdefault(max(start, beginning(self._record.statements[number])), []).append(
                number
            )
        marks = [mark for mark in self._marks if mark.start < end and start < mark.end]
        edits = [edit for edit in self._edits if start <= edit.start and edit.end <= end]
        places = {place for mark in marks for place in (mark.start, mark.end)}.union(
            begins, (place for edit in edits for place in (edit.start, edit.end))
        )
        cuts = [start, *sorted(place for place in places if start < place < end), end]
        insertions = {edit.start: edit for edit in edits if edit.start == edit.end}
        changes = [edit for edit in edits if edit.start < edit.end]
        linked: set[str] = set()
        html = Markup()
        for left, right in pairwise(cuts):
            for number in begins.get(left, ()):
                html += self._reference(number)
            around = [mark for mark in marks if mark.start <= left and right <= mark.end]
            if left in insertions:
                within = [mark for mark in around if mark.start < left]
                html += _wrapped(_repair(insertions[left], ""), within, linked)
            change = next((e for e in changes if e.start <= left and right <= e.end), None)
            piece = _verbatim(self._record.text[left:right])
            if change is not None:
                was = self._record.text[change.start : change.end]
                piece = _repair(change, was) if left == change.start else Markup()
            html += _wrapped(piece, around, linked)
        if end in insertions:
            html += _repair(insertions[end], "")
        return html

    def _reference(self, number: int) -> Markup:
        """The number of a statement, drawn by the style sheet: it is not in the text."""
        written = self._words.number(number + 1)
        return Markup(
            '<a class="reference v{}" id="s{}" href="#why-s{}" data-number="{}"'
            ' aria-label="{}"></a>'
        ).format(
            self._colours[self._record.statements[number].name],
            number + 1,
            number + 1,
            written,
            self._words("article.statement", n=written),
        )


def beginning(statement: Statement) -> int:
    """Where the statement begins: its content, or its cue where no content was found."""
    return statement.content[0].start if statement.content else statement.cue.start


def _wrapped(words: Markup, around: Sequence[Mark], linked: set[str]) -> Markup:
    """The words inside their marks. One link at most around a piece: links do not nest."""
    link: Mark | None = None
    for mark in sorted(around, key=lambda mark: mark.rank, reverse=True):
        if mark.target and link is None:
            link = mark
            again = ' tabindex="-1"' if mark.target in linked else ""
            linked.add(mark.target)
            words = Markup('<a class="{}" href="#{}"{}{}>{}</a>').format(
                mark.classes, mark.target, _hinted(mark.hint), Markup(again), words
            )
        else:
            words = Markup('<mark class="{}">{}</mark>').format(mark.classes, words)
    return words


def _hinted(hint: str) -> Markup:
    return Markup(' data-hint="{}" aria-description="{}"').format(hint, hint) if hint else Markup()


def _told(text: str, edit: Edit) -> Repair:
    return Repair(named(text[edit.start : edit.end]), named(edit.replacement), edit)


def named(letters: str) -> str:
    """The letters, with a name for each that has no shape, and ∅ where there is none."""
    return one_line("".join(SHAPELESS.get(letter, letter) for letter in letters)) or "∅"


def _repair(edit: Edit, was: str) -> Markup:
    classes = "repair" if edit.replacement.strip(ZWNJ) or was else "repair joint"
    return Markup('<ins class="{}" title="{}">{}</ins>').format(
        classes, f"{named(was)} → {edit.reason}", _verbatim(edit.replacement)
    )


def _verbatim(words: str) -> Markup:
    """Words of the article, with what would turn their direction shut in and named."""
    html = Markup.escape(showable(words).replace("\r", ""))
    return Markup(TURNS.sub(_turn, str(html)))


def _turn(found: re.Match[str]) -> str:
    return f'<bdi class="turn" data-code="U+{ord(found[0]):04X}">{found[0]}</bdi>'
