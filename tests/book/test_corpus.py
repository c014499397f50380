"""Texts nobody wrote a rule for: what the reading and the checker reach on them may only get better."""

import json
from datetime import datetime

import pytest

from generator import review
from generator.reading.read import Reading, read
from sitemaker.places import ROOT

NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")


def rows(name: str) -> list[dict]:
    return [json.loads(line) for line in (ROOT / "corpus" / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def emails() -> list[tuple[dict, Reading]]:
    return [(row, read(row["text"])) for row in rows("emails") if row.get("language", "en") == "en"]


def share(found: list[bool]) -> float:
    return sum(found) / len(found)


def test_few_emails_of_another_kind_are_taken_for_a_rejection(emails):
    others = [reading.kind == "rejection" for row, reading in emails if row["kind"] != "rejection"]
    assert len(others) > 400
    assert share(others) < 0.13


def test_few_rejections_are_taken_for_something_else(emails):
    other = [reading.kind not in ("rejection", "unsure") for row, reading in emails if row["kind"] == "rejection"]
    assert len(other) > 700
    assert share(other) < 0.06


def test_where_thanks_would_do_harm_a_farewell_is_rare(emails):
    harmed = [reading.kind == "rejection" for row, reading in emails if row["kind"] in ("scam", "offer_withdrawn")]
    assert len(harmed) > 70
    assert share(harmed) < 0.08


def test_what_is_sure_is_mostly_right(emails):
    sure = [(row["kind"], reading.kind) for row, reading in emails if reading.kind != "unsure"]
    assert len(sure) > 430
    assert share([truth == said for truth, said in sure]) > 0.64


def test_decent_sentences_are_let_pass():
    frame = "Hi Ana,\n\nThank you for letting me know about the porter job. {}\n\nAll the best,\nSam"
    stopped = [
        any(finding.level == "error" for finding in review(frame.format(row["text"]), "reply", None, NOW).findings)
        for row in rows("sentences")
        if row["label"] == "good"
    ]
    assert len(stopped) > 700
    assert share(stopped) < 0.08


def test_the_points_are_those_that_fitting_gives_today():
    """Fitting again may differ in the last digit between versions of a library, but not in what it hears."""
    from corpus import fit

    written = json.loads(fit.TARGET.read_text(encoding="utf-8"))
    question = next(one for one in fit.QUESTIONS if one.name == "written")
    _, texts, right = fit.learned_from(question)
    fresh = fit.table(fit.fit(question, texts, right))
    kept, now = set(written["written"]["points"]), set(fresh["points"])
    assert len(kept & now) > 0.98 * len(now), "the texts of corpus/ have changed: run make fit"
    assert set(written) == {one.name for one in fit.QUESTIONS}


def test_each_table_hears_more_than_a_guess_in_texts_of_writers_it_was_not_fitted_to():
    from corpus import fit

    for name, least in (("is_rejection", 0.75), ("written", 0.8), ("sentence", 0.75)):
        question = next(one for one in fit.QUESTIONS if one.name == name)
        told = list(fit.held_back(question, folds=4))
        right = [max(scores, key=lambda value: scores[value]) == truth for _, truth, scores in told]
        assert share(right) > least, name
