"""The parts inside a mail's own text: greeting, body, closing, signature, footer."""

from __future__ import annotations

import re
from functools import partial
from itertools import pairwise

from generator.book.book import word_set
from generator.letters.lines import Line
from generator.letters.parts import is_closing, part_finder
from generator.text.words import cut

_words = partial(word_set, "lists")
type Cuts = dict[int, list[tuple[int, str]]]  # line: where in the text another part begins inside it, and which

GREETING_WORDS = 7
SIGNATURE_LINES = 10
SIGNATURE_LINE_WORDS = 12
SIGNATURE_WORDS = 8  # of a signature behind the last sentence
LAST_CHARACTERS = 120  # where a name behind the last sentence is looked for
CLOSING_WORDS = 6
CLOSING_LINES = 40  # how far from the end a closing is looked for

_NAME_ALONE = re.compile(r"\[?[^\W\d_](?:[\w.'’ -]{0,40}\]? ?[,:]|[\w.'’-]{0,20}!)$")
_DASHES = re.compile(r"\s*(?:--|—|–)\s*")
_LAST_WORDS = re.compile(r"[.!?…)*\]]\s[-–—\s]{0,5}(?P<said>[^.!?…:]{2,70}?)[\s.!]{0,5}$")
_PROSE_END = re.compile(r"[.!?]['\")\]]*\s*$")


def tell_parts(lines: list[Line], kinds: list[str], mine: list[int]) -> Cuts:
    """Tell the parts of the mail's own lines `mine` by writing them into `kinds`; gives the cuts inside lines."""
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
        line = lines[number].trimmed()
        end = greeting_end(line)
        if end is None:
            continue
        kinds[number] = "greeting"
        if line.start + end < line.end:
            cuts[number] = [(line.start + end, "body")]
            return number
        return number + 1
    return said[0]


def greeting_end(line: Line) -> int | None:
    """Where in a trimmed line the greeting ends, or None where the line does not greet."""
    words = cut(line.text[:120])
    hits = part_finder("greeting").hits(words)
    comma = min((at for at in (line.text.find(sign, 0, 80) for sign in (*",!:–—", " -")) if at > 0), default=-1)
    if hits and hits[0].first == 0:
        if comma > 0 and len(line.text[:comma].split()) <= GREETING_WORDS:
            return comma + 1
        return len(line.text) if line.words <= GREETING_WORDS else None
    alone = _NAME_ALONE.match(line.text) and line.words <= 3 and words.words[0] not in _words("no_names")
    return len(line.text) if alone and not is_closing(line.text) else None


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
    """The last line that closes the letter: by its words, or by its comma above a short line (`Bisous,` and `Rosa`)."""
    for number in reversed(said[-CLOSING_LINES:]):
        line = lines[number].trimmed()
        if line.words <= SIGNATURE_LINE_WORDS and _closing_end(line.text):
            return number
    for above, number in pairwise(said[-4:]):
        line, below = lines[above].trimmed(), lines[number].trimmed()
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
    return bool(part_finder("footer").hits(cut(text)))


def _sign(lines: list[Line], kinds: list[str], closing: int, below: list[int], cuts: Cuts) -> None:
    line = lines[closing].trimmed()
    end = _closing_end(line.text) or len(line.text)
    kinds[closing] = "closing"
    if end < len(line.text):
        cuts[closing] = [(line.start + end, "signature")]
    for count, number in enumerate(below):
        text = lines[number].trimmed()
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
        line = lines[number].trimmed()
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
    skipped = max(0, len(line.text) - LAST_CHARACTERS)
    found = _LAST_WORDS.search(line.text, skipped)
    if not found or len(found["said"].split()) > SIGNATURE_WORDS:
        return
    said, start = found["said"], line.start + found.start("said")
    closing = _closing_end(said)
    if closing and closing < len(said):
        cuts += [(start, "closing"), (start + closing, "signature")]
    elif not closing and _looks_named(said) and not said[0].islower() and not _is_sentence(said):
        cuts.append((start, "signature"))


def _is_sentence(said: str) -> bool:
    """Whether a few words hold a small word that names do not: `Take care of it`, but not `Rosa` or `Ana from Acme`."""
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
