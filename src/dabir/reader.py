"""The reader: the pipeline with its lexicons and models loaded."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal, TypeVar, overload

from dabir.errors import InputError
from dabir.intake import article_from_text, check_article, parse_published
from dabir.pipeline import Kit, load_kit, read_article
from dabir.records import Article, Record

Context = TypeVar("Context")
OnError = Callable[[InputError], None]


class Reader:
    """Reads articles. Holds no state between them; may be shared by threads.

    A reader sent to another process loads its lexicons and models anew there, unless a kit of
    your own was given.
    """

    def __init__(self, kit: Kit | None = None) -> None:
        self._given = kit
        self.kit = kit or load_kit()

    def __reduce__(self) -> tuple[type["Reader"], tuple[Kit | None]]:
        return Reader, (self._given,)

    def __call__(
        self,
        text: str | Article,
        *,
        published: str | None = None,
        outlet: str | None = None,
        title: str | None = None,
    ) -> Record:
        """The record of one article, given as text or as an Article.

        `published` is a day: `2023-11-29`, `1402/09/08`, or with its month's name. Raises
        InputError for text that is empty, too long or not Persian, and for a `published` that is
        no day.
        """
        if isinstance(text, str):
            text = article_from_text(
                text, outlet=outlet, title=title, published=self._day(published)
            )
        check_article(text, self.kit.intake)
        return read_article(text, self.kit)

    @overload
    def pipe(
        self,
        texts: Iterable[str | Article],
        *,
        jobs: int = 1,
        as_tuples: Literal[False] = False,
        on_error: OnError | None = None,
    ) -> Iterator[Record]: ...

    @overload
    def pipe(
        self,
        texts: Iterable[tuple[str | Article, Context]],
        *,
        jobs: int = 1,
        as_tuples: Literal[True],
        on_error: OnError | None = None,
    ) -> Iterator[tuple[Record, Context]]: ...

    def pipe(
        self,
        texts: Iterable[Any],
        *,
        jobs: int = 1,
        as_tuples: bool = False,
        on_error: OnError | None = None,
    ) -> Iterator[Any]:
        """The records of many articles, lazily and in order.

        `jobs` processes read at once, some articles ahead. With `as_tuples` the input is pairs of
        a text and anything, and so is the output. An article that cannot be read goes to `on_error`
        and is passed over, one that the reader itself fails on too; without `on_error` it raises.
        """
        from dabir.pool import read_in_order

        pairs = texts if as_tuples else ((text, None) for text in texts)
        for outcome, context in read_in_order(self, pairs, jobs, catch_all=on_error is not None):
            if isinstance(outcome, Record):
                yield (outcome, context) if as_tuples else outcome
            elif on_error is None:
                raise outcome
            else:
                on_error(outcome)

    def _day(self, published: str | None) -> str | None:
        if published is None:
            return None
        try:
            return parse_published(published, self.kit.intake.days)
        except ValueError as error:
            raise InputError("published", str(error)) from None


def load() -> Reader:
    """A reader with the lexicons and models that ship with the package."""
    return Reader()
