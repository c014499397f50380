"""The pages written from the files: current, complete, and saying what the engine does."""

import html
import random
import re
import subprocess
from datetime import datetime, timedelta
from html.parser import HTMLParser
from urllib.parse import parse_qsl

import pytest
import yaml
from mkdocs.commands.build import build
from mkdocs.config import load_config

from generator import advise, compose, review, situation_from
from generator.book.book import ENGLISH, gather, limit, words
from generator.text.finder import Finder
from generator.text.phrases import parse
from generator.text.words import cut
from sitemaker import schema
from sitemaker.pages import decision_map, decision_tree, letters, rules
from sitemaker.pages.in_words import condition_says, example_says
from sitemaker.pages.markdown import md
from sitemaker.places import ROOT
from tests.book.guidance import DOCS, FACTS, SECTION, front_matter, text

BOOK = gather()
NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")
RULES = [(group, name) for group in rules.GROUPS for name in BOOK[group]]
FORMS = [(kind, form["id"]) for kind, letter in BOOK["letters"].items() for form in letter["form"]]
ADVISERS = DOCS / "about" / "changing-rules.md"

TO_SOMEBODY_ELSE = {"thank_referrer", "tell_reference"}  # whose name no answer holds

each_rule = pytest.mark.parametrize(("group", "name"), RULES)
each_form = pytest.mark.parametrize(("kind", "form"), FORMS)


def words_of(page):
    """What a reader sees of a page: no tags, no signs of Markdown."""
    plain = re.sub(r"<br>", "\n", text(page))
    return re.sub(r"\\(.)", r"\1", html.unescape(re.sub(r"<[^>]+>", "", plain)))


# ---- Complete (that they are current: tests/build/test_chain.py)


def test_no_letter_is_left_without_its_file():
    wanted = {ROOT / path for path in letters.outputs()}
    left = {path.relative_to(ROOT).as_posix() for path in set((ROOT / "docs/letters").rglob("*.md")) - wanted}
    assert not left, "its address is promised: let it lead to the page that took its place"


def test_every_rule_there_ever_was_has_an_address():
    command = ("git", "log", "--no-renames", "--diff-filter=A", "--name-only", "--format=", "--", "*.toml")
    added = subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout
    once = set(re.findall(r"/rules/((?:advice|draft|reading)/[\w-]+)\.toml$", added, re.MULTILINE))
    left = sorted(name for name in once if not (DOCS / "rules" / f"{name}.md").exists())
    assert not left, "its address is promised: give the rule a line in generator/en/rules/retired.toml"


# ---- Rules


@each_rule
def test_a_rule_has_a_page_with_its_reason_its_sources_and_its_file(group, name):
    rule, page = BOOK[group][name], DOCS / rules.page_of(group, name)
    said = words_of(page)
    assert front_matter(page)["title"] == rule["title"]
    assert rule["why"] in said
    assert f"generator/en/rules/{group}/{name}.toml" in said
    assert f"({'../' * 2}{rule['explained_in']})" in text(page)
    for key in rule["source"]:
        assert f"sources.md#{key}" in text(page)
    for fact in rule["facts"]:
        assert FACTS["facts"][fact]["says"] in said


@each_rule
def test_a_rules_page_shows_every_example(group, name):
    rule, said = BOOK[group][name], words_of(DOCS / rules.page_of(group, name))
    for example in [*rule.get("catches", ()), *rule["leaves"], *rule.get("decides", ())]:
        if group == "advice":
            for line in example_says(example):
                assert line.replace("\\", "") in said
        else:
            assert (example if isinstance(example, str) else example["text"]) in said


@pytest.mark.parametrize("group", ["draft", "reading"])
def test_a_rules_page_marks_a_place_in_what_it_notices(group):
    """Rules that mark the whole letter, or what is missing, have nothing to mark in some examples."""
    marking = [name for name in BOOK[group] if "<mark>" in text(DOCS / rules.page_of(group, name))]
    assert len(marking) > 0.9 * len(BOOK[group])


def test_a_rules_page_marks_the_words_the_rule_marks():
    page = text(DOCS / rules.page_of("draft", "arguing"))
    assert (
        "<mark>I have to disagree with your decision.</mark> I am sure I would have been right for this role." in page
    )


def test_the_index_leads_to_every_rule_once():
    page = text(DOCS / "rules" / "index.md")
    assert sorted(re.findall(r"\]\(((?:advice|draft|reading)/[\w-]+\.md)\)", page)) == sorted(
        f"{group}/{name}.md" for group, name in RULES
    )
    assert f"These {len(RULES)} rules" in page


@pytest.mark.parametrize(
    ("condition", "told"),
    [
        ("stage == 'application'", ["How far did you get? **I applied**"]),
        ("stage in ('interview', 'final_round')", ["How far did you get? **An interview** or **The final round**"]),
        (
            "stage != 'application' and upset",
            ["How far did you get? anything but **I applied**", "I am still upset: **Yes**"],
        ),
        ("not invited", ["They asked me to stay in touch or apply again: **No**"]),
        ("hours < 1", ["The email came **less than an hour ago**"]),
        ("words > 150", []),
        ("words > body_words and stage == 'application'", []),
    ],
)
def test_conditions_are_told_in_the_words_of_the_form(condition, told):
    assert condition_says(condition) == told


@pytest.mark.parametrize("name", BOOK["advice"])
def test_every_condition_of_advice_has_words(name):
    assert condition_says(BOOK["advice"][name]["when"])


# ---- Rules that are gone


def test_a_rule_that_is_gone_leads_to_the_one_in_its_place(tmp_path):
    docs = tmp_path / "docs"
    pages = {
        "index.md": "# Home",
        "rules/index.md": "# All rules",
        "rules/draft/arguing.md": "# Arguing",
        **rules.retired_pages({"draft/quarreling": "draft/arguing", "draft/sighing": ""}, BOOK),
    }
    for name, page in pages.items():
        (docs / name).parent.mkdir(parents=True, exist_ok=True)
        (docs / name).write_text(page, encoding="utf-8")
    config = {
        "site_name": "Test",
        "theme": {"name": "material", "custom_dir": str(DOCS.parent / "overrides"), "font": False},
    }
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump({**config, "plugins": []}), encoding="utf-8")
    build(load_config(str(tmp_path / "mkdocs.yml"), docs_dir=str(docs), site_dir=str(tmp_path / "site"), strict=True))
    for old, new, link in (("quarreling", "rules/draft/arguing", "../arguing/"), ("sighing", "rules", "../../")):
        page = tmp_path / "site" / "rules" / "draft" / old / "index.html"
        found = page.read_text(encoding="utf-8")
        target = re.search(r'<meta http-equiv="refresh" content="0; url=([^"]+)">', found)[1]
        assert (page.parent / target / "index.html").resolve() == tmp_path / "site" / new / "index.html"
        assert f'<a href="{link}">' in found
        assert "<script>location" not in found


@pytest.mark.parametrize(
    ("retired", "told"),
    [
        ({"draft/arguing": ""}, "its file is still there"),
        ({"draft/quarreling": "draft/no-such-rule"}, "which does not exist"),
    ],
)
def test_a_wrong_line_about_a_retired_rule_is_refused_with_its_cure(retired, told):
    with pytest.raises(ValueError, match=told):
        rules.retired_pages(retired, BOOK)


# ---- The decision map


class Drawing(HTMLParser):
    """The ends of each drawing as (address, words), in order, and the table's lines."""

    def __init__(self):
        super().__init__()
        self.drawings, self.lines, self.end = {}, [], None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "svg":
            self.ends = self.drawings.setdefault(given["class"], [])
        elif tag == "a" and "aria-label" in given:
            self.end = [given["href"], "", given["aria-label"]]
            self.ends.append(self.end)
        elif tag == "tr" and "data-rule" in given:
            self.lines.append(given["data-rule"])
        assert "style" not in given
        assert tag not in ("script", "image", "use")

    def handle_endtag(self, tag):
        if tag == "a":
            self.end = None

    def handle_data(self, data):
        if self.end:
            self.end[1] += data


@pytest.fixture(scope="module")
def drawing():
    found = Drawing()
    found.feed(text(ROOT / decision_map.FILE))
    return found


def random_case(chance):
    """Any answers of the case the map is for, those it does not ask for too; and how old the email is.

    That case is a rejection that came as an email from outside and asks nothing.
    """
    answers = {"mail_kind": "rejection", "channel": "email"}
    for name, field in BOOK["fields"].items():
        if name in answers:
            continue
        if field["kind"] == "choice":
            values = [option["value"] for option in field["option"]]
            answers[name] = chance.choice([value for value in values if value not in ("own_manager", "reserve_list")])
        elif field["kind"] == "yes_no":
            answers[name] = chance.choice([True, False])
    return answers, chance.choice(["fresh", "late", "too_late", "unknown"])


@pytest.mark.parametrize("seed", range(40))
def test_the_map_says_what_advise_says(seed):
    chance, tree = random.Random(seed), decision_map.the_tree()
    hours = {"fresh": 20, "late": limit("late_hours") + 5, "too_late": limit("leave_days") * 24 + 30, "unknown": None}
    for _ in range(25):
        answers, age = random_case(chance)
        received = None if hours[age] is None else (NOW - timedelta(hours=hours[age])).isoformat()
        advice = advise(situation_from({**answers, "received_at": received}), NOW)
        # Somebody who does not know when the mail came is told what holds for a fresh one.
        shown = {**answers, decision_tree.LATENESS: "fresh" if age == "unknown" else age}
        assert decision_tree.follow(tree, shown).verdict == advice.verdict, answers
        assert first_line(tree, shown).outcome.verdict == advice.verdict, answers


def first_line(tree, answers):
    """The first line of the table that fits, as a reader would find it."""
    return next(
        line
        for line in decision_tree.lines(tree)
        if all(answers[question] in values for question, values in line.holds)
    )


def test_both_drawings_and_the_table_have_the_same_ends(drawing):
    lines = list(decision_tree.lines(decision_map.the_tree()))
    assert drawing.lines == [line.outcome.rule for line in lines]
    for ends in drawing.drawings.values():
        assert [told for _, _, told in ends] == [
            f"{words('verdict', line.outcome.verdict)}: {BOOK['advice'][line.outcome.rule]['title']}" for line in lines
        ]
    narrow, wide = drawing.drawings.values()
    assert narrow == wide


def test_what_an_end_is_called_begins_with_the_words_that_are_seen(drawing):
    for ends in drawing.drawings.values():
        for _, seen, told in ends:
            assert told.startswith(" ".join(seen.split()))


def test_every_verdict_on_a_rejection_is_on_the_map(drawing):
    seen = {" ".join(shown.split()) for _, shown, _ in drawing.drawings["map-wide"]}
    of_rejections = ("reply", "reply_to_person", "optional", "stay_silent", "talk")
    assert seen == {BOOK["words"]["verdict"][verdict] for verdict in of_rejections}


def test_the_map_changes_with_a_rule(monkeypatch):
    """It is asked for, not drawn: if advise says something else, so does the tree."""
    plain = decision_tree.decide

    def kinder(answers):
        outcome = plain(answers)
        return decision_tree.Outcome("optional", outcome.rule) if outcome.verdict == "stay_silent" else outcome

    monkeypatch.setattr(decision_tree, "decide", kinder)
    changed = decision_tree.tree.__wrapped__(("process", "stage", "sender"))
    assert {line.outcome.verdict for line in decision_tree.lines(changed)} == {
        "optional",
        "reply",
        "reply_to_person",
        "talk",
    }


# ---- Letters


def form_of(kind, form):
    return next(entry for entry in BOOK["letters"][kind]["form"] if entry["id"] == form)


def letters_on(page):
    """Address to words of each letter on a page, as a copy button would copy them."""
    found = re.findall(r'<div class="letter__body" id="([\w-]+)">(.*?)</div>', text(page), re.DOTALL)
    return {name: html.unescape(words) for name, words in found}


@each_form
def test_a_letter_page_has_the_letter_and_two_other_wordings(kind, form):
    page = DOCS / letters.page_of(kind, form_of(kind, form))
    bodies = letters_on(page)
    assert len(set(bodies.values())) == 3
    situation = letters.situation_of(form_of(kind, form), "warm")
    assert next(iter(bodies.values())) == compose(situation, kind, 0, letters.NOW).body
    openings = [body.split("\n\n")[1] for body in bodies.values()]
    assert len(set(openings)) == 3


@each_form
def test_the_letters_shown_pass_our_own_rules(kind, form):
    example = form_of(kind, form)
    for tone, body in zip(
        ("warm", "brief", "formal"), letters_on(DOCS / letters.page_of(kind, example)).values(), strict=True
    ):
        situation = letters.situation_of(example, tone)
        found = review(body, kind, situation, letters.NOW).findings
        blank = "unfilled-blank" if kind in TO_SOMEBODY_ELSE else ""
        assert [(one.rule, body[one.start : one.end]) for one in found if one.rule != blank] == []
        assert "[" not in body.replace("[name]", "") or not blank  # an example has no other blanks
        assert blank or "[" not in body


@each_form
def test_a_letter_page_leads_to_its_rules_and_to_the_reply_page_with_its_answers(kind, form):
    example = form_of(kind, form)
    page = text(DOCS / letters.page_of(kind, example))
    (link,) = set(re.findall(r"\.\./\.\./reply/#([^\"]*)", html.unescape(page).partition("{#brief}")[0]))
    given = dict(parse_qsl(link))
    assert given["stage"] == example["example"]["stage"]
    assert given.get("kind", "reply") == kind
    for name in ("your_name", "recipient", "company", "highlight"):
        assert f"{name}=" not in page
    for name in letters.rules_followed(kind, BOOK["letters"][kind], BOOK):
        assert f"../rules/draft/{name}.md" in page


def test_the_index_leads_to_every_letter_once():
    links = re.findall(r"\]\(([\w-]+\.md)\)", text(DOCS / "letters" / "index.md"))
    assert sorted(links) == sorted(letters.page_of(kind, form_of(kind, form)).split("/")[1] for kind, form in FORMS)


# ---- Words made safe


@pytest.mark.parametrize(
    "words", ["a [blank] and *stars*", "<b>&amp;", "{: .lead }", "# one", "1. first", "- dash", "a | b", "_x_ `y`"]
)
def test_words_stand_on_a_page_as_they_are(words):
    from markdown import Markdown

    shown = Markdown(extensions=["attr_list", "tables", "smarty", "footnotes"]).convert(md(words))
    assert html.unescape(re.sub(r"</?p>", "", shown)) == words


# ---- The page for career advisers


def test_the_rule_shown_line_by_line_is_the_real_one():
    shown = re.search(r"``` toml\n(.*?)```", text(ADVISERS), re.DOTALL)[1]
    assert shown == text(ENGLISH / "rules" / "advice" / "automated-application.toml")


def test_every_line_a_rule_may_have_is_explained():
    told = set(re.findall(r"^\| `\[*(\w+)\]*` \|", text(ADVISERS), re.MULTILINE))
    for group in rules.GROUPS:
        assert schema.REQUIRED[group].keys() <= told | {"patterns"}


def test_the_phrases_shown_find_their_examples():
    rows = re.findall(r"^\| `(.+?)` \| [^|]+ \| (.+?) \|$", text(ADVISERS), re.MULTILINE)
    assert len(rows) == 9
    for phrase, example in rows:
        finder = Finder([("it", parse(phrase, BOOK["lists"]))])
        assert finder.hits(cut(example)), phrase


@pytest.mark.parametrize(
    ("group", "name", "key", "value"),
    [
        ("advice", "finalist", "why", None),
        ("draft", "arguing", "phrases", ["I (disagree with you"]),
        ("draft", "arguing", "catches", ["One."]),
        ("draft", "arguing", "explained_in", "guide/mistakes.md#arguing"),
    ],
)
def test_the_refusals_shown_are_the_real_ones(group, name, key, value):
    book = gather()
    if value is None:
        del book[group][name][key]
    else:
        book[group][name][key] = value
    told = [problem for problem in schema.problems(book, FACTS) if problem.startswith(f"rules/{group}/{name}.toml")]
    assert len(told) == 1
    assert told[0] in text(ADVISERS)


def test_the_page_for_advisers_names_files_that_are_there():
    for path in re.findall(r"^\| [^|]+ \| `([\w/.]+)`", text(ADVISERS), re.MULTILINE):
        if "/" in path:
            assert (ROOT / path).exists(), path


def test_the_rules_say_where_to_propose_a_change():
    assert {match["anchor"] for match in SECTION.finditer(text(ADVISERS))} >= {"in-words", "the-file", "phrases"}
