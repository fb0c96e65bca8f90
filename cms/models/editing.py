"""Who works where in the publishing house, who approves, when the clock's job ran, what may be shown."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.models import AbstractGroupApprovalTask, TaskState

from office.people.models import Organisation

from ..editing.hands import has_fresh_hand, works_on


class Newsroom(models.Model):
    """A department that publishes: its group says on which columns of the site its people work.

    What somebody does there, the mandate says (`office.people.enums.Role`); the group follows the mandate.
    """

    organisation = models.OneToOneField(
        Organisation, verbose_name=_("department"), on_delete=models.PROTECT, related_name="newsroom"
    )
    group = models.OneToOneField(Group, on_delete=models.PROTECT, related_name="newsroom")

    class Meta:
        verbose_name = _("newsroom")
        verbose_name_plural = _("newsrooms")
        ordering = ["organisation"]

    def __str__(self) -> str:
        return str(self.organisation)


class ApprovalTask(AbstractGroupApprovalTask):
    """A step of approval: taken by people of the groups who work on the page's column, or keep the register.

    With `fresh_hand` nobody takes it who wrote at the draft or took an earlier step (four eyes).
    """

    fresh_hand = models.BooleanField(
        _("needs a fresh hand"),
        default=False,
        help_text=_("Nobody approves here who wrote at the draft or approved an earlier step."),
    )

    admin_form_fields = [*AbstractGroupApprovalTask.admin_form_fields, "fresh_hand"]

    class Meta:
        verbose_name = _("step of approval")
        verbose_name_plural = _("steps of approval")

    def _concerns(self, page: Any, user: Any) -> bool:
        return bool(user.is_superuser or (self._user_in_groups(user) and works_on(user, page)))

    def user_can_access_editor(self, obj: Any, user: Any) -> bool:
        """Let in whom the step concerns."""
        return self._concerns(obj, user)

    def locked_for_user(self, obj: Any, user: Any) -> bool:
        """Keep the draft still for all others while it is being approved."""
        return not self._concerns(obj, user)

    def user_can_lock(self, obj: Any, user: Any) -> bool:
        """Let whom the step concerns keep the draft for himself; another department's people do not."""
        return self._concerns(obj, user)

    def get_actions(self, obj: Any, user: Any) -> list[tuple[str, Any, bool]]:
        """Offer the approval to a fresh hand only; anybody concerned may ask for changes."""
        if not self._concerns(obj, user):
            return []
        offered: list[tuple[str, Any, bool]] = super().get_actions(obj, user)
        if user.is_superuser and not offered:
            return []
        if self.fresh_hand and not has_fresh_hand(user, obj):
            return [action for action in offered if action[0] != "approve"]
        return offered

    def get_task_states_user_can_moderate(self, user: Any, **kwargs: Any) -> Any:
        """Return the drafts at this step that wait for this user: those that the user may approve."""
        waiting = self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)
        mine = [
            state.pk
            for state in waiting.select_related("workflow_state")
            if any(
                name == "approve"
                for name, *_rest in self.get_actions(state.workflow_state.content_object, user)
            )
        ]
        return self.task_states.filter(pk__in=mine)

    def on_action(self, task_state: TaskState, user: Any, action_name: str, **kwargs: Any) -> None:
        """Take the step; refuse a hand that is not fresh, and a draft that may not go live."""
        if action_name == "approve":
            page = task_state.workflow_state.content_object
            if self.fresh_hand and not has_fresh_hand(user, page):
                raise PermissionDenied(
                    gettext("You wrote at this draft or approved it before. Let another leader approve it.")
                )
            page.get_latest_revision_as_object().check_publishable(timezone.localdate())
        super().on_action(task_state, user, action_name, **kwargs)

    @classmethod
    def get_description(cls) -> str:
        """Say in the admin what kind of step this is."""
        return gettext("People of the chosen groups approve, each on the columns of their department")


class Heartbeat(models.Model):
    """When a job of the clock last ran to its end."""

    job = models.CharField(_("job"), max_length=40, unique=True)
    ran_at = models.DateTimeField(_("ran at"))

    class Meta:
        verbose_name = _("run of a job")
        verbose_name_plural = _("runs of jobs")
        ordering = ["job"]

    def __str__(self) -> str:
        return self.job


class Allowance(models.Model):
    """Words or a number that may be shown although they look like what must not be, and why.

    An office's own mobile number; somebody who only shares the name of a person on public notice.
    """

    words = models.CharField(
        _("number or name"),
        max_length=40,
        unique=True,
        help_text=_("As it is to be shown; spaces and hyphens in a number do not count."),
    )
    reason = models.CharField(_("whose it is, and why it may be shown"), max_length=200)

    class Meta:
        verbose_name = _("allowance")
        verbose_name_plural = _("allowances")
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words
