"""Every stage beside its peers, on the same input in one run: `python -m benchmarks.peers`.

`--install` first installs the peers of `peers.tsv`. A peer that is not there, or wants to fetch a
model first, is passed over, and the report says so. Rows say the version, the report the date.

    repair      F1 of half-spaces of the treebanks' test parts, damaged in three ways
    sentences   F1 of exact spans over the running text of the test parts
    tokens      F1 of exact spans, each sentence alone
    lemma       share of words with their lemma; a verb by any of its stems or its infinitive
    tags        share of words with their tag; no peer brings its model with it, so the baseline is
                the tag that a form has most often in other sentences of the same treebank
    names       F1 of exact spans; the baseline is a CRF trained on the same sentences
    dates       share of the expressions of dabir's own cases with the right value, so dabir's row
                tells only that they pass
    statements  two baselines of ours (`benchmarks.statements`): systems for English and French
                (citron, Gender Gap Tracker) read no Persian
    events      none: no coder of events reads Persian without translating it first
"""

import argparse
import os
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import dabir
from benchmarks import dates, statements
from benchmarks.peer_hall import HOME, AbsentError, Ask, Hall, Peer, install, version_of
from dabir.dates import find_dates
from dabir.language.forms import fold_form
from dabir.language.network import best_labels
from dabir.language.tagger import read_words
from dabir.repairs import repair_text
from dabir.repairs.sentences import cut_sentences
from dabir.repairs.tokens import cut_tokens
from evaluation import language, segments
from evaluation.gold import read_all, read_gold
from evaluation.report import Watch, save_part
from evaluation.score import score
from tests.golden import load_golden
from training.halfspace import evaluate as halfspace

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path("../shared")
BANKS = {"perdt": "PerDT", "seraji": "Seraji"}

Figures = dict[str, dict[str, float]]


# --- the stages ----------------------------------------------------------------------------------


def compare_repair(hall: Hall, reader: dabir.Reader) -> Figures:
    """F1 of half-spaces by treebank and damage, and wrong gaps in healthy text."""
    ours = _ours(lambda line: repair_text(line, reader.kit.repairs).text, whole=True)
    found: Figures = defaultdict(dict)
    for peer in (ours, *hall.peers("repair")):
        try:
            scores = halfspace.score(_line_by_line(peer.ask), SHARED, "test")
        except AbsentError as error:
            hall.absent.append(f"repair: {peer.name}, {error}")
            continue
        for (bank, kind), s in scores.items():
            if kind == "undamaged":
                section = f"repair, {BANKS[bank]}: wrong gaps in 1,000 healthy tokens"
                found[section][peer.name] = s.wrong_edits
            else:
                found[f"repair, {BANKS[bank]}, {kind}: F1"][peer.name] = s.f1 / 100
    return found


def _line_by_line(ask: Ask) -> Callable[[str], str]:
    def repair(text: str) -> str:
        lines = text.split("\n")
        answers = ask(lines)
        kept = (line if a is None else a for line, a in zip(lines, answers, strict=True))
        return "\n".join(answer.replace("\n", " ").strip() for answer in kept)

    return repair


def compare_segments(hall: Hall, reader: dabir.Reader) -> Figures:
    """F1 of sentences over running text, and of tokens in given sentences."""
    found: Figures = {}
    for file, bank in BANKS.items():
        path = SHARED / "data" / "ud" / f"fa_{file}-ud-test.conllu"
        gold = list(segments.read_sentences(path))
        texts, words = [text for text, _ in gold], [tokens for _, tokens in gold]

        def rate_sentences(ask: Ask, texts: list[str] = texts) -> float:
            return rate_pieces([texts], ask([" ".join(texts)]))

        def rate_tokens(
            ask: Ask, texts: list[str] = texts, words: list[list[str]] = words
        ) -> float:
            return rate_pieces(words, ask(texts))

        own = Peer(_own_name(), lambda given: [_sentences(text, reader) for text in given])
        found[f"sentences, {bank}: F1"] = hall.collect("sentences", own, rate_sentences)
        own = Peer(_own_name(), lambda given: [_tokens(text) for text in given])
        found[f"tokens, {bank}: F1"] = hall.collect("tokens", own, rate_tokens)
    return found


def _sentences(text: str, reader: dabir.Reader) -> list[str]:
    found = cut_sentences(text, 0, len(text), reader.kit.repairs.abbreviations)
    return [text[start:end] for start, end in found]


def _tokens(text: str) -> list[str]:
    starts: list[int] = []
    ends: list[int] = []
    cut_tokens(text, 0, len(text), starts, ends)
    return [text[start:end] for start, end in zip(starts, ends, strict=True)]


def rate_pieces(gold: Sequence[list[str]], found: Sequence[list[str] | None]) -> float:
    """F1 of exact spans over characters other than white space."""
    right = wanted = given = 0
    for one, other in zip(gold, found, strict=True):
        a, b = _spans(one), _spans(other or [])
        right, wanted, given = right + len(a & b), wanted + len(a), given + len(b)
    return 2 * right / (wanted + given)


def _spans(pieces: Iterable[str]) -> set[tuple[int, int]]:
    spans, at = set(), 0
    for piece in pieces:
        size = len("".join(piece.split()))
        if size:
            spans.add((at, at + size))
        at += size
    return spans


def compare_lemmas(hall: Hall, reader: dabir.Reader) -> Figures:
    """The share of words with their lemma; dabir sees the sentence, the peers the word."""
    found: Figures = {}
    kit = reader.kit.language
    for file, bank in BANKS.items():
        trees = list(language.read_trees(SHARED / "data/ud" / f"fa_{file}-ud-test.conllu"))
        words, ranges = language.words_of(trees)
        counted = [row[3] not in ("PUNCT", "SYM", "X") for row in words]
        gold = [stems(_gold_lemma(row)) for row in words]

        def rate(ask: Ask, words: Any = words, counted: Any = counted, gold: Any = gold) -> float:
            answers = ask([row[1] for row in words])
            right = [
                bool(stems(str(a)) & g) for a, g, c in zip(answers, gold, counted, strict=True) if c
            ]
            return sum(right) / len(right)

        def own(forms: Sequence[str], ranges: Any = ranges) -> list[str]:
            model = kit.network.words
            scores = language.word_scores(list(forms), ranges, kit)
            upos = best_labels(scores, model.heads["perdt"])
            return list(read_words(list(forms), upos, scores, model, kit.verbs, kit.plurals)[0])

        found[f"lemma, {bank}: share"] = hall.collect("lemma", Peer(_own_name(), own), rate)
    return found


def _gold_lemma(row: list[str]) -> str:
    notes = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
    return notes.get("OrigLemma", row[2])


def stems(lemma: str) -> set[str]:
    """The ways in which one verb is named: past or present stem, or infinitive; else the word."""
    parts = fold_form(lemma).replace("\u200c", "").replace("&", "#").split("#")
    return {part for part in parts if part} | {p[:-1] for p in parts if p.endswith("ن") and p[:-1]}


def compare_tags(hall: Hall, reader: dabir.Reader) -> Figures:
    """The share of gold words with their tag, beside the most frequent tag of each form."""
    found: Figures = {}
    folder = SHARED / "data" / "ud"
    known = {"PerDT": _tags_of_trees(folder / "fa_perdt-ud-dev.conllu")}
    known["Seraji"] = _tags_of_words(folder / "fa_seraji-train.upos.txt")
    for name, file, head in language.TREEBANKS:
        trees = list(language.read_trees(folder / file))
        share = language.upos_on_words(trees, head, reader.kit.language) / 100
        words, _ = language.words_of(trees)
        most = {form: tags.most_common(1)[0][0] for form, tags in known[name].items()}
        right = sum(most.get(row[1], "NOUN") == row[3] for row in words)
        found[f"tags, {name}: share"] = {
            _own_name(): share,
            "most frequent tag": right / len(words),
        }
    for peer in hall.peers("tags"):
        try:
            peer.ask([["ایران"]])
        except AbsentError as error:
            hall.absent.append(f"tags: {peer.name}, {error}")
    return found


def _tags_of_trees(path: Path) -> dict[str, Counter[str]]:
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for row in language.words_of(list(language.read_trees(path)))[0]:
        tags[row[1]][row[3]] += 1
    return tags


def _tags_of_words(path: Path) -> dict[str, Counter[str]]:
    tags: dict[str, Counter[str]] = defaultdict(Counter)
    for item in path.read_text("utf-8").split():
        form, _, tag = item.rpartition("/")
        tags[form][tag] += 1
    return tags


def compare_names(hall: Hall, reader: dabir.Reader) -> Figures:
    """F1 of names beside a CRF that is trained on the same sentences, in its own environment."""
    table = language.name_table(SHARED / "data/ner/parstwiner-test.txt", reader.kit.language)
    found = {_own_name(): table["all"][2] / 100}
    python = HOME / "crf" / "bin" / "python"
    if python.exists():
        done = subprocess.run(
            [str(python), "-m", "training.names.baseline"],
            env={**os.environ, "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"},
            capture_output=True,
            text=True,
            check=True,
        )
        told = next(line for line in done.stdout.splitlines() if line.startswith("all:"))
        found[f"CRF, sklearn-crfsuite {version_of(python, 'crf')}"] = float(told.split()[6]) / 100
    else:
        hall.absent.append("names: crf is not there; make compare")
    for peer in hall.peers("names"):
        try:
            peer.ask([["ایران"]])
        except AbsentError as error:
            hall.absent.append(f"names: {peer.name}, {error}")
    return {"names, ParsTwiNER: F1": found}


def compare_dates(hall: Hall, reader: dabir.Reader) -> Figures:
    """Verdicts over the expressions of the cases, and false finds in texts without a date."""
    questions, without = list(dates.read_questions()), list(dates.read_untouched())

    def own(given: Sequence[Any]) -> list[Any]:
        found = (find_dates(text, day, kit=reader.kit.dates) for text, day in given)
        return [dates[0].value if dates else None for dates in found]

    found: Figures = defaultdict(dict)
    for peer in (Peer(_own_name(), own), *hall.peers("dates")):
        answers = peer.ask([(q.text, q.published) for q in questions])
        verdicts = Counter(map(dates.judge, questions, answers))
        spans = sum(answer == "span" for answer in answers)
        found["dates: right value"][peer.name] = verdicts["right"] / len(questions)
        found["dates: a day inside the right interval"][peer.name] = verdicts["inside"] / len(
            questions
        )
        found["dates: nothing found"][peer.name] = verdicts["nothing"] / len(questions)
        if spans:
            found["dates: found, without a value"][peer.name] = spans / len(questions)
        false = sum(a is not None for a in peer.ask([(text, "2023-11-29") for text in without]))
        found["dates: false finds in texts without a date"][peer.name] = false / len(without)
    return found


def compare_statements(hall: Hall, reader: dabir.Reader) -> Figures:
    """F1 of attributed statements, beside two baselines."""
    found: Figures = {}
    sets = {"golden articles": load_golden(), "dev": read_gold(SHARED / "gold" / "dev")}
    for name, gold in sets.items():
        results = {
            _own_name(): score(gold, read_all(gold, reader)),
            "cue verb and colon": statements.baseline(gold, statements.by_cue_and_colon),
            "quotation marks": statements.baseline(gold, statements.by_quotation_marks),
        }
        for what in ("statement found", "statement attributed"):
            found[f"{what}, {name}: F1"] = {k: r.tallies[what].f1 for k, r in results.items()}
    hall.absent.append(
        "statements: no system for Persian; citron and Gender Gap Tracker read others"
    )
    hall.absent.append("events: no system for Persian")
    return found


QUICK = (
    compare_repair,
    compare_segments,
    compare_lemmas,
    compare_tags,
    compare_dates,
    compare_statements,
)
PARTS = {"peers": QUICK, "peers names": (compare_names,)}


def _own_name() -> str:
    return f"dabir {dabir.__version__}"


def _ours(answer: Callable[[str], Any], whole: bool) -> Peer:
    """dabir as a peer; `whole` questions are one text that was cut at its lines."""

    def ask(questions: Sequence[Any]) -> list[Any]:
        if whole:
            return list(answer("\n".join(questions)).split("\n"))
        return [answer(question) for question in questions]

    return Peer(_own_name(), ask)


def main() -> None:
    """Compare, print, and write the parts of the report."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--install", action="store_true", help="install the peers first")
    parser.add_argument("--part", choices=PARTS, help="one part alone; names train a CRF first")
    options = parser.parse_args()
    if options.install:
        install()
    if not SHARED.exists():
        print(f"peers: {SHARED} is not there, nothing to compare on", file=sys.stderr)
        return
    for name in [options.part] if options.part else PARTS:
        compare_part(name)


def compare_part(name: str) -> None:
    """Measure, print and save one part of the report."""
    watch = Watch(f"python -m benchmarks.peers --part '{name}'")
    hall, reader = Hall(HOME), dabir.load()
    figures: Figures = {}
    for compare in PARTS[name]:
        for section, measures in compare(hall, reader).items():
            figures[section] = measures
            print(f"\n{section}")
            for peer, value in measures.items():
                print(f"{peer:40}{value:8.3f}", flush=True)
    absent = "\n".join(dict.fromkeys(hall.absent))
    print(f"\nnot compared\n{absent}")
    save_part(name, watch.part(figures, {f"not compared ({name})": absent}))


if __name__ == "__main__":
    main()
