"""The stage as a whole: from a cast to the events of the article."""

import hashlib
from bisect import bisect_left
from collections.abc import Sequence

from dabir.actors import Cast, Code, Mention
from dabir.events.clauses import PRONOUNS, Clause, Verb, read_clauses
from dabir.events.contacts import contact_of
from dabir.events.drafts import Draft
from dabir.events.frames import Filler, fill
from dabir.events.lexicon import Kit
from dabir.events.occasions import is_guess, one_each
from dabir.events.parties import Around, can_be_meant, find_parties
from dabir.events.scores import score
from dabir.events.status import PURPOSES, find_status
from dabir.events.threats import asks, is_only_met, is_threat, with_threats_alone, without_harms
from dabir.events.times import date_of
from dabir.events.triggers import FINITE, Occurrence, find_occurrences
from dabir.records import Article, DateMention, Event, Repaired, Span, Statement

THRESHOLD = 0.3  # by cross-validation over the annotated dev articles, for precision
ASIDES = frozenset({"about", "from", "to", "in", "on"})
APPOSED = 4  # tokens between an actor and the «که» that tells of him
POINTERS = frozenset({"این", "آن", "همین", "همان", "چنین", "حاشیه"})
TITLE, LEAD = 1, 4  # sentences
MOST_BEFORE = 8  # mentions


def code_events(
    repaired: Repaired,
    cast: Cast,
    statements: Sequence[Statement],
    dates: Sequence[DateMention],
    article: Article,
    kit: Kit,
    threshold: float = THRESHOLD,
) -> tuple[Event, ...]:
    """The events of an article that are believed, in the order of the text."""
    drafts = draft_events(cast, statements, kit)
    drafts = [draft for draft in drafts if score(draft, kit.weights) >= threshold]
    return tuple(_event(repaired, cast, draft, dates, article, kit) for draft in drafts)


def draft_events(cast: Cast, statements: Sequence[Statement], kit: Kit) -> list[Draft]:
    """Every candidate, one for each occasion, whatever its score."""
    by_token = {m.first: m for m in cast.mentions}
    firsts = [m.first for m in cast.mentions]
    voices = _voices(cast, statements)
    cues = _cues(cast, statements)
    cue_ends = _cue_ends(cues, cast, statements)
    drafts: list[Draft] = []
    subjects: list[tuple[Mention, ...]] = []
    tellers = _tellers(cast, statements)
    spoken = _speaker_tokens(cast, statements)
    for number, (first, end) in enumerate(cast.sentences):
        if kit.asides.find(cast.words.folded, first, end):
            continue
        subjects[:0] = [(tellers[token],) for token in range(first, end) if token in tellers][:1]
        clauses = read_clauses(cast, first, end, by_token, cue_ends, kit)
        here = cast.mentions[bisect_left(firsts, first) : bisect_left(firsts, end)]
        before: Clause | None = None
        for clause in clauses:
            begun = bisect_left(firsts, clause.first)
            subject = tuple(m for m in clause.subject if can_be_meant(m))
            if subject:
                inside = before is not None and _is_relative(cast.words.folded, before, subjects)
                subjects.insert(1 if inside else 0, subject)
            around = Around(
                subjects=subjects[:3],
                attackers=[],
                violence=False,
                speaker=(),
                first_person=_first_person(clause.verb),
                sentence=here,
                before=cast.mentions[max(0, begun - MOST_BEFORE) : begun][::-1],
                unknown_subject=clause.has_unknown_subject,
                object_pronoun=_object_pronoun(cast.words.folded, clause),
                cue=(),
                passive=False,
                finite=False,
                aside=False,
                asked=False,
                supportive=False,
                tellers=spoken,
                unnamed_object=any(p.object and not p.mentions for p in clause.phrases),
            )
            drafts += _in_clause(
                cast, clause, before, around, (first, end), number, voices, cues, statements, kit
            )
            before = clause
        del subjects[3:]
    return one_each(drafts)


def _is_relative(folded: list[str], head: Clause, subjects: list[tuple[Mention, ...]]) -> bool:
    """Whether a clause is about the actor before it, who acts in the one that follows: «دولت چین،
    که … است، … کرد»."""
    if head.verb is not None or head.last >= len(folded) or folded[head.last] != "که":
        return False
    return bool(subjects) and 0 <= head.last - subjects[0][-1].last <= APPOSED


def _tellers(cast: Cast, statements: Sequence[Statement]) -> dict[int, Mention]:
    """Who speaks, at the token where the cue of a statement begins."""
    starts = {start: token for token, (start, _) in enumerate(cast.places)}
    tellers: dict[int, Mention] = {}
    for statement, codes in zip(statements, cast.speakers, strict=True):
        token = starts.get(statement.cue.start)
        if token is not None and codes and statement.nested_in is None:
            tellers[token] = Mention(token, token, codes, "person", "", token, "speaker")
    return {token: teller for token, teller in tellers.items() if can_be_meant(teller)}


def _speaker_tokens(cast: Cast, statements: Sequence[Statement]) -> set[int]:
    """Every token of a phrase that stands for a speaker."""
    starts = [start for start, _ in cast.places]
    return {
        token
        for statement in statements
        if statement.speaker is not None
        for token in range(
            bisect_left(starts, statement.speaker.start), bisect_left(starts, statement.speaker.end)
        )
    }


def _cues(cast: Cast, statements: Sequence[Statement]) -> dict[int, int]:
    """The statement, at every token of its cue."""
    starts = [start for start, _ in cast.places]
    cues: dict[int, int] = {}
    for number, statement in enumerate(statements):
        first = bisect_left(starts, statement.cue.start)
        cues |= dict.fromkeys(range(first, bisect_left(starts, statement.cue.end)), number)
    return cues


def _cue_ends(cues: dict[int, int], cast: Cast, statements: Sequence[Statement]) -> set[int]:
    """The tokens after the cues behind which what is said begins; behind «به گفته» the speaker
    does."""
    ends = {token + 1: number for token, number in cues.items() if token + 1 not in cues}
    return {
        end
        for end, number in ends.items()
        if (speaker := statements[number].speaker) is None
        or speaker.start < statements[number].cue.start
    }


def _voices(cast: Cast, statements: Sequence[Statement]) -> list[int | None]:
    """For each token the innermost statement in whose content it stands."""
    voices: list[int | None] = [None] * len(cast.places)
    starts = [start for start, _ in cast.places]
    order = sorted(range(len(statements)), key=lambda i: statements[i].nested_in is not None)
    for index in order:
        for span in statements[index].content:
            _mark(voices, starts, span, index)
    return voices


def _mark(voices: list[int | None], starts: list[int], span: Span, index: int) -> None:
    for token in range(bisect_left(starts, span.start), bisect_left(starts, span.end)):
        voices[token] = index


def _object_pronoun(folded: list[str], clause: Clause) -> bool:
    return any(
        phrase.object and phrase.last - phrase.first < 3 and folded[phrase.last - 1] in PRONOUNS
        for phrase in clause.phrases
    )


def _first_person(verb: Verb | None) -> bool:
    return verb is not None and verb.form.person == 1


def _in_clause(
    cast: Cast,
    clause: Clause,
    before: Clause | None,
    around: Around,
    sentence: tuple[int, int],
    number: int,
    voices: list[int | None],
    cues: dict[int, int],
    statements: Sequence[Statement],
    kit: Kit,
) -> list[Draft]:
    folded = cast.words.folded
    occurrences = find_occurrences(folded, clause, kit)
    if not occurrences:
        return []
    drafts = []
    filled = [fill(folded, clause, occurrence, occurrences) for occurrence in occurrences]
    attackers = [
        filler.mention
        for occurrence, fillers in zip(occurrences, filled, strict=True)
        for filler in fillers
        if filler.slot == "S" and occurrence.hit.entry.type == "ASSAULT"
    ]
    occurrences, filled = with_threats_alone(occurrences, filled)
    violence = any(o.hit.entry.type == "ASSAULT" and not o.voice for o in occurrences)
    supportive = any(o.hit.entry.type == "SUPPORT" for o in occurrences)
    around = around._replace(attackers=attackers, violence=violence, supportive=supportive)
    asking = next((o.hit.first for o in occurrences if asks(o)), None)
    if before is not None and is_threat(folded, before, kit):
        occurrences, filled = without_harms(occurrences, filled)
    for number_here, occurrence in enumerate(occurrences):
        hit, fillers = occurrence.hit, filled[number_here]
        if number_here and _coordinate(folded, occurrences[number_here - 1], occurrence):
            fillers += [f for f in filled[number_here - 1] if f.slot == "S"]
        voice = voices[hit.first]
        speaker = cast.speakers[voice] if voice is not None else ()
        fillers += _treaty_fillers(folded, clause, sentence, occurrence, kit)
        cue = cues.get(hit.first)
        if cue is not None:  # an actor in what is said does not say it
            fillers = [f for f in fillers if f.slot != "S" or voices[f.mention.first] != cue]
        near = sorted(around.sentence, key=lambda m: abs(m.first - hit.first))
        source, target = find_parties(
            hit.entry,
            fillers,
            around._replace(
                speaker=speaker,
                sentence=near,
                cue=cast.speakers[cue] if cue is not None else (),
                passive=occurrence.voice == "passive",
                finite=occurrence.voice in FINITE,
                asked=(asking is not None and asking < hit.first)
                or is_only_met(folded, occurrence),
                aside=_is_aside(clause, occurrence),
            ),
        )
        if not source.codes or not target.codes:
            continue
        if _points_back(folded, occurrence) and (is_guess(source.rule) or is_guess(target.rule)):
            continue
        stance = statements[voice].stance if voice is not None else ""
        drafts.append(
            Draft(
                first=hit.first,
                last=hit.last,
                type=hit.entry.type,
                mode=hit.entry.mode,
                trigger=hit.entry.id,
                voice=occurrence.voice,
                source=source.codes,
                target=target.codes,
                source_rule=source.rule,
                target_rule=target.rule,
                status=find_status(folded, clause, occurrence, occurrences, before, stance, kit),
                statement=voice,
                zone="title" if number < TITLE else "lead" if number < LEAD else "body",
                levels=tuple(f.mention.level for f in fillers if f.slot),
                sentence=sentence,
                clause=(clause.first, clause.last),
                place=_place(clause),
            )
        )
    return drafts


def _points_back(folded: list[str], occurrence: Occurrence) -> bool:
    """Whether the noun only takes up an event that was told before, or tells where another one
    was: «این حملات», «در حاشیه نشست»."""
    before = folded[occurrence.hit.first - 1] if occurrence.hit.first else ""
    return not occurrence.voice and before in POINTERS


def _coordinate(folded: list[str], before: Occurrence, occurrence: Occurrence) -> bool:
    """Whether «و» joins two nouns of one doer: «تجاوزات آمریکا و تحریم‌ها علیه …»."""
    if before.phrase != occurrence.phrase or before.voice or occurrence.voice:
        return False
    return "و" in folded[before.hit.last : occurrence.hit.first]


def _is_aside(clause: Clause, occurrence: Occurrence) -> bool:
    """Whether the trigger is a noun behind a preposition, so that the subject need not do it."""
    if occurrence.voice or occurrence.phrase >= len(clause.phrases):
        return False
    phrase = clause.phrases[occurrence.phrase]
    if occurrence.hit.entry.type == "SUPPORT" and occurrence.hit.first == phrase.first:
        return False
    purpose = phrase.marker == "for" and occurrence.hit.entry.type not in PURPOSES
    return (phrase.marker in ASIDES or purpose) and not phrase.object


def _treaty_fillers(
    folded: list[str],
    clause: Clause,
    sentence: tuple[int, int],
    occurrence: Occurrence,
    kit: Kit,
) -> list[Filler]:
    """The other party of a treaty that is left or broken."""
    trigger = occurrence.hit.entry
    if trigger.type != "SANCTION" or trigger.mode not in ("withdraw", "discontinue"):
        return []
    for treaty in kit.treaties.find(folded, sentence[0], clause.last):
        if trigger.mode == "discontinue" or abs(occurrence.hit.first - treaty.first) < 20:
            parties = treaty.entry
            mention = Mention(
                treaty.first, treaty.last, parties[:1], "group", "", treaty.first, "treaty"
            )
            return [Filler(mention, "T", "treaty")]
    return []


def _place(clause: Clause) -> tuple[int, int] | None:
    for phrase in clause.phrases:
        if (
            phrase.marker == "in"
            and phrase.mentions
            and phrase.mentions[0].kind in ("name", "seat")
        ):
            return phrase.mentions[0].first, phrase.mentions[0].last
    return None


def _event(
    repaired: Repaired,
    cast: Cast,
    draft: Draft,
    dates: Sequence[DateMention],
    article: Article,
    kit: Kit,
) -> Event:
    anchor = _span(repaired, cast, draft.first, draft.last)
    source, target = _codes(draft.source), _codes(draft.target)
    key = f"{article.id}:{draft.type}:{anchor.start}:{'+'.join(source)}:{'+'.join(target)}"
    return Event(
        id=hashlib.sha256(key.encode()).hexdigest()[:16],
        type=draft.type,
        mode=draft.mode or None,
        contexts=_contexts(cast.words.folded, draft, kit),
        source=source,
        target=target,
        status=draft.status.value,
        date=date_of(draft, cast.places, dates),
        place=_span(repaired, cast, *draft.place).text if draft.place else None,
        anchor=anchor,
        statement=draft.statement,
        contact=contact_of(draft, kit.channels) if draft.type == "CONSULT" else None,
        reason=f"{draft.trigger}; source {draft.source_rule}; target {draft.target_rule}; "
        f"{draft.status.rule}",
        score=round(score(draft, kit.weights), 3),
    )


def _span(repaired: Repaired, cast: Cast, first: int, last: int) -> Span:
    start, end = cast.places[first][0], cast.places[last - 1][1]
    return Span(start, end, repaired.raw[start:end])


def _codes(codes: tuple[Code, ...]) -> tuple[str, ...]:
    return tuple(str(code) for code in codes)


def _contexts(folded: list[str], draft: Draft, kit: Kit) -> tuple[str, ...]:
    found = {hit.entry for hit in kit.contexts.find(folded, *draft.sentence)}
    return tuple(sorted(found))
