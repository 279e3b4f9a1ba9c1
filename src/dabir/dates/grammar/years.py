"""Years, decades and centuries: «سال ۱۳۹۸», «سال گذشته», «متولد ۱۳۳۱», «دهه ۶۰»."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dabir.dates.grammar.cursor import COUNTS, LONGEST_LIST, NUMBERS, Read, Words, way
from dabir.dates.times import Before, Century, Decade, Range, Several, Time, Year


def year(words: Words, at: int) -> Read:
    """A year, or some years."""
    if words.units(at, "year"):
        return _years(words, at + 1)
    if words.unit(at, "year"):
        return _after_the_word(words, at + 1)
    if words.has(at, "year"):
        return Year(shift=int(words[at].value)), at + 1
    full = is_full_year(words, at)
    if (full and _stands_bare(words, at)) or (
        _is_listed(words, at) and (full or _is_clear_year(words, at))
    ):
        return year_number(words, at)
    if words.joins(at - 1) and words.unit(at - 3, "year") and _is_short_year(words, at):
        return year_number(words, at) if _follows_the_word(words, at - 2) else None
    return None


def year_after(words: Words, at: int) -> tuple[Year, int]:
    """The year that belongs to a day, month or season before `at`, and the place after it."""
    if words.comma(at) and (is_full_year(words, at + 1) or words.unit(at + 1, "year")):
        year_, end = year_after(words, at + 1)
        return (year_, end) if year_.number is not None else (Year(), at)
    if words.has(at, "every"):
        return Year(every=True), at + 1
    if words.has(at, "same-year"):
        return Year(same=True), at + 1
    if words.has(at, "this") and words.unit(at + 1, "year"):
        return Year(same=True, shift=0), at + 2
    if words.unit(at, "year") or words.has(at, "year"):
        read = year(words, at)
        if read is not None and isinstance(read[0], Year):
            return read[0], read[1]
        return Year(), at
    if words.has(at, "toward"):
        return Year(toward=way(words[at])), at + 1
    if is_full_year(words, at) or _is_short_year(words, at) or _is_clear_year(words, at):
        return year_number(words, at)
    return Year(), at


def with_calendar(words: Words, year_: Year, at: int) -> tuple[Year, int]:
    """The year with the name of its calendar, where one follows."""
    if words.has(at, "calendar"):
        return replace(year_, calendar=str(words[at].value)), at + 1  # type: ignore[arg-type]
    return year_, at


def year_number(words: Words, at: int) -> tuple[Year, int]:
    """A year in figures or words, with its calendar."""
    if words.has(at, "digits"):
        word = words[at]
        return with_calendar(words, Year(int(word.value), len(word.text)), at + 1)
    number, after = _number_words(words, at)
    return with_calendar(words, Year(number, len(str(number))), after)


def is_full_year(words: Words, at: int) -> bool:
    """Whether a whole year of four figures (or in words) stands there, by itself."""
    word = words[at]
    if word.role == "digits":
        number = int(word.value)
        plausible = 1250 <= number < 1480 or 1700 <= number <= 2100
        return len(word.text) == 4 and plausible and not words.counted(at + 1)
    return word.role == "thousand" and _is_year_words(words, at)


def _is_clear_year(words: Words, at: int) -> bool:
    """Whether four figures after a month must be its year, though a noun follows: «۲۰۱۸ رأی»."""
    word = words[at]
    if word.role != "digits" or len(word.text) != 4 or not words.has(at + 1, "counted", "unit"):
        return False
    number = int(word.value)
    return number % 100 != 0 and (1300 <= number <= 1410 or 1900 <= number <= 2030)


def _is_short_year(words: Words, at: int) -> bool:
    word = words[at]
    return (
        word.role == "digits"
        and len(word.text) == 2
        and (int(word.value) >= 40 or word.text[0] == "0")
        and not words.counted(at + 1)
    )


def _is_year_words(words: Words, at: int) -> bool:
    number, after = _number_words(words, at)
    return (1200 <= number <= 2100 or 30 <= number <= 99) and not words.counted(after)


def _number_words(words: Words, at: int) -> tuple[int, int]:
    """A number in words: «هزار و سیصد و نود و هشت»."""
    total = 0
    end = at
    last = at + 2 * LONGEST_LIST
    while at < last and words.has(at, "cardinal", "thousand", "hundred"):
        total += int(words[at].value)
        end = at = at + 1
        if words.has(at, "and") and words.has(at + 1, "cardinal", "hundred"):
            at += 1
    return total, end


def _follows_the_word(words: Words, at: int) -> bool:
    """Whether figures that are a year after the word سال stand there."""
    word = words[at]
    if word.role != "digits":
        return False
    if len(word.text) == 4 and 1300 <= int(word.value) <= 2100 and words.unit(at - 1, "year"):
        return not words.has(at - 2, *COUNTS)
    if words.counted(at + 1):
        return False
    if len(word.text) == 2:
        return int(word.value) >= 32 or word.text[0] == "0" or words.has(at + 1, "calendar")
    if words.has(at + 1, "calendar", "bc"):
        return len(word.text) <= 4 and int(word.value) > 0
    return len(word.text) == 4 and 1200 <= int(word.value) <= 2150


def _years(words: Words, at: int) -> Read:
    """Two or more years: «۹۶ و ۹۸», «۱۳۶۰ تا ۱۳۶۸»."""
    if not _follows_the_word(words, at):
        return None
    between = words.has(at - 2, "between")
    year_, after = year_number(words, at)
    named = [year_]
    while len(named) < LONGEST_LIST and words.joins(after) and _follows_the_word(words, after + 1):
        ends = words.spans(after)
        year_, after = year_number(words, after + 1)
        named.append(year_)
        if ends:
            between = True
            break
    named = [replace(y, calendar=y.calendar or named[-1].calendar) for y in named]
    return together(named, [_count_years(y) for y in named], between), after


def _count_years(year_: Year) -> int:
    number = year_.number or 0
    if year_.digits == 2:
        return number + (1300 if number >= 32 else 1400)
    return number


def together(times: Sequence[Time], numbers: Sequence[int], between: bool) -> Time:
    """One time for several: a range where they are its ends or follow on each other."""
    if len(times) == 1:
        return times[0]
    if numbers[0] > numbers[-1]:  # written from right to left
        times, numbers = times[::-1], numbers[::-1]
    if between or all(b == a + 1 for a, b in pairwise(numbers)):
        return Range(times[0], times[-1])
    return Several(tuple(times))


def _after_the_word(words: Words, at: int) -> Read:
    """What follows سال."""
    if words.has(at, "calendar") and not words.has(at - 2, *COUNTS):
        return _named_first(words, at)
    if words.away(at):
        if words.has(at - 2, *COUNTS):
            return None  # «پنج سال گذشته» is a length of time
        return with_calendar(words, Year(shift=way(words[at])), at + 1)
    if words.has(at, "before", "after") and words.has(at + 1, "from"):
        if words.has(at - 2, *COUNTS):
            return None
        follows = words[at + 2].text
        return (Before("year", way(words[at])), at + 3) if follows in ("آن", "ان") else None
    if words.has(at, "new"):
        return with_calendar(words, Year(new=True), at + 1)
    if words.has(at + 1, "bc") and words.has(at, "digits"):
        return Year(int(words[at].value), len(words[at].text), "bc"), at + 2
    if _follows_the_word(words, at) or _is_year_words(words, at):
        one, after = year_number(words, at)
        if (words.dash(after) or words[after].text == "/") and _follows_the_word(words, after + 1):
            other, end = year_number(words, after + 1)
            first, last = sorted((one, other), key=lambda y: (y.number or 0) % 100)
            return Range(first, last), end
        return one, after
    return None


def _named_first(words: Words, at: int) -> Read:
    """«سال میلادی جاری», «سال شمسی ۱۳۹۸»."""
    calendar = str(words[at].value)
    if words.has(at + 1, "toward"):
        return Year(shift=way(words[at + 1]), calendar=calendar), at + 2  # type: ignore[arg-type]
    if is_full_year(words, at + 1):
        named, after = year_number(words, at + 1)
        return replace(named, calendar=calendar), after  # type: ignore[arg-type]
    return None


def _stands_bare(words: Words, at: int) -> bool:
    """Whether four figures without سال are a year: «۲۰۱۱ میلادی», «متولد ۱۳۳۱», «از ۱۳۶۴»."""
    after = at + 1 if words.has(at, "digits") else _number_words(words, at)[1]
    if words.has(after, "calendar") or words.has(at - 1, "born"):
        return True
    return _after_preposition(words, at) or _opens_range(words, at)


def _is_listed(words: Words, at: int) -> bool:
    """Whether a place follows a year and «و»: «سال ۲۰۱۹ و ۲۰۲۰»."""
    listed = words.joins(at - 1) and is_full_year(words, at - 2)
    return listed and (words.unit(at - 3, "year") or words.has(at - 3, "month"))


def _after_preposition(words: Words, at: int) -> bool:
    """«در ۱۳۵۷», «از ۱۳۶۴»; «بیش از ۱۳۰۰ مگاوات» is a number."""
    if words[at - 1].text not in ("در", "از", "تا") or words.has(at - 2, "more-than"):
        return False
    if words.has(at - 2, *COUNTS):
        return _is_likely_year(words, at - 2) and is_full_year(words, at)
    return _is_likely_year(words, at)


def _opens_range(words: Words, at: int) -> bool:
    """«بازه ۱۳۹۵ تا ۱۳۹۸»."""
    either = _is_likely_year(words, at) and is_full_year(words, at + 2)
    return either and words.has(at + 1, "to")


def _is_likely_year(words: Words, at: int) -> bool:
    if not is_full_year(words, at):
        return False
    number = int(words[at].value)
    return number % 100 != 0 and (1300 <= number <= 1420 or 1900 <= number <= 2060)


def decade(words: Words, at: int) -> Read:
    """«دهه ۶۰», «دهه نود میلادی», «دهه‌های ۶۰ و ۷۰»."""
    if not (words.units(at, "decade") or words.unit(at, "decade")):
        return None
    at += 1
    named: list[Decade] = []
    between = False
    while len(named) < LONGEST_LIST and (one := _decade_number(words, at)) is not None:
        named.append(one)
        at += 1
        if not (words.joins(at) and _decade_number(words, at + 1)):
            break
        between = between or words.spans(at)
        at += 1
    if not named or (words.joins(at) and words.has(at + 1, *NUMBERS) and words.counted(at + 2)):
        return None  # «دهه ۶۰ و ۷۰ سالگی»
    told, at = with_calendar(words, Year(), at)
    calendar = None if told.calendar in ("era", "bc") else told.calendar
    named = [replace(d, calendar=calendar) for d in named]  # type: ignore[arg-type]
    return together(named, [d.number // 10 for d in named], between), at


def _decade_number(words: Words, at: int) -> Decade | None:
    word = words[at]
    number = int(word.value) if word.role in ("digits", "cardinal") else 0
    digits = len(word.text) if word.role == "digits" else 2
    if number < 10 or number % 10 or digits not in (2, 4) or words.counted(at + 1):
        return None
    return Decade(number, digits)


def century(words: Words, at: int) -> Read:
    """«قرن بیستم», «سده ۱۹ میلادی»."""
    if not (words.unit(at, "century") or words.units(at, "century")):
        return None
    numbers: list[int] = []
    at += 1
    while len(numbers) < LONGEST_LIST and _is_century_number(words, at):
        numbers.append(int(words[at].value))
        at += 1
        if not (words.joins(at) and _is_century_number(words, at + 1)):
            break
        at += 1
    if not numbers:
        return None
    named, at = with_calendar(words, Year(), at)
    calendar = "hijri" if named.calendar == "era" else named.calendar
    times = [Century(number, calendar) for number in numbers]  # type: ignore[arg-type]
    return together(times, numbers, between=False), at


def _is_century_number(words: Words, at: int) -> bool:
    return words.has(at, *NUMBERS) and 1 <= int(words[at].value) <= 30
