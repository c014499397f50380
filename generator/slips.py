"""Slips that are seen in the signs rather than in the words: blanks left open, capitals, rows of marks, wrong names.

Each check takes the draft and the situation (or None) and gives places with the words that can stand there instead.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from generator.draft import Draft
from generator.situation import Situation

type Place = tuple[int, int, str]  # start, end, the words that can take the place
type Check = Callable[[Draft, Situation | None], Iterator[Place]]

_BLANK = re.compile(
    r"\$?\{{1,2}[^{}\n]{1,60}\}{1,2}"  # {name}, {{name}}, ${role.title}
    r"|\[[^\[\]\n]*[^\W\d_][^\[\]\n]*\](?!\()"  # [Company], but neither [1] nor [text](link)
    r"|<{1,2}[A-Za-z][\w '’/.-]{0,40}>{1,2}"  # <Company>, but no <ana@firm.example>
    r"|%[A-Z_]{3,30}%|«[^»\n]{1,40}»"
    r"|_{3,}|(?<![\w.])\.{6,}"
    r"|\b(?:X{2,}|x{3,})\b|\b(?:TBD|TBC|TODO)\b"
    r"|\b(?:INSERT|ADD|ENTER) [A-Z]{3,}(?: [A-Z]{3,}){0,3}\b"
    r"|\b(?:Your|First|Last|Full|My|Company|Recruiter|Interviewer|Contact|Candidate|Job|Role|Position"
    r"|Organi[sz]ation|Hiring Manager)"
    r"(?:['’]s)? (?:Name|Title)\b"
)


def blanks(draft: Draft, situation: Situation | None) -> Iterator[Place]:
    """Blanks of a template that are still open."""
    for found in _BLANK.finditer(draft.raw):
        if not draft.is_quoted(*found.span()) or found.group()[0] == "«":
            yield *found.span(), ""


CHECKS: Mapping[str, Check] = {"blanks": blanks}
