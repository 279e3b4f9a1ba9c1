"""Articles for the tests of exchange: what trips other programs, and what overlaps."""

from functools import cache

import msgspec

import dabir
from dabir.records import Actor, Article, Contact, Event, Record, Span
from tests.export.made import make_record, make_statement, span
from tests.golden import load_golden, to_record

EMOJI = "\U0001f600"
READ = (
    f"{EMOJI} وزیر خارجه نروژ با همتای سوئدی خود دیدار کرد.\n"
    "به گزارش خبرگزاری آفتاب، سخنگوی دولت نروژ روز سه\u200cشنبه ۸ آذر ۱۴۰۲ گفت: "
    f"کتاب\u200cهایش را به کتابخانه\u200cها داده\u200cایم. {EMOJI}\U0001f1f3\U0001f1f4 "
    "وی افزود که به گفته سامان کوهی «پل تازه ساخته می\u200cشود».\n"
    "او خواستار آتش\u200cبس شد.\n"
)
SILENT = "هوای شهر امروز آفتابی است و کوه\u200cها پیداست."


@cache
def read_records() -> tuple[Record, ...]:
    """What dabir reads: an article with emoji and nested statements, and one without statements."""
    reader = dabir.load()
    spoken = Article(
        id="گزارش/۱ ?", text=READ, title="دیدار", published="2023-11-29", outlet="آفتاب"
    )
    return reader(spoken), reader(Article(id="silent", text=SILENT))


@cache
def made_records() -> tuple[Record, ...]:
    """Records made up: content in pieces and over lines, no speaker, one cue for two, an event."""
    text = f"{EMOJI} یکی گفت: دو\nسه. چهار {EMOJI} پنج گفت شش"
    cue = text.index("گفت")
    last = text.rindex("گفت")
    pieces = [
        (text.index("دو"), text.index("سه") + 2),
        (text.index("چهار"), text.index("چهار") + 4),
    ]
    outer = make_statement(text, pieces, name=None)
    inner = make_statement(text, [(text.index("سه"), text.index("سه") + 2)], nested_in=0)
    twin = make_statement(text, [(text.index("شش"), len(text))])
    statements = [
        msgspec.structs.replace(outer, id="a", cue=span(text, (cue, cue + 3))),
        msgspec.structs.replace(inner, id="b", cue=span(text, (last, last + 3))),
        msgspec.structs.replace(twin, id="c", cue=span(text, (last, last + 3))),
    ]
    event = Event(
        id="e",
        type="CONSULT",
        mode=None,
        contexts=(),
        source=("NOR.GOV",),
        target=("NOR.GOV",),
        status="called_for",
        date="2023-11",
        place="یک",
        anchor=Span(cue, cue + 3, "گفت"),
        statement=1,
        contact=Contact("head", None),
        reason="made.event",
        score=0.5,
    )
    actor = Actor(2, 4, text[2:4], codes=("NOR.GOV",), reason="made.actor")
    full = make_record(
        text, statements, [(2, 4)], [(0, 4)], title="عنوان", url="https://example.org/۱"
    )
    return msgspec.structs.replace(full, events=(event,), actors=(actor,)), make_record("خبر")


def all_records() -> list[Record]:
    """All of these, and the golden articles."""
    return [*read_records(), *made_records(), *(to_record(gold) for gold in load_golden())]
