"""What holds guidance, rules, sources and letters together: every way from one to the other leads somewhere."""

import re
from datetime import datetime
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qsl, unquote

import pytest

from generator import review
from generator.book.book import gather, page_address
from tests.book.guidance import DOCS, FACTS, front_matter, said, sections

BOOK = gather()
GROUPS = ("advice", "draft", "reading", "plan")
RULES = [pytest.param(rule, id=f"{group}-{name}") for group in GROUPS for name, rule in BOOK[group].items()]
NOW = datetime.fromisoformat("2026-03-04T10:00:00+00:00")
# A sentence quoted alone lacks what only a whole letter can hold.
FRAGMENT = (
    "Dear Ana,\n\nThank you for letting me know, and for your time. I understand the decision.\n\n{}\n\nNoor Haddad"
)

each_rule = pytest.mark.parametrize("rule", RULES)
each_quote = pytest.mark.parametrize("quote", [pytest.param(q, id=f"{q.page}-{q.text[:40]}") for q in said()])


# ---- Rules and guidance


@each_rule
def test_a_rule_is_explained_at_a_place_of_the_guidance(rule):
    page, _, anchor = rule["explained_in"].partition("#")
    assert front_matter(DOCS / page)["title"]
    assert not anchor or anchor in sections(DOCS / page)


@each_rule
def test_a_rule_names_sources_that_have_a_place_on_the_sources_page(rule):
    assert rule["source"]
    assert set(rule["source"]) <= set(sections(DOCS / "about" / "sources.md"))


@each_rule
def test_a_rule_rests_on_facts_that_its_sources_say(rule):
    for name in rule["facts"]:
        assert name in FACTS["facts"]
        assert set(FACTS["facts"][name]["source"]) & {*rule["source"], "house"} or "house" in rule["source"], name


@each_quote
def test_the_rule_a_quoted_sentence_names_exists(quote):
    assert quote.rule in BOOK["draft"]
    assert quote.kind in BOOK["letters"]


@each_quote
def test_a_quoted_sentence_is_judged_as_the_guidance_says(quote):
    if quote.good:
        levels = {finding.rule: finding.level for finding in review(as_letter(quote), quote.kind, None, NOW).findings}
        assert quote.rule not in levels
        assert "error" not in levels.values(), levels
    else:
        assert quote.rule in {finding.rule for finding in review(quote.text, quote.kind, None, NOW).findings}


def as_letter(quote):
    """The good sentence where it would stand: a subject at the top, anything else inside a letter."""
    return quote.text if quote.text.startswith("Subject:") else FRAGMENT.format(quote.text)


@pytest.mark.parametrize("fact", FACTS["facts"])
def test_a_fact_is_acted_on_or_says_why_not(fact):
    acting = {name for group in GROUPS for rule in BOOK[group].values() for name in rule["facts"]}
    acting |= {name for letter in BOOK["letters"].values() for name in letter["facts"]}
    acting |= {
        name for letter in BOOK["letters"].values() for place in letter.get("place", ()) for name in place["facts"]
    }
    assert (fact in acting) != bool(FACTS["facts"][fact].get("only_told")), "act on it, or say why with `only_told`"


def test_letters_rest_on_known_facts_and_follow_known_rules():
    for letter in BOOK["letters"].values():
        assert set(letter["facts"]) <= set(FACTS["facts"])
        assert set(letter["follows"]) <= set(BOOK["draft"])


# ---- The built site


class Ways(HTMLParser):
    """The addresses on a page, and the places on it that can be led to."""

    def __init__(self):
        super().__init__()
        self.ways, self.places = [], {"", "top"}

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.places |= {given[name] for name in ("id", "name") if given.get(name)}
        self.ways += [given[name] for name in ("href", "src", "poster") if given.get(name)]
        if given.get("http-equiv") == "refresh":
            self.ways.append(given["content"].partition("url=")[2])
        for references in ("aria-labelledby", "aria-describedby", "data-copy"):
            self.ways += [f"#{one}" for one in (given.get(references) or "").split()]


@cache
def ways(page: Path) -> Ways:
    found = Ways()
    found.feed(page.read_text(encoding="utf-8"))
    return found


def broken(site: Path, page: Path) -> list[str]:
    """The addresses of a page that lead nowhere."""
    return [way for way in ways(page).ways if not leads_somewhere(site, page, way)]


def leads_somewhere(site: Path, page: Path, way: str) -> bool:
    if re.match(r"[a-z][a-z+.-]*:|//", way):
        return True  # another host or a mail program; test_site.py says which are allowed
    path, _, anchor = way.partition("#")
    path = unquote(path.partition("?")[0])
    if page.name == "404.html" and path.startswith("/"):  # shown at any depth, so its addresses are whole
        path = path.removeprefix("/gracious-reply/") or "."
    target = (page.parent / path).resolve() if path else page
    if target.is_dir():
        target = target / "index.html"
    if not target.is_file() or not target.is_relative_to(site.resolve()):
        return False
    if not anchor or target.suffix != ".html":
        return True
    return chooses(anchor) if "=" in anchor else unquote(anchor) in ways(target).places


def chooses(presets: str) -> bool:
    """Whether every answer in a link to the reply page is one that a link may choose."""
    for name, value in parse_qsl(presets, keep_blank_values=True):
        if name == "kind" and value in BOOK["letters"]:
            continue
        field = BOOK["fields"].get(name, {})
        known = {option["value"] for option in field.get("option", ())} or {"true", "false"}
        if not field.get("preset") or not known.issuperset(value.split(",")):
            return False
    return True


def test_every_link_anchor_and_image_of_the_site_leads_somewhere(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 100
    found = {page.relative_to(site).as_posix(): broken(site, page) for page in pages}
    assert {page: lost for page, lost in found.items() if lost} == {}


# Reached by other ways: where nothing was found, what other sites frame, and pages that lead on from old addresses.
NO_WAY_TO = re.compile(r"404\.html|reply/embed/|guide/special-cases/")


def test_every_page_is_reached_from_the_home_page(site):
    home = site.resolve() / "index.html"
    seen, waiting = {home}, [home]
    while waiting:
        page = waiting.pop()
        for way in ways(page).ways:
            path = unquote(re.split(r"[#?]", way)[0])
            if not path or re.match(r"[a-z][a-z+.-]*:|/", path):
                continue
            target = (page.parent / path).resolve()
            target = target / "index.html" if target.is_dir() else target
            if target.suffix == ".html" and target.is_file() and target not in seen:
                seen.add(target)
                waiting.append(target)
    pages = {
        page.relative_to(site).as_posix()
        for page in site.rglob("*.html")
        if 'http-equiv="refresh"' not in page.read_text(encoding="utf-8")
    }
    reached = {page.relative_to(site.resolve()).as_posix() for page in seen}
    assert {page for page in pages - reached if not NO_WAY_TO.match(page)} == set()


@each_rule
def test_the_address_a_reason_carries_is_a_place_of_the_site(rule, site):
    page, _, anchor = page_address(rule["explained_in"]).partition("#")
    assert anchor in ways(site / page / "index.html").places


@pytest.mark.parametrize(
    ("way", "right"),
    [
        ("../b/", True),
        ("../b/#here", True),
        ("../b/#there", False),
        ("../c/", False),
        ("#stage=final_round&tone=brief", True),
        ("#stage=dismissed", False),
        ("#asks=consent,call&kind=consent", True),
        ("#kind=farewell", False),
        ("#your_name=Ana", False),
        ("../../outside/", False),
    ],
)
def test_a_lost_link_would_be_noticed(way, right, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text('<p id="here"></p>', encoding="utf-8")
    assert leads_somewhere(tmp_path, tmp_path / "a" / "index.html", way) == right
