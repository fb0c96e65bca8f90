"""Designs as data: hostile files, versions that never change, what is previewed is what is printed."""

from __future__ import annotations

import copy
import datetime
import io
import json
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from pypdf import PdfReader

from office.certificates import kinds, papers
from office.certificates.designs import actions, queries
from office.certificates.designs.layout import LARGEST, read, read_file, written
from office.certificates.designs.samples import NAMES, facts_for
from office.certificates.models import Certificate, DesignVersion
from office.certificates.queries import credential_of, pdf_of
from office.certificates.rendering.certificate import render_batch, render_certificate, render_layout
from office.certificates.rendering.facts import CertificateFacts
from office.certificates.rendering.preview import picture_of
from office.people.models import Courier, User

from .conftest import NOW, TODAY, facts

Issue = Callable[..., Certificate]
SHIPPED = ("completion-landscape", "completion-portrait", "honour-landscape", "honour-portrait")


@pytest.fixture(autouse=True)
def fresh() -> None:
    queries._kept.cache_clear()


def values(name: str = "completion-landscape") -> dict[str, Any]:
    return copy.deepcopy(written(queries.shipped()[name]))


def begun(actor: User, code: str = "course", name: str = "completion-landscape") -> DesignVersion:
    layout = queries.shipped()[name]
    return actions.begin(code=code, name="蓝色", kind="completion", layout=layout, actor=actor, now=NOW)


def code_of(deed: Callable[[], Any]) -> str:
    with pytest.raises(ValidationError) as refused:
        deed()
    error = refused.value
    return str(next(iter(error.error_dict.values()))[0].code if hasattr(error, "error_dict") else error.code)


def test_shipped_designs_are_read_and_written_back() -> None:
    found = queries.shipped()
    assert tuple(found) == SHIPPED
    assert {name: read(written(layout)) for name, layout in found.items()} == found


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("person", range(len(NAMES)))
def test_a_shipped_design_prints_every_sample(name: str, person: int) -> None:
    layout, sample = (
        queries.shipped()[name],
        facts_for("honour" if "honour" in name else "completion", person),
    )
    page = PdfReader(io.BytesIO(render_layout(layout, sample))).pages[0]
    told = page.extract_text().replace("\n", "")
    assert (sample.number in told, sample.holder_name[:5] in told) == (True, True)
    ElementTree.fromstring(picture_of(layout, sample, boxes=True))


def changed(**changes: Any) -> dict[str, Any]:
    return values() | changes


def with_field(**changes: Any) -> dict[str, Any]:
    made = values()
    made["fields"][0] |= changes
    return made


HOSTILE: list[tuple[object, str]] = [
    ([], "unknown_format"),
    (changed(format="certificate-design/2"), "unknown_format"),
    (changed(script="alert(1)"), "unknown_key"),
    ({key: value for key, value in values().items() if key != "seal"}, "missing_key"),
    (changed(paper="A3"), "not_a_choice"),
    (changed(paper=["A4-landscape"]), "not_a_choice"),
    (changed(frame="../../etc/passwd"), "not_a_choice"),
    (changed(seal=[220]), "not_a_number"),
    (changed(seal=[True, 10]), "not_a_number"),
    (changed(seal=[float("nan"), 10]), "not_a_number"),
    (changed(code=[36, 146, 10**400]), "not_a_number"),
    (changed(code=[36, 146, 20]), "code_too_small"),
    (changed(code=[36, 190, 30]), "off_the_sheet"),
    (changed(photo=[290, 10]), "off_the_sheet"),
    (changed(seal=[290, 150]), "off_the_sheet"),
    (changed(seal=[80, 158]), "under_seal"),
    (changed(fields=[]), "too_many"),
    (changed(fields=values()["fields"] * 4), "too_many"),
    (changed(fields=values()["fields"] * 2), "twice"),
    (changed(fields=values()["fields"][:4]), "place_missing"),
    (changed(fields=["{title}"]), "unknown_key"),
    (with_field(colour="red"), "unknown_key"),
    (with_field(text="{holder_name.__class__}"), "unknown_place"),
    (with_field(text="{password}"), "unknown_place"),
    (with_field(text="{title"), "unknown_place"),
    (with_field(text="证\ue123"), "unprintable"),
    (with_field(text="x" * 401), "too_many"),
    (with_field(x=250), "off_the_sheet"),
    (with_field(y=-1), "not_a_number"),
    (with_field(size=600), "not_a_number"),
    (with_field(least=50), "not_a_number"),
    (with_field(bold="yes"), "not_a_choice"),
    (with_field(x=215, y=150, width=20, height=10), "under_seal"),
]


@pytest.mark.parametrize(("hostile", "code"), HOSTILE)
def test_a_hostile_design_is_told_apart(hostile: object, code: str) -> None:
    assert code_of(lambda: read(hostile)) == code


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"\xff\xfe", "not_json"),
        (b"{", "not_json"),
        (b"[" * 60_000, "not_json"),
        (b'{"format": 1, "format": 2}', "not_json"),
        (b'{"format": NaN}', "not_json"),
        (b" " * (LARGEST + 1), "too_large"),
        (b"null", "unknown_format"),
    ],
)
def test_a_hostile_file_is_told_apart(content: bytes, code: str) -> None:
    assert code_of(lambda: read_file(content)) == code


def test_what_is_previewed_is_what_is_printed_byte_for_byte(
    registrar: User, issue_to: Issue, holder: Courier
) -> None:
    draft = begun(registrar)
    version = actions.publish(draft, used_from=TODAY, actor=registrar, now=NOW)
    issued = issue_to(holder, facts=facts(design=version.code))

    said = CertificateFacts.from_json(issued.facts)
    previewed = render_layout(read(version.layout), said)
    assert previewed == render_batch([said])
    # The paper as issued has more around the page: its credential, then its signature.
    credential = (credential_of(issued) or "").encode()
    assert pdf_of(issued).startswith(render_certificate(said, credential))
    pages = [PdfReader(io.BytesIO(pdf)).pages[0].get_contents() for pdf in (previewed, pdf_of(issued))]
    assert len({page.get_data() for page in pages if page is not None}) == 1


def test_what_was_issued_keeps_its_version(registrar: User, issue_to: Issue, holder: Courier) -> None:
    first = actions.publish(begun(registrar), used_from=TODAY, actor=registrar, now=NOW)
    issued = issue_to(holder, facts=facts(design=queries.design_for("completion", TODAY, otherwise="-")))
    paper = pdf_of(issued)
    draft = actions.begin_next(first, actor=registrar, now=NOW)
    layout = read(with_field(x=60, width=177))
    actions.change(draft, layout=layout, actor=registrar, now=NOW)
    assert (draft.version, actions.begin_next(first, actor=registrar, now=NOW)) == (2, draft)
    actions.publish(draft, used_from=TODAY, actor=registrar, now=NOW)

    assert queries.design_for("completion", TODAY, otherwise="-") == "course/2"
    papers.storages["private"].delete(papers.name_of(issued.number, 2026, issued.sha256))
    assert pdf_of(issued) == paper
    assert issue_to(holder, "courses.enrolment:2", facts=facts(design="course/2")).sha256 != issued.sha256


def test_designs_that_come_with_the_system_are_used_until_one_is_published(registrar: User) -> None:
    draft = begun(registrar)
    tomorrow = TODAY + datetime.timedelta(days=1)
    assert queries.published_layout("course/1") is None
    actions.publish(draft, used_from=tomorrow, actor=registrar, now=NOW)
    assert queries.design_for("completion", TODAY, otherwise="completion/2") == "completion/2"
    assert queries.design_for("completion", tomorrow, otherwise="completion/2") == "course/1"
    assert queries.design_for("honour", tomorrow, otherwise="honour/1") == "honour/1"
    assert [queries.published_layout(code) for code in ("", "course", "course/x", "course/²", "no/1")] == [
        None
    ] * 5


def test_a_published_version_never_changes(registrar: User) -> None:
    version = actions.publish(begun(registrar), used_from=TODAY, actor=registrar, now=NOW)
    layout = queries.shipped()["completion-portrait"]

    assert code_of(lambda: actions.change(version, layout=layout, actor=registrar, now=NOW)) == "published"
    assert code_of(lambda: actions.publish(version, used_from=TODAY, actor=registrar, now=NOW)) == "published"
    rows = DesignVersion.objects.filter(pk=version.pk)
    for wrong in (lambda: rows.update(layout={}), rows.delete, lambda: rows.update(published_at=None)):
        with pytest.raises(DatabaseError), transaction.atomic():
            wrong()
    assert DesignVersion.objects.get(pk=version.pk).layout == version.layout


def test_who_may_and_what_is_refused(registrar: User, operator: User) -> None:
    for code in ("completion", "honour"):
        assert code_of(lambda code=code: begun(registrar, code)) == "code_taken"  # type: ignore[misc]
    draft = begun(registrar)
    assert code_of(lambda: begun(registrar)) == "code_taken"
    yesterday = TODAY - datetime.timedelta(days=1)
    assert code_of(lambda: actions.publish(draft, used_from=yesterday, actor=registrar, now=NOW)) == "past"
    narrow = values()
    narrow["fields"][4] |= {"width": 20, "x": 138}
    actions.change(draft, layout=read(narrow), actor=registrar, now=NOW)
    assert code_of(lambda: actions.publish(draft, used_from=TODAY, actor=registrar, now=NOW)) == "too_long"
    for deed in (lambda: begun(operator, "x"), lambda: actions.begin_next(draft, actor=operator, now=NOW)):
        with pytest.raises(PermissionDenied):
            deed()


def test_words_on_the_stationery_are_not_printed_over(registrar: User) -> None:
    version = actions.publish(begun(registrar), used_from=TODAY, actor=registrar, now=NOW)
    said = facts(design=version.code, number="PA-PX-2026-000001", verify_url="https://office.example/v/0/")
    plain, over = (
        PdfReader(io.BytesIO(render_batch([said], text_only=only))).pages[0].extract_text()
        for only in (False, True)
    )
    assert ("COMPLETION" in plain, "COMPLETION" in over, "马福海" in over) == (True, False, True)


def test_a_design_travels_as_a_file(registrar: User, client: Client) -> None:
    version = begun(registrar)
    client.force_login(registrar)
    content = client.get(reverse("certificates:design_file", args=["course", 1])).content
    assert read_file(content) == read(version.layout)
    page = client.get(reverse("certificates:begin_design"))
    sent = {
        "deed_key": page.context["deed_key"], "name": "外来", "code": "other", "kind": "completion",
        "start": "honour-landscape", "file": SimpleUploadedFile("d.json", content),
    }  # fmt: skip
    assert client.post(reverse("certificates:begin_design"), sent).status_code == 302
    assert DesignVersion.objects.get(design__code="other").layout == version.layout
    bad = sent | {"file": SimpleUploadedFile("d.json", json.dumps(changed(paper="A3")).encode())}
    assert client.post(reverse("certificates:begin_design"), bad).status_code == 422


def test_the_designer_saves_draws_and_refuses(registrar: User, operator: User, client: Client) -> None:
    version = begun(registrar)
    client.force_login(registrar)
    page = client.get(version.get_absolute_url())
    form = page.context["form"]
    sent = {field.html_name: field.value() for field in form if field.value() not in (None, False)}
    sent |= {"deed_key": page.context["deed_key"], "x_1": "50", "width_1": "197", "seal_x": "221"}

    drawn = client.post(reverse("certificates:design_picture", args=["course", 1]), sent)
    assert (drawn.status_code, drawn.headers["Content-Type"]) == (200, "image/svg+xml")
    refused = client.post(reverse("certificates:design_picture", args=["course", 1]), sent | {"x_1": "290"})
    assert refused.status_code == 422
    assert client.post(version.get_absolute_url(), sent).status_code == 302
    saved = read(DesignVersion.objects.get(pk=version.pk).layout)
    assert (saved.fields[0].x, saved.fields[0].width, saved.seal) == (50, 197, (221, 158))
    assert saved.fields[1:] == queries.shipped()["completion-landscape"].fields[1:]
    client.force_login(operator)
    assert client.get(version.get_absolute_url()).status_code == 200
    assert client.post(version.get_absolute_url(), sent).status_code == 403


def test_the_kinds_are_registered() -> None:
    assert {"completion", "honour"} <= {code for code, _label in kinds.choices()}
