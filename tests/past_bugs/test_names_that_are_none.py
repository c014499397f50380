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


@pytest.mark.parametrize("greeted", ["Finalist", "Participant", "Graduate", "Interviewee", "Contractor", "Aspirant"])
def test_what_somebody_is_called_by_a_form_is_no_name(greeted: str):
    mail = f"Dear {greeted},\n\nThank you for coming. We have chosen somebody else.\n\nHarrow Foods"
    assert read(mail).your_name is None


@pytest.mark.parametrize(
    ("signature", "company"),
    [
        ("Ida Blom\nHead, School of Nursing\nUniversity of Wealdshire", "University of Wealdshire"),
        ("Human Capital\nHarrow Custody Bank", "Harrow Custody Bank"),
        ("Ida Blom\nNutrition & Dietetics, Keld Infirmary", "Keld Infirmary"),
        ("Niall Tully\nTully Castings, Birr", "Tully Castings"),
    ],
)
def test_the_house_below_its_departments_is_the_company(signature: str, company: str):
    mail = f"Dear Ana,\n\nThank you for coming in. We have chosen somebody else.\n\nBest wishes\n{signature}"
    assert read(mail).company == company


def test_an_agency_that_signs_is_not_the_company():
    mail = "Dear Ana,\n\nThe client has chosen somebody else, I'm sorry.\n\nBest wishes\nIda Blom\nHarrow Search"
    assert read(mail).company is None


def test_somebody_who_says_where_they_are_from_names_the_company():
    mail = "Hi Ana, it's Jo from Bright Eyes Opticians. We've chosen somebody else, I'm sorry."
    assert read(mail).company == "Bright Eyes Opticians"
