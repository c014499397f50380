"""The form and the finished letters as HTML: what a person would miss if it were not there."""

from __future__ import annotations

import json
import re
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import review
from generator.book.book import book
from generator.situation import BadRequest, situation_from
from sitemaker.pages import form

FIELDS = book()["fields"]


@cache
def html() -> str:
    return form.form()


def block(name: str) -> dict[str, object]:
    found = re.search(rf'<script type="application/json" id="{name}">(.*?)</script>', html(), re.DOTALL)
    assert found
    data: dict[str, object] = json.loads(found[1])
    return data


@pytest.mark.parametrize("name", FIELDS)
def test_every_question_is_asked_under_its_own_name(name: str) -> None:
    assert f' name="{name}"' in html()
    assert FIELDS[name]["label"] in html()


@pytest.mark.parametrize("name", [name for name, field in FIELDS.items() if field["kind"] == "choice"])
def test_a_choice_offers_every_option_and_begins_with_the_default_if_there_is_one(name: str) -> None:
    inputs = re.findall(rf'<input type="radio" id="f-{name}-\w+"[^>]*>', html())
    assert [re.search(r'value="(\w+)"', one)[1] for one in inputs] == [one["value"] for one in FIELDS[name]["option"]]
    checked = [one for one in inputs if " checked" in one]
    default = FIELDS[name]["default"]
    assert [re.search(r'value="(\w+)"', one)[1] for one in checked] == ([default] if default else [])


def test_every_id_is_there_once_and_every_reference_finds_its_element() -> None:
    ids = re.findall(r'\sid="([^"]+)"', html())
    assert len(ids) == len(set(ids))
    for attribute in ("for", "aria-describedby", "aria-labelledby"):
        for value in re.findall(rf'\s{attribute}="([^"]+)"', html()):
            assert set(value.split()) <= set(ids), f"{attribute}={value}"
    for anchor in re.findall(r'href="#([^"]+)"', html()):
        assert anchor in ids


def test_every_control_has_a_label_a_screen_reader_can_say() -> None:
    labelled = set(re.findall(r'<label\b[^>]*\bfor="([^"]+)"', html()))
    controls = re.findall(r"<(?:input|textarea|select)\b[^>]*\sid=\"([^\"]+)\"", html())
    assert set(controls) <= labelled


def test_no_script_of_ours_is_inline_and_nothing_is_styled_in_place() -> None:
    assert re.findall(r"<script(?! type=\"application/json\")", html()) == []
    assert not re.search(r"\s(?:style|on\w+)=", html())


def test_no_python_value_and_no_empty_word_slips_into_the_page() -> None:
    for slip in ("built-in", "None", "{{"):
        assert slip not in html()


def test_the_words_for_the_scripts_say_what_the_engine_can_answer() -> None:
    words = block("page-words")
    for table in ("verdict", "timing", "review_verdict"):
        assert words[table] == book()["words"][table]
    assert set(words["kind"]) == set(book()["letters"])


def test_the_engine_and_the_page_agree_on_what_a_link_may_choose() -> None:
    fields = block("page-fields")
    assert {name for name, field in fields.items() if field.get("preset")} == {
        name for name, field in FIELDS.items() if field.get("preset")
    }
    assert not any(
        FIELDS[name]["kind"] not in ("choice", "choices", "yes_no") for name in fields if fields[name].get("preset")
    )


@pytest.mark.parametrize("letter", form.finished_letters(), ids=lambda letter: letter["title"])
def test_a_finished_letter_obeys_our_own_rules(letter: dict[str, str]) -> None:
    found = review(letter["body"], letter["kind"], situation_from({}), form.NOON).findings
    assert [one.rule for one in found if one.rule != "unfilled-blank"] == []
    for line in letter["body"].splitlines():
        assert line.replace("&", "&amp;").replace("'", "&#39;").replace('"', "&#34;") in html()


def test_the_example_letter_has_nothing_left_to_fill_in() -> None:
    samples = [letter for letter in form.finished_letters() if letter["sample"]]
    assert len(samples) == 1
    assert "[" not in samples[0]["body"] + samples[0]["subject"]


@pytest.mark.parametrize(
    ("shown", "tests"),
    [
        ("invited", [("invited", "==", True)]),
        ("not invited", [("invited", "==", False)]),
        ("stage != 'application'", [("stage", "!=", "application")]),
        ("stage == 'interview' and invited", [("stage", "==", "interview"), ("invited", "==", True)]),
    ],
)
def test_a_condition_becomes_tests_the_page_can_make(shown: str, tests: list[form.Test]) -> None:
    assert form.conditions(shown) == tests


@pytest.mark.parametrize(
    "shown", ["stage in ('a', 'b')", "a or b", "stage ==", "__import__('os')", "1 == 1", "a < 'b'"]
)
def test_a_condition_the_page_could_not_follow_is_refused_in_words(shown: str) -> None:
    with pytest.raises(form.BadCondition, match="shown = "):
        form.conditions(shown)


@given(st.text())
def test_no_text_can_end_the_block_of_data_it_stands_in(text: str) -> None:
    written = str(form._json_block({"word": text}))
    assert not set("<>&") & set(written)
    assert json.loads(written) == {"word": text}


def test_a_value_promised_in_earlier_years_means_what_it_means_now() -> None:
    assert situation_from({"tone": "plain"}).tone == "brief"


def test_any_of_the_options_may_be_chosen_and_stand_in_their_own_order() -> None:
    assert situation_from({"asks": ["call", "consent", "call"]}).asks == ("consent", "call")
    with pytest.raises(BadRequest, match="other_role"):
        situation_from({"asks": ["money"]})
