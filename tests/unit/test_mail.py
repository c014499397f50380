"""The parts of a mail as it is really pasted, who signed it, and what its markup hides."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.letters.mail import PARTS, mail_parts
from generator.letters.markup import unmarked
from generator.reading.signature import signed


def parts(text: str) -> list[tuple[str, str]]:
    """The parts of a mail that hold any words: kind and words."""
    mail = mail_parts(text)
    return [(kind, text[start:end].strip()) for kind, start, end in mail.parts if text[start:end].strip()]


def test_a_plain_letter():
    assert parts("Dear Ana,\n\nIt is a no.\nSorry.\n\nKind regards,\nTom Hill\nRecruiter\n") == [
        ("greeting", "Dear Ana,"),
        ("body", "It is a no.\nSorry."),
        ("closing", "Kind regards,"),
        ("signature", "Tom Hill\nRecruiter"),
    ]


def test_everything_in_one_line():
    assert parts("Hi Ana, it is a no. Good luck with it. Thanks, Tom") == [
        ("greeting", "Hi Ana,"),
        ("body", "it is a no. Good luck with it."),
        ("closing", "Thanks,"),
        ("signature", "Tom"),
    ]


def test_headers_copied_along():
    told = parts("From: Tom <tom@acme.example>\nTo: Ana\nSubject: Your application\n\nDear Ana,\n\nNo.\n\nTom")
    assert told[0] == ("header", "From: Tom <tom@acme.example>\nTo: Ana")
    assert told[1] == ("subject", "Subject: Your application")
    assert told[2] == ("greeting", "Dear Ana,")


def test_a_title_without_its_label_is_a_subject():
    told = parts("Your application to Acme\nInbox\nAcme <no-reply@acme.example>\nto me\n\nHi Ana,\n\nNo.\n\nAcme")
    assert told[0] == ("subject", "Your application to Acme")


@pytest.mark.parametrize(
    "mark",
    [
        "On Thu, 6 Feb 2025 at 14:02, Ana Lopez <ana@mail.example> wrote:",
        "On Thu, 6 Feb 2025 at 14:02, Ana Lopez\n<ana@mail.example> wrote:",
        "-----Original Message-----\nFrom: Ana Lopez\nSent: Thursday",
        "________________________________\nFrom: Ana Lopez\nSent: Thursday\nTo: Tom",
        "From: Ana Lopez\nSent: Thursday\nTo: Tom\nSubject: Job",
    ],
)
def test_a_quoted_mail_below_the_answer_is_not_the_answer(mark: str):
    told = dict(parts(f"Hi Ana,\n\nIt is a no.\n\nTom\n\n{mark}\n\nWe are delighted to invite you."))
    assert told["body"] == "It is a no."
    assert "delighted" in told["quoted"]


def test_an_answer_below_what_it_quotes():
    told = parts("On Monday Ana wrote:\n> Was I chosen?\n\nNo, sorry.\n\nTom")
    assert ("quoted", "> Was I chosen?") in told
    assert ("body", "No, sorry.") in told


def test_a_mail_that_is_nothing_but_quoted_is_read_all_the_same():
    assert dict(parts("On Monday Tom wrote:\n> It is a no, and I am sorry about it."))["body"].startswith(
        "> It is a no"
    )
    assert unmarked("> Hi Ana,\n>\n>> It is a no.").text == "Hi Ana,\n\nIt is a no."


def test_a_forwarded_mail_is_the_mail():
    told = parts(
        "look at this\n\n---------- Forwarded message ---------\nFrom: A <a@b.example>\n\nDear Ana,\n\nNo.\n\nTom"
    )
    assert told[0] == ("note", "look at this")
    assert ("body", "No.") in told


def test_legal_text_below_the_signature_is_a_footer():
    told = dict(
        parts("Dear Ana,\n\nNo.\n\nBest,\nTom\n\nThis email is confidential and intended for the addressee only.")
    )
    assert told["signature"] == "Tom"
    assert told["footer"].startswith("This email is confidential")


anything = st.lists(
    st.sampled_from(
        [
            "Dear Ana,",
            "Best,",
            "Tom",
            "It is a no. Sorry.",
            "> x",
            "On a b wrote:",
            "From: a",
            "To: b",
            "Subject: c",
            "",
            "--",
        ]
    ),
    max_size=14,
).map("\n".join)


@settings(max_examples=300)
@given(st.one_of(anything, st.text(max_size=200)))
def test_the_parts_follow_each_other_without_gaps(text: str):
    at = 0
    for kind, start, end in mail_parts(text).parts:
        assert kind in PARTS
        assert start == at
        assert end >= start
        at = end
    assert at == len(text)


# --- who signed ------------------------------------------------------------------------------------------------------


def names(signature: str) -> dict[str, object]:
    text = f"Dear Kim,\n\nIt is a no.\n\nRegards,\n{signature}\n"
    told = signed(mail_parts(text))
    return {
        "person": told.person and text[slice(*told.person)],
        "companies": [text[slice(*span)] for span in told.companies],
        "departments": [text[slice(*span)] for span in told.departments],
    }


@pytest.mark.parametrize(
    ("signature", "person", "companies", "departments"),
    [
        ("Tom Hill\nRecruiter at Quillmark", "Tom Hill", ["Quillmark"], []),
        ("Tom Hill, HR Officer, Harrow Foods", "Tom Hill", ["Harrow Foods"], []),
        ("Dr Mira Solberg\nWard Manager\nBrightwater Hospital", "Dr Mira Solberg", ["Brightwater Hospital"], []),
        ("Emma\nNorthpine Talent Team", "Emma", [], ["Northpine"]),
        ("Maya from Zestly", "Maya", ["Zestly"], []),
        ("Ines\nCrumb & Harrow", "Ines", ["Crumb & Harrow"], []),
        ("The Quillmark Recruiting Team", None, [], ["Quillmark"]),
        ("Human Resources\nHarrow Foods Ltd", None, ["Harrow Foods Ltd"], []),
        ("Cabin Crew Recruitment\nSolvento Airways", None, ["Solvento Airways"], []),
        ("Talent Team", None, [], []),
        ("Tom Hill\n+44 20 7946 0000\ntom@acme.example", "Tom Hill", [], []),
        ("José Ángel de la Cruz", "José Ángel de la Cruz", [], []),
    ],
)
def test_signatures_name_persons_and_companies(signature: str, person: str | None, companies: list, departments: list):
    assert names(signature) == {"person": person, "companies": companies, "departments": departments}


# --- markup ----------------------------------------------------------------------------------------------------------


def test_markup_is_taken_out_and_places_stay_known():
    raw = "<p>We won&#39;t &amp; can&#8217;t.</p><style>p { top: 0 }</style><br>Ana &lt;a@b.example&gt; <t@b.example>"
    plain = unmarked(raw)
    assert plain.text.split() == ["We", "won't", "&", "can’t.", "Ana", "<a@b.example>", "<t@b.example>"]
    start = plain.text.index("won't")
    assert raw[slice(*plain.place(start, start + 5))] == "won&#39;t"


def test_text_without_markup_stays_as_it_is():
    raw = "Dear <Name>, 3 < 5 & 7 > 6; I <3 this"
    assert unmarked(raw).text == raw


@given(
    st.lists(
        st.sampled_from(
            ["<p>", "</p>", "<style>", "</style>", "&amp;", "&#39;", "&#x0;", "a", " ", "<", ">", "İ", "<br"]
        ),
        max_size=20,
    ).map("".join)
)
def test_every_place_lies_inside_the_text_as_it_came(raw: str):
    plain = unmarked(raw)
    for at in range(len(plain.text)):
        start, end = plain.place(at, at + 1)
        assert 0 <= start < end <= len(raw)
