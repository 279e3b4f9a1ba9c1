"""One peer at one task: `PYTHON peer_programs.py TASK PEER < in.jsonl > out.jsonl`.

Runs under the peer's own Python and imports nothing of dabir. One JSON value a line goes in and one
comes out. A peer that is not installed, or wants to fetch something first, ends with status 4.

    repair     a line of text -> the repaired line
    sentences  a text -> its sentences
    tokens     a sentence -> its tokens
    lemma      a word -> its lemma
    dates      [expression, day of publication] -> a day, or null; "span" where only a span is found
    tags, names  a list of words -> their labels
"""

import contextlib
import json
import sys
from collections.abc import Callable
from datetime import datetime
from typing import Any

Answer = Callable[[Any], Any]


def repair_hazm() -> Answer:
    """hazm's normaliser."""
    from hazm import Normalizer  # type: ignore[import-not-found]

    answer: Answer = Normalizer(persian_numbers=False, persian_style=False).normalize
    return answer


def repair_shekar() -> Answer:
    """shekar's spacing normaliser."""
    from shekar.preprocessing import SpacingNormalizer  # type: ignore[import-not-found]

    repair = SpacingNormalizer()
    return lambda line: str(repair(line))


def repair_negar() -> Answer:
    """python-negar (GPL), run as a process of its own."""
    from negar.virastar import PersianEditor  # type: ignore[import-not-found]

    return lambda line: str(PersianEditor(line).cleanup())


def repair_parsivar() -> Answer:
    """parsivar's normaliser."""
    from parsivar import Normalizer  # type: ignore[import-not-found]

    answer: Answer = Normalizer().normalize
    return answer


def sentences_hazm() -> Answer:
    """hazm's sentence tokeniser."""
    from hazm import sent_tokenize

    answer: Answer = sent_tokenize
    return answer


def sentences_shekar() -> Answer:
    """shekar's sentence tokeniser."""
    from shekar.tokenization import SentenceTokenizer  # type: ignore[import-not-found]

    cut = SentenceTokenizer()
    return lambda text: list(cut.tokenize(text))


def sentences_parsivar() -> Answer:
    """parsivar's sentence tokeniser."""
    from parsivar import Tokenizer

    answer: Answer = Tokenizer().tokenize_sentences
    return answer


def tokens_hazm() -> Answer:
    """hazm's word tokeniser, with the parts of verbs apart as in UD."""
    from hazm import WordTokenizer

    answer: Answer = WordTokenizer(join_verb_parts=False).tokenize
    return answer


def tokens_shekar() -> Answer:
    """shekar's word tokeniser."""
    from shekar.tokenization import WordTokenizer

    cut = WordTokenizer()
    return lambda text: list(cut.tokenize(text))


def tokens_simplemma() -> Answer:
    """simplemma's plain tokeniser."""
    from simplemma import simple_tokenizer  # type: ignore[import-not-found]

    return lambda text: list(simple_tokenizer(text))


def tokens_parsivar() -> Answer:
    """parsivar's word tokeniser."""
    from parsivar import Tokenizer

    answer: Answer = Tokenizer().tokenize_words
    return answer


def lemma_hazm() -> Answer:
    """hazm's lemmatiser, not told the part of speech."""
    from hazm import Lemmatizer

    answer: Answer = Lemmatizer().lemmatize
    return answer


def lemma_simplemma() -> Answer:
    """simplemma's tables and rules for Persian."""
    from simplemma import lemmatize

    return lambda word: str(lemmatize(word, lang="fa"))


def lemma_parsivar() -> Answer:
    """parsivar's stemmer."""
    from parsivar import FindStems

    answer: Answer = FindStems().convert_to_stem
    return answer


def dates_dateparser() -> Answer:
    """dateparser with its Persian."""
    from dateparser import parse  # type: ignore[import-untyped]

    def ask(question: tuple[str, str | None]) -> str | None:
        text, published = question
        base = datetime.fromisoformat(published or "2023-11-29")
        found = parse(text, languages=["fa"], settings={"RELATIVE_BASE": base})
        return found.date().isoformat() if found else None

    return ask


def dates_dateparser_jalali() -> Answer:
    """dateparser's Jalali calendar."""
    from dateparser.calendars.jalali import JalaliCalendar  # type: ignore[import-untyped]

    def ask(question: tuple[str, str | None]) -> str | None:
        try:
            found = JalaliCalendar(question[0]).get_date()
        except (ValueError, TypeError, IndexError, AttributeError, KeyError):
            return None
        return found.date_obj.date().isoformat() if found else None

    return ask


def dates_parstdex() -> Answer:
    """parstdex, which finds spans and gives no values."""
    from parstdex import Parstdex  # type: ignore[import-not-found]

    model = Parstdex()
    return lambda question: "span" if model.extract_span(question[0])["date"] else None


def tags_hazm() -> Answer:
    """hazm's tagger, whose model has to be fetched first."""
    from hazm import POSTagger

    return _labels(POSTagger(model="pos_tagger.model").tag)


def tags_shekar() -> Answer:
    """shekar's tagger, whose model has to be fetched first."""
    from shekar import POSTagger  # type: ignore[import-not-found]

    return _labels(POSTagger())


def names_shekar() -> Answer:
    """shekar's names, whose model has to be fetched first."""
    from shekar import NER

    return _labels(NER())


def _labels(label: Callable[[Any], Any]) -> Answer:
    label(["ایران"])  # a model that is not there is noticed here
    return label


PEERS: dict[str, dict[str, Callable[[], Answer]]] = {
    "repair": {
        "hazm": repair_hazm,
        "shekar": repair_shekar,
        "negar": repair_negar,
        "parsivar": repair_parsivar,
    },
    "sentences": {
        "hazm": sentences_hazm,
        "shekar": sentences_shekar,
        "parsivar": sentences_parsivar,
    },
    "tokens": {
        "hazm": tokens_hazm,
        "shekar": tokens_shekar,
        "simplemma": tokens_simplemma,
        "parsivar": tokens_parsivar,
    },
    "lemma": {"hazm": lemma_hazm, "simplemma": lemma_simplemma, "parsivar": lemma_parsivar},
    "dates": {
        "dateparser": dates_dateparser,
        "dateparser_jalali": dates_dateparser_jalali,
        "parstdex": dates_parstdex,
    },
    "tags": {"hazm": tags_hazm, "shekar": tags_shekar},
    "names": {"shekar": names_shekar},
}


def run(task: str, name: str) -> int:
    """Answer standard input, line for line; the exit status."""
    lines = sys.stdin.buffer.read().decode("utf-8").splitlines()
    answers = []
    # Some peers print; what is theirs goes to standard error.
    with contextlib.redirect_stdout(sys.stderr):
        try:
            answer = PEERS[task][name]()
        except (ImportError, OSError) as error:
            print(f"not available: {error}".splitlines()[0], file=sys.stderr)
            return 4
        for line in lines:
            try:
                answers.append(answer(json.loads(line)))
            except Exception as error:  # a peer's failure on one line is an empty answer
                print(repr(error), file=sys.stderr)
                answers.append(None)
    for found in answers:
        print(json.dumps(found, ensure_ascii=True, default=str))
    return 0


if __name__ == "__main__":
    sys.exit(run(*sys.argv[1:3]))
