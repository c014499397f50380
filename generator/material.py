"""What a letter is made from: the facts its template may ask about, and the answers its sentences may hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from generator.book import book, words
from generator.choosing import Answer
from generator.feedback import feedback_place, fits
from generator.names import has_title, job, listed, people_met, recipient_name, same_person, the_job
from generator.own_words import own_words
from generator.situation import Situation, lateness

LONG_NAMES = 24  # words: more than that of names, and a letter says `everyone`
LONG_JOB = 14  # words: a longer job stands in the subject only
OWN = ("highlight", "draws_you", "new_information")


@dataclass(frozen=True)
class Material:
    """`facts` are what a template's conditions may name; `answers` what its sentences may hold, as {slots}."""

    tone: str
    facts: Mapping[str, Any]
    answers: Mapping[str, Answer]


def material(situation: Situation, kind: str, now: datetime) -> Material:
    """Gather what a message of this kind is made from."""
    late = lateness(situation.received_at, now) in ("late", "too_late")
    facts = situation.facts() | {"late": late, "feedback_place": feedback_place(situation, late)}
    facts |= {name: own_words(facts[name]) for name in OWN}
    answers = {name: _answer(facts[name], name) for name in ("your_name", "company", "profile_url")}
    for name in OWN:
        answers[name] = _answer(facts[name].text, name)
        answers[f"{name}_sentence"] = Answer(facts[name].sentence)
    _add_people(facts, answers)
    _add_job(facts, answers)
    facts["form"] = next(form["id"] for form in book()["letters"][kind]["form"] if fits(form["if"], facts))
    return Material(situation.tone, facts, answers)


def _answer(text: str, name: str) -> Answer:
    """An answer, or where it is empty its blank."""
    blanks = book()["words"]["blank"]
    return Answer(text) if text or name not in blanks else Answer(f"[{blanks[name]}]", name)


def _add_people(facts: dict[str, Any], answers: dict[str, Answer]) -> None:
    """Whom to greet, and who gave their time: `met` is everyone, `others` everyone but the one who is greeted."""
    recipient, people = recipient_name(facts["recipient"]), people_met(facts["people"])
    automated = facts["sender"] == "no_reply" or facts["written"] == "automated"
    if not recipient and automated and people and facts["stage"] != "application":
        recipient = people[0]
    others = [person for person in people if not same_person(person, recipient)]
    facts["automated"] = automated
    facts["recipient"] = recipient
    facts["titled"] = has_title(recipient)
    facts["to_team"] = not recipient and automated and facts["stage"] == "application"
    facts["met_recipient"] = len(others) < len(people)
    facts["others"] = len(others)
    answers["recipient"] = _answer(recipient, "recipient")
    long = sum(len(person.split()) for person in others) > LONG_NAMES
    answers["others"] = Answer(words("letter", "everyone") if long else listed(others))
    if facts["met_recipient"]:
        you = words("letter", "you")
        met = words("letter", "you_and_everyone") if long else listed([you, *others])
    else:
        met = answers["others"].text or words("letter", "you_and_team")
    answers["met"] = Answer(met)


def _add_job(facts: dict[str, Any], answers: dict[str, Answer]) -> None:
    answers["role"] = _answer(job(facts["role"]), "role")
    said = the_job(answers["role"].text)
    if len(said.split()) > LONG_JOB:
        said = words("letter", "the_job_alone")
    answers["the_role"] = Answer(said, answers["role"].missing)
