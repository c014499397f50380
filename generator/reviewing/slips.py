"""Slips that are seen in the signs rather than in phrases: open blanks, capitals, rows of marks, wrong names.

Each check takes the draft and the situation (or None) and gives places with the words that can stand there instead.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial

from generator.book.book import book, word_set
from generator.letters.draft import Draft
from generator.situation import Situation

_words = partial(word_set, "lists")
type Place = tuple[int, int, str]  # start, end, the words that can take the place
type Check = Callable[[Draft, Situation | None], Iterator[Place]]

_BLANK = re.compile(
    r"\$?\{{1,2}[^{}\n]{1,60}\}{1,2}"  # {name}, {{name}}, ${role.title}
    r"|\[[^\[\]\n]{0,80}[^\W\d_][^\[\]\n]{0,80}\](?!\()"  # [Company], but neither [1] nor [text](link)
    r"|<{1,2}[A-Za-z][\w '’/-]{0,40}>{1,2}"  # <Company>, but no <ana@firm.example>
    r"|%[A-Z_]{3,30}%|_{3,}|(?<![\w.])\.{6,}|(?<!…)…{2,}"
    r"|\b(?:X{2,}|x{3,})\b|\b(?:TBD|TBC|TODO)\b"
    r"|\b(?:INSERT|ADD|ENTER) [A-Z]{3,}(?: [A-Z]{3,}){0,3}\b"
    r"|\(\s?(?:insert|your|add|enter|name of|company|role|job title|name)\b[^()\n]{0,40}\)"
    r"|\b(?:Your|First|Last|Full|My|Company|Recruiter|Interviewer|Contact|Candidate|Job|Role|Position"
    r"|Organi[sz]ation|Hiring Manager)(?:['’]s)? (?:Name|Title)\b"
)
_CAPITALS = re.compile(r"\b[A-Z][A-Z'’]*\b(?:[ ,.!?;:-]{1,4}[A-Z][A-Z'’]*\b)*")
_MARKS = re.compile(r"[!?]{3,}|\?{2}|!\?|\?!")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SHORTEST_START = 3  # letters that make the beginning of a name the same name: `Kat` and `Katarina`
_OTHER_COMPANY = re.compile(
    r"\b(?:(?:role|roles|position|positions|post|job|opening|openings|vacancy|opportunity|opportunities|team|interview"
    r"|internship|interviewing|interviewed|working|apprenticeship|traineeship)(?: here)? at"
    r"|(?:application|applied|applying) to|joining|join) "
    r"(?P<name>(?:the )?[A-Z][\w&'’-]*(?: (?:&|and|of|[A-Z][\w&'’-]*)){0,4})"
)


def blanks(draft: Draft, situation: Situation | None) -> Iterator[Place]:
    """Blanks of a template that are still open."""
    for found in _BLANK.finditer(draft.raw):
        if not draft.is_borrowed(*found.span()) or found.span() in draft.named:  # a blank given as a name is one
            yield *found.span(), ""


def capitals(draft: Draft, situation: Situation | None) -> Iterator[Place]:
    """Words in capitals that are no short name such as NHS: a row with common words in it, or a word of emphasis."""
    for start, end in draft.letter.paragraphs:
        for found in _CAPITALS.finditer(draft.raw, start, end):
            spans = [word.span() for word in _WORD.finditer(draft.raw, *found.span())]
            own = [span for span in spans if not draft.is_borrowed(*span)]
            if _shouts([draft.raw[slice(*span)].lower() for span in own]) and not _in_blank(draft.raw, *found.span()):
                place = (found.start() if own == spans else own[0][0], found.end() if own == spans else own[-1][1])
                yield *place, _quietly(draft, *place)


def _shouts(said: list[str]) -> bool:
    long = [word for word in said if len(word) > 1]
    if len(long) == 1:
        return len(long[0]) > 2 and long[0] in _words("emphasis")
    return sum(map(len, long)) > 5 and any(word in _words("common") or word in _words("emphasis") for word in long)


def _in_blank(raw: str, start: int, end: int) -> bool:
    return raw[max(0, start - 1) : start] in tuple("[{<%") or raw[end : end + 1] in tuple("]}>%")


def _quietly(draft: Draft, start: int, end: int) -> str:
    small = "".join(
        word if draft.is_borrowed(found.start() + start, found.end() + start) else re.sub(r"\bi\b", "I", word.lower())
        for found in re.finditer(r"[\w'’-]+|[^\w'’-]+", draft.raw[start:end])
        for word in (found.group(),)
    )
    begins = draft.sentence_of_offset(start)[0] == start
    return small[:1].upper() + small[1:] if begins else small


def marks(draft: Draft, situation: Situation | None) -> Iterator[Place]:
    """Rows of exclamation and question marks. Two exclamation marks may pass."""
    for found in _MARKS.finditer(draft.raw):
        if not draft.is_borrowed(*found.span()):
            yield *found.span(), "?" if "?" in found.group() else "."


def greeted(draft: Draft, situation: Situation | None) -> Iterator[Place]:
    """A greeting to somebody whom the situation does not know."""
    if situation is None or not situation.recipient or draft.letter.greeting is None:
        return
    start, end = draft.letter.greeting
    first = draft.text.word_at(start)
    opening = draft.text.ends[first] if first < len(draft.text.ends) else end
    strangers = [word for word in _WORD.finditer(draft.raw, opening, end) if not _nameless(word.group())]
    known = set(_names([situation.recipient, *situation.people, situation.company]))
    if not strangers or _BLANK.search(draft.raw[start:end]) or not known:
        return
    if not any(_same(_folded(word.group()), name) for word in strangers for name in known):
        yield strangers[0].start(), strangers[-1].end(), situation.recipient


def other_company(draft: Draft, situation: Situation | None) -> Iterator[Place]:
    """Another company where theirs should stand, in a draft that never names theirs."""
    if situation is None or not situation.company:
        return
    ours = {word for word in _names([situation.company]) if word not in _words("company_words")} or set(
        _names([situation.company])
    )
    said = set(_names([draft.raw]))
    if ours & said or _initials(situation.company) in said:
        return
    told = {word for text in _told(situation) for word in _names([text])}
    for found in _OTHER_COMPANY.finditer(draft.raw):
        names = set(_names([found["name"]])) - {"the", "of", "and"}
        if names and not names & (told | _words("not_companies") | _words("platforms") | _words("never_names")):
            yield *found.span("name"), situation.company


def _told(situation: Situation) -> Iterable[str]:
    typed = (situation.role, situation.your_name, situation.recipient, *situation.people)
    return (*typed, situation.highlight, situation.draws_you, situation.new_information)


def _initials(company: str) -> str:
    return "".join(word[0] for word in _names([company]) if word not in _words("company_endings"))


def _nameless(word: str) -> bool:
    plain = word.lower()
    return any(plain in _words(name) for name in ("nameless", "titles", "team_words", "name_parts", "no_names"))


def _names(texts: Iterable[str]) -> Iterator[str]:
    """The words of names, plain: `Dr. Zoë Ames` gives `zoe` and `ames`."""
    for text in texts:
        yield from (word for word in map(_folded, _WORD.findall(text)) if word not in _words("titles"))


def _folded(word: str) -> str:
    plain = unicodedata.normalize("NFKD", word.casefold())
    return "".join(sign for sign in plain if not unicodedata.combining(sign))


def _same(one: str, other: str) -> bool:
    if one == other or (len(one) == 1 and other[:1] == one):
        return True
    short, long = sorted((one, other), key=len)
    if len(short) >= _SHORTEST_START and long.startswith(short):
        return True
    return bool(_forms().get(one, frozenset()) & _forms().get(other, frozenset()))


@cache
def _forms() -> Mapping[str, frozenset[int]]:
    """Each short or long form of a name with the numbers of the names it can stand for."""
    forms: dict[str, set[int]] = {}
    for number, line in enumerate(book()["lists"]["short_names"]):
        for form in line.split():
            forms.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in forms.items()}


CHECKS: Mapping[str, Check] = {
    "blanks": blanks,
    "capitals": capitals,
    "marks": marks,
    "greeted": greeted,
    "other_company": other_company,
}
