"""The credential of a certificate: what others say of it, what it tells and what it never tells."""

from __future__ import annotations

import base64
import copy
import datetime
import gzip
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema
import pikepdf
import pytest
from django.test import Client
from openbadgeslib.ob3.contexts import bundled_contexts, document_loader
from openbadgeslib.ob3.ldp import OB3LdpVerifier
from openbadgeslib.ob3.verifier import OB3VerificationError
from pyld import jsonld

from office.certificates import limits, token
from office.certificates.actions import reissue, revoke
from office.certificates.credentials import badge, dids, integrity, status
from office.certificates.credentials.models import PLACES, StatusEntry
from office.certificates.models import Certificate
from office.certificates.queries import credential_of, facts_of_today, pdf_of
from office.people.models import User
from tests.implementations import node_says, open_badges_schema

from ..conftest import NOW, TODAY, facts

ENTRY = StatusEntry(list=3, index=94_567)
#: A paper with all that a course tells, one with as little as can be, and an honour.
PAPERS = {
    "full": facts(number="PA-PX-2026-000001", holder_name="尕藏·东智"),
    "bare": facts(number="N-1", occupation="", level="", result="", theory_score="", practice_score=""),
    "honour": facts(number="PA-RY-2026-000001", title="荣誉证书", citation="评为二〇二六年度最美快递员"),
}
Mutation = Callable[[dict[str, Any]], None]


def signed(paper: str = "full") -> dict[str, Any]:
    told = badge.unsigned(PAPERS[paper], code="ABCDEFGHJKMN", kind="completion", status=status.claim(ENTRY))
    return integrity.sign(told, at=NOW)


def openbadgeslib_holds(document: dict[str, Any]) -> bool:
    fetched: list[str] = []

    def download(address: str, *_arguments: Any, **_options: Any) -> bytes:
        fetched.append(address)
        return json.dumps(dids.document()).encode()

    try:
        OB3LdpVerifier.for_issuer_did(dids.office()).verify(json.dumps(document), download=download)
    except OB3VerificationError:
        return False
    assert fetched == ["https://office.example/.well-known/did.json"]
    return True


def digitalbazaar_says(*documents: dict[str, Any], lists: dict[str, Any] | None = None) -> list[Any]:
    return node_says(
        documents=documents,
        contexts=dict(bundled_contexts()),
        dids={dids.office(): dids.document()},
        lists=lists or {},
    )["documents"]


def mutations(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[str, Mutation]]:
    """One change for each leaf of a document: a letter more, the other truth."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from mutations(inner, (*path, key))
        return

    def change(document: dict[str, Any]) -> None:
        *way, last = path
        for step in way:
            document = document[step]
        document[last] = (not value) if isinstance(value, bool) else f"{value}1"

    yield "/".join(map(str, path)), change


@pytest.mark.parametrize("paper", PAPERS)
def test_it_is_valid_under_the_schema_that_1edtech_publishes(paper: str) -> None:
    validator = jsonschema.Draft201909Validator(
        open_badges_schema(), format_checker=jsonschema.FormatChecker()
    )
    document = signed(paper)
    assert [error.message for error in validator.iter_errors(document)] == []
    del document["credentialSubject"]["achievement"]["criteria"]
    assert len(list(validator.iter_errors(document))) == 1


@pytest.mark.parametrize("paper", PAPERS)
def test_openbadgeslib_holds_it_genuine(paper: str) -> None:
    assert openbadgeslib_holds(signed(paper)) is True


def test_every_changed_leaf_is_refused_by_openbadgeslib_and_by_us() -> None:
    document = signed()
    held = []
    for name, change in mutations(document):
        changed = copy.deepcopy(document)
        change(changed)
        if openbadgeslib_holds(changed) or integrity.holds(changed):
            held.append(name)
    assert (integrity.holds(document), held) == (True, [])


def test_digitalbazaar_holds_it_genuine_in_safe_mode_and_refuses_every_change() -> None:
    listed = json.loads(status._signed(3, status.encode([1]), NOW))
    lists = {listed["id"]: listed}
    documents = [signed(paper) for paper in PAPERS]
    changed = []
    for _name, change in mutations(documents[0]):
        changed.append(copy.deepcopy(documents[0]))
        change(changed[-1])
    answers = digitalbazaar_says(*documents, listed, *changed, lists=lists)
    right, wrong = answers[: len(documents) + 1], answers[len(documents) + 1 :]
    assert right == [{"verified": True, "status": False, "error": None}] * len(documents) + [
        {"verified": True, "status": None, "error": None}
    ]
    assert (len(wrong) > 40, [answer for answer in wrong if answer["verified"]]) == (True, [])


def test_a_revoked_one_is_verified_and_its_status_is_set() -> None:
    """`verified` alone says nothing of the status: who checks must look at both."""
    listed = json.loads(status._signed(3, status.encode([1, ENTRY.index]), NOW))
    (answer,) = digitalbazaar_says(signed(), lists={listed["id"]: listed})
    assert (answer["verified"], answer["status"]) == (True, True)


@pytest.mark.parametrize("paper", PAPERS)
def test_our_words_mean_what_the_published_contexts_say(paper: str) -> None:
    document = {name: value for name, value in signed(paper).items() if name != "proof"}
    options = {
        "algorithm": "URDNA2015",
        "format": "application/n-quads",
        "documentLoader": document_loader(),
    }
    assert integrity.canonical(document).decode() == jsonld.normalize(document, options)


def test_a_word_without_meaning_and_a_context_from_elsewhere_are_refused() -> None:
    document = {name: value for name, value in signed().items() if name != "proof"}
    with pytest.raises(ValueError, match="grade"):
        integrity.sign(document | {"grade": "A"}, at=NOW)
    with pytest.raises(ValueError, match=r"elsewhere\.example"):
        integrity.sign(document | {"@context": ["https://elsewhere.example/c.json"]}, at=NOW)


def test_the_name_can_be_compared_and_is_not_told() -> None:
    document = signed()
    (identity,) = document["credentialSubject"]["identifier"]
    assert (badge.names(identity, "尕藏·东智"), badge.names(identity, "尕藏·东周")) == (True, False)
    assert "尕藏" not in json.dumps(document, ensure_ascii=False)
    assert signed()["credentialSubject"]["identifier"] != [identity]


def test_no_id_number_and_no_digest_of_one_is_told(certificate: Certificate) -> None:
    """Of the holder nothing goes in but the name; the masked number of the facts stays on the paper."""
    told = credential_of(certificate) or ""
    (identity,) = json.loads(told)["credentialSubject"]["identifier"]
    assert (identity["identityType"], badge.names(identity, certificate.holder_name)) == ("name", True)
    assert [
        part for part in certificate.facts["id_number_masked"].split("*") if part and part + '"' in told
    ] == []
    assert "id" not in json.loads(told)["credentialSubject"]


def test_it_travels_inside_the_paper_letter_for_letter(certificate: Certificate) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(certificate))) as paper:
        enclosed = paper.attachments["credential.json"].get_file()
        assert (enclosed.read_bytes().decode(), enclosed.mime_type) == (
            credential_of(certificate),
            "application/json",
        )
        (file,) = paper.Root.AF
        assert file.AFRelationship == "/Alternative"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("application/vc", "application/vc"),
        ("application/ld+json", "application/ld+json"),
        ("application/json;q=0.9, text/plain", "application/json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
        ("*/*", "text/html; charset=utf-8"),
    ],
)
def test_the_printed_address_answers_people_and_machines(
    client: Client, certificate: Certificate, accept: str, kind: str
) -> None:
    response = client.get(f"/v/{certificate.code}/", headers={"accept": accept})
    assert (response.status_code, response["Content-Type"], "Accept" in response["Vary"]) == (200, kind, True)
    if "html" not in kind:
        assert response.content.decode() == credential_of(certificate)


def test_it_is_found_where_it_says_that_it_is(client: Client, certificate: Certificate) -> None:
    document = json.loads(credential_of(certificate) or "")
    assert document["id"] == f"https://office.example/v/{certificate.code}/credential.json"
    response = client.get(document["id"].removeprefix("https://office.example"))
    assert (json.loads(response.content), response["Content-Type"]) == (document, "application/vc")
    assert response["Access-Control-Allow-Origin"] == "*"
    assert openbadgeslib_holds(document) is True
    page = client.get(f"/v/{certificate.code}/").content.decode()
    assert f'href="/v/{certificate.code}/credential.json"' in page
    assert client.get("/v/0123456789AB/credential.json").status_code == 404


def test_guesses_are_limited(
    client: Client, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "A_MINUTE", 1)
    address = f"/v/{certificate.code}/credential.json"
    assert [client.get(address).status_code for _ in range(2)] == [200, 429]


def listed(client: Client, certificate: Certificate) -> bool:
    """Ask the status list as another's program does: fetch, check the proof, look at the bit."""
    claim = json.loads(credential_of(certificate) or "")["credentialStatus"]
    response = client.get(claim["statusListCredential"].removeprefix("https://office.example"))
    assert response["Cache-Control"] == "public, max-age=60"
    document = json.loads(response.content)
    assert integrity.holds(document)
    assert document["id"] == claim["statusListCredential"]
    encoded = document["credentialSubject"]["encodedList"][1:]
    bits = gzip.decompress(base64.urlsafe_b64decode(encoded + "=" * (-len(encoded) % 4)))
    assert len(bits) * 8 == PLACES
    place = int(claim["statusListIndex"])
    return bool(bits[place // 8] >> (7 - place % 8) & 1)


def test_a_revocation_shows_at_the_next_look(
    client: Client, certificate: Certificate, registrar: User
) -> None:
    before = listed(client, certificate)
    revoke(certificate, reason="error", actor=registrar, now=NOW)
    assert (before, listed(client, certificate)) == (False, True)


def test_a_replaced_certificate_no_longer_counts(
    client: Client, certificate: Certificate, registrar: User
) -> None:
    new = reissue(certificate, facts=facts_of_today(certificate), issued_on=TODAY, actor=registrar, now=NOW)
    assert (listed(client, certificate), listed(client, new)) == (True, False)


def test_a_list_that_does_not_exist_is_not_found(client: Client, certificate: Certificate) -> None:
    assert [client.get(f"/v/status/{number}").status_code for number in (0, 2, 99)] == [404, 404, 404]


def test_places_are_drawn_and_a_full_list_is_left(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    places = [entry.index for entry in status.take_entries(40)]
    assert (len(set(places)), places == sorted(places), max(places) > PLACES // 4) == (40, False, True)
    monkeypatch.setattr(status.secrets, "randbelow", lambda _places: places[0])
    (moved,) = status.take_entries(1)
    assert (moved.list, moved.index) == (2, places[0])


def test_the_document_lists_the_key_in_use_and_the_retired_ones(client: Client, settings: Any) -> None:
    old = signed()
    (retired,) = dids.public_keys()
    settings.SIGNING_KEY, settings.RETIRED_SIGNING_KEYS = "55" * 32, [retired.hex()]
    token._signer.cache_clear()
    try:
        document = json.loads(client.get("/.well-known/did.json").content)
        keys = [each["publicKeyMultibase"] for each in document["verificationMethod"]]
        assert (len(keys), keys[1]) == (2, dids.multikey(retired))
        assert document["assertionMethod"] == [f"did:web:office.example#{key}" for key in keys]
        assert (openbadgeslib_holds(old), openbadgeslib_holds(signed())) == (True, True)
        settings.RETIRED_SIGNING_KEYS = []
        assert openbadgeslib_holds(old) is False
    finally:
        token._signer.cache_clear()


@pytest.mark.parametrize(
    ("address", "did"),
    [
        ("https://office.example", "did:web:office.example"),
        ("http://127.0.0.1:8000", "did:web:127.0.0.1%3A8000"),
        ("https://office.example/zs/pa", "did:web:office.example:zs:pa"),
    ],
)
def test_the_office_is_named_after_its_address(settings: Any, address: str, did: str) -> None:
    settings.PUBLIC_BASE_URL = address
    assert dids.office() == did


@pytest.mark.parametrize("data", [b"", b"\0", b"\0\0\xff", bytes(range(40)), b"\xff" * 64])
def test_base_58_comes_back(data: bytes) -> None:
    assert dids.from_multibase(dids.multibase(data)) == data
    assert re.fullmatch(r"z[1-9A-HJ-NP-Za-km-z]*", dids.multibase(data))


def test_auth0_reads_tokens_and_refuses_altered_ones() -> None:
    claims = token.Claims(number="N-1", holder_name="马䶮", issued_on=datetime.date(2026, 8, 20))
    message = token.from_digits(token.sign(claims))
    turned = [
        bytes([*message[:at], message[at] ^ 1, *message[at + 1 :]]) for at in range(20, len(message), 9)
    ]
    answers = node_says(tokens=[each.hex() for each in (message, *turned)], key=dids.public_keys()[0].hex())
    assert answers["tokens"] == [True] + [False] * len(turned)


def test_papers_without_a_result_say_none() -> None:
    document = signed("bare")
    assert [result["value"] for result in document["credentialSubject"]["result"]] == ["48"]
    assert "result" not in signed("honour")["credentialSubject"]
