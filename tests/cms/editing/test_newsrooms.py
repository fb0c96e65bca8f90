"""The desk's page on who publishes where: a registrar sees it and sets a department's columns."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import GroupPagePermission

from cms.models import HomePage, StoryIndexPage
from office.audit.models import Entry
from office.people.enums import Role
from office.people.models import Organisation, User
from tests.personas import user


def test_a_registrar_sets_the_columns_of_a_department(
    client: Client, home: HomePage, union: Organisation, editor: User, leader: User, registrar: User
) -> None:
    client.force_login(editor)
    assert client.get("/newsrooms/").status_code == 403
    client.force_login(registrar)
    ((_department, name, columns, editors, leaders),) = client.get("/newsrooms/").context["rows"]
    assert (name, len(columns), editors, leaders) == (union.name, 1, [str(editor)], [str(leader)])
    address, stories = f"/newsrooms/{union.pk}/", StoryIndexPage.objects.get()
    key = client.get(address).context["deed_key"]
    assert client.post(address, {"deed_key": key, "columns": [stories.pk]}).status_code == 302
    rights = GroupPagePermission.objects.filter(group=union.newsroom.group)
    assert set(rights.values_list("page", flat=True)) == {stories.pk}
    ((_department, _name, columns, *_people),) = client.get("/newsrooms/").context["rows"]
    assert columns == [stories.title]
    assert client.get(address).context["form"]["columns"].value() == [stories.pk]
    assert Entry.objects.filter(action="cms.newsroom.columns").count() == 1
    # A page that is no column of the site is none to choose.
    wrong = client.post(address, {"deed_key": key, "columns": [home.pk]})
    assert wrong.status_code == 422


def test_the_list_costs_the_same_for_one_and_for_three(
    client: Client, home: HomePage, union: Organisation, editor: User, registrar: User
) -> None:
    client.force_login(registrar)
    client.get("/newsrooms/")
    counts = []
    for more in ((), ("平安区人社局", "平安区邮政管理局")):
        for name in more:
            other = Organisation.objects.create(name=name, is_department=True)
            user(name, Role.EDITOR, organisation=other)
        with CaptureQueriesContext(connection) as asked:
            page = client.get("/newsrooms/")
        counts.append((len(page.context["rows"]), len(asked)))
    assert (counts[0][0], counts[1][0]) == (1, 3)
    assert counts[0][1] == counts[1][1]
    assert client.get("/newsrooms/?format=xlsx")["Content-Type"].endswith("spreadsheetml.sheet")
    assert Entry.objects.filter(action="cms.newsroom.exported").count() == 1
