"""Whether the job of the clock runs: it leaves a mark, and others look how old the mark is."""

from __future__ import annotations

import datetime

from django.conf import settings

from ..models import Heartbeat

PUBLISHING = "publish_scheduled"


def beat(job: str, now: datetime.datetime) -> None:
    """Keep that a job ran to its end."""
    Heartbeat.objects.update_or_create(job=job, defaults={"ran_at": now})


def last_run(job: str) -> datetime.datetime | None:
    """Return when a job last ran to its end, None when it never did."""
    return Heartbeat.objects.filter(job=job).values_list("ran_at", flat=True).first()


def is_late(ran_at: datetime.datetime | None, now: datetime.datetime) -> bool:
    """Tell whether a job that last ran then has missed its time (PUBLISHING_JOB_MINUTES)."""
    return ran_at is None or now - ran_at > datetime.timedelta(minutes=settings.PUBLISHING_JOB_MINUTES)
