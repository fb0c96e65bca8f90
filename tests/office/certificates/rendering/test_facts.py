import json
from dataclasses import replace
from datetime import date

import pytest

from office.certificates.rendering.certificate import (
    DESIGNS,
    CertificateFacts,
    TextTooLong,
    UnknownDesign,
    UnprintableText,
    check_printable,
    render_certificate,
)
from office.certificates.rendering.facts import PRINTED


def test_a_snapshot_comes_back_whole_through_json(facts: CertificateFacts) -> None:
    full = replace(facts, photo=b"\xff\xd8\x00")
    stored = json.loads(json.dumps(full.to_json()))
    assert CertificateFacts.from_json(stored) == full
    assert (stored["issued_on"], stored["photo"]) == ("2026-08-20", "/9gA")
    assert CertificateFacts.from_json(facts.to_json()) == facts


def test_a_snapshot_without_a_fact_is_refused(facts: CertificateFacts) -> None:
    stored = facts.to_json()
    del stored["issuer"]
    with pytest.raises(TypeError, match="issuer"):
        CertificateFacts.from_json(stored)


def test_what_can_be_printed_passes_before_there_is_a_number(facts: CertificateFacts) -> None:
    check_printable(replace(facts, number=""))


@pytest.mark.parametrize("field", PRINTED)
def test_a_character_without_glyph_is_refused_by_field(facts: CertificateFacts, field: str) -> None:
    faulty = replace(facts, **{field: getattr(facts, field) + "\U0002ebf1\ue005"})
    for deed in (check_printable, render_certificate):
        with pytest.raises(UnprintableText) as caught:
            deed(faulty)
        assert (caught.value.characters, caught.value.field) == (("\U0002ebf1", "\ue005"), field)
    assert "U+2EBF1" in str(caught.value)
    assert field in str(caught.value)


@pytest.mark.parametrize(
    ("field", "named"),
    [
        ("holder_name", "holder_name"),
        ("title", "title"),
        ("number", "number"),
        ("id_number_masked", "id_number_masked"),
        ("course_name", "body"),
        ("issuer", "issuer"),
    ],
)
def test_a_text_beyond_its_place_is_refused(facts: CertificateFacts, field: str, named: str) -> None:
    for deed in (check_printable, render_certificate):
        with pytest.raises(TextTooLong) as caught:
            deed(replace(facts, **{field: "长" * 250}))
        assert caught.value.field == named


@pytest.mark.parametrize("length", [400, 5000])
def test_an_address_too_long_for_a_readable_code_is_refused(facts: CertificateFacts, length: int) -> None:
    url = "https://records.example.cn/v#" + "a" * length
    for deed in (check_printable, render_certificate):
        with pytest.raises(TextTooLong) as caught:
            deed(replace(facts, verify_url=url))
        assert caught.value.field == "verify_url"


def test_a_typed_address_of_many_lines_is_refused(facts: CertificateFacts) -> None:
    with pytest.raises(TextTooLong) as caught:
        check_printable(replace(facts, verify_url="https://records.example.cn/" + "a" * 400))
    assert caught.value.field == "verify_url"


def test_an_unknown_design_is_refused(facts: CertificateFacts) -> None:
    for deed in (check_printable, render_certificate):
        with pytest.raises(UnknownDesign, match="completion/0"):
            deed(replace(facts, design="completion/0"))
    assert list(DESIGNS) == ["completion/1", "completion/2", "honour/1", "honour-collective/1"]


def test_a_photo_that_is_no_image_is_refused(facts: CertificateFacts) -> None:
    for deed in (check_printable, render_certificate):
        with pytest.raises(ValueError, match="photo cannot be read"):
            deed(replace(facts, photo=b"no image"))


def test_facts_cannot_be_changed(facts: CertificateFacts) -> None:
    with pytest.raises(AttributeError):
        facts.issued_on = date(2020, 1, 1)  # type: ignore[misc]
