"""The reader: the pipeline with its lexicons and models loaded."""

from collections.abc import Callable, Iterable, Iterator

from dabir.errors import InputError
from dabir.intake import article_from_text
from dabir.pipeline import Kit, load_kit, read_article
from dabir.records import Article, Record

OnError = Callable[[InputError], None]


class Reader:
    """Reads articles. Holds no state between them; may be shared by threads."""

    def __init__(self, kit: Kit) -> None:
        self._kit = kit

    def __call__(
        self,
        text: str | Article,
        *,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
    ) -> Record:
        """The record of one article, given as text or as an Article.

        `published` is a Gregorian day, `YYYY-MM-DD`. Raises InputError for text that is empty or
        not Persian, and for a `published` that is no day.
        """
        if isinstance(text, str):
            text = article_from_text(text, published=published, outlet=outlet, title=title)
        return read_article(text, self._kit)

    def pipe(
        self, texts: Iterable[str | Article], *, on_error: OnError | None = None
    ) -> Iterator[Record]:
        """The records of many articles, lazily and in order.

        An article that cannot be read goes to `on_error` and is passed over; without `on_error`
        its InputError is raised.
        """
        for text in texts:
            try:
                yield self(text)
            except InputError as error:
                if on_error is None:
                    raise
                on_error(error)


def load() -> Reader:
    """A reader with the lexicons and models that ship with the package."""
    return Reader(load_kit())
