"""Gracious Reply: what to do after a no, and the words for it.

    read(mail)                    what a received mail says, with the words it rests on
    advise(situation, now)        whether to reply, until when, why, and what comes after
    compose(situation, kind, …)   a message of that plan
    review(draft, kind, …)        what to change in a draft
    answer(request)               the four as JSON in, JSON out; never raises

No clock, no network, no files but its own: the same values in give the same values out, in CPython and in the browser.
"""

from generator.advising.advise import Advice, Change, Reason, advise
from generator.advising.plan import Step
from generator.answer import answer
from generator.composing.compose import Message, compose
from generator.reading.read import Evidence, Reading, read
from generator.reviewing.review import Finding, Review, review
from generator.situation import BadRequest, Problem, Situation, situation_from

__all__ = [
    "Advice",
    "BadRequest",
    "Change",
    "Evidence",
    "Finding",
    "Message",
    "Problem",
    "Reading",
    "Reason",
    "Review",
    "Situation",
    "Step",
    "advise",
    "answer",
    "compose",
    "read",
    "review",
    "situation_from",
]
