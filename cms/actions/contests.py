"""Pages of competitions."""

from __future__ import annotations

from office.people.models import User
from recognition.competitions.models import Competition, Event

from ..models import CompetitionPage, ContestIndexPage, ContestResultPage
from .pages import publish_page
from .tree import Blocks, raw


def show_results(
    event: Event,
    *,
    slug: str,
    title: str,
    lead: str = "",
    body: Blocks = (),
    author: User | None = None,
    actor: User | None,
) -> ContestResultPage:
    """Make the public page of an event's results; one with this slug is returned as it is.

    The board follows the record: a page made before the first results says that they are still to come. The
    report of the day is a text like others: its author writes, the actor releases. Raises as `publish_page`.
    """
    return publish_page(
        ContestIndexPage,
        ContestResultPage,
        slug,
        author=author,
        actor=actor,
        event=event,
        title=title,
        lead=lead,
        body=raw(body),
    )


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
