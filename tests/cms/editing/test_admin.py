"""The admin speaks Chinese to its end and calls no foreign host."""

import json
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urlsplit

import polib
import pytest
import wagtail
from django.apps import apps
from django.conf import settings
from django.test import Client
from django.urls import reverse

from cms.models import HomePage
from office.people.models import User

BLANKS = re.compile(r"%\(\w+\)[sd]|\{\w+\}|%[sd]")
CATALOGUE = Path("zh_Hans") / "LC_MESSAGES" / "django.po"
ROOM = Path(wagtail.__file__).parent
#: Attributes by which a page makes the browser fetch or send something by itself.
FETCHING = {"src", "srcset", "action", "poster", "data"}
PAGES = (
    "/admin/",
    "/admin/pages/",
    "/admin/images/",
    "/admin/images/add/",
    "/admin/documents/",
    "/admin/account/",
)


def key(entry: polib.POEntry) -> tuple[str | None, str]:
    return entry.msgctxt, entry.msgid


def catalogues(language: str, domain: str) -> list[polib.POEntry]:
    """What the installed parts of Wagtail say."""
    rooms = {Path(config.path) for config in apps.get_app_configs() if Path(config.path).is_relative_to(ROOM)}
    files = [room / "locale" / language / "LC_MESSAGES" / f"{domain}.po" for room in sorted(rooms)]
    return [
        entry for file in files if file.exists() for entry in polib.pofile(str(file)) if not entry.obsolete
    ]


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_every_string_of_the_admin_has_its_chinese(domain: str) -> None:
    ours = polib.pofile(str(settings.ADMIN_LOCALE / "zh_Hans" / "LC_MESSAGES" / f"{domain}.po"))
    have = {key(entry) for entry in [*catalogues("zh_Hans", domain), *ours] if entry.translated()}
    assert (
        sorted({key(entry)[1] for entry in catalogues("en", domain)} - {msgid for _context, msgid in have})
        == []
    )


@pytest.mark.parametrize("domain", ["django", "djangojs"])
def test_no_blank_is_lost_or_invented(domain: str) -> None:
    ours = polib.pofile(str(settings.ADMIN_LOCALE / "zh_Hans" / "LC_MESSAGES" / f"{domain}.po"))
    differing = []
    for entry in ours:
        asked = set(BLANKS.findall(entry.msgid + entry.msgid_plural))
        given = set(BLANKS.findall(entry.msgstr + "".join(entry.msgstr_plural.values())))
        if given - asked or (asked - given and not entry.msgid_plural):
            differing.append(entry.msgid)
    assert differing == []


def test_what_we_add_reaches_page_and_script(client: Client, editor: User) -> None:
    client.force_login(editor)
    words = client.get(reverse("wagtailadmin_javascript_catalog")).content.decode()
    catalogue = json.loads(re.search(r"const newcatalog = (\{.*?\});", words, re.DOTALL)[1])
    assert (catalogue["Insert a block"], catalogue["Close"]) == ("插入内容块", "关闭")
    edit = client.get(reverse("wagtailadmin_pages:edit", args=[HomePage.objects.get().pk])).content.decode()
    assert ("选择此页面上线和（或）到期的时间" in edit, "Choose when this page" in edit) == (True, False)


class Addresses(HTMLParser):
    """Collect what a browser fetches for a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if value and (name in FETCHING or (tag == "link" and name == "href")):
                self.found.append(value)


def test_no_page_of_the_admin_calls_a_foreign_host(client: Client, editor: User, administrator: User) -> None:
    home = HomePage.objects.get()
    pages = [*PAGES, f"/admin/pages/{home.pk}/edit/", f"/admin/pages/{home.pk}/", "/admin/reports/schedule/"]
    for somebody in (editor, administrator):
        client.force_login(somebody)
        for page in pages:
            reader = Addresses()
            response = client.get(page)
            assert response.status_code == 200
            reader.feed(response.content.decode())
            assert {urlsplit(each).netloc for each in reader.found} <= {"", "testserver", "office.example"}
            assert reader.found != []


def test_the_menus_lead_to_no_foreign_host_and_fit_the_role(
    client: Client, editor: User, leader: User, administrator: User
) -> None:
    for somebody, asked in ((editor, [False, False]), (leader, [False, True]), (administrator, [True, True])):
        client.force_login(somebody)
        text = client.get("/admin/").content.decode()
        assert ["/admin/users/" in text, "/admin/allowances/" in text] == asked
        assert "wagtail.org" not in text


#: Words for which the house has a synonym of Wagtail's; each fits the admin too.
SYNONYMS = {
    "Account", "Add", "All", "Approve", "Approved", "Bold", "Change", "Document", "Filter", "From", "Height",
    "History", "Name", "Next", "Previous", "Rejected", "Search", "Started at", "Summary",
    "This field is required.", "To", "Warnings", "Width", "document", "finished at", "name", "started at",
}  # fmt: skip


def test_no_word_of_the_house_gives_the_admin_another_meaning() -> None:
    """The house's words win over Wagtail's: where one English word means two things, ours bears a context."""
    ours = {key(entry): entry.msgstr for entry in polib.pofile(str(settings.LOCALE_PATHS[0] / CATALOGUE))}
    wagtails = {key(entry): entry.msgstr for entry in catalogues("zh_Hans", "django") if entry.msgstr}
    differing = {
        msgid for (context, msgid), text in wagtails.items() if ours.get((context, msgid), text) != text
    }
    assert differing - SYNONYMS == set()
