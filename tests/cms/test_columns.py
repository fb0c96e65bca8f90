"""Lists that are narrowed by their addresses: announcements and policies, each with its explanation."""

import datetime
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import unquote

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cms.actions import publish_page, publish_story, take_down
from cms.models import (
    AnnouncementIndexPage,
    AnnouncementPage,
    ExplanationPage,
    HomePage,
    PolicyIndexPage,
    PolicyPage,
    StoryPage,
)
from office.people.models import Consent, Organisation
from office.policy.models import PolicyVersion, Source
from tests.cms.conftest import NOW, TODAY

TEXT = [("text", "<p>正文</p>")]


def policy(slug: str, **changes: Any) -> PolicyPage:
    values: dict[str, Any] = {
        "title": f"办法{slug}",
        "index_number": f"PA-{slug}",
        "issuer": "财政部、人力资源社会保障部",
        "document_number": "财社〔2023〕181号",
        "kind": "rule",
        "written_on": datetime.date(2023, 12, 29),
        "body": TEXT,
    }
    return publish_page(PolicyIndexPage, PolicyPage, slug, actor=None, **values | changes)


def explain(text: PolicyPage) -> ExplanationPage:
    return publish_page(
        PolicyIndexPage, ExplanationPage, "why", actor=None, title="解读", policy=text, body=TEXT
    )


def announce(slug: str, department: Organisation, on: datetime.date = TODAY) -> AnnouncementPage:
    return publish_page(
        AnnouncementIndexPage,
        AnnouncementPage,
        slug,
        actor=None,
        title=f"通知{slug}",
        department=department,
        announced_on=on,
        body=TEXT,
    )


@pytest.fixture
def policies(home: HomePage) -> list[PolicyPage]:
    return [
        policy("a"),
        policy("b", kind="plan", issuer="平安区人民政府办公室", written_on=datetime.date(2022, 5, 6)),
        policy("c", kind="plan", issuer="平安区人民政府办公室", written_on=datetime.date(2023, 5, 6)),
    ]


def listed(client: Client, path: str) -> list[str]:
    answer = client.get(path)
    assert answer.status_code == 200
    return [page.slug for page in answer.context["page_obj"]]


@pytest.mark.parametrize(
    ("path", "slugs"),
    [
        ("/policies/", ["a", "c", "b"]),
        ("/policies/year/2023/", ["a", "c"]),
        ("/policies/kind/plan/", ["c", "b"]),
        ("/policies/year/2022/kind/plan/", ["b"]),
        ("/policies/office/财政部人力资源社会保障部/", ["a"]),
        ("/policies/year/2022/kind/rule/", []),
    ],
)
def test_each_choice_has_an_address(
    client: Client, policies: list[PolicyPage], path: str, slugs: list[str]
) -> None:
    assert listed(client, path) == slugs


@pytest.mark.parametrize(
    "path",
    [
        "/policies/year/1999/",
        "/policies/kind/law/",
        "/policies/year/",
        "/policies/kind/plan/year/2022/",
        "/policies/year/2022/year/2022/",
    ],
)
def test_what_no_page_has_is_not_found(client: Client, policies: list[PolicyPage], path: str) -> None:
    assert client.get(path).status_code == 404


def test_every_choice_that_is_printed_leads_somewhere(client: Client, policies: list[PolicyPage]) -> None:
    facets = client.get("/policies/year/2023/").context["facets"]
    chosen = [(choice.label, choice.is_current) for _label, choices in facets for choice in choices]
    assert [label for label, is_current in chosen if is_current] == ["2023", "全部", "全部"]
    addresses = {unquote(choice.url) for _label, choices in facets for choice in choices}
    assert "/policies/year/2022/" in addresses
    assert "/policies/year/2023/office/平安区人民政府办公室/" in addresses
    assert {client.get(address).status_code for address in addresses} == {200}


def test_policy_and_explanation_lead_to_each_other(client: Client, policies: list[PolicyPage]) -> None:
    told = explain(policies[0])
    assert 'href="/policies/why/"' in client.get("/policies/a/").content.decode()
    assert 'href="/policies/a/"' in client.get("/policies/why/").content.decode()
    explained = {page.slug: page.is_explained for page in client.get("/policies/").context["page_obj"]}
    assert explained == {"a": True, "b": False, "c": False}
    told.unpublish()
    assert 'href="/policies/why/"' not in client.get("/policies/a/").content.decode()


def test_a_policy_names_the_rules_that_rest_on_it(client: Client, home: HomePage) -> None:
    source = Source.objects.create(title="示例办法", number="演示〔2026〕9号")
    version = PolicyVersion.objects.create(
        scheme="fund", label="2026 版", valid_from=TODAY, source=source, clause="第五条"
    )
    policy("a", document_number="演示〔2026〕9号")
    policy("b", document_number="")
    answer = client.get("/policies/a/")
    assert list(answer.context["versions"]) == [version]
    assert "2026 版 · 第五条" in answer.content.decode()
    assert list(client.get("/policies/b/").context["versions"]) == []


@pytest.mark.parametrize(
    ("changes", "fields"),
    [
        ({"index_number": "", "written_on": None}, {"index_number", "written_on"}),
        ({"issuer": ""}, {"issuer"}),
        ({"body": []}, {"body"}),
    ],
)
def test_a_policy_is_not_published_without_what_identifies_it(
    home: HomePage, changes: dict[str, Any], fields: set[str]
) -> None:
    with pytest.raises(ValidationError) as refusal:
        policy("a", **changes)
    assert set(refusal.value.error_dict) == fields
    assert not PolicyPage.objects.filter(live=True).exists()


def test_an_explanation_waits_for_its_policy(home: HomePage) -> None:
    draft = policy("a")
    draft.unpublish()
    with pytest.raises(ValidationError) as refusal:
        explain(draft)
    assert [error.code for error in refusal.value.error_dict["policy"]] == ["policy_not_live"]


def test_an_announcement_needs_a_text(home: HomePage, union: Organisation) -> None:
    with pytest.raises(ValidationError) as refusal:
        publish_page(
            AnnouncementIndexPage, AnnouncementPage, "x", actor=None, title="空", department=union, body=[]
        )
    assert set(refusal.value.error_dict) == {"body"}


def test_announcements_by_year_and_department(client: Client, home: HomePage, union: Organisation) -> None:
    bureau = Organisation.objects.create(name="区人社局（演示）", is_department=True)
    announce("a", union)
    announce("b", bureau, datetime.date(2025, 3, 1))
    assert listed(client, "/announcements/") == ["a", "b"]
    assert listed(client, "/announcements/year/2025/") == ["b"]
    assert listed(client, "/announcements/department/区人社局演示/") == ["b"]


def test_a_narrowed_list_has_one_address(client: Client, policies: list[PolicyPage]) -> None:
    for path in ("/policies/", "/policies/year/2023/kind/plan/"):
        page = client.get(f"{path}?page=1").content.decode()
        assert page.count('rel="canonical"') == 1
        assert f'<link rel="canonical" href="https://office.example{path}">' in page


def test_feeds_tell_of_announcements_policies_and_explanations(
    client: Client, home: HomePage, union: Organisation
) -> None:
    announce("a", union)
    explain(policy("b"))
    told = {
        subject: re.findall(r"<title>([^<]+)</title>", client.get(f"/feeds/{subject}.rss").content.decode())
        for subject in ("notices", "policies")
    }
    assert (told["notices"][1:], sorted(told["policies"][1:])) == (["通知a"], ["办法b", "解读"])


def test_the_site_map_names_the_newest_of_every_column(
    client: Client, draft: Callable[..., StoryPage], consent: Consent, union: Organisation
) -> None:
    announce("a", union)
    publish_story(draft(consent=consent), actor=None)
    draft("not-yet")
    page = client.get("/site-map/").content.decode()
    assert ('href="/announcements/a/"' in page, 'href="/stories/story/"' in page) == (True, True)
    assert "/stories/not-yet/" not in page
    take_down(consent, None, NOW)
    assert "/stories/story/" not in client.get("/site-map/").content.decode()


def queries(client: Client, path: str) -> int:
    client.get(path)
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_more_rows_cost_no_more_queries(client: Client, home: HomePage, union: Organisation) -> None:
    paths = ("/announcements/", "/policies/", "/site-map/")
    announce("a", union)
    policy("a")
    one = [queries(client, path) for path in paths]
    for slug in "bc":
        announce(slug, union)
        policy(slug)
    assert [queries(client, path) for path in paths] == one
    assert max(one) <= 20
