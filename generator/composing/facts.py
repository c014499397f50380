"""What a letter is made from: the facts its template may ask about, and the answers its sentences may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.advising.feedback import feedback_place, fits
from generator.book.book import book, words
from generator.composing.matter import company, job, long, takes_the, the_job
from generator.composing.names_written import first_name, has_title, listed, people_met, recipient_name, same_person
from generator.composing.slots import blank, capital, given
from generator.composing.typed_words import own_words
from generator.situation import OWN_WORDS, Situation, lateness, letter_facts

MOST_OF_NAMES = 160  # characters: with more than that of names, a letter says `everyone`
YEAR = 12  # months
_ASKED_AFTER = ("what ", "who ", "which ", "whether ")  # one hears how something is done, but about what was said
BLANKS = ("your_name", "new_role", "suggested_role", "feedback_point", "new_information", "answer")


@dataclass(frozen=True)
class Material:
    """`facts` are what a template's conditions may name; `answers` what its sentences may hold, as {slots}."""

    tone: str
    spelled: Mapping[str, str]
    facts: Mapping[str, Any]
    answers: Mapping[str, str]


def material(situation: Situation, kind: str, now: datetime) -> Material:
    """Gather what a message of this kind is made from. Raises `KeyError` for an unknown kind."""
    late = lateness(situation.received_at, now) in ("late", "too_late")
    facts = letter_facts(situation, late) | {"feedback_place": feedback_place(situation, late)}
    facts["automated"] = situation.sender == "no_reply" or situation.written == "automated"
    names = [word for name in situation.names() for word in name.split()]
    facts |= {name: own_words(facts[name], names, met=name in ("highlight", "draws_you")) for name in OWN_WORDS}
    answers = {name: blank(name, book()["words"]["blank"]) for name in BLANKS}
    for name in ("your_name", "profile_url"):
        answers[name] = given(name, facts[name]) or answers.get(name, "")
    for name in OWN_WORDS:
        answers[name] = given(name, facts[name].text) or answers.get(name, "")
        answers[f"{name}_sentence"] = given(name, facts[name].sentence)
    about = words("letter", "about") if facts["highlight"].text.startswith(_ASKED_AFTER) else ""
    answers["highlight_heard"] = about + answers["highlight"]
    _add_people(facts, answers)
    _add_matter(facts, answers)
    _add_other_jobs(facts, answers)
    letter = book()["words"]["letter"]
    answers["they"] = letter["they" if situation.sender == "agency" else "you"]
    answers["after_months"] = _after(situation.reapply_after_months or 0)
    answers["letting"] = letter[f"letting_{situation.channel}"]
    forms = book()["letters"][kind]["form"]
    facts["form"] = next(form["id"] for form in forms if fits(form["if"], facts))
    spelled = letter["british"] if situation.spelling == "british" else {}
    return Material(situation.tone, spelled, facts, answers)


def _given(name: str, text: str) -> str:
    """An answer, or where it is empty its blank."""
    return given(name, text) or blank(name, book()["words"]["blank"])


def _add_people(facts: dict[str, Any], answers: dict[str, str]) -> None:
    """Whom to greet, and who gave their time: `met` is all of them, `others` all but the one who is greeted."""
    typed = facts["recipient"]
    recipient, people = recipient_name(typed), people_met(facts["people"], facts["your_name"])
    talked = facts["stage"] != "application"
    if not recipient and facts["automated"] and talked and people:
        recipient = people[0]  # there is nobody else to answer
    others = [person for person in people if not same_person(person, recipient)]
    facts["recipient"] = recipient
    facts["titled"] = has_title(recipient)
    nobody = bool(typed.strip()) and not recipient
    facts["by_name"] = not long(recipient) and not nobody and bool(recipient or talked or not facts["automated"])
    facts["others"] = len(others)
    facts["met_recipient"] = len(others) < len(people) or not people
    facts["people"] = people
    crowd = len("".join(others)) > MOST_OF_NAMES
    named = [words("letter", "everyone")] if crowd else [given("people", name) for name in others]
    answers["recipient"] = _given("recipient", recipient)
    answers["greeted"] = _given("recipient", first_name(recipient))
    answers["somebody"] = blank("recipient", book()["words"]["blank"])
    answers["others"] = listed(named)
    answers["met"] = listed([words("letter", "you"), *named] if facts["met_recipient"] else named)
    answers["team"] = words("letter", "your_team" if facts["sender"] == "hiring_manager" else "the_team")


def _add_matter(facts: dict[str, Any], answers: dict[str, str]) -> None:
    """Job and company as they stand in a sentence, and together, the matter of the letter, in the subject."""
    letter: Mapping[str, Any] = book()["words"]["letter"]
    name = company(facts["company"])
    title = job(facts["role"], name)
    unsayable = long(title) or (facts["role"].strip() and not title and facts["role"].strip().isdigit())
    role = _given("role", title)
    facts["company"], facts["role"] = name, title
    answers["the_role"] = letter["the_job_alone"] if unsayable else the_job(title).format(job=role)
    answers["company"] = letter["the_company_alone"] if long(name) else _given("company", name)
    if name and takes_the(name) and not long(name):
        answers["company"] = letter["the"] + answers["company"]
    named = capital(answers["the_role"].removeprefix(letter["the"]))
    if not unsayable and not long(name):
        answers["matter"] = letter["matter"].format(job=named, company=answers["company"])
    elif not long(name):
        answers["matter"] = letter["matter_without_job"].format(company=answers["company"])
    else:
        answers["matter"] = letter["matter_without_both"] if unsayable else named
    answers["job_alone"] = letter["matter_without_both"] if unsayable else named


def _add_other_jobs(facts: dict[str, Any], answers: dict[str, str]) -> None:
    """Other jobs than that of the email: one they suggest, and one that is applied for now."""
    letter: Mapping[str, Any] = book()["words"]["letter"]
    for name in ("new_role", "suggested_role"):
        title = job(facts[name], facts["company"])
        title = "" if long(title) else title
        facts[name] = title
        slot = _given(name, title)
        answers[f"the_{name}"] = the_job(title).format(job=slot)
        answers[f"the_{name}_sentence"] = capital(answers[f"the_{name}"])
        answers[f"{name}_named"] = capital(answers[f"the_{name}"].removeprefix(letter["the"]))


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
