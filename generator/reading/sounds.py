"""What an email is where its rules leave room: the words it is written in, weighed together with what the rules said.

Where rules are far enough ahead they decide. Else one sum does, of the points of word sequences and of the rules' votes
(`generator.text.points`). How far is enough was chosen on texts that the points were not fitted to (`python -m
corpus.fit score`; docs/about/decisions.md): rather ask than send a farewell.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from generator.reading.rules import Vote
from generator.text.points import RULE_MARK, Heard, Span, weigh

ENOUGH_FOR_YES, ENOUGH_FOR_NO = 0.5, 0.2  # how far apart yes and no have to be for what sounds like a rejection
FEWEST = 10  # sequences: in a shorter text nothing can be heard
FEWEST_HINTED = 12  # the same, for what is a rejection where a light rule says so
FEWEST_FOR_A_NO = 22  # the same, for what is a rejection: a farewell does harm
PLAIN = 4  # weight by which rules are ahead that decide alone whether it is a rejection
CONTRARY = 1.0  # how far another value has to be ahead of what rules say,
CONTRARY_TO_PLAIN_WORDS = 2.5  # and of what a rule says that is all but certain
CERTAIN = 3  # the weight of such a rule
AHEAD = {"written": 0.2, "stage": 0.3, "kind": 0.3}
MOST = 5  # a weight beyond this says nothing more
RULE = "word-sequences"  # the name under which points stand in the evidence
BESIDE = ("is_rejection", "stage", "outcome", "invited")  # what these rules say helps to tell the others


@dataclass(frozen=True)
class Sound:
    """An answer of the points, and the places of the words that spoke most for it."""

    value: str | None
    places: tuple[Span, ...] = ()


def ruled(name: str, cast: Mapping[str, Sequence[Vote]], said: str | None) -> list[str]:
    """The keys of what the rules said, for the table of a question.

    `cast` are the votes by field, `said` what they decided for this question.
    """
    fields = {*BESIDE, name} if name != "written" else {name}
    keys = {vote.rule for field in fields for vote in cast.get(field, ())}
    keys |= {f"{value}{min(total, MOST)}" for value, total in weights(cast.get(name, ())).items()}
    return [f"{RULE_MARK}{key}" for key in sorted(keys | {f"={said}"})]


def sums(spoken: Iterable[tuple[str, Vote]]) -> dict[str, int]:
    """The weight of the votes that speak for each value. Each rule counts once, with its weight."""
    told: dict[str, int] = {}
    for (value, _), weight in {(value, vote.rule): vote.weight for value, vote in spoken}.items():
        told[value] = told.get(value, 0) + weight
    return told


def weights(cast: Iterable[Vote]) -> dict[str, int]:
    """The weight of the votes for each value of a field."""
    return sums((vote.value, vote) for vote in cast)


def rejection(heard: Heard, cast: Mapping[str, Sequence[Vote]], said: str | None) -> Sound:
    """Whether it is a rejection: `yes`, `no` or None, where the rules decided on `said`."""
    voted = weights(cast.get("is_rejection", ()))
    score = weigh("is_rejection", heard, ruled("is_rejection", cast, said))
    plain = said is not None and abs(voted.get("yes", 0) - voted.get("no", 0)) >= PLAIN
    hinted = said is None and voted.get("yes", 0) > voted.get("no", 0)  # by a rule that alone is too light
    if plain or score.count < (FEWEST_HINTED if hinted else FEWEST_FOR_A_NO):
        return Sound(said)
    lead = score.values["yes"] - score.values["no"]
    if lead >= ENOUGH_FOR_YES:
        return Sound("yes", score.places)
    return Sound("no" if lead <= -ENOUGH_FOR_NO else None, score.places)


def best(name: str, heard: Heard, cast: Mapping[str, Sequence[Vote]], said: str | None) -> Sound:
    """The value of another question (`written`, `stage`, `kind`) that is far enough ahead, or None.

    What the rules decided (`said`) stands unless another value is well ahead.
    """
    score = weigh(name, heard, ruled(name, cast, said))
    voted = weights(cast.get(name, ())).get(said or "", 0)
    contrary = CONTRARY_TO_PLAIN_WORDS if voted >= CERTAIN else CONTRARY
    if score.count < FEWEST or (said and (score.best in (said, "none") or score.lead < contrary)):
        return Sound(said)
    told = score.lead >= AHEAD[name] and score.best != "none"
    return Sound(score.best if told else None, score.places)
