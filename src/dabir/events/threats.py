"""What is only threatened or asked for, beside the words that threaten or ask."""

from dabir.events.clauses import Clause
from dabir.events.frames import Filler
from dabir.events.lexicon import Kit
from dabir.events.triggers import FINITE, Occurrence, find_occurrences

HARMS = frozenset({"ASSAULT", "SANCTION", "COERCE", "MOBILIZE"})
STOPPING = frozenset(
    {"توقف", "پایان", "خاتمه", "جلوگیری", "مقابله", "مبارزه", "محکومیت", "قطع", "کاهش", "مهار"}
    | {"متوقف", "اتمام", "پیشگیری", "ادامه", "تداوم", "مانع"}
)
Found = tuple[list[Occurrence], list[list[Filler]]]


def with_threats_alone(occurrences: list[Occurrence], filled: list[list[Filler]]) -> Found:
    """The occurrences and their fillers, without what is only threatened; whom it would hurt is
    whom the threat is aimed at: «تهدید فنلاند به حمله»."""
    threat = next((n for n, o in enumerate(occurrences) if o.hit.entry.type == "THREATEN"), None)
    if threat is None:
        return occurrences, filled
    kept = []
    for number, occurrence in enumerate(occurrences):
        own = number > threat and occurrence.hit.entry.type in HARMS and not occurrence.voice
        if not own:
            kept.append(number)
        elif not any(f.slot == "T" for f in filled[threat]):
            filled[threat] += [f for f in filled[number] if f.slot == "T"]
    return [occurrences[n] for n in kept], [filled[n] for n in kept]


def asks(occurrence: Occurrence) -> bool:
    """Whether the trigger asks for what its clause tells."""
    return occurrence.hit.entry.type == "REQUEST" and occurrence.voice in FINITE


def is_only_met(folded: list[str], occurrence: Occurrence) -> bool:
    """Whether somebody ends, meets or lives through the act, so that it is not told who does it:
    «برای توقف کشتار»."""
    first = occurrence.hit.first
    return not occurrence.voice and not STOPPING.isdisjoint(folded[max(0, first - 2) : first])


def is_threat(folded: list[str], before: Clause, kit: Kit) -> bool:
    """Whether the clause before says who threatens, and this one with what: «تهدید کرد که»."""
    if before.last >= len(folded) or folded[before.last] != "که":
        return False
    occurrences = find_occurrences(folded, before, kit)
    return any(o.hit.entry.frame.id == "threaten" and o.voice in FINITE for o in occurrences)


def without_harms(occurrences: list[Occurrence], filled: list[list[Filler]]) -> Found:
    """The occurrences and their fillers, without acts that hurt."""
    kept = [n for n, o in enumerate(occurrences) if o.hit.entry.type not in HARMS]
    return [occurrences[n] for n in kept], [filled[n] for n in kept]
