"""The parts of a letter: subject, greeting, paragraphs, closing, name, quoted mail. Used to count and to review.

Spans are (start, end) in code points of the text as it came. Time grows in line with the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, cached_property, partial

from generator.book.book import word_set
from generator.book.parsed_phrases import phrases
from generator.text.finder import Finder
from generator.text.words import BREAKS, cut

_words = partial(word_set, "lists")
type Span = tuple[int, int]

_SUBJECT = re.compile(r"\s*(?:[*_#>]{0,3}\s?subject(?: line)?\s?[*_]{0,2}:|(?:re|fwd?|aw):)[^\n]*\n?", re.IGNORECASE)
_LINE = re.compile(r"[^\n]+")
WORD = re.compile(r"[^\W_]+(?:[-'’.,/][^\W_]+)*")
_HISTORY = re.compile(
    r"[-_ ]{0,20}(?:original message|forwarded message|original appointment)[-_ ]{0,20}$"
    r"|(?:on|am|le|el) .{5,200}(?:wrote|schrieb|écrit|escribió)\s?:$",
    re.IGNORECASE,
)
_HEADER = re.compile(r"[*_]{0,2}(?:from|sent|date|to|cc|subject)[*_]{0,2}:", re.IGNORECASE)
_POSTSCRIPT = re.compile(r"p\.?\s?p?\.?s\b", re.IGNORECASE)
_NAME_LIKE = re.compile(r"[\[{<]?[^\W\d_]")  # a blank may stand for the name

GREETING_WORDS = 8
LONE_GREETING_WORDS = 12  # where the line holds nothing else
NAME_WORDS = 6
CLOSING_LINES = 8  # a closing stands in one of the last lines, above a signature
CLOSING_CHARACTERS = 90


@dataclass(frozen=True)
class Letter:
    """Where the parts of a letter stand. A part that is missing is None; `paragraphs` are between greeting and closing.

    A postscript counts as a paragraph. `quoted` are the lines of somebody else's mail, which belong to no other part.
    """

    text: str
    subject: Span | None
    greeting: Span | None
    paragraphs: tuple[Span, ...]
    closing: Span | None
    name: Span | None
    quoted: tuple[Span, ...] = ()

    @cached_property
    def words(self) -> int:
        """How many words stand between greeting and closing."""
        return sum(len(WORD.findall(self.text, *span)) for span in self.paragraphs)

    @property
    def subject_line(self) -> str | None:
        """The subject without its label; None where the letter has none."""
        return self.part(self.subject).partition(":")[2].strip(" *_") if self.subject else None

    def part(self, span: Span | None) -> str:
        """The text of one part, trimmed; empty where the part is missing."""
        return self.text[slice(*span)].strip() if span else ""


def layout(text: str) -> Letter:
    """Find the parts of a letter. Anything is a letter: what has no greeting or closing is all paragraphs."""
    every = [_trimmed(text, line.span()) for line in _LINE.finditer(text) if line.group().strip()]
    lines, quoted = _without_quoted(text, every)
    subject = _SUBJECT.match(text, 0, lines[0][1]) if lines else None
    if subject and subject.end() > lines[0][0]:
        lines = lines[1:]
    else:
        subject = None
    greeting = _greeting(text, lines[0]) if lines else None
    if greeting:
        rest = _trimmed(text, (greeting[1], lines[0][1]))
        lines = ([rest] if rest[0] < rest[1] else []) + lines[1:]
    body, closing, name = _ending(text, lines)
    return Letter(
        text,
        _trimmed(text, subject.span()) if subject else None,
        greeting,
        tuple(_paragraphs(text, body)),
        closing,
        name,
        tuple(quoted),
    )


def is_closing(line: str) -> bool:
    """Whether a line is nothing but a closing such as `Kind regards,`."""
    words = cut(line)
    bare = [word for word in words.words if word not in BREAKS]
    return any(hit.first == 0 and hit.last == len(bare) for hit in part_finder("closing").hits(words))


def _trimmed(text: str, span: Span) -> Span:
    part = text[slice(*span)]
    start = span[0] + len(part) - len(part.lstrip())
    return (start, start + len(part.strip())) if part.strip() else (span[1], span[1])


def _without_quoted(text: str, lines: list[Span]) -> tuple[list[Span], list[Span]]:
    """The writer's own lines, and those that repeat somebody else's mail (with `>` or below a mail program's line)."""
    own: list[Span] = []
    quoted: list[Span] = []
    for at, line in enumerate(lines):
        said = text[slice(*line)]
        if said.startswith(">"):
            quoted.append(line)
        elif _begins_history(text, lines, at):
            if at + 1 < len(lines) and text.startswith(">", lines[at + 1][0]):
                quoted.append(line)
                continue
            return own, [*quoted, *lines[at:]]
        else:
            own.append(line)
    return own, quoted


def _begins_history(text: str, lines: list[Span], at: int) -> bool:
    start, end = lines[at]
    if end - start > 250:
        return False
    if _HISTORY.match(text[start:end]):
        return True
    following = [text[line[0] : line[0] + 20] for line in lines[at + 1 : at + 3]]
    return text[start : start + 7].lower().lstrip("*_").startswith("from:") and any(map(_HEADER.match, following))


def _greeting(text: str, line: Span) -> Span | None:
    """The greeting at the beginning of a line, without the letter that may go on behind it (`Hi Ana, thank you …`)."""
    said = text[line[0] : min(line[1], line[0] + 200)]
    words = cut(said)
    opened = [hit for hit in part_finder("greeting").hits(words) if hit.first == 0]
    if not opened:
        return line if _is_name_alone(said) and line[1] - line[0] == len(said) else None
    at = words.ends[max(hit.last for hit in opened) - 1]
    end = at
    for number, piece in enumerate(re.finditer(r"([^,!:;–—\n]*)([,!:;–—]|$)", said[at:])):
        names = piece[1].replace("/", " ").split()
        if number and not names:
            break
        alone = number == 0 and bool(piece[2]) and at + piece.end() == len(said)
        if not (alone and _can_stand_alone(names)) and not _are_names(names, first=number == 0, marked=bool(piece[2])):
            end = max(end, at + piece.start() + _leading_names(piece[1]) if number == 0 else end)
            break
        end = at + piece.end()
        if piece[2] and piece[2] != ",":
            break
    return line[0], line[0] + len(said[:end].rstrip())


def _is_name_alone(line: str) -> bool:
    """`Ana,` or `Ana and Tom,` as a whole line."""
    if len(line) > 60 or not line.endswith((",", "–", "—", "-")):
        return False
    names = re.sub(r"[,–—-]$", "", line).split()
    return (
        0 < len(names) <= 3
        and all(name[0].isupper() or name in ("and", "&") for name in names)
        and not is_closing(line)
    )


def _are_names(names: list[str], *, first: bool, marked: bool) -> bool:
    """Whether these words can be whom a greeting greets. Before the first comma nearly anything short can."""
    if len(names) > GREETING_WORDS or any(_plain(name) in _words("no_names") for name in names):
        return False
    if first and marked and len(names) <= 4:
        return True
    return all(_is_name(name) for name in names)


def _can_stand_alone(names: list[str]) -> bool:
    """A line that is nothing but a greeting and a mark may name anybody, in any script and at some length."""
    return len(names) <= LONE_GREETING_WORDS and not any(_plain(name) in _words("no_names") for name in names)


def _is_name(word: str) -> bool:
    return word[0] in "[{<$(" or word[-1] in "]}>)" or word[0].isupper() or _plain(word) in _words("name_parts")


def _plain(word: str) -> str:
    return word.strip(".,!?'’\"()").replace("&", "and").lower()


def _leading_names(said: str) -> int:
    """How far the names at the beginning reach, in `Ana thank you for …`."""
    reach = 0
    for word in re.finditer(r"\S+", said):
        if not _is_name(word.group()) or _plain(word.group()) in _words("no_names"):
            break
        reach = word.end()
    return reach


def _ending(text: str, lines: list[Span]) -> tuple[list[Span], Span | None, Span | None]:
    """The lines of the paragraphs (a postscript among them), the closing and the name below it."""
    for at in range(len(lines) - 1, max(0, len(lines) - 1 - CLOSING_LINES), -1):  # the first line closes nothing
        start, end = lines[at]
        if end - start > CLOSING_CHARACTERS:
            continue
        closing = _closing_end(text[start:end])
        if closing:
            below, postscript = _signature(text, lines[at + 1 :])
            beside = _trimmed(text, (start + closing, end))
            name = (
                (beside[0] if beside[0] < end else below[0][0], (below or [beside])[-1][1])
                if below or beside[0] < end
                else None
            )
            return lines[:at] + postscript, (start, start + closing), name
    if len(lines) > 1 and _is_signed(text, lines[-2], lines[-1]):
        return lines[:-1], None, lines[-1]
    return lines, None, None


def _closing_end(line: str) -> int:
    """How much of a line is a closing: all of `Kind regards,`, the first word and comma of `Best, Ana`; else 0."""
    if is_closing(line):
        return len(line)
    head, mark, tail = line.partition(",")
    names = tail.split()
    if not mark or not 0 < len(names) <= NAME_WORDS or re.search(r"[.!?]$", tail) or not is_closing(head):
        return 0
    return len(head) + 1 if _are_names(names, first=False, marked=False) else 0


def _signature(text: str, lines: list[Span]) -> tuple[list[Span], list[Span]]:
    """The lines of a signature, and the postscript that may follow it."""
    for at, line in enumerate(lines):
        if _POSTSCRIPT.match(text, *line):
            return lines[:at], lines[at:]
    return lines, []


def _is_signed(text: str, above: Span, last: Span) -> bool:
    """Whether the last line is a bare name in a paragraph of its own."""
    said = text[slice(*last)]
    alone = text.count("\n", above[1], last[0]) > 1
    words = said.split()
    return alone and len(words) <= 4 and bool(_NAME_LIKE.match(said)) and not re.search(r"[.!?,;:…]\W*$", said)


def _paragraphs(text: str, lines: list[Span]) -> Iterator[Span]:
    """Runs of lines without an empty line between them."""
    start = end = -1
    for line in lines:
        if start >= 0 and text.count("\n", end, line[0]) <= 1:
            end = line[1]
            continue
        if start >= 0:
            yield start, end
        start, end = line
    if start >= 0:
        yield start, end


@cache
def part_finder(name: str) -> Finder:
    """Finds the phrases of a list that tells parts of a letter or mail apart."""
    return Finder((name, sequence) for sequence in dict(phrases("parts"))["", name])
