"""The guidance keeps what it promises: every fact has its place and its source, and every page reads easily."""

import re

import pytest

from sitemaker import reading_ease
from sitemaker.pages import evidence
from tests.book.guidance import BY_HAND, DOCS, FACTS, GUIDE, SAID, SECTION, front_matter, name, sections, sources, text

SOURCES_PAGE = DOCS / "about" / "sources.md"
# Pages that give advice section by section; the others gather it, and name their sources once.
ADVICE = [
    DOCS / "guide" / f"{page}.md"
    for page in (
        "whether-to-reply",
        "when-to-reply",
        "what-to-include",
        "asking-for-feedback",
        "mistakes-to-avoid",
        "afterwards",
        "next-interview",
        "agency-and-referrals",
        "how-far-you-got",
        "internal-candidate",
        "job-scams",
        "no-response",
        "not-a-rejection",
        "offer-withdrawn",
        "reasons-you-can-use",
        "rejected-by-phone",
        "role-closed",
        "they-ask-you-something",
        "where-you-applied",
    )
]
# Our own letter; a map whose ends lead to the sources; a list whose source stands below the sheet that follows it.
WITHOUT_SOURCE = {"annotated-letter", "decision-map", "story-bank"}

SHEETS = {"story-bank": "worksheet"}  # a heading inside a section

each_fact = pytest.mark.parametrize("fact", FACTS["facts"])
each_page = pytest.mark.parametrize("path", BY_HAND, ids=name)
each_guide_page = pytest.mark.parametrize("path", GUIDE, ids=name)


@each_fact
def test_a_fact_stands_where_a_reader_looks_for_it(fact):
    place, anchor = FACTS["facts"][fact]["page"].split("#")
    path = DOCS / place
    assert fact in front_matter(path)["facts"]
    assert len(sections(path)[anchor].split()) > 15


@each_fact
def test_the_section_of_a_fact_names_all_its_sources(fact):
    place, anchor = FACTS["facts"][fact]["page"].split("#")
    whole = "".join(part for key, part in sections(DOCS / place).items() if key in (anchor, SHEETS.get(anchor)))
    assert set(FACTS["facts"][fact]["source"]) <= sources(whole)


@each_guide_page
def test_front_matter_names_known_facts_and_describes_the_page(path):
    matter = front_matter(path)
    assert set(matter["facts"]) <= set(FACTS["facts"])
    assert matter["title"]
    assert 50 <= len(matter["description"]) <= 160


@each_guide_page
def test_a_page_is_named_in_the_word_people_look_for(path):
    lead = text(path).split("{: .lead }")[0].rsplit("---", 1)[-1]
    assert re.search(r"reject", front_matter(path)["title"] + lead, re.IGNORECASE)


@each_page
def test_every_section_has_an_address_that_stays(path):
    headings = re.findall(r"^##+ .*$", text(path), re.MULTILINE)
    assert [h for h in headings if not SECTION.match(h) and path.name != "index.md"] == []


@pytest.mark.parametrize("path", ADVICE, ids=name)
def test_every_section_of_advice_says_where_it_comes_from(path):
    silent = {anchor for anchor, part in sections(path).items() if not sources(part)}
    assert silent <= WITHOUT_SOURCE


@each_page
def test_sources_are_called_by_one_name(path):
    for label, key in re.findall(r"\[([^\]]+)\]\([^)]*sources\.md#([a-z-]+)\)", text(path)):
        assert label.lower() == FACTS["sources"][key].lower(), f"{key} is called {label}"


@each_guide_page
def test_a_sentence_quoted_as_bad_leads_to_the_rule_that_finds_it(path):
    parts = re.split(r"^## ", text(path), flags=re.MULTILINE)
    bad = [(part, said[3]) for part in parts for said in SAID.finditer(part) if said[2] == "bad"]
    assert [rule for part, rule in bad if f"](../rules/draft/{rule}.md)" not in part] == []


def test_every_source_is_on_the_sources_page():
    assert set(FACTS["sources"]) <= set(sections(SOURCES_PAGE))


def test_what_nobody_has_measured_is_said():
    assert "No study that we know of measures what a thank-you reply itself achieves" in text(
        DOCS / "guide" / "evidence.md"
    )


def test_a_lost_region_is_named_with_its_cure():
    with pytest.raises(ValueError, match=r"evidence\.md has no <!-- claims:begin --> .*: put both lines back"):
        evidence.fill("a page without it", "claims", "words")


@each_page
def test_pages_are_easy_to_read(path):
    assert reading_ease.score(text(path)) >= reading_ease.LEAST


def test_what_is_measured_is_what_people_read():
    head = "---\ntitle: A\n---\n# Head {#top}\n\n"
    body = 'See [this path](a.md#b){ .md-button }.\n\n> Words.\n{: .says-good data-rule="x" }\n'
    assert reading_ease.prose(head + body) == "Head.\nSee this path.\nWords."


@each_page
def test_the_words_are_calm(path):
    words = reading_ease.prose(text(path))
    assert "!" not in words
    assert not re.search(r"\b(you were|you are|being|got) rejected\b", words)


def test_the_dark_colors_are_the_same_before_and_after_the_script():
    css = (DOCS / "assets" / "site.css").read_text(encoding="utf-8")
    chosen = re.search(r'\[data-md-color-scheme="slate"\] \{(.*?)\}', css, re.DOTALL)
    at_first = re.search(r"\.no-js body:not\(\[data-md-color-media\]\) \{\s*color-scheme: dark;(.*?)\}", css, re.DOTALL)
    assert chosen[1].split() == at_first[1].split()
