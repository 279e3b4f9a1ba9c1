"""Clauses: a sentence cut at its verbs, and each piece into phrases by their prepositions."""

from collections.abc import Set
from typing import NamedTuple

from dabir.actors import Cast, Code, Mention
from dabir.actors.phrases import Hit
from dabir.events.lexicon import Kit, Trigger
from dabir.events.verbs import VerbForm

_BOUNDARIES = frozenset("؛:.!؟?…")
_JOINTS = frozenset({"که", "اینکه", "آنکه", "چراکه", "درحالیکه", "زیرا", "بلکه"})
_SIGNS = frozenset("،,«»\"'()[]-–—/|")
_CLAUSE_ENDS = frozenset("،؛:.!؟?…»)") | {"و", "که", "تا", "اما", "ولی"}
_CAPITAL = frozenset({"پایتخت", "مرکز"})  # «در وین، پایتخت اتریش»
_PARTITIVES = frozenset(
    {
        "برخی",
        "شماری",
        "تعدادی",
        "یکی",
        "گروهی",
        "بسیاری",
        "نفر",
        "تن",
        "جمعی",
        "هیچیک",
        "بخشی",
        "بعضی",
    }
)
_APPOSITIONS = ({"person", "office"}, {"person", "body"}, {"body", "office"}, {"person"})
_FUTURE = frozenset({"خواهد", "خواهند", "خواهم", "خواهیم", "نخواهد", "نخواهند", "نخواهیم"})
_SURE_VERBS = ("کرد", "شد", "داد", "گفت", "بود", "خواست")
_AUXILIARIES = frozenset({"است", "اند", "بود", "بودند", "شد", "شده", "شدند", "ام", "ایم", "باشد"})


PRONOUNS = frozenset({"آنها", "آنان", "او", "وی", "ایشان"})
_WHEN = frozenset({"گذشته", "آینده", "جاری", "اخیر"})  # with them a phrase of time ends
_TIMES = frozenset(
    {"روز", "روزهای", "هفته", "هفتههای", "ماه", "ماههای", "سال", "سالهای", "ساعت", "ساعات"}
    | {"شب", "شبهای", "دهه", "دهههای", "ساعتهای"}
)
MOST_BRACKETED = 15  # tokens
_COMPANY = ("with", "from", "to", "by")  # prepositions of persons
_NO_NAME = frozenset({"این", "آن", "وجود", "همین", "همه", "حال", "آنکه", "توجه", "دنبال"})
MOST_NAMED = 5  # tokens of a name


class Verb(NamedTuple):
    """The finite verb of a clause: tokens `first` up to, not with, `last`."""

    first: int
    last: int
    form: VerbForm
    future: bool
    key: str


class Phrase(NamedTuple):
    """Words behind one preposition (`marker`), or behind none: tokens `first` to `last`.

    `object` tells that «را» follows. `mentions` and `triggers` are those inside.
    """

    first: int
    last: int
    marker: str
    object: bool
    mentions: tuple[Mention, ...]
    triggers: tuple[Hit[tuple[Trigger, ...]], ...]


class Clause(NamedTuple):
    """A piece of a sentence that ends with its verb, or without one before a boundary."""

    first: int
    last: int
    phrases: tuple[Phrase, ...]
    verb: Verb | None

    @property
    def subject(self) -> tuple[Mention, ...]:
        """The actors of the phrase that may be the subject; where an object follows, the first of
        the phrases without a preposition that lead up to it."""
        found: tuple[Mention, ...] = ()
        run = False
        for phrase in self.phrases:
            if phrase.object:
                break
            if phrase.marker:
                run = False
                continue
            own = tuple(m for m in phrase.mentions if m.kind not in ("adjective", "place"))
            named = phrase.triggers and phrase.mentions
            if not own or (named and phrase.triggers[0].first < phrase.mentions[0].first):
                continue
            if not found or (self._has_object and not run):
                found = own
            run = True
        return found

    @property
    def has_unknown_subject(self) -> bool:
        """Whether a phrase that may be the subject names nobody of the cast."""
        if self.subject or not self.phrases:
            return False
        first = self.phrases[0]
        end = first.triggers[0].first if first.triggers else first.last
        return not (first.marker or first.object) and end - first.first > 1

    @property
    def _has_object(self) -> bool:
        return any(phrase.object for phrase in self.phrases)


class _Open:
    """A clause while it is being read."""

    def __init__(self, first: int) -> None:
        self.first = first
        self.phrases: list[Phrase] = []
        self.start = first
        self.marker = ""
        self.mentions: list[Mention] = []
        self.triggers: list[Hit[tuple[Trigger, ...]]] = []

    def close_phrase(self, at: int, after: int, marker: str, is_object: bool = False) -> None:
        """End the phrase at token `at`; the next begins at `after` behind `marker`."""
        if at > self.start:
            phrase = Phrase(
                self.start,
                at,
                self.marker,
                is_object,
                tuple(self.mentions),
                tuple(self.triggers),
            )
            self.phrases.append(phrase)
        self.start, self.marker, self.mentions, self.triggers = after, marker, [], []

    def close_object(self, at: int, folded: list[str], bodies: Set[str]) -> None:
        """End the phrase before «را» at token `at`; the actor that begins it is the subject where
        more words follow: «پلیس بنگلادش یک گروه را»."""
        head = self.mentions[0] if self.mentions else None
        if folded[at - 1] in PRONOUNS and at - 1 > self.start:
            self.close_phrase(at - 1, at - 1, "")
            self.close_phrase(at, at + 1, "", is_object=True)
            return
        whole = head is not None and (
            head.kind != "office" or not head.refers or folded[head.first] in bodies
        )
        if head and whole and not self.marker and head.first - self.start < 2 and head.last < at:
            rest, triggers = self.mentions[1:], self.triggers
            if not triggers or triggers[0].first > head.first:
                self.mentions, self.triggers = [head], []
                self.close_phrase(head.last, head.last, "")
                self.mentions, self.triggers = rest, triggers
        self.close_phrase(at, at + 1, "", is_object=True)


def _behind_brackets(folded: list[str], at: int, end: int) -> int:
    """The token after the closing bracket, or after the opening one where none is near."""
    for place in range(at + 1, min(at + MOST_BRACKETED, end)):
        if folded[place] == ")":
            return place + 1
    return at + 1


def read_clauses(
    cast: Cast,
    first: int,
    end: int,
    by_token: dict[int, Mention],
    cue_ends: Set[int],
    kit: Kit,
) -> list[Clause]:
    """The clauses of the sentence of tokens `first` to `end`, in order. What a cue attributes is
    another clause; `cue_ends` are the tokens after cues."""
    folded = cast.words.folded
    clauses: list[Clause] = []
    now, at = _Open(first), first

    def close(last: int, after: int, verb: Verb | None) -> None:
        nonlocal now
        now.close_phrase(verb.first if verb else last, after, "")
        if now.phrases or verb:
            clauses.append(
                Clause(
                    now.first,
                    last,
                    tuple(_with_objects(_coordinated(now.phrases), folded)),
                    verb,
                )
            )
        now = _Open(after)

    while at < end:
        word = folded[at]
        mention = by_token.get(at)
        trigger = kit.triggers.longest(folded, at, end)
        if mention is not None and (trigger is None or trigger.last <= mention.last):
            if _begins_anew(now, mention):
                now.close_phrase(at, at, "")
            now.mentions.append(mention)
            at = mention.last
            continue
        if trigger is not None:
            now.triggers.append(trigger)
            now.mentions += _cut_short(by_token, at, trigger.last)
            at = max([trigger.last, *(m.last for m in now.mentions)])
            continue
        verb = _verb_at(folded, at, end, kit)
        if verb is not None:
            close(verb.last, verb.last, verb)
            at = verb.last
            continue
        preposition = kit.prepositions.longest(folded, at, end)
        if preposition is not None and not _partitive(folded, at, first):
            now.close_phrase(at, preposition.last, preposition.entry)
            at = preposition.last
        elif word in _JOINTS or word in _BOUNDARIES:
            close(at, at + 1, None)
            at += 1
        elif word == "را":
            now.close_object(at, folded, kit.bodies)
            at += 1
        elif word == "(":
            at = _behind_brackets(folded, at, end)
        elif word in ("،", "و") and _continues(now, at, folded, by_token):
            now.close_phrase(at, at + 1, f"+{now.marker.removeprefix('+')}")
            at += 1
        elif word == "،":
            told = at + 1 < end and (
                folded[at + 1] in _CAPITAL or _tells_who(now, at, folded, by_token)
            )
            now.close_phrase(at, at + 1, f"+{now.marker}" if told and now.marker else "")
            at += 1
        elif word in _WHEN and now.marker and _TIMES & set(folded[now.start : at]):
            now.close_phrase(at + 1, at + 1, "")
            at += 1
        elif at + 1 in cue_ends:
            close(at + 1, at + 1, None)
            at += 1
        else:
            at += 1
    close(end, end, None)
    return clauses


def _cut_short(by_token: dict[int, Mention], at: int, last: int) -> list[Mention]:
    """The country of an office whose first word belongs to a trigger: «حمله نظامی آمریکا»."""
    for token in range(at, last):
        m = by_token.get(token)
        if m is not None and m.last > last and last <= m.name:
            codes = tuple(Code(code.state) for code in m.codes)
            return [m._replace(first=m.name, codes=codes, kind="name", level="", refers="")]
    return []


def _begins_anew(now: _Open, mention: Mention) -> bool:
    """Whether an actor right behind the subject is another phrase: «اسرائیل اسرای فلسطینی را»."""
    if not now.mentions or now.marker or now.mentions[-1].last != mention.first:
        return False
    last = now.mentions[-1]
    same = last.codes == mention.codes
    return not same and mention.kind != "adjective" and last.kind != "adjective"


def _partitive(folded: list[str], at: int, first: int) -> bool:
    """Whether «از» stands in «برخی از», «هزاران نفر از»."""
    return folded[at] == "از" and at > first and folded[at - 1] in _PARTITIVES


def _continues(now: _Open, at: int, folded: list[str], by_token: dict[int, Mention]) -> bool:
    """Whether «و» or a comma joins two actors: the phrase ends with one, another follows.

    A comma joins the parts of a list and two names of one actor.
    """
    if not now.mentions or now.mentions[-1].last not in (at, at - 1):
        return False
    after = at + 1
    while after < len(folded) and after - at < 3 and folded[after] in _SIGNS:
        after += 1
    following = by_token.get(after)
    if following is None or folded[at] == "و":
        return following is not None
    last = now.mentions[-1]
    if following.codes == last.codes or {following.kind, last.kind} in _APPOSITIONS:
        return following.codes[0].state == last.codes[0].state
    rest = following.last
    return rest + 1 < len(folded) and folded[rest] in ("و", "،") and rest + 1 in by_token


def _tells_who(now: _Open, at: int, folded: list[str], by_token: dict[int, Mention]) -> bool:
    """Whether an office follows a name that nobody knows: «با مارتا لیند، وزیر خارجه سوئد،»."""
    following = by_token.get(at + 1)
    words = folded[now.start : at]
    name = now.marker in _COMPANY and 0 < len(words) <= MOST_NAMED and not _NO_NAME & set(words)
    if not name or now.mentions or now.triggers or following is None:
        return False
    return following.kind == "office"


def _coordinated(phrases: list[Phrase]) -> list[Phrase]:
    """The phrases, with actors joined by «و» put together into one."""
    joined: list[Phrase] = []
    for phrase in phrases:
        if phrase.marker.startswith("+") and joined:
            last = joined.pop()
            phrase = Phrase(
                last.first,
                phrase.last,
                last.marker,
                phrase.object,
                last.mentions + phrase.mentions,
                last.triggers + phrase.triggers,
            )
        joined.append(phrase)
    return joined


def _with_objects(phrases: list[Phrase], folded: list[str]) -> list[Phrase]:
    """The phrases; where «را» ends a phrase with a preposition, all from the phrase before the
    prepositions are the object: «ادعای کشورها در زمینه حقوق بشر را»."""
    end = next((n for n, p in enumerate(phrases) if p.object and p.marker), 0)
    start = end
    while start > 0 and phrases[start].marker:
        start -= 1
    if not end or phrases[start].marker or phrases[start].object:
        return phrases
    head, rest = _split_head(phrases[start], folded)
    if rest is None:
        return phrases
    region = [p._replace(object=True) for p in (rest, *phrases[start + 1 : end + 1])]
    return [*phrases[:start], *([head] if head else []), *region, *phrases[end + 1 :]]


def _split_head(phrase: Phrase, folded: list[str]) -> tuple[Phrase | None, Phrase | None]:
    """The subject with which a phrase begins, and what follows it; None where there is no such
    part."""
    if not phrase.mentions or phrase.mentions[0].first > phrase.first + 1:
        return None, phrase
    if phrase.triggers and phrase.triggers[0].first < phrase.mentions[0].first:
        return None, phrase
    count, cut = 1, phrase.mentions[0].last
    while count < len(phrase.mentions) and _follows(phrase.mentions[count].first, cut, folded):
        cut = phrase.mentions[count].last
        count += 1
    if cut >= phrase.last:
        return phrase, None
    head = phrase._replace(last=cut, mentions=phrase.mentions[:count], triggers=())
    return head, phrase._replace(first=cut, mentions=phrase.mentions[count:])


def _follows(first: int, cut: int, folded: list[str]) -> bool:
    """Whether an actor at token `first` belongs to one that ends at `cut`: «ایران و روسیه»."""
    return first == cut or (first == cut + 1 and folded[cut] in ("و", "،"))


def _verb_at(folded: list[str], at: int, end: int, kit: Kit) -> Verb | None:
    """The finite verb that begins at token `at`, with its auxiliaries."""
    word = folded[at]
    if word in _FUTURE and at + 1 < end:
        form = kit.forms.get(folded[at + 1])
        if form is not None and form.mood == "past":
            negative = word.startswith("ن")
            person = 1 if word.endswith("م") else 3
            form = VerbForm(form.stem, "future", person, negative)
            return Verb(at, at + 2, form, True, form.stem)
    form = kit.forms.get(word)
    if form is None or form.mood == "infinitive":
        return None
    last = at + 1
    while last < end and last - at < 3 and folded[last] in _AUXILIARIES:
        last += 1
    alone = form.mood == "perfect" and last == at + 1 and word.endswith("ه")
    if alone and not _ends(folded, last, end):
        return None
    if alone and word == "شده" and last < end and folded[last] not in _BOUNDARIES:
        return None
    if form.bare and word not in _SURE_VERBS and not _ends(folded, last, end):
        return None
    passive = any(word.startswith("شد") for word in folded[at + 1 : last])
    return Verb(at, last, form, False, f"{form.stem}شد" if passive else form.stem)


def _ends(folded: list[str], at: int, end: int) -> bool:
    return at >= end or folded[at] in _CLAUSE_ENDS
