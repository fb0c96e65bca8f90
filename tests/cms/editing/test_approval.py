"""A draft goes on the site by two steps and four eyes, each department on its own columns."""

import datetime
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Revision, Workflow

from cms.actions import grant_editor, publish_story
from cms.editing.newsrooms import follow_mandates, keep_columns, lay_workflow
from cms.models import ApprovalTask, ContestIndexPage, HomePage, StoryIndexPage, StoryPage
from office.audit.models import Entry
from office.people.actions.mandates import end_mandate
from office.people.enums import Role
from office.people.models import Consent, Organisation, User
from office.people.permissions import forget_mandates
from tests.cms.conftest import NOW
from tests.personas import user

Draft = Callable[..., StoryPage]


@pytest.fixture
def story(draft: Draft, consent: Consent, editor: User) -> StoryPage:
    """Written by the editor."""
    return draft(consent=consent, actor=editor)


def submitted(story: StoryPage, by: User) -> StoryPage:
    story.get_workflow().start(story, by)
    return StoryPage.objects.get(pk=story.pk)


def approve(story: StoryPage, by: User) -> StoryPage:
    page = StoryPage.objects.get(pk=story.pk)
    task = page.current_workflow_task
    task.on_action(page.current_workflow_task_state, user=User.objects.get(pk=by.pk), action_name="approve")
    return StoryPage.objects.get(pk=story.pk)


def actions(story: StoryPage, by: User) -> list[str]:
    page = StoryPage.objects.get(pk=story.pk)
    return [name for name, *_ in page.current_workflow_task.get_actions(page, User.objects.get(pk=by.pk))]


def test_office_then_leader_puts_it_on_the_site(story: StoryPage, editor: User, leader: User) -> None:
    submitted(story, editor)
    assert (actions(story, leader), approve(story, editor).live) == ([], False)
    assert actions(story, editor) == []
    assert approve(story, leader).live is True
    deeds = Entry.objects.filter(action__startswith="cms.").order_by("sequence").values_list("action", "data")
    assert [deed for action, data in deeds if (deed := data.get("deed", action)) != "wagtail.delete"] == [
        "wagtail.workflow.start",
        "wagtail.workflow.approve",
        "wagtail.workflow.approve",
        "wagtail.publish",
        "cms.story.published",
    ]


def test_whoever_wrote_does_not_approve_in_the_end(
    story: StoryPage, editor: User, union: Organisation
) -> None:
    editor.mandates.create(role=Role.PUBLISHER, organisation=union, valid_from=datetime.date(2026, 1, 1))
    forget_mandates(editor)
    follow_mandates(editor)
    submitted(story, editor)
    approve(story, editor)
    assert actions(story, editor) == ["reject"]
    with pytest.raises(PermissionDenied):
        approve(story, editor)
    with pytest.raises(PermissionDenied):
        publish_story(story, actor=editor)
    assert StoryPage.objects.get().live is False


def test_a_hand_of_the_first_step_is_not_fresh(
    story: StoryPage, editor: User, leader: User, union: Organisation
) -> None:
    leader.mandates.create(role=Role.EDITOR, organisation=union, valid_from=datetime.date(2026, 1, 1))
    forget_mandates(leader)
    follow_mandates(leader)
    submitted(story, editor)
    approve(story, leader)
    assert actions(story, leader) == ["reject"]


def test_what_may_not_go_live_is_not_approved(draft: Draft, editor: User) -> None:
    story = submitted(draft(actor=editor), editor)
    with pytest.raises(ValidationError):
        approve(story, editor)


def test_a_scheduled_draft_waits_for_its_day(story: StoryPage, editor: User, leader: User) -> None:
    story.go_live_at = NOW + datetime.timedelta(days=1)
    story.save_revision(user=editor)
    submitted(story, editor)
    approve(story, editor)
    assert approve(story, leader).live is False
    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 1


def edit(client: Client, page: Page) -> tuple[int, str]:
    response = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk]))
    return response.status_code, response.content.decode()


def test_no_editor_and_no_leader_has_the_button(
    client: Client, story: StoryPage, editor: User, leader: User
) -> None:
    for somebody in (editor, leader):
        client.force_login(somebody)
        status, text = edit(client, story)
        assert (status, 'name="action-publish"' in text, 'name="action-submit"' in text) == (200, False, True)


def test_a_department_sees_and_edits_its_own_columns(
    client: Client, story: StoryPage, union: Organisation, editor: User
) -> None:
    bureau = Organisation.objects.create(name="平安区人力资源和社会保障局", is_department=True)
    officer = user("officer", Role.EDITOR, organisation=bureau)
    grant_editor(officer, actor=None)
    keep_columns(union, [StoryIndexPage.objects.get()], actor=None)
    keep_columns(bureau, [ContestIndexPage.objects.get()], actor=None)
    submitted(story, editor)
    assert (actions(story, editor), actions(story, officer)) == (["reject", "approve", "approve"], [])
    client.force_login(officer)
    assert edit(client, story)[0] == 302
    assert edit(client, ContestIndexPage.objects.get())[0] == 200
    assert Entry.objects.filter(action="cms.newsroom.columns").count() == 2


def test_a_leader_takes_a_page_down_at_once(
    client: Client, story: StoryPage, editor: User, leader: User
) -> None:
    publish_story(story, actor=leader)
    url = reverse("wagtailadmin_pages:unpublish", args=[story.pk])
    client.force_login(editor)
    client.post(url)
    assert StoryPage.objects.get().live is True
    client.force_login(leader)
    client.post(url)
    assert StoryPage.objects.get().live is False
    assert Entry.objects.latest("sequence").data["deed"] == "wagtail.unpublish"


def test_groups_follow_the_mandate_at_the_door(
    client: Client, editor: User, union: Organisation, home: HomePage
) -> None:
    editor.mandates.create(role=Role.REGISTRAR, organisation=union, valid_from=datetime.date(2026, 1, 1))
    fresh = user("fresh", Role.EDITOR, organisation=union)
    client.force_login(fresh)
    assert client.get("/admin/").status_code == 200
    assert fresh.groups.count() == 2
    end_mandate(editor.mandates.get(role=Role.EDITOR), actor=None, now=NOW)
    client.force_login(editor)
    client.get("/admin/")
    assert editor.groups.count() == 0


def test_the_steps_are_laid_once(home: HomePage) -> None:
    lay_workflow()
    active = Workflow.objects.active()
    assert [workflow.name for workflow in active] == ["科室审核、领导审批"]
    assert [task.fresh_hand for task in ApprovalTask.objects.order_by("pk")] == [False, True]


def test_the_editor_is_told_of_a_day_that_was_not_submitted(
    client: Client, story: StoryPage, editor: User
) -> None:
    story.go_live_at = timezone.now() + datetime.timedelta(days=3)
    story.save_revision(user=editor)
    client.force_login(editor)
    # Once above the form, once in the label of the button.
    assert edit(client, story)[1].count("2026-09-18 11:00") >= 2
    submitted(story, editor)
    assert "2026-09-18 11:00" not in str(
        [str(m) for m in client.get(reverse("wagtailadmin_pages:edit", args=[story.pk])).context["messages"]]
    )
