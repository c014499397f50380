"""Adjectives, departments, degrees and wards were read as jobs and companies: now the right name, or none."""

import pytest

from generator import read

AGENCY = """\
Hi Ada,

Keld Dairy have come back to me about the Driver job. They went with somebody else.

Bo Lind
Senior Consultant
Lind Recruitment
"""
NO = "Unfortunately, we have chosen another applicant."


@pytest.mark.parametrize(
    ("mail", "company", "role"),
    [
        (f"Dear Ada,\n\nThank you for your interest. {NO} We may think of you for a later position.\n\nBo", None, None),
        (f"Dear Ada,\n\nAfter a long search we have an answer. {NO}\n\nBo Lind", None, None),
        (
            f"Dear Ada,\n\nThank you for the interview. {NO}\n\nVisitor Services, Fernhill Museum",
            "Fernhill Museum",
            None,
        ),
        (
            f"Dear Ada,\n\n{NO}\n\nWarm regards,\nMia Roth, MSN, RN\nNurse Manager\nSt. Anne's Medical Center",
            "St. Anne's Medical Center",
            None,
        ),
        (
            f"Subject: Staff Nurse, Ward 7\n\nDear Ada,\n\nThank you for the interview. {NO}\n\nBo Lind",
            None,
            "Staff Nurse",
        ),
        (
            f"Re: Night Guard, Quay site\n\nDear Ada,\n\nThank you for the interview. {NO}\n\nBo Lind",
            None,
            "Night Guard",
        ),
        (AGENCY, "Keld Dairy", "Driver"),
    ],
)
def test_a_name_is_the_right_one_or_none(mail, company, role):
    found = read(mail)
    assert (found.company, found.role) == (company, role)


def test_who_has_heard_from_the_company_is_an_agency():
    assert read(AGENCY).sender == "agency"


def test_what_would_have_been_is_no_offer():
    mail = (
        "Dear Ada,\n\nWe would have been glad to have you. In the end we offered the post to another nurse.\n\nBo Lind"
    )
    assert read(mail).is_rejection == "yes"
