"""What the guidance quotes as bad is caught by the rule it cites; what it quotes as good sets off nothing."""

import re
from datetime import datetime

import pytest

from generator import review
from generator.book.book import gather
from tests.book.guidance import DOCS, GUIDE, Said, letters, name, said, text

RULES = gather()["draft"]
NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")
# A single sentence cannot have what a whole letter needs.
WHOLE_LETTER = {"no-thanks", "no-acknowledgement", "subject-missing"}

SENTENCES = [pytest.param(one, id=f"{one.page}-{one.rule}-{n}") for n, one in enumerate(said())]
BAD = [one for one in SENTENCES if not one.values[0].good]
GOOD = [one for one in SENTENCES if one.values[0].good]


def found(quoted: Said) -> set[str]:
    return {finding.rule for finding in review(quoted.text, quoted.kind, None, NOW).findings}


@pytest.mark.parametrize("quoted", BAD)
def test_a_bad_sentence_is_caught_by_the_rule_it_cites(quoted):
    assert quoted.rule in found(quoted)


@pytest.mark.parametrize("quoted", GOOD)
def test_a_good_sentence_sets_off_nothing(quoted):
    assert quoted.rule in RULES
    assert found(quoted) - (WHOLE_LETTER - {quoted.rule}) == set()


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("index.md", "reply"),
        ("guide/what-to-include.md", "reply"),
        ("guide/asking-for-feedback.md", "feedback_request"),
        ("guide/afterwards.md", "follow_up"),
    ],
)
def test_the_letters_shown_set_off_nothing(place, kind):
    shown = letters(DOCS / place)
    assert len(shown) == 1
    assert review(shown[0], kind, None, NOW).findings == ()


def test_the_home_page_shows_a_part_of_the_letter_that_is_explained():
    explained = letters(DOCS / "guide" / "what-to-include.md")[0]
    home = letters(DOCS / "index.md")[0]
    parts = [part for paragraph in home.split("\n\n") for part in re.split(r"(?<=[.!?]) ", paragraph)]
    assert all(part.rstrip(".") in explained for part in parts)


def test_every_quoted_sentence_is_read_by_these_tests():
    marked = sum(text(page).count("{: .says-") for page in GUIDE)
    assert marked == len(SENTENCES)
    assert len(BAD) >= 20


@pytest.mark.parametrize("rule", RULES)
def test_the_page_a_rule_leads_to_is_there(rule):
    place, _, anchor = RULES[rule]["explained_in"].partition("#")
    page = next(page for page in GUIDE if name(page) == place)
    assert f"{{#{anchor}}}" in text(page)
