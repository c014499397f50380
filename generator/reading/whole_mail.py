"""Questions about a mail as a whole that no phrase can ask: is there a greeting, who signed, for which company.

Each shape takes a mail and gives places in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from generator.letters.mail import Mail
from generator.reading.signature import signed

type Found = Iterator[tuple[int, int]]
type Shape = Callable[[Mail], Found]


def no_greeting(mail: Mail) -> Found:
    """The first line of a mail that greets nobody."""
    if not mail.spans("greeting"):
        yield from ((line.start, line.end) for line in mail.lines("body")[:1])


def no_signature(mail: Mail) -> Found:
    """The last line of a mail that nobody signed."""
    if not mail.spans("signature"):
        yield from ((line.start, line.end) for line in mail.lines("body", "closing")[-1:])


def nobody_in_person(mail: Mail) -> Found:
    """The department or company that signs where no person does."""
    names = signed(mail)
    places = ([names.team] if names.team else []) + [*names.departments, *names.companies]
    if not names.person and places:
        yield places[0]


def signed_person(mail: Mail) -> Found:
    """The person who signed, or whose name stands in the sender's line."""
    names = signed(mail)
    if names.person:
        yield names.person


def signed_company(mail: Mail) -> Found:
    """Companies in the signature: `Acme Recruiting Team`, `Recruiter at Acme`, a line of its own."""
    yield from signed(mail).companies


def signed_department(mail: Mail) -> Found:
    """A company in front of its department's name: `Acme Recruiting Team`."""
    yield from signed(mail).departments


SHAPES: dict[str, Shape] = {
    shape.__name__: shape
    for shape in (
        no_greeting,
        no_signature,
        nobody_in_person,
        signed_person,
        signed_company,
        signed_department,
    )
}
