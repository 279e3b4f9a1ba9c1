"""Pictures and corrections in a real browser: one key, no script, a phone, light and dark, axe."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from starlette.testclient import TestClient

from dabir.records import Record
from dabir.store.dataset import DataSet
from dabir.web.desk import Desk
from dabir.web.room import Door
from tests.web.browser import needs_chromium, serving
from tests.web.conftest import WRITER
from tests.web.test_browser import LANGUAGES, SCHEMES, opened
from tests.web.test_pages import record_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

PICTURES = ("/contacts", "/contacts?picture=matrix&parties=code", "/timeline?by=week")
# The boxes of all labels of the picture that is shown, and the box of the picture.
LABELS = """() => {
    const all = [...document.querySelectorAll('svg.drawing')];
    const drawing = all.find((one) => one.checkVisibility());
    const box = ({left, right, top, bottom}) => [left, right, top, bottom];
    return [box(drawing.getBoundingClientRect()), [...drawing.querySelectorAll('text')].map(
        (text) => [text.textContent, ...box(text.getBoundingClientRect())])];
}"""
BOLD = """() => [...document.querySelectorAll('svg.drawing')].filter((one) => one.checkVisibility())
    .flatMap((one) => [...one.querySelectorAll('text[font-weight="600"]')])
    .map((text) => text.getBoundingClientRect()).map((b) => [b.left, b.right, b.top, b.bottom])"""


@pytest.fixture(scope="module")
def embassy(diplomacy: DataSet) -> Iterator[str]:
    """The address of a room full of contacts."""
    with closing(Door(diplomacy)) as door, serving(door) as address:
        yield address


@pytest.fixture
def site(door: Door, desk: Desk) -> Iterator[str]:
    """The address of the room of the examples, opened with a desk."""
    with serving(door, desk) as address:
        yield address


@pytest.fixture
def record(client: TestClient, door: Door) -> Record:
    return record_of(door, client, "فلامینگو")


def kept(desk: Desk, record: Record) -> list[tuple[str, str]]:
    return [(c.what, c.finding.id) for c in desk.corrections.of_article(record.id)]


# --- corrections ---------------------------------------------------------------------------------


def test_one_key_judges_and_the_reader_goes_on(
    browser: "Browser", site: str, desk: Desk, record: Record
) -> None:
    first, second, third = (said.id for said in record.statements[:3])
    day = f"{record.dates[0].start}-{record.dates[0].end}"
    with opened(browser) as page:
        page.goto(f"{site}/fa/article/{record.id}")
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("r")
        assert page.url.endswith(f"#f-statement-{first}")
        page.keyboard.press("j")  # the date beside the first statement
        with page.expect_navigation():
            page.keyboard.press("r")
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("w")
        assert page.locator(".judged.wrong").count() == 1
        with page.expect_navigation():
            page.keyboard.press("u")
        assert page.locator(".judged.wrong").count() == 0
        page.keyboard.press("j")
        with page.expect_navigation():
            page.keyboard.press("s")
        assert page.evaluate("document.activeElement.name") == "name"
        page.keyboard.type("r w")  # letters in a field are letters
        page.fill("#speaker", "سیما نوری")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "سیما نوری" in page.locator(".judged").inner_text()
    wanted = [
        ("right", first),
        ("right", day),
        ("wrong", second),
        ("undo", second),
        ("speaker", third),
    ]
    assert kept(desk, record) == wanted
    assert {c.who for c in desk.corrections.of_article(record.id)} == {WRITER}


def test_the_same_keys_on_a_persian_keyboard(
    browser: "Browser", site: str, desk: Desk, record: Record
) -> None:
    with opened(browser) as page:
        page.goto(f"{site}/fa/article/{record.id}")
        page.keyboard.press("j")
        with page.expect_navigation():
            page.evaluate(
                "document.activeElement.dispatchEvent(new KeyboardEvent("
                "'keydown', {key: 'ق', code: 'KeyR', bubbles: true}))"
            )
    assert kept(desk, record) == [("right", record.statements[0].id)]


def test_corrections_without_script(
    browser: "Browser", site: str, desk: Desk, record: Record
) -> None:
    said = record.statements[0]
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/en/article/{record.id}")
        page.locator(f"#f-statement-{said.id} button[value=wrong]").click()
        page.locator(f"#f-statement-{said.id} a").click()
        page.fill("#span", said.content[0].text.partition(" ")[2])
        page.locator("form:has(#span) button").click()
        page.locator("button[value=undo]").click()
        assert page.locator(".history li").count() == 3
        page.goto(f"{site}/en/corrections")
        assert page.locator(".history li").count() == 3
    assert [what for what, _ in kept(desk, record)] == ["wrong", "span", "undo"]


def test_a_citation_is_copied(browser: "Browser", site: str, record: Record) -> None:
    with opened(browser, permissions=["clipboard-read", "clipboard-write"]) as page:
        page.goto(f"{site}/fa/article/{record.id}/statement/0")
        page.locator("details.cite summary").click()
        page.locator('[data-copy="cite-fa"]').click()
        page.locator('[data-copy="cite-fa"]', has_text="✓").wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert record.statements[0].content[0].text in copied
        assert copied == page.locator("#cite-fa").text_content()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_desk_keeps_nobody_out(
    browser: "Browser", site: str, desk: Desk, record: Record, language: str, scheme: Any
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    said, date = record.statements[0], record.dates[0]
    paths = [
        f"/article/{record.id}",
        f"/article/{record.id}/correct/statement/{said.id}",
        f"/article/{record.id}/correct/date/{date.start}-{date.end}",
        "/corrections",
    ]
    options = {"color_scheme": scheme, "reduced_motion": "reduce"}
    with opened(browser, viewport={"width": 360, "height": 740}, **options) as page:
        page.goto(f"{site}/{language}{paths[1]}")
        with page.expect_navigation():
            page.locator(".judge button[value=wrong]").click()
        for path in paths:
            page.goto(f"{site}/{language}{path}")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
            check_access(axe, page, path)


def check_access(axe: Any, page: "Page", path: str) -> None:
    page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
    found = axe.run(page).response["violations"]
    told = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
    assert told == [], path


def test_keys_lead_to_contacts_and_the_timeline(browser: "Browser", embassy: str) -> None:
    with opened(browser) as page:
        page.goto(f"{embassy}/en/search?q=آب&what=statements")
        for key, path in (("c", "/en/contacts"), ("t", "/en/timeline")):
            page.keyboard.press("g")
            with page.expect_navigation():
                page.keyboard.press(key)
            assert page.url.endswith(path)
        page.go_back()
        page.go_back()
        page.locator(".orders a", has_text="over time").click()
        assert "statements" in page.locator(".total").inner_text()


# --- pictures ------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [360, 800, 1400])
@pytest.mark.parametrize("language", LANGUAGES)
def test_labels_stay_inside_their_picture(
    browser: "Browser", embassy: str, language: str, width: int
) -> None:
    with opened(browser, viewport={"width": width, "height": 900}) as page:
        for path in PICTURES:
            page.goto(f"{embassy}/{language}{path}")
            page.evaluate("document.fonts.ready")
            assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0, path
            (left, right, top, bottom), labels = page.evaluate(LABELS)
            assert len(labels) > 10
            for text, *box in labels:
                assert left - 1 <= box[0] <= box[1] <= right + 1, (path, text)
                assert top - 1 <= box[2] <= box[3] <= bottom + 1, (path, text)


@pytest.mark.parametrize("width", [360, 1400])
def test_names_of_parties_do_not_lie_on_one_another(
    browser: "Browser", embassy: str, width: int
) -> None:
    with opened(browser, viewport={"width": width, "height": 900}) as page:
        page.goto(f"{embassy}/fa/contacts")
        page.evaluate("document.fonts.ready")
        boxes = page.evaluate(BOLD)
        assert len(boxes) == 6
        for place, one in enumerate(boxes):
            for other in boxes[place + 1 :]:
                apart = one[1] <= other[0] or other[1] <= one[0]
                assert apart or one[3] <= other[2] or other[3] <= one[2]


def test_one_of_two_pictures_is_shown(browser: "Browser", embassy: str) -> None:
    for width, shown in ((360, "narrow"), (1400, "wide")):
        with opened(browser, viewport={"width": width, "height": 900}) as page:
            page.goto(f"{embassy}/fa/contacts")
            for kind in ("narrow", "wide"):
                assert page.locator(f".picture .{kind}").is_visible() == (kind == shown)


def test_a_dark_page_has_dark_pictures(browser: "Browser", embassy: str) -> None:
    fill = (
        "document.querySelector('.wide circle.f-paper').computedStyleMap().get('fill').toString()"
    )
    colours = []
    for scheme in SCHEMES:
        with opened(browser, color_scheme=scheme) as page:
            page.goto(f"{embassy}/fa/contacts")
            colours.append(page.evaluate(fill))
    assert colours == ["rgb(255, 253, 249)", "rgb(25, 28, 33)"]


def test_a_saved_picture_stands_alone(
    browser: "Browser", embassy: str, envoy: TestClient, tmp_path: Path
) -> None:
    with opened(browser, accept_downloads=True) as page:
        page.goto(f"{embassy}/fa/contacts?picture=matrix")
        with page.expect_download() as download:
            page.locator("figcaption a").click()
        saved = tmp_path / "saved.svg"
        download.value.save_as(saved)
    assert saved.read_text("utf-8") == envoy.get("/fa/contacts.svg?picture=matrix").text
    context = browser.new_context(color_scheme="dark", offline=True)
    alone = context.new_page()
    alone.goto(saved.as_uri())
    paper = alone.evaluate("getComputedStyle(document.querySelector('rect')).fill")
    context.close()
    assert paper == "rgb(255, 253, 249)"


def test_time_is_narrowed_without_script(browser: "Browser", embassy: str) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{embassy}/fa/contacts")
        page.locator(".periods a").first.click()
        assert "from=1402%2F01" in page.url
        assert page.locator("[name=from]").input_value() == "1402/01"
        page.select_option("[name=level]", "head")
        page.locator(".narrow-down button").click()
        assert "level=head" in page.url
        assert "from=1402%2F01" in page.url


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_pictures_keep_nobody_out(
    browser: "Browser", embassy: str, language: str, scheme: Any
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width in (360, 1400):
        with opened(browser, color_scheme=scheme, viewport={"width": width, "height": 900}) as page:
            for path in (*PICTURES, "/contacts?from=1403"):
                page.goto(f"{embassy}/{language}{path}")
                check_access(axe, page, path)
