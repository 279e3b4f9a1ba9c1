"""Corrections: what people change in a layer changes the record so, and nothing else."""

import json
from pathlib import Path

import msgspec
import pytest
from click.testing import CliRunner

from dabir.cli import main
from dabir.errors import InputError
from dabir.export import brat, writer
from dabir.export.layers import Layer, Link, Marking, file_stem, layer_of
from dabir.export.revision import NO_NAME, REVISED, revise
from dabir.records import Record, Span
from tests.export.exchanged import made_records, read_records

TEXT, SILENT = read_records()
MADE = made_records()[0]


def place(record: Record, words: str) -> Span:
    start = record.text.index(words)
    return Span(start, start + len(words), words)


def marking(record: Record, label: str, words: str, **facts: str) -> Marking:
    return Marking(f"new-{label}", label, (place(record, words),), tuple(facts.items()))


def without(layer: Layer, *keys: str) -> Layer:
    return layer._replace(
        markings=tuple(m for m in layer.markings if m.key not in keys),
        links=tuple(x for x in layer.links if not {x.source, x.target} & set(keys)),
    )


def with_facts(layer: Layer, key: str, **facts: str) -> Layer:
    return layer._replace(
        markings=tuple(
            m._replace(facts=tuple((dict(m.facts) | facts).items())) if m.key == key else m
            for m in layer.markings
        )
    )


def adding(layer: Layer, label: str, words: str) -> Layer:
    return layer._replace(markings=(*layer.markings, marking(MADE, label, words)))


def turning(layer: Layer, kind: str) -> Layer:
    turned = (Link(kind, x.target, x.source) for x in layer.links if x.kind == kind)
    return layer._replace(links=(*layer.links, *turned))


def key_of(layer: Layer, label: str, words: str) -> str:
    return next(m.key for m in layer.markings if m.label == label and m.spans[0].text == words)


def test_a_statement_taken_away_is_gone_with_its_event_and_the_others_stay() -> None:
    layer = layer_of(MADE)
    cues = [m.key for m in layer.markings if m.label == "Cue"]
    inner = next(link.source for link in layer.links if link.kind == "within")
    revised = revise(MADE, without(layer, inner))
    assert len(revised.statements) == len(cues) - 1
    assert revised.events == ()
    assert set(revised.statements) < set(MADE.statements)


def test_an_outer_statement_taken_away_leaves_the_inner_one_alone() -> None:
    layer = layer_of(MADE)
    outer = next(link.target for link in layer.links if link.kind == "within")
    first, last = revise(MADE, without(layer, outer)).statements
    assert (first.id, first.nested_in) == ("b", None)
    assert last == MADE.statements[2]
    (event,) = revise(MADE, without(layer, outer)).events
    assert event.statement == 0


def test_a_new_statement_has_what_was_marked_and_no_guessed_name() -> None:
    speaker, cue, content = (
        marking(SILENT, "Speaker", "هوای شهر"),
        marking(SILENT, "Cue", "آفتابی است"),
        marking(SILENT, "Content", "کوه\u200cها پیداست"),
    )
    links = (Link("speaker", cue.key, speaker.key), Link("content", cue.key, content.key))
    layer = Layer(SILENT.id, SILENT.text, (speaker, cue, content), links)
    (said,) = revise(SILENT, layer).statements
    assert said.cue == cue.spans[0]
    assert said.speaker == speaker.spans[0]
    assert said.content == content.spans
    assert (said.name, said.speaker_reason, said.reason) == (None, NO_NAME, REVISED)
    assert (said.kind, said.path, said.score) == ("indirect", ("?",), 1.0)
    named = layer._replace(markings=(speaker, cue._replace(facts=(("name", "شهر"),)), content))
    assert revise(SILENT, named).statements[0].name == "شهر"


def test_a_new_statement_finds_its_place_among_the_old_ones() -> None:
    cue = marking(TEXT, "Cue", "دیدار کرد")
    content = marking(TEXT, "Content", "وزیر خارجه نروژ")
    layer = layer_of(TEXT)
    grown = layer._replace(
        markings=(*layer.markings, cue, content),
        links=(*layer.links, Link("content", cue.key, content.key)),
    )
    revised = revise(TEXT, grown)
    assert revised.statements[0].cue == cue.spans[0]
    moved = [s.nested_in for s in revised.statements[1:]]
    assert moved == [None if s.nested_in is None else s.nested_in + 1 for s in TEXT.statements]


def test_another_speaker_loses_the_name_and_a_longer_one_keeps_it() -> None:
    layer = layer_of(TEXT)
    number = next(n for n, s in enumerate(TEXT.statements) if s.name and s.speaker)
    said = TEXT.statements[number]
    cue = next(link.source for link in layer.links if link.kind == "speaker")
    assert said.speaker is not None
    other = marking(TEXT, "Speaker", "همتای سوئدی")

    def speaking(new: Marking) -> Layer:
        links = [x for x in layer.links if (x.kind, x.source) != ("speaker", cue)]
        return layer._replace(
            markings=(*layer.markings, new), links=(*links, Link("speaker", cue, new.key))
        )

    changed = revise(TEXT, speaking(other)).statements[number]
    assert (changed.name, changed.speaker_reason) == (None, NO_NAME)
    assert changed.path == (*said.path[:-1], "?")
    shorter = Span(said.speaker.start, said.speaker.end - 1, said.speaker.text[:-1])
    cut = revise(TEXT, speaking(Marking("cut", "Speaker", (shorter,)))).statements[number]
    assert (cut.name, cut.speaker_reason, cut.reason) == (said.name, said.speaker_reason, REVISED)
    named = revise(TEXT, with_facts(speaking(other), cue, name="همتای سوئدی"))
    assert named.statements[number].name == "همتای سوئدی"


def test_dates_and_headings_can_be_changed_taken_away_and_added() -> None:
    layer = layer_of(MADE)
    date = key_of(layer, "Date", MADE.dates[0].text)
    assert revise(MADE, without(layer, date)).dates == ()
    (changed,) = revise(MADE, with_facts(layer, date, value="2024")).dates
    assert (changed.value, changed.calendar, changed.reason) == ("2024", "jalali", REVISED)
    grown = layer._replace(
        markings=(*layer.markings, marking(MADE, "Date", "سه"), marking(MADE, "Heading", "پنج"))
    )
    revised = revise(MADE, grown)
    assert [d.problem for d in revised.dates] == [None, "no value was given"]
    assert [h.text for h in revised.headings][1:] == ["پنج"]


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (lambda x: x._replace(text="متن دیگر"), "not the article's"),
        (lambda x: adding(x, "Event", "پنج"), "Event «پنج»"),
        (lambda x: adding(x, "Actor", "پنج"), "Actor «پنج»"),
        (lambda x: x._replace(links=()), "has no content"),
        (lambda x: with_facts(x, x.links[0].source, kind="loud"), "kind 'loud'"),
        (lambda x: turning(x, "within"), "within each other"),
    ],
)
def test_what_cannot_be_taken_back_is_said_so(change: object, complaint: str) -> None:
    assert callable(change)
    with pytest.raises(InputError, match=complaint):
        revise(MADE, change(layer_of(MADE)))


def test_brat_pieces_apart_are_content_in_pieces() -> None:
    text = SILENT.text
    content = f"{place(SILENT, 'هوای').start} {place(SILENT, 'شهر').end}"
    content += f";{place(SILENT, 'آفتابی').start} {place(SILENT, 'آفتابی').end}"
    cue = place(SILENT, "پیداست")
    ann = f"T1\tCue {cue.start} {cue.end}\tپیداست\nT2\tContent {content}\tهوای شهر آفتابی\n"
    layer = brat.parse_standoff("silent", text, ann + "R1\tcontent Arg1:T1 Arg2:T2\n", "a.ann")
    (said,) = revise(SILENT, layer).statements
    assert [span.text for span in said.content] == ["هوای شهر", "آفتابی"]


def test_the_command_takes_a_revised_folder_back(tmp_path: Path) -> None:
    rows: list[tuple[Record, dict[str, object]]] = [(r, {}) for r in (TEXT, SILENT, MADE)]
    writer("jsonl").write(rows, tmp_path / "records.jsonl")
    writer("brat").write(rows, tmp_path / "desk")
    ann = tmp_path / "desk" / f"{file_stem(MADE.id)}.ann"
    kept = [line for line in ann.read_text("utf-8").splitlines() if "\tHeading " not in line]
    ann.write_text("\n".join(kept), "utf-8")
    command = ["revise", str(tmp_path / "records.jsonl"), str(tmp_path / "desk"), "-f", "brat"]
    done = CliRunner().invoke(main, [*command, "-o", str(tmp_path / "new")])
    assert done.exit_code == 0, done.output
    assert "articles taken back: 3, of them unchanged: 2; did not fit: 0" in done.stderr
    read = json.loads((tmp_path / "new" / f"{file_stem(MADE.id)}.json").read_text("utf-8"))
    assert read == {**MADE.to_dict(), "headings": []}
    whole = (tmp_path / "new" / f"{file_stem(TEXT.id)}.json").read_bytes()
    assert msgspec.json.decode(whole, type=Record) == TEXT


def test_the_command_names_articles_that_do_not_fit(tmp_path: Path) -> None:
    writer("jsonl").write([(SILENT, {})], tmp_path / "records.jsonl")
    other = msgspec.structs.replace(SILENT, text=SILENT.text + ".")
    writer("doccano").write([(other, {}), (TEXT, {})], tmp_path / "back.jsonl")
    command = ["revise", str(tmp_path / "records.jsonl"), str(tmp_path / "back.jsonl")]
    done = CliRunner().invoke(main, [*command, "-f", "doccano", "-o", str(tmp_path / "new")])
    assert done.exit_code == 3
    assert "silent: the text that came back is not the article's" in done.stderr
    assert "no such article" in done.stderr
    assert list((tmp_path / "new").iterdir()) == []
