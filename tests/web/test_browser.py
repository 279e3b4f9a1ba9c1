"""The room in a real browser: reading, searching, keys, both directions, no script, a phone."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest
from PIL import Image, ImageChops
from starlette.testclient import TestClient

from tests.web.browser import needs_chromium
from tests.web.test_pages import addresses, article_of, person_of

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = needs_chromium

LANGUAGES = ("fa", "en")
SCHEMES = ("light", "dark")


@contextmanager
def opened(browser: "Browser", **options: Any) -> Iterator["Page"]:
    """A page whose complaints on the console fail the test."""
    context = browser.new_context(**options)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    yield page
    home = page.url.split("/", 3)[2]
    context.close()
    assert [one for one in complaints if "404" not in one] == []
    assert {address.split("/", 3)[2] for address in asked} <= {home}


def test_reading_and_asking_why(browser: "Browser", site: str, client: TestClient) -> None:
    with opened(browser) as page:
        page.goto(f"{site}/fa/article/{article_of(client, 'فلامینگو')}")
        assert page.locator("h1").inner_text() == "تالاب آق\u200cگل پس از هفت سال جان گرفت"
        reasons = page.locator("#why-s1")
        assert not reasons.is_visible()
        page.locator('a.cue[href="#why-s1"]').first.click()
        assert reasons.is_visible()
        assert page.locator("#n1").evaluate("note => note.classList.contains('here')")


def test_the_margin_stands_beside_its_line(
    browser: "Browser", site: str, client: TestClient
) -> None:
    for language, sign in (("fa", -1), ("en", 1)):
        with opened(browser, viewport={"width": 1400, "height": 900}) as page:
            page.goto(f"{site}/{language}/article/{article_of(client, 'فلامینگو')}")
            text = page.locator(".line:has(#n1) .text").bounding_box()
            note = page.locator("#n1").bounding_box()
            assert text
            assert note
            assert (note["x"] - text["x"]) * sign > 0
            assert abs(note["y"] - text["y"]) < 40


def test_searching_and_narrowing(browser: "Browser", site: str) -> None:
    with opened(browser) as page:
        page.goto(f"{site}/fa/")
        page.fill("#q", "آب")
        page.keyboard.press("Enter")
        page.wait_for_url("**/fa/search?q=*")
        everything = page.locator(".results > li").count()
        assert page.locator("mark.hit").count() > 0
        page.locator("#facet-speaker + ul a").first.click()
        page.wait_for_url("**speaker=*")
        assert 0 < page.locator(".results > li").count() <= everything
        page.locator(".chosen-list a").first.click()
        assert page.locator(".results > li").count() == everything
        assert "speaker=" not in page.url


def test_the_other_face_keeps_the_question(browser: "Browser", site: str) -> None:
    with opened(browser) as page:
        page.goto(f"{site}/fa/search?what=statements&stance=warning")
        page.locator("a.language").click()
        page.wait_for_url("**/en/search?what=statements&stance=warning")
        assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"
        page.locator("a.language").click()
        page.wait_for_url("**/fa/**")
        assert page.evaluate("getComputedStyle(document.body).direction") == "rtl"


def test_keys(browser: "Browser", site: str) -> None:
    with opened(browser) as page:
        page.goto(f"{site}/en/search?what=statements")
        page.keyboard.press("j")
        page.keyboard.press("j")
        assert page.evaluate("document.activeElement.matches('.results li:nth-child(2) *')")
        page.keyboard.press("k")
        assert page.evaluate("document.activeElement.matches('.results li:nth-child(1) *')")
        page.keyboard.press("Enter")
        page.wait_for_url("**/en/article/**#s*")
        page.keyboard.press("j")
        page.keyboard.press("o")
        assert page.locator("#n1 > details.why").get_attribute("open") is not None
        page.keyboard.press("?")
        page.locator("dialog .keys li").first.wait_for()
        page.keyboard.press("Escape")
        assert page.locator("dialog[open]").count() == 0
        page.keyboard.press("g")
        page.keyboard.press("p")
        page.wait_for_url("**/en/people")
        page.keyboard.press("/")
        assert page.evaluate("document.activeElement.id") == "q"
        page.keyboard.type("j?")
        assert page.input_value("#q") == "j?"


def test_without_script(browser: "Browser", site: str, client: TestClient) -> None:
    with opened(browser, java_script_enabled=False) as page:
        page.goto(f"{site}/fa/article/{article_of(client, 'فلامینگو')}")
        page.locator('a.cue[href="#why-s2"]').first.click()
        assert page.locator("#why-s2").is_visible()  # the browser opens what holds the target
        page.locator("#n3 summary").first.click()
        assert page.locator("#why-s3").is_visible()
        page.goto(f"{site}/fa/search")
        page.fill("#q", "فلامینگو")
        page.locator(".find button").click()
        assert page.locator(".results > li").count() == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_a_phone(
    browser: "Browser", site: str, client: TestClient, language: str
) -> None:
    with opened(browser, viewport={"width": 360, "height": 740}) as page:
        for path in addresses(client):
            page.goto(f"{site}/{language}{path}")
            wider = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert wider <= 0, path
            outside = page.evaluate(
                """() => [...document.querySelectorAll('main *')].filter((one) => {
                    const box = one.getBoundingClientRect();
                    return box.width > 1 && getComputedStyle(one).position !== 'absolute'
                        && !one.closest('.sr, pre, svg, .reasons, .across')
                        && (box.left < -1 || box.right > innerWidth + 1);
                }).map((one) => one.outerHTML.slice(0, 120))"""
            )
            assert outside == [], path


def test_a_date_shows_both_calendars_on_focus(
    browser: "Browser", site: str, client: TestClient
) -> None:
    with opened(browser) as page:
        page.goto(f"{site}/fa/article/{article_of(client, 'فلامینگو')}")
        date = page.locator("a.date").first
        shown = "date => getComputedStyle(date, '::after').content"
        assert date.evaluate(shown) == "none"
        date.hover()
        assert "فروردین" in date.evaluate(shown)
        page.mouse.move(0, 0)
        page.keyboard.press("Tab")
        date.focus()
        assert "آوریل" in date.evaluate(shown)


WIDTHS = """() => [...document.querySelectorAll('.text:not(:has(mark.heading))')].map((line) => {
    const measure = (words) => {
        words.querySelectorAll('.reference').forEach((one) => one.remove());
        words.style.whiteSpace = 'nowrap';
        words.style.position = 'absolute';
        line.parentElement.append(words);
        const range = document.createRange();
        range.selectNodeContents(words);
        const width = range.getBoundingClientRect().width;
        words.remove();
        return width;
    };
    const plain = line.cloneNode(false);
    plain.textContent = line.textContent;
    return [measure(line.cloneNode(true)), measure(plain), line.textContent.slice(0, 40)];
})"""


def test_marks_leave_the_letters_joined(browser: "Browser", site: str, client: TestClient) -> None:
    with opened(browser, viewport={"width": 1400, "height": 900}) as page:
        for words in ("فلامینگو", "قنات", "ناشر", "بامیان", "لنج"):
            page.goto(f"{site}/fa/article/{article_of(client, words)}")
            page.evaluate("document.fonts.ready")
            for marked, plain, line in page.evaluate(WIDTHS):
                assert abs(marked - plain) < 0.6, line


INSIDE_A_WORD = """([classes, padding]) => {
    const line = document.querySelector('p.text');
    const word = 'کتابخانه\u200cهای';
    const mark = document.createElement(classes.startsWith('date') ? 'a' : 'mark');
    mark.className = classes;
    mark.textContent = word.slice(2, 5);
    mark.style.background = 'none';
    mark.style.color = 'inherit';
    mark.style.textDecoration = 'none';
    mark.style.paddingInline = padding;
    line.replaceChildren(...(classes ? [word.slice(0, 2), mark, word.slice(5)] : [word]));
}"""
FAINT = 90  # of 255: what the rounding of a place to a 64th of a pixel changes


def strokes_apart(first: bytes, second: bytes) -> int:
    """The largest difference of any pixel of two pictures."""
    one, other = (Image.open(io.BytesIO(picture)).convert("L") for picture in (first, second))
    assert one.size == other.size
    return max(ImageChops.difference(one, other).tobytes())


@pytest.mark.parametrize(
    "classes", ["said direct d0 v1", "cue v2", "date", "speaker v3", "act planned"]
)
def test_a_mark_inside_a_word_changes_no_stroke(
    browser: "Browser", site: str, client: TestClient, classes: str
) -> None:
    """The word looks the same once the mark has no colour; with padding it would break."""
    with opened(browser, viewport={"width": 800, "height": 600}) as page:
        page.goto(f"{site}/fa/article/{article_of(client, 'بامیان')}")
        page.evaluate("document.fonts.ready")
        line = page.locator("p.text").first
        shots = []
        for mark, padding in (("", "0"), (classes, "0"), (classes, "2px")):
            page.evaluate(INSIDE_A_WORD, [mark, padding])
            shots.append(line.screenshot())
        plain, marked, padded = shots
        assert strokes_apart(plain, marked) < FAINT
        assert strokes_apart(plain, padded) > FAINT


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_page_keeps_anybody_out(
    browser: "Browser", site: str, client: TestClient, language: str, scheme: Any
) -> None:
    """axe finds no violation, on any page, with its reasons open."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    people = {"a": person_of(client, "یکاولنگی"), "b": person_of(client, "زهرا احمدی")}
    more = [
        f"/compare?a={people['a']}&b={people['b']}",
        "/search?what=statements&q=آب",
        "/search?what=events&status=actual",
        f"/article/{article_of(client, 'قنات')}?text=repaired",
        "/nowhere",
    ]
    with opened(browser, color_scheme=scheme, reduced_motion="reduce") as page:
        for path in [*addresses(client), *more]:
            page.goto(f"{site}/{language}{path}")
            page.evaluate("document.querySelectorAll('details').forEach((d) => (d.open = true))")
            found = axe.run(page).response["violations"]
            told = [(v["id"], [n["html"][:200] for n in v["nodes"][:3]]) for v in found]
            assert told == [], path
