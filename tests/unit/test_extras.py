"""The calendar file and the QR code, read back by other programs."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from generator.extras import answer

NOW = "2026-03-04T22:30:00-05:00"
LINK = "https://example.org/gracious-reply/reply/"
STEPS = [
    {"kind": "reply", "due": "2026-03-05", "title": "Send the reply", "why": "Read it once more, then send it."},
    {"kind": "no-answer", "due": None, "title": "If nobody answers", "why": "There is nothing to do."},
    {
        "kind": "follow_up",
        "due": "2026-09-07",
        "title": "Send a short follow-up",
        "why": "Ask; about openings, news\\n",
    },
]


def calendar(**changed: Any) -> str:
    request = {"ask": "calendar", "steps": STEPS, "company": "Alder & Finch", "link": LINK, "now": NOW, **changed}
    told = json.loads(answer(json.dumps(request)))
    assert told["ok"], told
    return str(told["calendar"])


def test_every_dated_step_is_an_entry_on_its_own_day() -> None:
    entries = Calendar.from_ical(calendar()).walk("VEVENT")
    assert [entry["dtstart"].dt for entry in entries] == [date(2026, 3, 5), date(2026, 9, 7)]
    assert all(entry["dtend"].dt - entry["dtstart"].dt == timedelta(days=1) for entry in entries)
    assert [str(entry["summary"]) for entry in entries] == [
        "Send the reply: Alder & Finch",
        "Send a short follow-up: Alder & Finch",
    ]
    assert LINK in str(entries[0]["description"])


def test_another_calendar_program_reads_the_same() -> None:
    read = vobject.readOne(calendar())
    assert [event.dtstart.value for event in read.vevent_list] == [date(2026, 3, 5), date(2026, 9, 7)]
    assert [event.summary.value.partition(":")[0] for event in read.vevent_list] == [
        "Send the reply",
        "Send a short follow-up",
    ]
    assert read.vevent_list[0].valarm.trigger.value == timedelta(hours=9)


def test_importing_twice_does_not_double_an_entry() -> None:
    ids = [
        [str(entry["uid"]) for entry in Calendar.from_ical(text).walk("VEVENT")] for text in (calendar(), calendar())
    ]
    assert ids[0] == ids[1]
    assert len(set(ids[0])) == 2
    assert "Finch" not in "".join(ids[0])


@given(st.text(max_size=300), st.text(max_size=300))
def test_no_name_or_title_can_break_out_of_its_line(company: str, title: str) -> None:
    text = calendar(company=company, steps=[{**STEPS[0], "title": title}])
    [entry] = Calendar.from_ical(text).walk("VEVENT")
    assert entry["dtstart"].dt == date(2026, 3, 5)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    assert text.count("BEGIN:") == text.count("END:") == 3


def test_no_dates_give_an_empty_calendar() -> None:
    assert Calendar.from_ical(calendar(steps=[])).walk("VEVENT") == []


def test_a_code_holds_the_address() -> None:
    told = json.loads(answer(json.dumps({"ask": "qr", "text": LINK + "#stage=final_round&feedback=separate"})))
    assert told["ok"]
    assert told["size"] >= 29
    assert told["qr"].startswith("M4 4h7v1H4z")  # the first finder, behind the quiet zone
    assert set(told["qr"]) <= set("Mhv Hz0123456789")


@pytest.mark.parametrize(
    "request_", ["", "[]", "{}", '{"ask": "qr", "text": ""}', '{"ask": "calendar"}', '{"ask": "sing"}']
)
def test_a_bad_request_gets_words(request_: str) -> None:
    told = json.loads(answer(request_))
    assert told["ok"] is False
    assert told["errors"][0]["message"]
