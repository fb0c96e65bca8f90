"""Every page of the walk: nothing from another host, a strict policy, no cache that keeps a person's page."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

import pytest

from .walk import Answer, Cell

pytestmark = pytest.mark.django_db

LEADING = {"src", "href", "action", "formaction", "poster", "srcset", "data", "ping", "background"}
#: Our own address as it is printed under a certificate's code (PUBLIC_BASE_URL).
OURS = {"", "testserver", "office.example"}
#: Files that people sent: they bear a policy of their own.
PAPERS = {
    "awards:portrait",
    "casework:evidence_file",
    "casework:objection_file",
    "titles:paper",
    "committees:copy",
    "committees:own_copy",
}
#: Answers that name nobody and are the same for everybody: others' programs may keep them for a minute.
SAME_FOR_ALL = {
    "certificates:status_list",
    "certificates:did",
    "certificates:did_below_path",
    "sharing:site_picture",
    "sharing:poster",
    "sharing:atom",
    "sharing:rss",
    "sharing:sitemap",
    "sharing:robots",
    "opendata:list",
    "opendata:csv",
}
#: Pages whose answer must not lie in any store, whoever asks.
NEVER_KEPT = {
    "casework:receipt",
    "certificates:check",
    "certificates:credential",
    "certificates:verify",
    "certificates:pdf",
    "courses:class_pdf",
}


class Reader(HTMLParser):
    """Collects the hosts that a page names, and what a strict policy would refuse to run."""

    def __init__(self) -> None:
        super().__init__()
        self.foreign: set[str] = set()
        self.inline: set[str] = set()
        self.links: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "a":
            self.links.add(urlsplit(named.get("href") or "").path)
        for name, value in attrs:
            if name in LEADING and not _is_ours(value or ""):
                self.foreign.add(value or "")
            if name == "style" or name.startswith("on"):
                self.inline.add(f"{tag} {name}")
        if tag == "style" or (
            tag == "script" and "src" not in named and named.get("type") != "application/json"
        ):
            self.inline.add(tag)


def _is_ours(address: str) -> bool:
    parts = urlsplit(address)
    return parts.scheme in {"", "http", "https", "data", "tel", "mailto"} and parts.netloc in OURS


@pytest.fixture(scope="module")
def pages(answers: dict[Cell, Answer]) -> dict[Cell, Answer]:
    """The answers that are pages."""
    return {cell: answer for cell, answer in answers.items() if answer.kind == "text/html" and answer.content}


def test_pages_name_no_foreign_host_and_run_nothing_inline(pages: dict[Cell, Answer]) -> None:
    read: dict[bytes, Reader] = {}
    faults = {}
    for cell, answer in pages.items():
        if answer.content not in read:
            read[answer.content] = Reader()
            read[answer.content].feed(answer.content.decode())
        reader = read[answer.content]
        if reader.foreign or reader.inline:
            faults[cell[:2]] = (reader.foreign, reader.inline)
    assert (len(pages) > 2000, faults) == (True, {})


def test_no_page_leads_its_reader_to_a_closed_door(
    pages: dict[Cell, Answer], answers: dict[Cell, Answer]
) -> None:
    """Of the addresses that the walk knows, none that is refused to somebody is shown to them."""
    closed = {
        (answer.path, persona)
        for (_row, method, persona), answer in answers.items()
        if (method, answer.status) == ("GET", 403)
    }
    leading = set()
    for (row, _method, persona), answer in pages.items():
        if answer.status == 200:
            reader = Reader()
            reader.feed(answer.content.decode())
            leading |= {(row, persona, link) for link in reader.links if (link, persona) in closed}
    assert leading == set()


def test_every_answer_bears_the_policy(answers: dict[Cell, Answer]) -> None:
    policies = {
        answer.headers.get("content-security-policy")
        for (row, _method, _persona), answer in answers.items()
        if row.partition("/")[0] not in PAPERS
    }
    (policy,) = policies
    assert policy is not None
    assert ("unsafe" in policy, "default-src 'self'" in policy, "object-src 'none'" in policy) == (
        False,
        True,
        True,
    )
    assert {answer.headers.get("x-content-type-options") for answer in answers.values()} == {"nosniff"}


def test_a_paper_that_somebody_sent_runs_nothing(answers: dict[Cell, Answer]) -> None:
    shown = [
        answer.headers["content-security-policy"]
        for (row, method, _persona), answer in answers.items()
        if row in PAPERS and (method, answer.status) == ("GET", 200)
    ]
    assert shown
    assert [policy for policy in shown if "sandbox" not in policy or "'none'" not in policy] == []


def test_no_cache_keeps_what_a_person_sees(answers: dict[Cell, Answer]) -> None:
    kept = {
        (cell[:2], answer.headers.get("cache-control"))
        for cell, answer in answers.items()
        if cell[2] != "visitor"
        and cell[0] not in SAME_FOR_ALL
        and answer.status in {200, 422}
        and not _stays_with_the_reader(answer)
    }
    assert kept == set()


def _stays_with_the_reader(answer: Answer) -> bool:
    words = {word.strip() for word in answer.headers.get("cache-control", "").split(",")}
    return {"no-store", "private"} <= words


def test_papers_and_lookups_are_never_kept(answers: dict[Cell, Answer]) -> None:
    kept = {
        cell
        for cell, answer in answers.items()
        if cell[0].partition("/")[0] in NEVER_KEPT
        and answer.status == 200
        and not _stays_with_the_reader(answer)
    }
    assert kept == set()
