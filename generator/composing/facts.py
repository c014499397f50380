"""What a letter is made from: the facts its template may ask about, and the answers its sentences may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.advising.feedback import feedback_place, fits
from generator.book.book import book, words
from generator.composing.names_written import (
    first_name,
    has_title,
    job,
    listed,
    people_met,
    recipient_name,
    same_person,
    the_job,
)
from generator.composing.typed_words import own_words
from generator.composing.voice import Answer
from generator.situation import OWN_WORDS, Situation, lateness, letter_facts

MOST_OF_NAMES = 160  # characters: with more than that of names, a letter says `everyone`
LONG = 80  # characters: a longer job, company or person is no name to say in a sentence or a subject
LONG_WORDS = 10
YEAR = 12  # months


@dataclass(frozen=True)
class Material:
    """`facts` are what a template's conditions may name; `answers` what its sentences may hold, as {slots}."""

    tone: str
    facts: Mapping[str, Any]
    answers: Mapping[str, Answer]


def material(situation: Situation, kind: str, now: datetime) -> Material:
    """Gather what a message of this kind is made from. Raises `KeyError` for an unknown kind."""
    late = lateness(situation.received_at, now) in ("late", "too_late")
    facts = letter_facts(situation, late) | {"feedback_place": feedback_place(situation, late)}
    facts["automated"] = situation.sender == "no_reply" or situation.written == "automated"
    facts |= {name: own_words(facts[name]) for name in OWN_WORDS}
    answers = {name: _answer(facts[name], name) for name in ("your_name", "profile_url")}
    for name in OWN_WORDS:
        answers[name] = _answer(facts[name].text, name)
        answers[f"{name}_sentence"] = Answer(facts[name].sentence)
    _add_people(facts, answers)
    _add_matter(facts, answers)
    answers["they"] = Answer(words("letter", "they" if situation.sender == "agency" else "you"))
    answers["after_months"] = Answer(_after(situation.reapply_after_months or 0))
    forms = book()["letters"][kind]["form"]
    facts["form"] = next(form["id"] for form in forms if fits(form["if"], facts))
    return Material(situation.tone, facts, answers)


def _answer(text: str, name: str) -> Answer:
    """An answer, or where it is empty its blank."""
    blanks = book()["words"]["blank"]
    return Answer(text) if text or name not in blanks else Answer(f"[{blanks[name]}]", (name,))


def _add_people(facts: dict[str, Any], answers: dict[str, Answer]) -> None:
    """Whom to greet, and who gave their time: `met` is all of them, `others` all but the one who is greeted."""
    recipient, people = recipient_name(facts["recipient"]), people_met(facts["people"])
    talked = facts["stage"] != "application"
    if not recipient and facts["automated"] and talked and people:
        recipient = people[0]  # there is nobody else to answer
    others = [person for person in people if not same_person(person, recipient)]
    facts["recipient"] = recipient
    facts["titled"] = has_title(recipient)
    facts["by_name"] = not _long(recipient) and bool(recipient or talked or not facts["automated"])
    facts["others"] = len(others)
    facts["met_recipient"] = len(others) < len(people)
    named = [words("letter", "everyone")] if len("".join(others)) > MOST_OF_NAMES else others
    answers["recipient"] = _answer(recipient, "recipient")
    answers["greeted"] = _answer(first_name(recipient), "recipient")
    answers["others"] = Answer(listed(named))
    answers["met"] = Answer(_met(named, facts))
    answers["team"] = Answer(_team(facts))
    with_them = facts["met_recipient"] or not others
    talk = "call" if facts["stage"] == "phone_screen" else "conversation"
    answers["our_talk"] = Answer(words("letter", f"our_{talk}" if with_them else f"the_{talk}"))


def _met(others: list[str], facts: Mapping[str, Any]) -> str:
    you = words("letter", "you")
    if facts["met_recipient"]:
        return listed([you, *others])
    if others:
        return listed(others)
    one_person = facts["automated"] or facts["stage"] == "phone_screen"
    return you if one_person else listed([you, words("letter", "the_others")])


def _team(facts: Mapping[str, Any]) -> str:
    return words("letter", "your_team" if facts["sender"] == "hiring_manager" else "the_team")


def _add_matter(facts: Mapping[str, Any], answers: dict[str, Answer]) -> None:
    """Job and company as they stand in a sentence, and together, the matter of the letter, in the subject."""
    role, company = _answer(job(facts["role"]), "role"), _answer(facts["company"].rstrip(" ,;:"), "company")
    answers["the_role"] = Answer(the_job(role.text), role.missing)
    answers["company"] = company
    if not _long(role.text) and not _long(company.text):
        matter = words("letter", "matter").format(job=role.text, company=company.text)
        answers["matter"] = Answer(matter, (*role.missing, *company.missing))
        return
    answers["matter"] = Answer(words("letter", "matter_without_both"))
    if not _long(company.text):
        answers["matter"] = Answer(words("letter", "matter_without_job").format(company=company.text), company.missing)
    else:
        answers["company"] = Answer(words("letter", "the_company_alone"))
    if not _long(role.text):
        answers["matter"] = role
    else:
        answers["the_role"] = Answer(words("letter", "the_job_alone"))


def _long(name: str) -> bool:
    return len(name) > LONG or len(name.split()) > LONG_WORDS


def _after(months: int) -> str:
    """A waiting time in words: `after six months`, `after a year`; nothing for none."""
    table: Mapping[str, Any] = book()["words"]["letter"]
    numbers = table["numbers"]
    years, rest = divmod(months, YEAR)
    if months == 1:
        return str(table["after_a_month"])
    if years and not rest:
        return str(table["after_a_year"] if years == 1 else table["after_years"].format(years=numbers[years]))
    said = numbers[months] if months < len(numbers) else str(months)
    return str(table["after_months"].format(months=said)) if months else ""
