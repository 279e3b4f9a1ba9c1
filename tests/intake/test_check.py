import pytest

from dabir.errors import InputError
from dabir.intake import Kit, article_from_text, check_article, load_kit
from dabir.intake.check import LONGEST
from dabir.records import Article


@pytest.fixture(scope="module")
def kit() -> Kit:
    return load_kit()


@pytest.mark.parametrize(
    ("article", "reason"),
    [
        (article_from_text(""), "empty"),
        (article_from_text(" \n\u200c\ufeff\u00a0\x00"), "empty"),
        (article_from_text("سلام" * LONGEST), "4,000,000 characters"),
        (
            article_from_text("سلام \ud83d!"),
            r"half a surrogate pair \(\\ud83d\) in its text at char",
        ),
        (article_from_text("سلام", title="\udc00"), "half a surrogate pair .* in its title"),
        (article_from_text("سلام", published="1402-09-40"), "published"),
        (article_from_text("سلام", published="۱۴۰۲-۰۹-۰۸"), "published"),
        (article_from_text("The talks of the ministers are going on"), "this looks like English"),
    ],
)
def test_refused(article: Article, reason: str, kit: Kit) -> None:
    with pytest.raises(InputError, match=f"^text: {reason}"):
        check_article(article, kit)


@pytest.mark.parametrize("text", ["سلام", "۱", "!", "😀", "سلام\x00\x1f", "\r\n سلام \t"])
def test_let_through(text: str, kit: Kit) -> None:
    article = article_from_text(text, published="2023-11-29")
    check_article(article, kit)
    assert article.text == text
