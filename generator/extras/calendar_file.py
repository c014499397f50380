"""The plan as a calendar file: one all-day entry for each step with a date, in the person's own days."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, timedelta

from icalendar import Alarm, Calendar, Event

from generator.book.book import words
from generator.situation import one_line

LONGEST = 200
# An all-day entry begins at midnight; nobody wants to hear of it then.
MORNING = timedelta(hours=9)


def calendar_file(steps: Sequence[Mapping[str, str | None]], company: str, link: str, now: str) -> str:
    """Write the steps (`kind`, `due` as YYYY-MM-DD or None, `title`, `why`) as an .ics file.

    `company` may be empty, `link` is the page the entries lead back to, `now` is ISO 8601 with its offset. The same
    values give the same text, and the same step keeps its UID, so that importing twice does not double it. Raises
    `ValueError` for a date or time that is none.
    """
    calendar = Calendar()
    calendar.add("prodid", words("calendar", "made_by"))
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", words("calendar", "name"))
    name = one_line(company)[:LONGEST]
    written = datetime.fromisoformat(now).astimezone(UTC)
    for step in steps:
        if step["due"]:
            calendar.add_component(_entry(step, date.fromisoformat(step["due"]), name, link, written))
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _entry(step: Mapping[str, str | None], day: date, company: str, link: str, written: datetime) -> Event:
    title, why = one_line(step["title"] or ""), one_line(step["why"] or "")
    summary = words("calendar", "title").format(title=title, company=company) if company else title
    entry = Event()
    entry.add("uid", _uid(step["kind"] or "", day, company))
    entry.add("dtstamp", written)
    entry.add("summary", summary)
    entry.add("description", "\n\n".join(part for part in (why, words("calendar", "link").format(link=link)) if part))
    entry.add("dtstart", day)
    entry.add("dtend", day + timedelta(days=1))
    entry.add("transp", "TRANSPARENT")  # the day stays free for other things
    entry.add("url", link)
    entry.add_component(_reminder(summary))
    return entry


def _reminder(summary: str) -> Alarm:
    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("description", summary)
    reminder.add("trigger", MORNING)
    return reminder


def _uid(kind: str, day: date, company: str) -> str:
    """The same for the same step: a hash, so that the company's name does not stand in an id."""
    digest = hashlib.blake2s(f"{kind}\n{day.isoformat()}\n{company}".encode(), digest_size=12).hexdigest()
    return f"{digest}@gracious-reply"
