from typing import Any

import pytest

from dabir.records import Event
from tests.casebook import cases
from tests.events.reading import READER, events_of


def told(event: Event) -> dict[str, Any]:
    return {
        "type": event.type,
        "source": sorted(event.source),
        "target": sorted(event.target),
        "status": event.status,
    }


@pytest.mark.parametrize("case", cases("events"))
def test_events_are_coded(case: dict[str, Any]) -> None:
    wanted = [
        e | {"source": sorted(e["source"]), "target": sorted(e["target"])} for e in case["events"]
    ]
    assert [told(event) for event in events_of(case["text"])] == wanted


@pytest.mark.parametrize("case", cases("status"))
def test_status_is_told_apart(case: dict[str, Any]) -> None:
    found = {event.type: event.status for event in events_of(case["text"])}
    assert found.get(case["type"]) == case["status"]


def test_anchor_is_a_span_of_the_raw_text() -> None:
    text = "به گزارش خبرنگار ما، ارتش مغولستان به مواضع نپال حمله كرد."
    (event,) = events_of(text)
    assert text[event.anchor.start : event.anchor.end] == event.anchor.text
    assert 0 < event.score <= 1
    assert event.reason.startswith("assault-")


def test_statement_is_the_one_that_tells_it() -> None:
    text = "وزیر خارجه شیلی گفت: ارتش پرو به مواضع بولیوی حمله کرد."
    record = READER(text)
    (event,) = record.events
    assert event.statement is not None
    content = record.statements[event.statement].content[0]
    assert content.start <= event.anchor.start < content.end


def test_own_voice_has_no_statement() -> None:
    assert events_of("ارتش مغولستان به مواضع نپال حمله کرد.")[0].statement is None


def test_one_record_for_one_occasion() -> None:
    text = (
        "حمله نروژ به فنلاند\nارتش نروژ به فنلاند حمله کرد. حمله نروژ به فنلاند شب گذشته آغاز شد."
    )
    assert [event.type for event in events_of(text)] == ["ASSAULT"]


def test_date_is_that_of_the_sentence() -> None:
    text = "ارتش مغولستان روز ۱۵ مهر ۱۴۰۲ به مواضع نپال حمله کرد."
    assert events_of(text, "2023-10-08")[0].date == "2023-10-07"


def test_contact_has_level_and_channel() -> None:
    text = "رئیس\u200cجمهور گرجستان با وزیر خارجه ارمنستان گفت\u200cوگوی تلفنی داشت."
    contact = events_of(text)[0].contact
    assert contact is not None
    assert (contact.level, contact.channel) == ("head", "phone")


def test_other_types_have_no_contact() -> None:
    assert events_of("ارتش مغولستان به مواضع نپال حمله کرد.")[0].contact is None


def test_an_article_without_words_has_no_events() -> None:
    assert events_of("آفتاب برآمد و باد آرام گرفت.") == ()


@pytest.mark.parametrize(
    ("text", "level", "channel"),
    [
        ("وزیر خارجه آلمان نامه\u200cای به همتای برزیلی خود نوشت.", "minister", "letter"),
        ("هیئت اقتصادی ژاپن به تهران سفر کرد.", "mission", "visit"),
        ("سفیر هند با معاون وزیر خارجه نپال دیدار کرد.", "deputy", "meeting"),
        ("نخست\u200cوزیر اسپانیا با پادشاه مراکش تلفنی گفت\u200cوگو کرد.", "head", "phone"),
    ],
)
def test_ways_and_levels_of_contacts(text: str, level: str, channel: str) -> None:
    contact = events_of(text)[0].contact
    assert contact is not None
    assert (contact.level, contact.channel) == (level, channel)
