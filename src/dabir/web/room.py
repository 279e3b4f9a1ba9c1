"""The room: a data set opened for reading, and opened anew when it changes."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from functools import cached_property
from typing import TypeVar

import duckdb

from dabir.errors import StoreError
from dabir.records import Record
from dabir.store.dataset import BUILD, DataSet
from dabir.store.index import is_current, update_index
from dabir.store.people import update_people
from dabir.store.records import load_record
from dabir.store.search import Searcher
from dabir.store.terms import Terms, load_terms
from dabir.store.views import connect, data_set_mark, people_are_current
from dabir.web.columns import Columns, load_columns

Answer = TypeVar("Answer")
Tell = Callable[[str], None]

KEPT = 64  # answers that are remembered; one has up to 2 MB over half a million statements
SECONDS = 2.0  # that a question may cost


class Room:
    """One state of a data set. May be asked by several threads at once.

    `mark` tells this state from another; what was worked out for it holds as long as it does.
    """

    def __init__(self, dataset: DataSet, tell: Tell = lambda words: None) -> None:
        manifests, self.damages = dataset.whole()
        self.dataset = dataset
        self.mark = data_set_mark(manifests)
        if not is_current(dataset):
            tell("indexing the words (once)")
            update_index(dataset)
        if not people_are_current(dataset):
            tell("looking who is who (once)")
            update_people(dataset)
        self.columns: Columns = load_columns(dataset)
        self.terms: Terms = load_terms()
        self._database = duckdb.connect(config={"threads": 1})
        self._database.execute("SET parquet_metadata_cache = true")
        self._own = threading.local()
        self._answers: OrderedDict[Hashable, object] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def searcher(self) -> Searcher:
        """The searcher of this thread."""
        found: Searcher | None = getattr(self._own, "searcher", None)
        if found is None:
            found = self._own.searcher = Searcher(self.dataset, Terms(self.terms.lore), SECONDS)
        return found

    @cached_property
    def views(self) -> duckdb.DuckDBPyConnection:
        """The data set as views in DuckDB; take a `cursor()` of it in each thread."""
        return connect(self.dataset)[0]

    def close(self) -> None:
        """Let the data set go; the room cannot be asked any more."""
        self._database.close()
        if "views" in self.__dict__:
            self.views.close()

    def record(self, article: str) -> Record | None:
        """The record of an article, None where there is none. Raises StoreError."""
        if article not in self.columns.places:
            return None
        return self.remember(("record", article), lambda: self._record(article))

    def _record(self, article: str) -> Record | None:
        shard = self.searcher.shard(article)
        if shard is None:
            return None
        return load_record(self._database.cursor(), self.dataset, shard, article)

    def remember(self, key: Hashable, work: Callable[[], Answer]) -> Answer:
        """What `work` gives; worked out once as long as it is asked for now and then."""
        with self._lock:
            if key in self._answers:
                self._answers.move_to_end(key)
                return self._answers[key]  # type: ignore[return-value]
        answer = work()
        with self._lock:
            self._answers[key] = answer
            if len(self._answers) > KEPT:
                self._answers.popitem(last=False)
        return answer


class Door:
    """Leads to the room, which it opens anew where a build has changed the data set."""

    def __init__(self, dataset: DataSet, tell: Tell = lambda words: None) -> None:
        self._dataset = dataset
        self._tell = tell
        self._lock = threading.Lock()
        self._seen = self._stamp()
        self._room = Room(dataset, tell)

    @property
    def room(self) -> Room:
        """The room as the data set is now; the old one for those who ask while it is opened."""
        if self._stamp() != self._seen and self._lock.acquire(blocking=False):
            try:
                stamp = self._stamp()
                self._room = Room(self._dataset, self._tell)
                self._seen = stamp
            except StoreError as error:  # a build is at work: the old room serves until it is done
                self._tell(str(error))
            finally:
                self._lock.release()
        return self._room

    def close(self) -> None:
        """Let the data set go."""
        self._room.close()

    def _stamp(self) -> int:
        try:
            return (self._dataset.folder / BUILD).stat().st_mtime_ns
        except OSError:
            return 0
