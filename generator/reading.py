"""`read`: what a received mail says, field by field, each with the words it rests on."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Evidence:
    """One place in the mail and what it speaks for: `mail[start:end]` says `says`, found by `rule`."""

    rule: str
    says: str
    start: int
    end: int


@dataclass(frozen=True)
class Reading:
    """What a mail says. None stands for what it does not say."""

    is_rejection: str = "unsure"
    written: str = "unsure"
    stage: str | None = None
    outcome: str | None = None
    feedback_policy: str | None = None
    invited: bool | None = None
    company: str | None = None
    role: str | None = None
    recipient: str | None = None
    sender: str | None = None
    reapply_after_months: int | None = None
    evidence: tuple[Evidence, ...] = ()


def read(mail: str) -> Reading:
    """Read a received mail. Any text gives a reading; the same text always the same one."""
    return Reading()
