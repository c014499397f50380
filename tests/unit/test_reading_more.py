"""What a reading tells beyond the rules: language, requests, names around the text, files, and how sure it is."""

import json
from datetime import datetime
from email.message import EmailMessage

import pytest

from generator import answer, read

NO = (
    "Dear Jordan Lee,\n\nThank you for coming in. Unfortunately we have chosen another candidate.\n\n{}\n\n"
    "Best,\nAna Silva"
)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Sehr geehrte Frau Lee, leider können wir Ihnen die Stelle nicht anbieten. Mit freundlichen Grüßen", "de"),
        ("Estimada Jordan, lamentamos comunicarle que no hemos podido avanzar con su candidatura. Saludos", "es"),
        ("Madame, nous avons le regret de vous informer que votre candidature n'est pas retenue pour le poste.", "fr"),
        (
            "Hej Jordan, tack för din ansökan. Tyvärr har vi valt att gå vidare med en annan. Vi önskar dig lycka till",
            "sv",
        ),
        ("Dear Jordan, we have chosen another candidate for the role in Göttingen. All the best, Jürgen", "en"),
        ("No.", "en"),
    ],
)
def test_the_language_is_told_and_nothing_is_read_in_another_one(text, code):
    reading = read(text)
    assert reading.language == code
    if code != "en":
        assert (reading.kind, reading.company, reading.role, reading.recipient) == ("unsure", None, None, None)


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("May we keep your details on file for other roles? Please reply yes or no.", "consent"),
        ("Would you be interested in the Ward Clerk role instead?", "other_role"),
        ("I'd be happy to give you feedback if you would like some.", "feedback_offered"),
    ],
)
def test_a_request_is_found_with_its_sentence(sentence, kind):
    text = NO.format(sentence)
    asks = read(text).asks
    assert kind in [ask.kind for ask in asks]
    (place,) = [text[ask.start : ask.end] for ask in asks if ask.kind == kind]
    assert sentence.startswith(place[:20])


def test_a_plain_no_asks_nothing():
    assert read(NO.format("We wish you all the best.")).asks == ()


def test_a_role_they_suggest_is_not_the_role_of_the_rejection():
    reading = read(NO.format("Would you be interested in the Ward Clerk role instead?"))
    assert (reading.role, reading.suggested_role) == (None, "Ward Clerk")


def test_names_around_the_text():
    text = NO.format("Tom and I talked about it for a long time.")
    reading = read(f"Date: Mon, 2 Mar 2026 09:30:00 +0100\nSubject: Your interview\n\n{text}")
    assert (reading.your_name, reading.recipient) == ("Jordan Lee", "Ana Silva")
    assert datetime.fromisoformat(reading.sent_at) == datetime.fromisoformat("2026-03-02T09:30:00+01:00")


@pytest.mark.parametrize(
    ("header", "sent"),
    [
        ("Sent: Monday, March 2, 2026 9:30 AM", "2026-03-02T09:30:00"),
        ("Date: Mon, Mar 2, 2026 at 2:05 PM", "2026-03-02T14:05:00"),
        ("Date: 2 March 2026 14:05 GMT", "2026-03-02T14:05:00+00:00"),
        ("Date: 31 Foo 2026 14:05", None),
        ("Date: 31 Feb 2026 14:05", None),
    ],
)
def test_when_it_was_sent(header, sent):
    assert read(f"From: Ana\n{header}\nSubject: No\n\n{NO.format('')}").sent_at == sent


@pytest.mark.parametrize(
    "greeting", ["Dear applicant,", "Dear Candidate,", "Hi there,", "Dear Hiring Team,", "Hello all,"]
)
def test_a_greeting_to_nobody_gives_no_name(greeting):
    assert read(NO.format("").replace("Dear Jordan Lee,", greeting)).your_name is None


@pytest.mark.parametrize(
    ("sentence", "reason"),
    [
        ("The role requires a valid forklift license.", "license"),
        ("We are not able to sponsor visas.", "visa"),
        ("Your salary expectations are above our budget.", "pay"),
        ("They have more experience on night shifts.", "experience"),
        ("", None),
    ],
)
def test_a_reason_one_can_use(sentence, reason):
    assert read(NO.format(sentence)).reason == reason


def test_every_value_says_how_sure_it_is_and_where_it_stands():
    text = NO.format("We wish you all the best.")
    reading = read(text)
    assert set(reading.sure.values()) <= {"sure", "likely"}
    assert reading.sure["is_rejection"] == "sure"
    for evidence in reading.evidence:
        assert evidence.field in reading.sure or evidence.value in (None, "unsure")
        assert text[evidence.start : evidence.end].strip()


def mail_file(text, html=None, **headers):
    message = EmailMessage()
    for name, value in {"From": "Ana Silva <ana@acme.example>", "Subject": "Café, your application", **headers}.items():
        message[name] = value
    message["Date"] = "Mon, 02 Mar 2026 09:30:00 +0100"
    message.set_content(text, cte="quoted-printable")
    if html:
        message.add_alternative(html, subtype="html", cte="base64")
    return message.as_string()


def test_a_raw_email_file_is_read_as_its_text():
    said = NO.format(
        "Grüße from the whole team, who read every one of the many long letters that reached us this spring."
    )
    file = mail_file(said, "<p>Something else</p>")
    assert "=C3=BC" in file
    reading = read(file)
    assert (reading.is_rejection, reading.your_name, reading.recipient) == ("yes", "Jordan Lee", "Ana Silva")
    assert reading.sent_at == "2026-03-02T09:30:00+01:00"
    for evidence in reading.evidence:
        assert 0 <= evidence.start < evidence.end <= len(file)


def test_a_file_that_cannot_be_decoded_is_read_as_it_came():
    broken = mail_file(NO.format("")).replace("utf-8", "no-such-code")
    assert json.loads(answer(json.dumps({"ask": "read", "mail": broken})))["ok"]


def test_a_few_headers_do_not_make_a_file():
    from generator.letters.mail_file import decoded

    pasted = f"From: Ana\nTo: Jordan\nDate: Mon, 2 Mar 2026\nSubject: No\n\n{NO.format('')}"
    assert decoded(pasted) == pasted
