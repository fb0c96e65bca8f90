"""Working a batch off behind the scenes, where the office has a worker for tasks."""

from __future__ import annotations

from functools import partial

from django.db import transaction
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, task, task_backends
from django_tasks.backends.immediate import ImmediateBackend

from office.people.models import User

from ..models import Batch
from .actions import issue_portion


@task()
def work_off(batch: int, actor: int | None) -> None:
    """Issue a batch to its end; started again after a kill it goes on where it stopped."""
    found = Batch.objects.get(pk=batch)
    user = User.objects.filter(pk=actor).first() if actor else None
    while issue_portion(found, actor=user, now=timezone.now()):
        pass


def hand_over(batch: Batch, actor: User) -> bool:
    """Give a batch to the worker and return True; False where there is none.

    The backend that comes with the office runs a task inside the request that asks for it, which thousands
    of certificates would outlast: there the page steps through the portions.
    """
    if isinstance(task_backends[DEFAULT_TASK_BACKEND_ALIAS], ImmediateBackend):
        return False
    transaction.on_commit(partial(work_off.enqueue, batch.pk, actor.pk))
    return True
