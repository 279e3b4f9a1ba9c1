"""A report to read on a terminal, or in a pipe.

The frame runs from left to right; every piece of Persian in it is one run, right to left. On a
terminal each run stands in isolates (U+2067 … U+2069), lines of speech are set flush right, and
there is colour; in a pipe or a file there is none of these.
"""

from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import NamedTuple

from rich.cells import cell_len, chop_cells
from rich.console import Console
from rich.text import Text

from dabir.export import Rows
from dabir.export.output import open_output
from dabir.export.view import colours, cue_words, depths, headline, inside, jalali_words, one_line
from dabir.records import DateMention, Heading, Record, Statement
from dabir.unicode import PDI, RLI

WIDEST = 100
NARROWEST = 60
SPEECH_LINES = 3
DEEPEST = 5
UNKNOWN = "؟"
VOICES = ("default", "cyan", "magenta", "green", "yellow", "blue", "red")


def write(records: Rows, out: Path | None) -> None:
    """Write the report, an article at a time."""
    with open_output(out) as stream:
        text = TextIOWrapper(stream, "utf-8", errors="replace", newline="\n", write_through=True)
        try:
            # 80 columns where the output has no width of its own.
            console = Console(file=text, highlight=False, markup=False, emoji=False)
            width = max(NARROWEST, min(console.width, WIDEST))
            sheet = Sheet(width, text.isatty())
            for number, (record, _) in enumerate(records, start=1):
                for line in sheet.lines(record, number):
                    console.print(line, soft_wrap=True)
        finally:
            text.detach()


class Sheet(NamedTuple):
    """How the report is set: its width in cells, and whether a terminal shows it."""

    width: int
    terminal: bool

    def lines(self, record: Record, number: int) -> Iterator[Text]:
        """The lines of one article."""
        yield from self._head(record, number)
        yield from self._said(record)
        if record.dates:
            yield Text("  when", "bold")
            yield from map(self._date, record.dates)
            yield Text()
        if record.headings:
            yield Text("  sub-headings", "bold")
            yield from map(self._heading, record.headings)
            yield Text()

    # --- the parts ---

    def _head(self, record: Record, number: int) -> Iterator[Text]:
        rule = f"── {number} "
        yield Text(rule.ljust(self.width, "─"), "dim")
        for line in wrap(one_line(headline(record)), self.width - 2):
            yield Text.assemble("  ", (self._run(line), "bold"))
        day = one_line(record.published or "")
        outlet = cut(record.outlet or "", self.width - 40)
        about = [self._run(outlet), day, self._run(jalali_words(day) or "")]
        if any(about):
            yield Text.assemble("  ", (" · ".join(filter(None, about)), "dim"))
        if record.sources:
            path = cut(" ← ".join(record.sources), self.width - 7)
            yield Text.assemble(("  via  ", "dim"), self._run(path))
        if record.edits:
            repairs = "repair" if len(record.edits) == 1 else "repairs"
            yield Text(f"  {len(record.edits)} {repairs} ({record.repair_mode})", "dim")
        yield Text()

    def _said(self, record: Record) -> Iterator[Text]:
        if not record.statements:
            yield Text("  nobody is quoted", "dim")
        voices = colours(record.statements, len(VOICES) - 1)
        deep = depths(record.statements)
        for number in _in_order(inside(record.statements)):
            statement = record.statements[number]
            colour = VOICES[voices[statement.name]]
            frame = "  " + "│  " * min(deep[number], DEEPEST)
            yield from self._statement(statement, number, frame, colour)
        yield Text()

    def _statement(
        self, statement: Statement, number: int, frame: str, colour: str
    ) -> Iterator[Text]:
        label = f"{number + 1:>2}  "
        room = self.width - len(frame) - len(label)
        yield Text.assemble((frame + label, "dim"), self._who(statement, room, colour))
        for line in shorten(" … ".join(span.text for span in statement.content), room):
            blank = " " * (room - cell_len(line)) if self.terminal else ""
            margin = frame + " " * len(label)
            yield Text.assemble((margin, "dim"), blank + self._run(line))

    def _who(self, statement: Statement, room: int, colour: str) -> Text:
        cue = cut(cue_words(statement), room // 2)
        room -= cell_len(f" · {cue}  {statement.kind}")
        name = cut(statement.name or UNKNOWN, max(room, 8))
        mention = one_line(statement.speaker.text) if statement.speaker else ""
        known = mention.removeprefix(name) if mention.startswith(name) else f" «{mention}»"
        if mention in name or cell_len(name + known) > room:
            known = ""
        start, end = (RLI, PDI) if self.terminal else ("", "")
        return Text.assemble(
            (start + name, f"bold {colour}"),
            (f"{known} · ", "dim"),
            cue + end,
            (f"  {statement.kind}", "dim"),
        )

    def _date(self, date: DateMention) -> Text:
        value = date.value or f"? {one_line(date.problem or '')}"
        text, words = one_line(date.text), jalali_words(date.value or "")
        known = f"{text} = {words}" if words and words not in text else text
        frame = f"      {value:<21}  ", f"{date.calendar:<9}  "
        room = max(self.width - cell_len("".join(frame)), 8)
        return Text.assemble((frame[0], "yellow"), (frame[1], "dim"), self._run(cut(known, room)))

    def _heading(self, heading: Heading) -> Text:
        return Text.assemble(("      ¶ ", "dim"), self._run(cut(heading.text, self.width - 8)))

    def _run(self, text: str) -> str:
        """The text as one run from right to left."""
        return f"{RLI}{text}{PDI}" if self.terminal and text else text


# --- lines ---------------------------------------------------------------------------------------


def shorten(text: str, cells: int) -> list[str]:
    """The text in SPEECH_LINES lines at most, with an ellipsis where it is longer."""
    lines = wrap(one_line(text), cells)
    if len(lines) <= SPEECH_LINES:
        return lines
    last = wrap(lines[SPEECH_LINES - 1], cells - 2)[0]
    return [*lines[: SPEECH_LINES - 1], f"{last} …"]


def cut(text: str, cells: int) -> str:
    """The text on one line of that many cells, with an ellipsis where it is longer."""
    line = one_line(text)
    return line if cell_len(line) <= cells else f"{wrap(line, cells - 1)[0]}…"


def wrap(text: str, cells: int) -> list[str]:
    """The text in lines of that many cells at most, broken at spaces where there are any."""
    lines: list[str] = []
    for word in text.split(" "):
        joined = f"{lines[-1]} {word}" if lines else word
        if lines and cell_len(joined) <= cells:
            lines[-1] = joined
        else:
            lines += chop_cells(word, cells) or [word]
    return lines


def _in_order(inner: dict[int | None, list[int]], outer: int | None = None) -> Iterator[int]:
    """The numbers of the statements, each before those nested in it."""
    for number in inner.get(outer, ()):
        yield number
        yield from _in_order(inner, number)
