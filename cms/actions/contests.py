"""Pages of competitions."""

from __future__ import annotations

from django.db import transaction

from office.people.models import User
from recognition.competitions.models import Competition, Event

from ..models import CompetitionPage, ContestIndexPage, ContestResultPage
from .pages import publish_page
from .tree import Blocks, index_of, raw


@transaction.atomic
def show_results(
    event: Event, *, slug: str, title: str, lead: str = "", body: Blocks = (), actor: User | None
) -> ContestResultPage:
    """Make the public page of an event's results; one with this slug is returned as it is.

    The board follows the record: a page made before the first results says that they are still to come.
    Raises ValidationError (`no_index`) when the site has no list of competitions.
    """
    index = index_of(ContestIndexPage)
    if found := ContestResultPage.objects.child_of(index).filter(slug=slug).first():
        return found  # type: ignore[no-any-return]
    page = ContestResultPage(
        slug=slug, title=title, event=event, lead=lead, body=raw(body), live=False, owner=actor
    )
    index.add_child(instance=page)
    # The board shows what is published in the record already; whoever published it there may show it here.
    page.save_revision(user=actor).publish(user=actor, skip_permission_checks=True)
    page.refresh_from_db()
    return page


def present_competition(
    competition: Competition,
    *,
    slug: str,
    title: str,
    lead: str = "",
    body: Blocks = (),
    schedule: Blocks = (),
    author: User | None = None,
    actor: User | None,
) -> CompetitionPage:
    """Make the public page of a competition; one with this slug is returned as it is.

    Stages, rules and boards follow the record. Raises as `publish_page`.
    """
    return publish_page(
        ContestIndexPage,
        CompetitionPage,
        slug,
        author=author,
        actor=actor,
        competition=competition,
        title=title,
        lead=lead,
        body=raw(body),
        schedule=list(schedule),
    )
