"""Fits the points of word sequences to the labelled texts of this folder, and scores them on texts held back.

    python -m corpus.fit            writes generator/en/points.json (`make fit`)
    python -m corpus.fit score      fits without each writer in turn and scores on theirs (`make score`)

One linear model (logistic regression) answers each question; its weights become whole points. See
`generator/text/points.py` for what a score is. What was tried and how well it does stands in docs/about/decisions.md.
"""

from __future__ import annotations

import json
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any
from zlib import crc32

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

from generator import compose, situation_from
from generator.book.book import gather
from generator.letters.draft import draft_of
from generator.letters.mail import mail_parts
from generator.letters.markup import unmarked
from generator.reading.read import RulesSay, rules_say
from generator.reading.rules import spans_read
from generator.reading.sounds import ruled
from generator.text.points import RULE_MARK, RULE_SHARE, UNIT, sequences
from generator.text.words import cut

HERE = Path(__file__).parent
TESTS = HERE.parent / "tests"
NOW = datetime.fromisoformat("2026-03-03T10:00:00+00:00")
WORDINGS = 8
TARGET = HERE.parent / "generator" / "en" / "points.json"
WRITTEN = ("automated", "personal")
SEEN_IN = 3  # texts: a rarer sequence is not learned from

type Row = dict[str, Any]


@dataclass(frozen=True)
class Question:
    """One table: its texts, what is right for each (None: it does not count), and how many sequences it keeps."""

    name: str
    texts: Callable[[], list[Row]]
    right: Callable[[Row], str | None]
    keep: int
    strength: float = 3.0
    balanced: bool = True


def rows(name: str) -> list[Row]:
    """The texts of one file."""
    return [json.loads(line) for line in (HERE / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def emails() -> list[Row]:
    """Every email in English: those of this folder, and those that the tests of reading are judged by."""
    return in_english() + examples()


def in_english() -> list[Row]:
    """The emails of this folder that are in English."""
    return [row for row in rows("emails") if row.get("language", "en") == "en"]


def examples() -> list[Row]:
    """The emails of tests/examples/mails/ whose kind is certain, labelled as those here."""
    told: list[Row] = []
    for path in sorted((TESTS / "examples" / "mails").glob("*.toml")):
        for mail in _toml(path)["mail"]:
            expected = mail.get("expect", {})
            kind = expected.get("kind") or {"yes": "rejection", "no": "other"}.get(expected.get("is_rejection", ""))
            if kind:
                row = {"text": mail["text"], "kind": kind, "hand": "examples", "written": expected.get("written")}
                told.append(row | ({"stage": expected["stage"]} if expected.get("stage") else {}))
    return told


def sentences_of_emails() -> list[Row]:
    """Every sentence of the emails, with what it asks."""
    told: list[Row] = []
    for row in in_english():
        if row.get("partly"):
            continue
        text = cut(row["text"])
        asked = [(kind, row["text"].find(said), said) for kind, said in row.get("asks", [])]
        for number in sorted(set(text.sentences)):
            start, end = text.sentence_span(number)
            kinds = [kind for kind, at, said in asked if at >= 0 and at < end and at + len(said) > start]
            told.append({"text": row["text"][start:end], "hand": row["hand"], "ask": kinds[0] if kinds else "nothing"})
    return told


def sentences() -> list[Row]:
    """Every labelled sentence: those of this folder, those of the rules' own examples, those of good drafts."""
    told = rows("sentences")
    for name, rule in gather()["draft"].items():
        if rule["level"] == "error" and "kinds" not in rule and rule.get("mark", "sentence") == "sentence":
            for key, label in (("catches", "bad"), ("leaves", "good")):
                texts = (text for text in rule[key] if isinstance(text, str))
                told += [{"text": text, "label": label, "hand": f"rule {name}"} for text in texts]
    told += [row for text in good_letters() for row in _sentences_of(text)]
    tested = _toml(TESTS / "book" / "draft_sentences.toml")
    told += [{"text": text, "label": "good", "hand": "tests"} for text in tested["kind"]]
    told += [{"text": text, "label": "bad", "hand": "tests"} for text in tested["unkind"]]
    return list({row["text"]: row for row in told}.values())


def good_letters() -> Iterator[str]:
    """Good drafts of this folder and of the tests (but for those the tests hold back), and our own letters."""
    yield from (row["text"] for row in rows("drafts") if row["label"] == "good")
    for name in ("drafts", "drafts_many_trades"):
        yield from (row["text"] for row in _toml(TESTS / "book" / f"{name}.toml")["draft"] if row["label"] == "good")
    for kind, letter in gather()["letters"].items():
        for form, tone, wording in product(letter["form"], ("warm", "brief", "formal"), range(WORDINGS)):
            example = {name: value for name, value in form["example"].items() if name != "received_hours_ago"}
            yield compose(situation_from({**example, "your_name": "Jo Park", "tone": tone}), kind, wording, NOW).body


def _sentences_of(text: str) -> Iterator[Row]:
    name = f"draft {crc32(text.encode())}"
    for one in draft_of(text).sentences:
        yield {"text": text[one.span[0] : one.span[1]], "label": "good", "hand": name}


def _toml(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


def heard_in(row: Row, question: str) -> set[str]:
    """What the engine hears in a text: its sequences, and for questions about an email what the rules say."""
    heard, said = _heard(row["text"], is_email="kind" in row)
    if said is None:
        return heard
    decided = None if question == "kind" else said.chosen[question][0]
    return heard | set(ruled(question, said.cast, decided))


@cache
def _heard(raw: str, *, is_email: bool) -> tuple[set[str], RulesSay | None]:
    plain = unmarked(raw).text
    text = cut(plain)
    if not is_email:
        return set(sequences(text.words)), None
    letter = mail_parts(plain)
    return set(sequences(text.words, spans_read(letter, text))), rules_say(letter, text)


QUESTIONS = (
    Question("is_rejection", emails, lambda row: "yes" if row["kind"] == "rejection" else "no", 1800),
    Question("kind", emails, lambda row: None if row["kind"] in ("rejection", "other") else row["kind"], 500),
    Question(
        "written",
        emails,
        lambda row: row["written"] if row["kind"] == "rejection" and row["written"] in WRITTEN else None,
        700,
    ),
    Question(
        "stage",
        emails,
        lambda row: row.get("stage", "none") if row["kind"] == "rejection" and row["hand"] != "examples" else None,
        1000,
    ),
    Question("asks", sentences_of_emails, lambda row: row["ask"], 600, 10.0),
    Question("sentence", sentences, lambda row: row["label"], 4500, 6.0, balanced=False),
    Question("fault", lambda: rows("sentences"), lambda row: row.get("fault"), 600, 3.0),
)


@dataclass(frozen=True)
class Fitted:
    """What was learned: the values, and for each sequence the weight of each value."""

    values: tuple[str, ...]
    start: np.ndarray
    weights: Mapping[str, np.ndarray]

    def scores(self, found: set[str]) -> dict[str, float]:
        """As `generator.text.points.weigh`."""
        known = [one for one in sorted(found) if one in self.weights]
        words = [self.weights[one] for one in known if not one.startswith(RULE_MARK)]
        rules = [self.weights[one] * RULE_SHARE for one in known if one.startswith(RULE_MARK)]
        total = self.start + (np.sum(words, axis=0) / np.sqrt(len(words)) if words else 0) + sum(rules)
        return dict(zip(self.values, total / UNIT, strict=True))


def fit(question: Question, texts: Sequence[set[str]], right: Sequence[str]) -> Fitted:
    """Learn which sequences speak for which value: once from all, then from those that weigh most."""
    seen = Counter(sequence for text in texts for sequence in text)
    known = sorted(sequence for sequence, times in seen.items() if times >= SEEN_IN)
    model = _model(question, texts, right, known)
    pull = np.abs(model.coef_).max(axis=0) * np.sqrt([seen[sequence] for sequence in known])
    heaviest = [known[at] for at in np.argsort(-pull)]
    words = [one for one in heaviest if not one.startswith(RULE_MARK)]
    best = sorted([*words[: question.keep], *(one for one in heaviest if one.startswith(RULE_MARK))])
    model = _model(question, texts, right, best)
    coefficients, start = model.coef_, model.intercept_
    if len(model.classes_) == 2:
        coefficients, start = np.vstack([-coefficients, coefficients]) / 2, np.array([-start[0], start[0]]) / 2
    whole = np.rint(coefficients * UNIT).astype(int)
    weights = {sequence: whole[:, at] for at, sequence in enumerate(best) if whole[:, at].any()}
    return Fitted(tuple(model.classes_), np.rint(start * UNIT).astype(int), weights)


def _model(
    question: Question, texts: Sequence[set[str]], right: Sequence[str], known: Sequence[str]
) -> LogisticRegression:
    place = {sequence: at for at, sequence in enumerate(known)}
    lines, columns, values = [], [], []
    for line, text in enumerate(texts):
        found = [sequence for sequence in text if sequence in place]
        share = 1 / np.sqrt(max(1, sum(not sequence.startswith(RULE_MARK) for sequence in found)))
        lines += [line] * len(found)
        columns += [place[sequence] for sequence in found]
        values += [RULE_SHARE if sequence.startswith(RULE_MARK) else share for sequence in found]
    matrix = csr_matrix((values, (lines, columns)), shape=(len(texts), len(known)))
    return LogisticRegression(
        C=question.strength, max_iter=2000, class_weight="balanced" if question.balanced else None
    ).fit(matrix, right)


def learned_from(question: Question) -> tuple[list[Row], list[set[str]], list[str]]:
    """The texts that count for a question, their sequences, and what is right."""
    told = [(row, right) for row in question.texts() if (right := question.right(row)) is not None]
    return [row for row, _ in told], [heard_in(row, question.name) for row, _ in told], [right for _, right in told]


def table(fitted: Fitted) -> dict[str, Any]:
    """What is learned as data for the engine."""
    return {
        "values": list(fitted.values),
        "start": [int(one) for one in fitted.start],
        "points": [
            f"{one} {','.join(str(int(point)) for point in points)}" for one, points in sorted(fitted.weights.items())
        ],
    }


def write() -> None:
    """Fit every table and write them."""
    tables = {}
    for question in QUESTIONS:
        print(f">> Fitting {question.name}", flush=True)
        _, texts, right = learned_from(question)
        tables[question.name] = table(fit(question, texts, right))
    TARGET.write_text(json.dumps(tables, ensure_ascii=False, separators=(",", ":"), indent=0) + "\n", encoding="utf-8")


def held_back(question: Question, folds: int | None = None) -> Iterable[tuple[Row, str, dict[str, float]]]:
    """Each text with what is right and the scores of a table that was fitted without its writer.

    With `folds`, writers are held back in so many groups instead of one by one, which is faster.
    """
    told, texts, right = learned_from(question)
    groups = {hand: _group(hand) for hand in {row["hand"] for row in told}}
    if folds:
        numbers = {group: str(at % folds) for at, group in enumerate(sorted(set(groups.values())))}
        groups = {hand: numbers[group] for hand, group in groups.items()}
    for group in sorted(set(groups.values())):
        others = [at for at, row in enumerate(told) if groups[row["hand"]] != group]
        fitted = fit(question, [texts[at] for at in others], [right[at] for at in others])
        for at, row in enumerate(told):
            if groups[row["hand"]] == group:
                yield row, right[at], fitted.scores(texts[at])


def _group(hand: str) -> str:
    """Writers are held back one by one, rules and drafts in tenths."""
    source, _, name = hand.partition(" ")
    return f"{source} {crc32(name.encode()) % 10}" if name else hand


def score(names: Sequence[str]) -> None:
    """Print for each table how often its best value is right on texts of writers it was not fitted to."""
    for question in QUESTIONS:
        if names and question.name not in names:
            continue
        told = list(held_back(question))
        for sure in (-9.0, 0.3, 0.6, 1.0, 1.5):
            count: Counter[str] = Counter()
            for _, right, scores in told:
                first, second = sorted(scores.values(), reverse=True)[:2]
                best = max(scores, key=lambda value: scores[value])
                count["unsure" if first - second < sure else "right" if best == right else "wrong"] += 1
            print(
                question.name,
                sure,
                {key: round(number / len(told), 3) for key, number in sorted(count.items())},
                len(told),
            )


if __name__ == "__main__":
    score(sys.argv[2:]) if sys.argv[1:2] == ["score"] else write()
