"""Hooks of mkdocs: each page of the guide gets its language, its neighbours and its other face.

A page `NAME.fa.md` is the Persian face of `NAME.md`. Both stand in one build, so that any page may
link to any other; words, direction and navigation are those of the page at hand. An English page
without a Persian face is listed at the end of the Persian navigation.
"""

from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

FACES = {"en": "English", "fa": "فارسی"}
ONLY_ENGLISH = "به انگلیسی"
PERSIAN = ".fa.md"


def language_of(page: Page) -> str:
    """`fa` or `en`."""
    return "fa" if page.file.src_uri.endswith(PERSIAN) else "en"


def name_of(page: Page) -> str:
    """What both faces of a page are called."""
    return page.file.src_uri.removesuffix(PERSIAN).removesuffix(".md")


def on_nav(nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
    """The pages in their order, English first, each with its neighbours of one language."""
    order = config.extra["order"]

    def place(page: Page) -> tuple[int, str]:
        name = name_of(page)
        return (order.index(name) if name in order else len(order), name)

    nav.pages.sort(key=place)
    for language in FACES:
        pages = [page for page in nav.pages if language_of(page) == language]
        for page, before, after in zip(pages, [None, *pages], [*pages[1:], None], strict=False):
            page.previous_page, page.next_page = before, after
            page.parent = None
    return nav


def on_page_context(
    context: dict[str, Any], *, page: Page, config: MkDocsConfig, nav: Navigation
) -> dict[str, Any]:
    """Set language, navigation and other face; mkdocs renders the page right after this."""
    language = language_of(page)
    config.theme["language"] = language
    config.extra["alternate"] = _faces(page, nav)
    context["nav"] = _navigation(language, nav)
    return context


def _faces(page: Page, nav: Navigation) -> list[dict[str, str]]:
    """The faces of this page; a language that has none leads to its first page."""
    faces = []
    for language, name in FACES.items():
        pages = [p for p in nav.pages if language_of(p) == language]
        same = next((p for p in pages if name_of(p) == name_of(page)), pages[0])
        faces.append({"name": name, "lang": language, "link": same.url})
    return faces


def _navigation(language: str, nav: Navigation) -> Navigation:
    pages = [page for page in nav.pages if language_of(page) == language]
    items: list[Any] = list(pages)
    if language != "en":
        known = {name_of(page) for page in pages}
        others = [p for p in nav.pages if language_of(p) == "en" and name_of(p) not in known]
        items.append(Section(ONLY_ENGLISH, list(others)))
    own = Navigation(items, pages)
    own.homepage = pages[0]
    return own
