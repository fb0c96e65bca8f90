"""What one department writes, another reads on the site: drafts are nobody else's, whatever one asks."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page

from cms.actions import grant_editor
from cms.editing.newsrooms import keep_columns
from cms.models import ContestIndexPage, HomePage, StoryIndexPage, StoryPage
from office.people.enums import Role
from office.people.models import Consent, Organisation, User
from tests.personas import user

Draft = Callable[..., StoryPage]
SECRET = "未发布的标题"


@pytest.fixture
def story(draft: Draft, consent: Consent, editor: User, union: Organisation) -> StoryPage:
    """A draft of the union, which alone keeps the stories; handed in."""
    keep_columns(union, [StoryIndexPage.objects.get()], actor=None)
    story = draft(consent=consent, actor=editor, title=SECRET)
    story.save_revision(user=editor)
    story.get_workflow().start(story, editor)
    return StoryPage.objects.get(pk=story.pk)


@pytest.fixture
def stranger(home: HomePage) -> User:
    """An editor and leader of a department that keeps the competitions."""
    office = Organisation.objects.create(name="平安区人社局", is_department=True)
    somebody = user("stranger", Role.EDITOR, Role.PUBLISHER, organisation=office)
    grant_editor(somebody, actor=None)
    keep_columns(office, [ContestIndexPage.objects.get()], actor=None)
    return User.objects.get(pk=somebody.pk)


def ways(story: StoryPage) -> list[str]:
    """Every address of the admin that leads to a page, its versions and its lists."""
    first, last = story.revisions.order_by("pk").first(), story.revisions.order_by("pk").last()
    state = story.current_workflow_state
    task_state = story.current_workflow_task_state
    own = [
        "edit",
        "view_draft",
        "usage",
        "delete",
        "unpublish",
        "move",
        "copy",
        "set_privacy",
        "lock",
        "history",
        "history_results",
        "workflow_history",
        "confirm_workflow_cancellation",
        "add_subpage",
        "convert_alias",
    ]
    kind = ("cms", "storypage")
    return [
        *(reverse(f"wagtailadmin_pages:{name}", args=[story.pk]) for name in own),
        reverse("wagtailadmin_pages:revisions_view", args=[story.pk, last.pk]),
        reverse("wagtailadmin_pages:revisions_revert", args=[story.pk, first.pk]),
        reverse("wagtailadmin_pages:revisions_unschedule", args=[story.pk, last.pk]),
        reverse("wagtailadmin_pages:revisions_compare", args=[story.pk, first.pk, last.pk]),
        reverse("wagtailadmin_pages:workflow_history_detail", args=[story.pk, state.pk]),
        reverse("wagtailadmin_pages:workflow_preview", args=[story.pk, state.current_task_state.task.pk]),
        reverse("wagtailadmin_pages:workflow_action", args=[story.pk, "approve", task_state.pk]),
        reverse("wagtailadmin_pages:collect_workflow_action_data", args=[story.pk, "approve", task_state.pk]),
        reverse("wagtailadmin_pages:type_use", args=kind),
        reverse("wagtailadmin_pages:type_use_results", args=kind),
        reverse("wagtailadmin_pages:search") + f"?q={SECRET[:3]}",
        reverse("wagtailadmin_pages:search_results") + f"?q={SECRET[:3]}",
        reverse("wagtailadmin_explore", args=[story.get_parent().pk]),
        reverse("wagtailadmin_explore_results", args=[story.get_parent().pk]),
        reverse("wagtailadmin_choose_page_child", args=[story.get_parent().pk])
        + "?page_type=wagtailcore.page",
        reverse("wagtailadmin_choose_page_search") + f"?q={SECRET[:3]}&page_type=wagtailcore.page",
        "/admin/api/main/pages/",
        f"/admin/api/main/pages/{story.pk}/",
        f"/admin/api/main/pages/?child_of={story.get_parent().pk}",
        "/admin/",
        "/admin/reports/workflow/",
        "/admin/reports/workflow_tasks/",
        "/admin/reports/site-history/",
        "/admin/reports/locked/",
        "/admin/reports/aging-pages/",
        "/admin/reports/schedule/",
        "/admin/reports/page-types-usage/",
        "/admin/reports/site-check/",
    ]


def test_no_way_leads_to_the_draft_of_another_department(
    client: Client, story: StoryPage, stranger: User
) -> None:
    client.force_login(stranger)
    told = {}
    for address in ways(story):
        for method in (client.get, client.post):
            answer = method(address)
            text = answer.content.decode() if answer.status_code == 200 else ""
            if SECRET in text:
                told[address] = (method.__name__, text[: text.index(SECRET)][-300:])
    assert told == {}
    kept = Page.objects.get(draft_title=SECRET)
    assert (kept.pk, kept.locked, kept.live, kept.workflow_in_progress) == (story.pk, False, False, True)
