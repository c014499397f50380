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
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise

from generator.book import book
from generator.layout import is_closing
from generator.phrases import Finder, parse
from generator.text import cut

type Span = tuple[int, int]
type Cuts = dict[int, list[tuple[int, str]]]  # line: where in the text another part begins inside it, and which

PARTS = ("header", "subject", "note", "greeting", "body", "closing", "signature", "footer", "quoted")
NOTE_WORDS = 40
GREETING_WORDS = 7
SIGNATURE_LINES = 10
SIGNATURE_LINE_WORDS = 12
SIGNATURE_WORDS = 8  # of a signature behind the last sentence
CLOSING_WORDS = 6
CLOSING_LINES = 40  # how far from the end a closing is looked for

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_HEADER = re.compile(
    r"\s*\*{0,2}(from|to|cc|bcc|subject|date|sent|reply[- ]to|importance|attachments)\*{0,2}\s*:", re.IGNORECASE
)
_ADDRESSED = re.compile(r"[^\n]{0,80}<[^\s<>@]+@[^\s<>@]+>|to me\b|inbox\b", re.IGNORECASE)
_ANSWERED = re.compile(r"\s*(?:re|fwd?|aw)\s*:\s*\S", re.IGNORECASE)
_WROTE = re.compile(r"\s*on\b.{4,200}\bwrote\s*:\s*$", re.IGNORECASE | re.DOTALL)
_ORIGINAL = re.compile(r"\s*[-_=]{2,}\s*(?:original|previous) (?:message|mail|email)\b|\s*_{8,}\s*$", re.IGNORECASE)
_FORWARD = re.compile(r"\s*-{2,}\s*forwarded (?:message|mail|email)\b|\s*begin forwarded message\s*:", re.IGNORECASE)
_NAME_ALONE = re.compile(r"\s*\[?[^\W\d_][\w.'’ -]{0,40}\]?\s*[,!:]\s*$")
_DASHES = re.compile(r"\s*(?:--|—|–)\s*")
_LAST_WORDS = re.compile(r"[.!?…)*\]:]\s+[-–—]*\s*(?P<said>[^.!?…:]{2,70}?)[\s.!]*$")
_PROSE_END = re.compile(r"[.!?]['\")\]]*\s*$")


@dataclass(frozen=True)
class Line:
    """One line with its place and its words."""

    start: int
    end: int
    text: str = field(repr=False)

    @property
    def words(self) -> int:
        """How many words stand in the line."""
        return len(self.text.split())


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
            line
            for start, end in self.spans(*kinds)
            for line in (_trimmed(line) for line in _lines(self.raw, start, end))
            if line.text
        ]


def mail_parts(raw: str) -> Mail:
    """Find the parts of a mail. Any text is a mail; what cannot be told apart is body."""
    lines = list(_lines(raw, 0, len(raw)))
    kinds = _outer(lines)
    mine = [number for number, kind in enumerate(kinds) if kind == "body"]
    if not any(lines[number].text.strip() for number in mine):  # nothing but a quoted mail: then that is the mail
        kinds = ["body" if kind == "quoted" else kind for kind in kinds]
        mine = [number for number, kind in enumerate(kinds) if kind == "body"]
    cuts = _inner(lines, kinds, mine)
    return Mail(raw, tuple(_merged(lines, kinds, cuts)))


def _lines(raw: str, start: int, end: int) -> Iterator[Line]:
    for found in _LINE.finditer(raw, start, end):
        yield Line(found.start(), found.end(), found.group())


def _trimmed(line: Line) -> Line:
    text = line.text.strip()
    start = line.start + len(line.text) - len(line.text.lstrip())
    return Line(start, start + len(text), text)


# --- around the mail: headers, forwarded and quoted mails ------------------------------------------------------------


def _outer(lines: list[Line]) -> list[str]:
    """A first kind for every line: header, subject, note, quoted or body."""
    kinds = ["body"] * len(lines)
    at = _headers(lines, 0, kinds)
    number = at
    while number < len(lines):
        line = lines[number].text
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
    line = _trimmed(lines[number])
    if not 2 <= line.words <= 14 or line.text[-1] in ".!?,;:" or _greeting_end(line) is not None:
        return False
    following = [_trimmed(other) for other in lines[number + 1 : number + 5] if other.text.strip()]
    return bool(following) and (
        _greeting_end(following[0]) is not None
        or bool(_HEADER.match(following[0].text) or _ADDRESSED.match(following[0].text))
    )


def _is_note(above: list[Line]) -> bool:
    said = [line for line in above if line.text.strip()]
    return sum(line.words for line in said) <= NOTE_WORDS and not (
        said and _greeting_end(_trimmed(said[0])) is not None
    )


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


# --- within the mail: greeting, body, closing, signature, footer -----------------------------------------------------


def _inner(lines: list[Line], kinds: list[str], mine: list[int]) -> Cuts:
    """Tell greeting, closing, signature and footer among the mail's own lines; gives the cuts inside lines."""
    said = [number for number in mine if lines[number].text.strip()]
    cuts: Cuts = {}
    if not said:
        return cuts
    first = _greet(lines, kinds, said, cuts)
    paragraphs = _paragraphs(lines, mine, first)
    closing = _closing(lines, [number for number in said if number >= first])
    foot = _footer_start(lines, paragraphs, closing)
    below = [number for number in said if first <= number < foot]
    for number in mine:
        if number >= foot:
            kinds[number] = "footer"
    if closing is not None and closing < foot:
        _sign(lines, kinds, closing, [number for number in below if number > closing], cuts)
    elif below:
        _sign_without_closing(lines, kinds, [block for block in paragraphs if block[0] < foot])
        if kinds[below[-1]] == "body" or below[-1] in cuts:
            _sign_at_the_end(lines[below[-1]], cuts.setdefault(below[-1], []))
    return cuts


def _greet(lines: list[Line], kinds: list[str], said: list[int], cuts: Cuts) -> int:
    """Mark the greeting; gives the number of the line the text goes on with."""
    for number in said[:3]:
        line = _trimmed(lines[number])
        end = _greeting_end(line)
        if end is None:
            continue
        kinds[number] = "greeting"
        if line.start + end < line.end:
            cuts[number] = [(line.start + end, "body")]
            return number
        return number + 1
    return said[0]


def _greeting_end(line: Line) -> int | None:
    """Where in a trimmed line the greeting ends, or None where the line does not greet."""
    words = cut(line.text[:120])
    hits = _finder("greeting").hits(words)
    comma = min((at for at in (line.text.find(sign, 0, 80) for sign in ",!:") if at > 0), default=-1)
    if hits and hits[0].first == 0:
        if comma > 0 and len(line.text[:comma].split()) <= GREETING_WORDS:
            return comma + 1
        return len(line.text) if line.words <= GREETING_WORDS else None
    if _NAME_ALONE.match(line.text) and line.words <= 3 and not is_closing(line.text) and line.text[0] != "-":
        return len(line.text)
    return None


def _paragraphs(lines: list[Line], mine: list[int], first: int) -> list[list[int]]:
    blocks: list[list[int]] = []
    fresh = True
    for number in mine:
        if number < first:
            continue
        if not lines[number].text.strip():
            fresh = True
        elif fresh:
            blocks.append([number])
            fresh = False
        else:
            blocks[-1].append(number)
    return blocks


def _closing(lines: list[Line], said: list[int]) -> int | None:
    """The last line that closes the letter: by its words, or by its comma above a short last line (`Bisous,`, `Rosa`)."""
    for number in reversed(said[-CLOSING_LINES:]):
        line = _trimmed(lines[number])
        if line.words <= SIGNATURE_LINE_WORDS and _closing_end(line.text):
            return number
    for above, number in pairwise(said[-4:]):
        line, below = _trimmed(lines[above]), _trimmed(lines[number])
        short = line.words <= 4 and line.text[-1] == "," and not line.text[0].islower()
        if short and below.words <= 4 and _looks_named(below.text) and above != said[0]:
            return above
    return None


def _closing_end(text: str) -> int:
    """How much of a line closes a letter: all of `Kind regards,`, the first half of `Cheers, Glenn`; 0 for others."""
    if len(text.split()) <= CLOSING_WORDS and is_closing(text):
        return len(text)
    for sign in ",!.-–—":
        head, found, tail = text.partition(sign)
        if (
            found
            and tail[:1] in (" ", "")
            and 0 < len(tail.split()) <= 6
            and tail.strip()[:1].isupper()
            and is_closing(head)
        ):
            return len(head) + 1
    return 0


def _footer_start(lines: list[Line], paragraphs: list[list[int]], closing: int | None) -> int:
    """The line the footer begins at; one past the last line where there is none."""
    beyond = lines[-1].end and len(lines)
    start = beyond
    for block in reversed(paragraphs[1:] if len(paragraphs) > 1 else []):
        if _is_footer(" ".join(lines[number].text for number in block)[:1500]):
            start = block[0]
        elif closing is None or block[0] <= closing:
            break
    if start == beyond and paragraphs:
        for number in reversed(paragraphs[-1][1:]):
            if not _is_footer(lines[number].text[:600]):
                break
            start = number
    return start


def _is_footer(text: str) -> bool:
    return bool(_finder("footer").hits(cut(text)))


def _sign(lines: list[Line], kinds: list[str], closing: int, below: list[int], cuts: Cuts) -> None:
    line = _trimmed(lines[closing])
    end = _closing_end(line.text)
    kinds[closing] = "closing"
    if end < len(line.text):
        cuts[closing] = [(line.start + end, "signature")]
    for count, number in enumerate(below):
        text = _trimmed(lines[number])
        prose = text.words > SIGNATURE_LINE_WORDS or (text.words > 5 and _PROSE_END.search(text.text))
        if prose or count >= SIGNATURE_LINES or text.text.lower().startswith(("p.s", "ps ", "ps:")):
            break
        kinds[number] = "signature"


def _sign_without_closing(lines: list[Line], kinds: list[str], paragraphs: list[list[int]]) -> None:
    """A last block of short lines without an end of a sentence signs the mail; so does a name after a dash."""
    last = paragraphs[-1] if paragraphs else []
    if len(paragraphs) == 1 and len(last) == 1:
        return
    signing: list[int] = []
    for number in reversed(last):
        line = _trimmed(lines[number])
        ends = _PROSE_END.search(line.text) and line.words > 6
        if ends or line.words > SIGNATURE_LINE_WORDS or line.text[:1] in "•*" or line.text[:2] == "- ":
            break
        if not _DASHES.match(line.text) and not _looks_named(line.text):
            break
        signing.append(number)
    if len(paragraphs) == 1 and len(signing) == len(last):
        return
    for number in signing:
        kinds[number] = "signature"


def _sign_at_the_end(line: Line, cuts: list[tuple[int, str]]) -> None:
    """A name behind the last sentence of a mail in one line: `… Good luck with it. Thanks, Ellie`."""
    found = _LAST_WORDS.search(line.text)
    if not found or len(found["said"].split()) > SIGNATURE_WORDS:
        return
    said, start = found["said"], line.start + found.start("said")
    closing = _closing_end(said)
    if closing and closing < len(said):
        cuts += [(start, "closing"), (start + closing, "signature")]
    elif not closing and _looks_named(said) and not said[0].islower() and not _is_sentence(said):
        cuts.append((start, "signature"))


def _is_sentence(said: str) -> bool:
    """Whether a few words hold a small word longer than those in names, as `Take care of it` does and `Rosa` does not."""
    small = [word for word in re.findall(r"[^\W\d_]+", said) if word.islower()]
    return any(word not in _words("name_parts") and word not in ("at", "from", "of", "for", "in") for word in small)


def _looks_named(text: str) -> bool:
    """Whether a line could be a name, a title or an address: most of its long words begin with a capital."""
    words = [word for word in re.findall(r"[^\W\d_][\w.'’@-]*", text) if len(word) > 2 or word[0].isupper()]
    if not words:
        return False
    if "@" in text or "www." in text:
        return True
    if words[0].islower():
        return False
    high = sum(not word[0].islower() for word in words)
    return high * 2 > len(words) and not re.search(r"[.!?]\s+\S", text)


@cache
def _finder(name: str) -> Finder:
    lists = book()["lists"]
    return Finder((name, parse(entry, lists)) for entry in lists[name])


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


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(book()["lists"][name])
