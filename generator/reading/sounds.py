"""What an email sounds like, where the rules say nothing or might be wrong: the points of word sequences.

The rules come first. Where they leave a question open, the points answer it if they are far enough apart; where rules
say one thing and the points clearly the other, the question is left open. How far is enough was chosen on texts that
the points were not fitted to (`python -m corpus.fit score`; docs/about/decisions.md): rather ask than send a farewell.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.text.points import Heard, Span, weigh

ENOUGH_FOR_YES, ENOUGH_FOR_NO = 0.7, 0.5  # how far apart yes and no have to be for what sounds like a rejection
AGAINST_RULES = 0.4  # where the points are so far on the other side, light rules are doubted
FEWEST = 22  # sequences: in a shorter text nothing can be heard
LIGHT = 3  # weight by which rules are ahead, at most, to be doubted
AHEAD = {"written": 0.6, "stage": 1.0, "kind": 0.3}
RULE = "word-sequences"  # the name under which points stand in the evidence


@dataclass(frozen=True)
class Sound:
    """An answer of the points, and the places of the words that spoke most for it."""

    value: str | None
    places: tuple[Span, ...] = ()


def rejection(heard: Heard, said: str | None, ahead: int) -> Sound:
    """Whether it is a rejection: `yes`, `no` or None, beside what the rules said (`said`) by how much (`ahead`)."""
    score = weigh("is_rejection", heard)
    if score.count < FEWEST:
        return Sound(said)
    lead = score.values["yes"] - score.values["no"]
    if said is None:
        if lead >= ENOUGH_FOR_YES:
            return Sound("yes", score.places)
        return Sound("no" if lead <= -ENOUGH_FOR_NO else None, score.places)
    against = -lead if said == "yes" else lead
    doubted = ahead <= LIGHT and against >= AGAINST_RULES
    return Sound(None if doubted else said, score.places)


def best(name: str, heard: Heard) -> Sound:
    """The value of another question (`written`, `stage`, `kind`) that is far enough ahead, or None."""
    score = weigh(name, heard)
    told = score.count >= FEWEST and score.lead >= AHEAD[name] and score.best != "none"
    return Sound(score.best if told else None, score.places)
