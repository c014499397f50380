"""A copy under its own name: what `settings.toml` says stands in the pages, and what could not work stops the build."""

from __future__ import annotations

import pytest

from sitemaker import settings
from sitemaker.pages import people
from sitemaker.places import BuildError

OWN = {
    "site": {"name": "No Thanks, Northfield"},
    "people": {
        "owner": "Northfield Career Center",
        "contact": "careers@northfield.example",
        "repository": "https://code.example/gracious",
    },
    "center": {"note": "Our drop-in hours are Tuesdays from 2 to 4.", "link": "https://northfield.example/book"},
    "look": {"color": "#7a1f3d", "color_dark": "#f0b8c8"},
}


def test_the_page_says_who_runs_it_and_how_to_reach_them(monkeypatch):
    monkeypatch.setattr(settings, "settings", lambda: settings.checked(OWN))
    page = people.who()
    assert "This copy is run by Northfield Career Center." in page
    assert "[careers@northfield.example](mailto:careers@northfield.example)" in page
    assert "https://code.example/gracious" in page
    assert people.security_txt("2027-11-26T00:00:00Z").startswith("Contact: mailto:careers@northfield.example\n")


def test_without_names_the_page_says_so_and_nothing_is_left_half(monkeypatch):
    monkeypatch.setattr(settings, "settings", lambda: settings.checked({"site": {"name": "Gracious Reply"}}))
    page = people.who()
    assert "has not put a name to it" in page
    assert "names no contact" in page
    assert "None" not in page
    assert people.security_txt("2027-11-26T00:00:00Z") == ""


def test_own_colors_become_a_style_sheet_with_both_schemes(monkeypatch):
    monkeypatch.setattr(settings, "settings", lambda: settings.checked(OWN))
    colors = people.outputs()[people.COLORS]
    assert "#7a1f3d" in colors.split("slate")[0]
    assert "#f0b8c8" in colors.split("slate")[1]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"sight": {}}, "no part [sight]"),
        ({"people": {"ownr": "x"}}, "there is no ownr"),
        ({"people": {"contact": "call us"}}, "contact has to be"),
        ({"people": {"imprint": "imprint.html"}}, "imprint has to be"),
        ({"look": {"color": "teal"}}, "color has to be"),
        ({"look": {"color": "#cccccc"}}, "4.5 to 1"),
        ({"look": {"logo": "nowhere.svg"}}, "logo has to be"),
        ({"site": {"name": ""}}, "needs a name"),
    ],
)
def test_what_could_not_work_is_named_with_its_cure(given, words):
    whole = {"site": {"name": "Gracious Reply"}, **given}
    with pytest.raises(BuildError) as caught:
        settings.checked(whole)
    assert words in str(caught.value)


def test_contrast_is_as_wcag_has_it():
    assert settings.contrast("#000000", "#ffffff") == pytest.approx(21)
    assert settings.contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
