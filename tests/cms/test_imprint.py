"""The footer: filled in by editors, held so that no page pays for it, and asked for before production."""

import re
from typing import Any

import pytest
from django.core.cache import cache
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import DatabaseError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import gettext as _

from cms import imprint
from cms.actions import enter_imprint
from cms.checkup.deploy import check_imprint
from cms.models import HomePage, SiteImprint
from office.desk.imprint import Imprint
from office.people.models import User
from tests.cms.conftest import portrait

FACTS: dict[str, Any] = {
    "host": "平安区人社局",
    "organiser": "平安区总工会",
    "address": "演示大道 1 号",
    "postcode": "810600",
    "telephone": "0972-0000001",
    "approval": "演示〔2026〕3号",
    "organ_mark_url": "https://mark.example/",
    "site_code": "9900000000",
    "icp": "演示ICP备1号",
    "police_record": "演示公网安备 99000000000001号",
    "report_contact": "0972-0000002",
}


@pytest.fixture(autouse=True)
def nothing_held() -> None:
    cache.delete(imprint.KEY)


def shown(client: Client) -> str:
    page = client.get("/progress/").content.decode()
    found = re.search(r"<footer.*</footer>", page, re.S)
    assert found
    return found[0]


def test_everything_is_printed(client: Client, home: HomePage) -> None:
    code = portrait()
    code.description = "公众号二维码"
    code.save()
    SiteImprint.objects.create(
        **FACTS,
        find_errors_url="https://find.example/",
        supports_ipv6=True,
        wechat_name="平安快递",
        wechat_qr=code,
    )
    footer = shown(client)
    for said in (*FACTS.values(), "https://find.example/", _("This site is reached by IPv6"), "平安快递"):
        if said != FACTS["approval"]:
            assert said in footer
    assert "webSearch?code=99000000000001" in footer
    assert re.search(r'<img class="qr" src="/media/images/[^"]+\.png" width="160" height="160"', footer)
    for slug in ("contact", "about", "site-map"):
        assert f'href="/{slug}/"' in footer
    assert 'href="/privacy/"' not in footer


def test_help_stands_at_the_same_place_on_every_page(client: Client, home: HomePage, editor: User) -> None:
    SiteImprint.objects.create(**FACTS)
    for path in ("/", "/progress/", "/login/", "/nowhere/", "/home/"):
        page = client.get(path, follow=True).content.decode()
        (block,) = re.findall(r"</main>\s*(?:</div>)?\s*(<aside.*?</aside>)\s*(?=<footer)", page, re.S)
        assert 'href="tel:0972-0000001"' in block
        assert 'href="/contact/"' in block


def test_no_page_asks_for_it_twice(client: Client, home: HomePage) -> None:
    SiteImprint.objects.create(**FACTS)
    client.get("/progress/")
    with CaptureQueriesContext(connection) as captured:
        assert FACTS["host"] in shown(client)
    assert [query["sql"] for query in captured if "siteimprint" in query["sql"]] == []


@pytest.mark.django_db(transaction=False)
def test_a_change_shows_at_once(
    client: Client, home: HomePage, django_capture_on_commit_callbacks: Any
) -> None:
    kept = SiteImprint.objects.create(**FACTS)
    assert FACTS["host"] in shown(client)
    with django_capture_on_commit_callbacks(execute=True):
        kept.host = "平安区人民政府"
        kept.save()
    assert "平安区人民政府" in shown(client)


def test_a_database_that_does_not_answer_leaves_a_bare_footer(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(request: object) -> Imprint:
        raise DatabaseError

    monkeypatch.setattr(imprint, "_facts", broken)
    assert imprint.footer(RequestFactory().get("/")) == Imprint()
    assert cache.get(imprint.KEY) is None


def test_the_editor_fills_it_in(client: Client, editor: User) -> None:
    client.force_login(editor)
    address = reverse("wagtailsnippets_cms_siteimprint:add")
    assert client.get(address).status_code == 200
    client.post(address, {**FACTS, "site_code": "12"})
    assert not SiteImprint.objects.filter(host=FACTS["host"]).exists()
    client.post(address, FACTS)
    # A draft, until both steps are taken.
    assert (SiteImprint.objects.get().missing(), SiteImprint.standing().host) == ([], "")


def test_entering_it_takes_two_hands_and_is_done_once(
    home: HomePage, editor: User, leader: User, registrar: User
) -> None:
    with pytest.raises(PermissionDenied):
        enter_imprint(author=editor, actor=registrar, **FACTS)
    with pytest.raises(ValidationError) as refusal:
        enter_imprint(author=editor, actor=leader, **FACTS | {"postcode": "81060"})
    assert set(refusal.value.error_dict) == {"postcode"}
    kept = enter_imprint(author=editor, actor=leader, **FACTS)
    assert enter_imprint(author=editor, actor=leader, host="别的") == kept
    assert SiteImprint.objects.get().host == FACTS["host"]


@pytest.mark.parametrize("name", SiteImprint.DUTIES)
def test_production_is_refused_while_a_duty_is_empty(db: None, name: str) -> None:
    SiteImprint.objects.create(**FACTS | {name: ""})
    (error,) = check_imprint(databases=["default"])
    label = str(SiteImprint._meta.get_field(name).verbose_name)
    assert (error.id, label in error.msg) == ("cms.E001", True)


def test_the_deploy_check_reads_the_database_where_one_is_named(db: None) -> None:
    assert check_imprint(databases=None) == []
    assert len(check_imprint(databases=["default"])) == len(SiteImprint.DUTIES)
    with pytest.raises(SystemCheckError, match=r"cms\.E001"):
        call_command("check", "--deploy", "--database", "default", "--tag", "database")
    SiteImprint.objects.create(**FACTS)
    call_command("check", "--deploy", "--database", "default", "--tag", "database")
