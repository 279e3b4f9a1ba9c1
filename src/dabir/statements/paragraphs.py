"""The article paragraph by paragraph: which sentence begins a statement, which goes on with one."""

from collections.abc import Iterable

from dabir.statements.circumstances import find_medium, medium_of
from dabir.statements.cues import Cue, cues_between
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.frames.line import COLON
from dabir.statements.headlines import read_labels
from dabir.statements.layout import Paragraph
from dabir.statements.marks import DEMONSTRATIVES, Phrase
from dabir.statements.nesting import read_nested
from dabir.statements.quotes import is_quoted, quote_opening_at
from dabir.statements.sentences import outer_cues, read_sentence
from dabir.statements.vocabulary import phrase_end

NEAR_START = 5
READ_OUT = frozenset(("statement", "letter", "message"))
_LETTERS = frozenset("ابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیآ")
_CLOSINGS = (["انتهای", "پیام"], ["پایان", "پیام"], ["پایان", "خبر"])


class ArticleReader:
    """Reads the drafts of one article, paragraph after paragraph."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._words = desk.words.folded
        self._running: int | None = None
        self._block = False
        self._last_sentence: Phrase | None = None
        self._over: int | None = None
        self._told: list[Phrase] = []
        self._spoken: set[str] = set()
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        """The drafts of the article, in the order of the text."""
        has_title = len(self._desk.paragraphs) > 1
        for paragraph in self._desk.paragraphs:
            is_title = has_title and paragraph.number == 0
            self._read_paragraph(paragraph, is_title)
        return self.drafts

    def _read_paragraph(self, paragraph: Paragraph, is_title: bool) -> None:
        chain = self._desk.chains.get(paragraph.number)
        start = chain.end if chain else 0
        if chain:
            self._running = None
        sentences = [
            Phrase(max(first, start), last) for first, last in paragraph.sentences if last > start
        ]
        if not sentences or self._is_footer(sentences[0]):
            self._running = None
            return
        first, last = sentences[0].first, sentences[-1].last
        labels = read_labels(
            self._desk, first, last, paragraph.number, is_title=is_title, spoken=self._spoken
        )
        if labels:
            self._take(labels)
            self._running = len(self.drafts) - 1 if labels[-1].open else None
            self._over = None if is_title else len(self.drafts) - 1
            self._block = False
            return
        if self._over is not None and self._speaks_on(first, last):
            self._running = self._over
        self._over = None
        for sentence in sentences:
            self._read_sentence(sentence, paragraph.number)
        self._close_paragraph(is_title)

    def _read_sentence(self, sentence: Phrase, paragraph: int) -> None:
        if self._running is not None:
            if self._is_narrator(sentence):
                self._running = None
            elif not self._begins(sentence):
                self._extend(sentence)
                return
        drafts = read_sentence(self._desk, sentence.first, sentence.last, paragraph)
        drafts = self._fill_back(self._issued(draft) for draft in drafts)
        self._take(drafts)
        if drafts:
            last = drafts[-1]
            self._running = len(self.drafts) - 1 if last.open else None
            self._block = False
        self._last_sentence = None if drafts else sentence
        self._told.append(sentence)

    def _take(self, drafts: list[Draft]) -> None:
        for draft in drafts:
            self.drafts.append(draft)
            if draft.speaker is not None:
                self._spoken.add(self._key(draft.speaker))

    def _key(self, phrase: Phrase) -> str:
        return "".join(self._words[phrase.first : phrase.last])

    def _issued(self, draft: Draft) -> Draft:
        """«در این پیام آمده است»: the holder is who issued the message a sentence before."""
        if not draft.rule.startswith("in") or draft.speaker is None:
            return draft
        if self._words[draft.speaker.first] not in DEMONSTRATIVES:
            return draft
        document = self._words[draft.speaker.first + 1]
        for sentence in reversed(self._told):
            for at in range(sentence.last - 1, sentence.first - 1, -1):
                if self._words[at] in (document, document + "ای", document + "ی"):
                    issuer = self._desk.subjects.before(sentence.first, at)
                    return draft._replace(holder=issuer) if issuer else draft
        return draft

    def _fill_back(self, drafts: Iterable[Draft]) -> list[Draft]:
        """«با بیان این مطلب» gets the sentence before it, where no statement holds that yet."""
        filled = []
        for draft in drafts:
            if draft.rule == "back":
                if self._last_sentence is None:
                    continue
                draft = draft._replace(content=(self._last_sentence,))
            filled.append(draft)
        return filled

    def _extend(self, sentence: Phrase) -> None:
        assert self._running is not None
        draft = self.drafts[self._running]
        if not self._is_empty(draft):
            content = (*draft.content[:-1], Phrase(draft.content[-1].first, sentence.last))
        else:
            content = (sentence,)
        self.drafts[self._running] = draft._replace(content=content)

    def _close_paragraph(self, is_title: bool) -> None:
        """A statement goes on into the next paragraph only where its words cannot be over.

        After a colon that ends its paragraph stands a block: all paragraphs up to the next cue.
        A headline's colon takes the next line alone.
        """
        if self._running is None:
            return
        draft = self.drafts[self._running]
        if self._is_empty(draft):
            self._block = not is_title
        elif self._is_document(draft):
            self._block = True
        elif not self._block:
            quote = quote_opening_at(self._desk.quotes, draft.content[0].first)
            if quote is None or quote.closed:
                self._over, self._running = self._running, None

    def _is_document(self, draft: Draft) -> bool:
        """Whether words after a colon are read out from a communiqué, a letter, a message."""
        if draft.rule == "in-colon":
            return True
        medium = find_medium(self._desk, draft.setting) if draft.rule == "colon" else None
        return medium is not None and medium_of(self._desk, medium).medium in READ_OUT

    def _speaks_on(self, first: int, last: int) -> bool:
        """Whether a paragraph without a cue goes on in the first person, as no narrator does."""
        if cues_between(self._desk.cues, first, last):
            return False
        return any(
            self._words[at] in self._desk.vocabulary.grammar["first person"]
            or self._is_first_person(self._words[at])
            for at in range(first, last)
            if not is_quoted(self._desk.quotes, at)
        )

    def _is_first_person(self, word: str) -> bool:
        return word.startswith(("می", "نمی")) and word.endswith(("یم", "م")) and len(word) > 4

    def _is_empty(self, draft: Draft) -> bool:
        return not draft.content or draft.content[-1].first >= draft.content[-1].last

    def _is_footer(self, sentence: Phrase) -> bool:
        """Whether the line is an address, a sign or a closing formula rather than prose."""
        head = self._words[sentence.first : sentence.last]
        return sum(word[:1] in _LETTERS for word in head) < 2 or self._is_closing(sentence)

    def _is_closing(self, sentence: Phrase) -> bool:
        return self._words[sentence.first : sentence.first + 2] in _CLOSINGS

    def _is_narrator(self, sentence: Phrase) -> bool:
        vocabulary = self._desk.vocabulary
        return phrase_end(self._words, sentence.first, vocabulary.narrator) > sentence.first

    def _begins(self, sentence: Phrase) -> bool:
        """Whether the sentence attributes anew rather than going on with the running words."""
        return any(
            self._is_fresh(cue, sentence)
            for cue in outer_cues(self._desk, sentence.first, sentence.last)
        )

    def _is_fresh(self, cue: Cue, sentence: Phrase) -> bool:
        form = cue.entry.form
        if form is not None and form.person != 3:
            return False
        if cue.last < sentence.last and self._words[cue.last] == COLON:
            return True
        if cue.has("according"):
            phrase = self._desk.subjects.after(cue.last, sentence.last, sentence.last)
            return phrase is not None and self._is_known(phrase)
        subject = self._desk.subjects.before(sentence.first, cue.first)
        if subject is None:
            return cue.is_verb and cue.first - sentence.first < NEAR_START
        if (
            self._words[subject.first] in self._desk.vocabulary.pronouns
            and self._tells_of_another()
        ):
            return False
        return self._is_known(subject)

    def _tells_of_another(self) -> bool:
        """Whether someone else is reported in the running words: a pronoun may mean them."""
        assert self._running is not None
        content = self.drafts[self._running].content
        first, last = content[0].first, content[-1].last
        return any(cue.is_verb for cue in outer_cues(self._desk, first, last))

    def _is_known(self, phrase: Phrase) -> bool:
        head = self._words[phrase.first]
        return (
            head in self._desk.vocabulary.pronouns
            or (head in DEMONSTRATIVES and self._is_office(phrase.first + 1))
            or self._key(phrase) in self._spoken
        )

    def _is_office(self, at: int) -> bool:
        return at < len(self._words) and self._words[at] in self._desk.vocabulary.titles


def add_nested(desk: Desk, drafts: list[Draft]) -> list[Draft]:
    """The drafts with those that stand inside their content, parents first."""
    result: list[Draft] = []
    parent = 0
    for draft in drafts:
        if draft.parent is not None:
            result.append(draft._replace(parent=parent))
            continue
        parent = len(result)
        result.append(draft)
        if draft.rule != "according":
            result.extend(read_nested(desk, draft, parent))
    return result
