"""The parts of a received mail: what was pasted along, the greeting, the text itself, who signed, and what hangs below.

Spans are code points of the text as it came. The parts follow each other without gaps or overlaps:

    header     lines such as `From:` and `Date:`, copied along from a mail program
    subject    the subject line
    note       a few words of the reader's own above a mail they forwarded to themselves
    greeting   "Dear Ms Okafor,"
    body       the text itself
    closing    "Kind regards,"
    signature  who signed, with their job and address
    footer     legal text, no-reply notices, links to unsubscribe
    quoted     earlier mails below the answer
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from generator.letters.lines import Line, lines_of
from generator.letters.mail_body import Cuts, greeting_end, tell_parts

type Span = tuple[int, int]

PARTS = ("header", "subject", "note", "greeting", "body", "closing", "signature", "footer", "quoted")
NOTE_WORDS = 40

_HEADER = re.compile(
    r"\s*\*{0,2}(from|to|cc|bcc|subject|date|sent|reply[- ]to|importance|attachments)\*{0,2}\s*:", re.IGNORECASE
)
_ADDRESSED = re.compile(r"[^\n]{0,80}<[^\s<>@]+@[^\s<>@]+>|to me\b|inbox\b", re.IGNORECASE)
_ANSWERED = re.compile(r"\s*(?:re|fwd?|aw)\s*:\s*\S", re.IGNORECASE)
_WROTE = re.compile(r"\s*on\b.{4,200}\bwrote\s*:\s*$", re.IGNORECASE | re.DOTALL)
_ORIGINAL = re.compile(r"\s*[-_=]{2,}\s*(?:original|previous) (?:message|mail|email)\b|\s*_{8,}\s*$", re.IGNORECASE)
_FORWARD = re.compile(r"\s*-{2,}\s*forwarded (?:message|mail|email)\b|\s*begin forwarded message\s*:", re.IGNORECASE)


@dataclass(frozen=True)
class Mail:
    """A mail and its parts, in the order of the text."""

    raw: str = field(repr=False)
    parts: tuple[tuple[str, int, int], ...]

    def spans(self, *kinds: str) -> list[Span]:
        """Where the parts of these kinds stand."""
        return [(start, end) for kind, start, end in self.parts if kind in kinds]

    def lines(self, *kinds: str) -> list[Line]:
        """The lines of these parts that are not empty, without the space around them."""
        return [
            line.trimmed()
            for start, end in self.spans(*kinds)
            for line in lines_of(self.raw, start, end)
            if not line.text.isspace()
        ]


def mail_parts(raw: str) -> Mail:
    """Find the parts of a mail. Any text is a mail; what cannot be told apart is body."""
    lines = list(lines_of(raw, 0, len(raw)))
    kinds = _outer(lines)
    mine = [number for number, kind in enumerate(kinds) if kind == "body"]
    if not any(lines[number].text.strip() for number in mine):  # nothing but a quoted mail: then that is the mail
        kinds = ["body" if kind == "quoted" else kind for kind in kinds]
        mine = [number for number, kind in enumerate(kinds) if kind == "body"]
    cuts = tell_parts(lines, kinds, mine)
    return Mail(raw, tuple(_merged(lines, kinds, cuts)))


# --- around the mail: headers, forwarded and quoted mails ------------------------------------------------------------


def _outer(lines: list[Line]) -> list[str]:
    """A first kind for every line: header, subject, note, quoted or body."""
    kinds = ["body"] * len(lines)
    at = _headers(lines, 0, kinds)
    number = at
    while number < len(lines):
        line = lines[number].text
        if line.isspace():
            number += 1
            continue
        if _FORWARD.match(line):
            above = [other for other in range(at, number) if kinds[other] == "body"]
            if _is_note([lines[other] for other in above]):
                for other in above:
                    kinds[other] = "note"
            kinds[number] = "header"
            number = _headers(lines, number + 1, kinds)
            continue
        if line.lstrip().startswith(">"):
            kinds[number] = "quoted"
        else:
            mark = _quote_mark(lines, number)
            if mark:
                for other in range(number, number + mark):
                    kinds[other] = "header"
                if not _quoted_by_arrows(lines, number + mark):
                    for other in range(number + mark, len(lines)):
                        kinds[other] = "quoted"
                    return kinds
                number += mark
                continue
        number += 1
    return kinds


def _headers(lines: list[Line], at: int, kinds: list[str]) -> int:
    """Mark the header lines that begin at line `at` (empty lines may stand before); gives the line after them."""
    first = at
    while first < len(lines) and not lines[first].text.strip():
        first += 1
    number, seen = first, False
    while number < len(lines) and number - first < 14:
        text = lines[number].text
        header = _HEADER.match(text)
        if header:
            kinds[number] = "subject" if header[1].lower() == "subject" else "header"
        elif _ADDRESSED.match(text) and lines[number].words <= 12:
            kinds[number] = "header"
        elif not seen and number == first and (_ANSWERED.match(text) or _is_title(lines, number)):
            kinds[number] = "subject"
        elif not (seen and not text.strip() and _more_headers(lines, number)):
            break
        seen = True
        number += 1
    return number if seen else at


def _more_headers(lines: list[Line], number: int) -> bool:
    following = [line.text for line in lines[number + 1 : number + 3]]
    return any(_HEADER.match(text) or _ADDRESSED.match(text) for text in following)


def _is_title(lines: list[Line], number: int) -> bool:
    """A short first line without an end, above a greeting or a sender, is a subject without its label."""
    line = lines[number].trimmed()
    if not 2 <= line.words <= 14 or line.text[-1] in ".!?,;:" or greeting_end(line) is not None:
        return False
    following = [other.trimmed() for other in lines[number + 1 : number + 5] if other.text.strip()]
    return bool(following) and (
        greeting_end(following[0]) is not None
        or bool(_HEADER.match(following[0].text) or _ADDRESSED.match(following[0].text))
    )


def _is_note(above: list[Line]) -> bool:
    said = [line for line in above if line.text.strip()]
    return sum(line.words for line in said) <= NOTE_WORDS and not (said and greeting_end(said[0].trimmed()) is not None)


def _quote_mark(lines: list[Line], number: int) -> int:
    """How many lines the mark above a quoted mail takes up, beginning at this line; 0 where there is none."""
    text = lines[number].text
    if _WROTE.match(text):
        return 1
    if number + 1 < len(lines) and text[:3].strip().lower() == "on" and _WROTE.match(text + lines[number + 1].text):
        return 2
    if _ORIGINAL.match(text):
        return 1 + _header_run(lines, number + 1)
    run = _header_run(lines, number) if _HEADER.match(text) else 0
    return run if run >= 3 else 0


def _header_run(lines: list[Line], number: int) -> int:
    run = 0
    for line in lines[number : number + 12]:
        if line.text.strip() and not _HEADER.match(line.text):
            break
        run += 1
    return run


def _quoted_by_arrows(lines: list[Line], number: int) -> bool:
    """Whether a quoted mail has `>` before its lines, so that an answer may stand below it."""
    for line in lines[number : number + 4]:
        if line.text.strip():
            return line.text.lstrip().startswith(">")
    return False


def _merged(lines: list[Line], kinds: list[str], cuts: Cuts) -> Iterable[tuple[str, int, int]]:
    """Neighboring lines of one kind as one part; a cut line is several."""
    pieces: list[tuple[str, int, int]] = []
    for number, (line, kind) in enumerate(zip(lines, kinds, strict=True)):
        start = line.start
        for at, following in cuts.get(number, ()):
            pieces.append((kind, start, at))
            start, kind = at, following
        pieces.append((kind, start, line.end))
    current: tuple[str, int, int] | None = None
    for kind, start, end in pieces:
        if current and current[0] == kind:
            current = (kind, current[1], end)
        else:
            if current:
                yield current
            current = (kind, start, end)
    if current:
        yield current
