"""Statements of one sentence: each cue is read by the frame in which its content stands."""

from collections.abc import Callable

from dabir.records import StatementKind
from dabir.statements.cues import Cue
from dabir.statements.desk import Desk
from dabir.statements.drafts import Draft
from dabir.statements.quotes import is_quoted, quote_opening_at
from dabir.statements.subjects import DEMONSTRATIVES, SEPARATORS, Phrase

CLAUSE_OPENERS = frozenset(("اینکه", "آنکه"))
COLON = ":"
TERMINAL = frozenset(".!?؟…")
SHORTEST_CONTENT = 2
SHORTEST_BARE = 5
SHORTEST_QUOTE = 3
POINTERS = frozenset(("این", "اینها", "آن", "مطلب"))
FARTHEST_CONJUNCTION = 6


class SentenceReader:
    """Reads the statements of the tokens `first` up to `last`, from left to right."""

    def __init__(self, desk: Desk, first: int, last: int, paragraph: int) -> None:
        self._desk = desk
        self._words = desk.words.folded
        self._first, self._last = first, last
        self._paragraph = paragraph
        self._at = first
        self._subject: Phrase | None = None
        self._repeats = False
        self.drafts: list[Draft] = []

    def read(self) -> list[Draft]:
        """The drafts of this sentence, in the order of their cues.

        What follows «به گزارش X، …» in the same sentence stands inside the statement of X: its
        `parent` is -1, to be set by who knows the article.
        """
        cues = [cue for cue in self.cues(self._first, self._last) if self._attributes(cue)]
        for number, cue in enumerate(cues):
            if cue.first >= self._at:
                self._read_cue(cue, cues[number + 1 :])
        return self._nest_under_report(self.drafts)

    def _nest_under_report(self, drafts: list[Draft]) -> list[Draft]:
        if not drafts or drafts[0].rule != "according":
            return drafts
        return [drafts[0], *(draft._replace(parent=-1) for draft in drafts[1:])]

    def cues(self, first: int, last: int) -> list[Cue]:
        """The cues between two tokens that stand outside quotations."""
        return [
            cue
            for cue in self._desk.cues
            if first <= cue.first < last and not is_quoted(self._desk.quotes, cue.first)
        ]

    def _attributes(self, cue: Cue) -> bool:
        """Whether the cue reports: third person, not passive, not modal, not future."""
        form = cue.entry.form
        if form is None:
            return True
        if form.person != 3 or (form.negated and not cue.has("deny")):
            return False
        if self._is_supposed(cue):
            return False
        before = self._words[cue.first - 1] if cue.first > self._first else ""
        after = self._words[cue.last] if cue.last < self._last else ""
        if cue.has("in"):
            return True
        return not (
            after in _PASSIVE
            or before in _MODALS
            or before.startswith(("خواه", "نخواه"))
            or after.startswith(("خواه", "نخواه"))
        )

    def _is_supposed(self, cue: Cue) -> bool:
        """Whether the clause of the cue begins with «اگر»."""
        for at in range(cue.first - 1, max(cue.first - 8, self._first - 1), -1):
            if self._words[at] in ("اگر", "چنانچه", "هرگاه"):
                return True
            if self._words[at] in SEPARATORS or self._words[at] in TERMINAL:
                break
        return False

    def _read_cue(self, cue: Cue, later: list[Cue]) -> None:
        readers: list[tuple[str, Callable[[Cue, list[Cue]], bool]]] = [
            ("clause", self._read_while),
            ("according", self._read_according),
            ("document", self._read_document),
            ("ask", self._read_ask),
            ("want", self._read_want),
            ("in", self._read_in),
            ("of", self._read_of),
            ("say", self._read_say),
            ("say-marked", self._read_say),
            ("on", self._read_on),
            ("call", self._read_call),
            ("deny", self._read_deny),
        ]
        for frame, reader in readers:
            if cue.has(frame) and reader(cue, later):
                return

    # --- the speaker ---------------------------------------------------------------------------

    def _mention(self, cue: Cue) -> tuple[Phrase | None, Phrase | None]:
        """The phrase with this cue, and the phrase that it stands for."""
        if self._repeats and self._subject is not None:
            self._repeats = False
            return self._subject, self._subject
        phrase = self._desk.subjects.before(self._at, cue.first)
        if phrase is not None:
            self._subject = phrase
        return phrase, self._subject

    # --- frames --------------------------------------------------------------------------------

    def _read_while(self, cue: Cue, later: list[Cue]) -> bool:
        """«X با بیان اینکه A، گفت: B»."""
        clause = self._clause_start(cue)
        if clause is None:
            return self._read_while_noun(cue, later)
        cue_end, start = clause
        if start < 0:
            return self._read_back(cue, cue_end)
        main = self._main_cue(later, start)
        end = self._while_end(start, main)
        speaker, holder = self._mention(cue)
        self._add(cue, Phrase(cue.first, cue_end), speaker, holder, [Phrase(start, end)], "while")
        self._at, self._repeats = end, holder is not None
        return True

    def _clause_start(self, cue: Cue) -> tuple[int, int] | None:
        """Where the cue ends and its clause begins; the clause is -1 where it points back."""
        at = cue.last
        if at >= self._last:
            return None
        if self._words[at] in CLAUSE_OPENERS:
            at += 1
            return at, at
        if self._words[at : at + 2] in (["این", "که"], ["آن", "که"]):
            return at + 2, at + 2
        if self._words[at] not in DEMONSTRATIVES:
            return None
        for that in range(at + 1, min(at + FARTHEST_CONJUNCTION, self._last)):
            if self._words[that] == "که":
                return that, that + 1
            if self._words[that] in SEPARATORS:
                break
        return (at + 2, -1) if self._words[at + 1 : at + 2] and cue.entry.id in _BACK else None

    def _main_cue(self, later: list[Cue], start: int) -> Cue | None:
        """The cue of the main verb after a clause: one before a colon, else the last."""
        verbs = [cue for cue in later if cue.is_verb and cue.first >= start]
        colons = [cue for cue in verbs if self._word(cue.last) == COLON]
        if colons:
            return colons[0]
        return verbs[0] if verbs else None

    def _while_end(self, start: int, main: Cue | None) -> int:
        """Where the clause ends: at the comma before the main verb, else at that verb.

        A finite verb right before the main verb ends the clause without a comma.
        """
        end = main.first if main else self._last
        if main and self._words[end - 1] in self._desk.vocabulary.cues.verb_forms:
            return end
        commas = [
            at
            for at in range(start + 1, end)
            if self._words[at] in SEPARATORS and not is_quoted(self._desk.quotes, at)
        ]
        return commas[-1] if commas else end

    def _read_while_noun(self, cue: Cue, later: list[Cue]) -> bool:
        """«X با تأکید بر A، گفت: B»: content is a noun phrase."""
        main = self._main_cue(later, cue.last)
        if not cue.has("noun") or main is None:
            return False
        following = next((c.first for c in later if c.has("clause") and c.first < main.first), 0)
        end = following or self._while_end(cue.last, main)
        speaker, holder = self._mention(cue)
        span = Phrase(cue.first, cue.last)
        self._add(cue, span, speaker, holder, [Phrase(cue.last, end)], "while-noun")
        self._at, self._repeats = end, holder is not None
        return True

    def _read_back(self, cue: Cue, cue_end: int) -> bool:
        """«با بیان این مطلب»: content is the sentence before; the article fills it in."""
        speaker, holder = self._mention(cue)
        self._add(cue, Phrase(cue.first, cue_end), speaker, holder, [], "back")
        self._at, self._repeats = cue_end, holder is not None
        return True

    def _read_according(self, cue: Cue, later: list[Cue]) -> bool:
        """«به گفته X، A»."""
        verb = next((c for c in later if c.is_verb), None)
        if not self._opens_clause(cue):
            return False
        limit = verb.first if verb else self._last
        phrase = self._desk.subjects.after(cue.last, limit, self._last)
        if phrase is None or phrase.last >= self._last:
            return False
        if verb is not None and phrase.last == verb.first:
            return self._read_through(cue, phrase, verb, later)
        start = phrase.last
        while start < self._last and self._words[start] in SEPARATORS:
            start += 1
        if start == phrase.last and self._word(start) in self._desk.vocabulary.cues.verb_forms:
            return False
        self._subject = phrase
        self._add(cue, _whole(cue), phrase, phrase, [Phrase(start, self._last)], "according")
        self._at = start
        return True

    def _opens_clause(self, cue: Cue) -> bool:
        """Whether «به گفته X» begins a clause, so that what follows is what X says."""
        before = self._word(cue.first - 1)
        starts = ("", "و", "که", "اما", "ولی", COLON, "«", *SEPARATORS)
        return before in starts or self._repeats or cue.entry.id == "according-quote"

    def _read_through(self, cue: Cue, phrase: Phrase, verb: Cue, later: list[Cue]) -> bool:
        """«X به نقل از Y گزارش داد که A»: one statement of X, and Y's inside it."""
        before = len(self.drafts)
        outer = self._subject
        if not self._repeats:
            outer = self._desk.subjects.before(self._at, cue.first)
        if outer is None:
            return False
        self._subject, self._repeats = outer, True
        self._read_say(verb, later[later.index(verb) + 1 :])
        if len(self.drafts) == before:
            return False
        content = list(self.drafts[-1].content)
        self._add(cue, _whole(cue), phrase, phrase, content, "through")
        self.drafts[-1] = self.drafts[-1]._replace(parent=-1)
        return True

    def _read_document(self, cue: Cue, later: list[Cue]) -> bool:
        """«طبق بیانیه X، A»: only before a document that speaks."""
        at = cue.last
        while at < self._last and self._words[at] in _BEFORE_DOCUMENT:
            at += 1
        if self._word(at) not in self._desk.vocabulary.documents:
            return False
        return self._read_according(cue, later)

    def _read_say(self, cue: Cue, later: list[Cue]) -> bool:
        """«X گفت: A», «X گفت که A», «X گفت A», «X گفت «A»», «A»، X گفت."""
        after = self._word(cue.last)
        if after in _ENDS and self._read_quote_before(cue):
            return True
        if after == COLON:
            return self._say(cue, cue.last + 1, later, "colon", "direct")
        if after == "که":
            if self._word(cue.last + 1) == COLON:
                return self._say(cue, cue.last + 2, later, "colon", "direct")
            return self._say(cue, cue.last + 1, later, "that", "indirect")
        if quote_opening_at(self._desk.quotes, cue.last):
            return self._say(cue, cue.last, later, "quote", "direct")
        if self._calls(cue) or after in _NOT_CONTENT or self._closes_relative(cue):
            return False
        if self._is_noun(cue):
            return False
        start = cue.last + 1 if after in SEPARATORS else cue.last
        if not cue.has("say") and self._last - start < SHORTEST_BARE:
            return False
        return self._say(cue, start, later, "bare", "indirect")

    def _is_noun(self, cue: Cue) -> bool:
        """Whether «گفته» or «نوشته» is the noun: no subject stands right before it."""
        form = cue.entry.form
        if form is None or form.tense != "perfect" or not form.text.endswith("ه"):
            return False
        if cue.last - cue.first > 1:
            return False
        phrase = self._desk.subjects.before(self._at, cue.first)
        return phrase is None or self._skip_adverbs(phrase.last, cue.first) < cue.first

    def _read_quote_before(self, cue: Cue) -> bool:
        """«A»، X گفت: the quotation opens the sentence, the speaker stands after it."""
        quote = next((q for q in self._desk.quotes if self._at <= q.opening < cue.first), None)
        if quote is None or not quote.closed or quote.closing >= cue.first:
            return False
        opens = all(word in SEPARATORS for word in self._words[self._at : quote.opening])
        if not opens or quote.closing - quote.opening <= SHORTEST_QUOTE:
            return False
        start = quote.closing + 1
        for at in range(start, cue.first):
            if self._words[at] == "را" and self._words[at - 1] in POINTERS:
                start = at + 1
        phrase = self._desk.subjects.before(start, cue.first)
        if phrase is None:
            return False
        self._subject = phrase
        content = [Phrase(quote.opening, quote.closing + 1)]
        self._add(cue, _whole(cue), phrase, phrase, content, "quote-before", "direct")
        self._at = cue.last
        return True

    def _opens_content(self, cue: Cue) -> bool:
        return self._word(cue.last) in (COLON, "که") or bool(
            quote_opening_at(self._desk.quotes, cue.last)
        )

    def _calls(self, cue: Cue) -> bool:
        """Whether the verb closes «X را Y …» rather than opening content."""
        closes = self._word(cue.last) in ("و", "", *TERMINAL, *SEPARATORS)
        return cue.has("call") and closes and "را" in self._words[self._at : cue.first]

    def _closes_relative(self, cue: Cue) -> bool:
        """Whether a comma after the cue ends a relative clause: «X که … گفته بود، …»."""
        if self._word(cue.last) not in SEPARATORS:
            return False
        return "که" in self._words[self._at : cue.first]

    def _say(self, cue: Cue, start: int, later: list[Cue], rule: str, kind: StatementKind) -> bool:
        end = self._last if rule == "colon" else self._indirect_end(start, later)
        if end - start < SHORTEST_CONTENT and rule != "colon":
            return False
        speaker, holder = self._mention(cue)
        self._add(cue, _whole(cue), speaker, holder, [Phrase(start, end)], rule, kind)
        self._at = end if rule != "colon" else self._last
        return True

    def _indirect_end(self, start: int, later: list[Cue]) -> int:
        """The sentence's end, or the «و» before the next cue of the same speaker."""
        for cue in later:
            if cue.is_verb and cue.first > start + 1 and self._words[cue.first - 1] == "و":
                return cue.first - 1
        return self._last

    def _read_of(self, cue: Cue, later: list[Cue]) -> bool:
        """«X از A خبر داد»."""
        if self._opens_content(cue):
            return False
        speaker, holder = self._mention(cue)
        start = self._find("از", self._after(speaker), cue.first)
        if start is None:
            return False
        self._add(cue, _whole(cue), speaker, holder, [Phrase(start + 1, cue.first)], "of")
        self._at = cue.last
        return True

    def _read_on(self, cue: Cue, later: list[Cue]) -> bool:
        """«X بر A تأکید کرد»."""
        speaker, holder = self._mention(cue)
        start = self._find("بر", self._after(speaker), cue.first)
        if start is None or holder is None:
            return False
        self._add(cue, _whole(cue), speaker, holder, [Phrase(start + 1, cue.first)], "on")
        self._at = cue.last
        return True

    def _read_call(self, cue: Cue, later: list[Cue]) -> bool:
        """«X A را B دانست»: content is «A را B»."""
        speaker, holder = self._mention(cue)
        if speaker is not None and self._word(speaker.last) not in _AFTER_SUBJECT:
            speaker = self._desk.subjects.known_prefix(speaker) or speaker
            self._subject = holder = speaker
        start = self._skip(self._after(speaker), cue.first)
        if "را" not in self._words[start : cue.first] or holder is None:
            return False
        self._add(cue, _whole(cue), speaker, holder, [Phrase(start, cue.first)], "call")
        self._at = cue.last
        return True

    def _read_deny(self, cue: Cue, later: list[Cue]) -> bool:
        """«X A را رد کرد»: content is A."""
        speaker, holder = self._mention(cue)
        start = self._skip(self._after(speaker), cue.first)
        if (
            self._word(cue.first - 1) != "را"
            or holder is None
            or "اینکه" not in self._words[start : cue.first]
        ):
            return False
        self._add(cue, _whole(cue), speaker, holder, [Phrase(start, cue.first - 1)], "deny")
        self._at = cue.last
        return True

    def _read_ask(self, cue: Cue, later: list[Cue]) -> bool:
        """«X خواستار A شد», «X A را خواستار شد»."""
        speaker, holder = self._mention(cue)
        if cue.is_verb:
            start = self._skip(self._after(speaker), cue.first)
            end = cue.first - 1 if self._word(cue.first - 1) == "را" else cue.first
            spans = [Phrase(start, end)]
        else:
            spans = self._asked(cue.last)
        if holder is None or not spans or spans[0].last - spans[0].first < 1:
            return False
        self._add(cue, _whole(cue), speaker, holder, spans, "ask")
        self._at = spans[-1].last
        return True

    def _asked(self, start: int) -> list[Phrase]:
        """What stands between «خواستار» and its verb, with the clause after the verb."""
        for at in range(start, self._last):
            if self._words[at] in _ASK_VERBS:
                spans = [Phrase(start, at)]
                after = at + 1
                while self._word(after) in _ASK_VERBS:
                    after += 1
                if self._word(after) in ("که", "تا"):
                    spans.append(Phrase(after, self._last))
                return spans
        return []

    def _read_want(self, cue: Cue, later: list[Cue]) -> bool:
        """«X از Y خواست که A»."""
        after = self._word(cue.last)
        if self._desk.vocabulary.stoppers.get(self._word(cue.first - 1)) == "preposition":
            return False
        if after in ("که", "تا"):
            start = cue.last + 1
        elif cue.entry.form and cue.entry.form.tense == "present":
            return False
        elif "از" in self._words[self._at : cue.first] and after not in ("", *TERMINAL, "و", "را"):
            start = cue.last
        else:
            return False
        if "از" not in self._words[self._at : cue.first]:
            return False
        return self._say(cue, start, later, "want", "indirect")

    def _read_in(self, cue: Cue, later: list[Cue]) -> bool:
        """«در این بیانیه آمده است: A»."""
        document = self._document_before(cue)
        if document is None:
            return False
        if cue.entry.id in _ACTIVE_IN:
            document = self._desk.subjects.before(self._at, cue.first) or document
        after, start = self._word(cue.last), cue.last
        rule, kind = "in", _INDIRECT
        if after == COLON:
            rule, kind, start = "in-colon", _DIRECT, start + 1
        elif after == "که":
            start += 1
        elif quote_opening_at(self._desk.quotes, start):
            rule, kind = "in-quote", _DIRECT
        elif after in SEPARATORS:
            start += 1
        else:
            return False
        self._subject = document
        span = [Phrase(start, self._last)]
        self._add(cue, _whole(cue), document, document, span, rule, kind)
        self._at = self._last
        return True

    def _document_before(self, cue: Cue) -> Phrase | None:
        for at in range(cue.first - 1, self._at - 1, -1):
            if self._words[at] in self._desk.vocabulary.documents:
                first = at - 1 if at > self._at and self._words[at - 1] in DEMONSTRATIVES else at
                phrase = self._desk.subjects.after(first, cue.first, cue.first)
                return phrase or Phrase(first, at + 1)
        return None

    def _after(self, speaker: Phrase | None) -> int:
        """Where content may begin: after the speaker and after what is read already."""
        return max(self._at, speaker.last) if speaker else self._at

    # --- helpers -------------------------------------------------------------------------------

    def _word(self, at: int) -> str:
        return self._words[at] if self._first <= at < self._last else ""

    def _find(self, word: str, first: int, last: int) -> int | None:
        return next((at for at in range(first, last) if self._words[at] == word), None)

    def _skip(self, at: int, last: int) -> int:
        """Past commas, adverbs, times and «با اشاره به …،» between a speaker and the content."""
        if at < last and self._words[at] in ("با", "در", "ضمن", "پس"):
            commas = (i + 1 for i in range(at, last) if self._words[i] in SEPARATORS)
            at = next(commas, at)
        return self._skip_adverbs(at, last)

    def _skip_adverbs(self, at: int, last: int) -> int:
        stoppers = self._desk.vocabulary.stoppers
        while at < last and (
            self._words[at] in SEPARATORS
            or stoppers.get(self._words[at]) in ("adverb", "time")
            or self._words[at] == "و"
        ):
            at += 1
        return at

    def _add(
        self,
        cue: Cue,
        span: Phrase,
        speaker: Phrase | None,
        holder: Phrase | None,
        content: list[Phrase],
        rule: str,
        kind: StatementKind = "indirect",
    ) -> None:
        self.drafts.append(
            Draft(
                span,
                cue,
                speaker,
                holder,
                kind,
                tuple(content),
                rule,
                self._paragraph,
                open=rule in ("colon", "in-colon"),
            )
        )


def _whole(cue: Cue) -> Phrase:
    return Phrase(cue.first, cue.last)


_ENDS = frozenset(("", "و", *TERMINAL, *SEPARATORS))
_DIRECT: StatementKind = "direct"
_INDIRECT: StatementKind = "indirect"
_PASSIVE = frozenset(
    (
        "باشد",
        "باشند",
        "باشم",
        "باشیم",
        "شد",
        "شده",
        "شدهاست",
        "میشود",
        "شود",
        "نشد",
        "نشده",
        "شدند",
        "میشد",
        "خواهدشد",
    )
)
_MODALS = frozenset(("باید", "نباید", "توان", "میتوان", "نمیتوان", "بتوان", "میشود", "بایست"))
_ASK_VERBS = frozenset(
    ("شد", "شدند", "شده", "شدهاند", "است", "اند", "بود", "بودند", "میشود", "هستند", "شدهبود")
)
_ACTIVE_IN = frozenset(("avrd",))
_NOT_CONTENT = frozenset(("", "و", "تا", "اما", "ولی", "زیرا", "چون", "چرا", "یا", *TERMINAL))
_AFTER_SUBJECT = SEPARATORS | {"در", "با", "که", "نیز", "همچنین", "هم"}
_BACK = frozenset(("while-stating", "while-announcing", "while-noting", "while-recalling"))
_BEFORE_DOCUMENT = frozenset(("این", "آن", "آخرین", "همین", "یک", "متن", "نخستین", "تازهترین"))
