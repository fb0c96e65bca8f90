"""Deeds on what a secretary sees: the object, where they lead back, and who may do them."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext

from office.desk.deeds import DeedView

from .. import queries
from ..models import Committee, Dossier, Meeting, Panel


class CommitteeOwned(DeedView):
    """Let in the secretary of the department that keeps the committee."""

    def let_in(self, committee: Committee) -> None:
        """Raise PermissionDenied for everybody else."""
        if not self.request.user.has_perm("committees.run", committee):
            raise PermissionDenied(
                gettext("Only the secretary of the department that keeps the committee does this.")
            )


class CommitteeDeed(CommitteeOwned):
    """A deed on a visible committee."""

    object: Committee

    def get_object(self) -> Committee:
        """Return the committee; 404 out of sight."""
        found = get_object_or_404(queries.committees_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.let_in(found)
        self.intro, self.cancel_url = str(found), found.get_absolute_url()
        return found


class PanelDeed(CommitteeOwned):
    """A deed on a visible panel."""

    object: Panel

    def get_object(self) -> Panel:
        """Return the panel; 404 out of sight."""
        found = get_object_or_404(queries.panels_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.let_in(found.committee)
        self.intro, self.cancel_url = f"{found} · {found.committee}", found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Return to the panel."""
        return self.object.get_absolute_url()


class DossierDeed(CommitteeOwned):
    """A deed on a visible file."""

    object: Dossier

    def get_object(self) -> Dossier:
        """Return the file; 404 out of sight."""
        found = get_object_or_404(queries.dossiers_visible_to(self.request.user), pk=self.kwargs["pk"])
        self.let_in(found.committee)
        self.intro, self.cancel_url = f"{found} · {found.case.title}", found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Return to the file."""
        return self.object.get_absolute_url()


class MeetingDeed(CommitteeOwned):
    """A deed on a visible meeting."""

    object: Meeting

    def meetings(self) -> QuerySet[Meeting]:
        """Return the meetings among which the object is sought."""
        return queries.meetings_visible_to(self.request.user)

    def get_object(self) -> Meeting:
        """Return the meeting; 404 out of sight."""
        found = get_object_or_404(self.meetings(), pk=self.kwargs["pk"])
        self.let_in(found.committee)
        self.intro, self.cancel_url = str(found), found.get_absolute_url()
        return found

    def get_success_url(self, result: Any = None) -> str:
        """Return to the meeting."""
        return self.object.get_absolute_url()
