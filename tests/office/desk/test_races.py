"""Two requests with one key at the same moment: one deed."""

import datetime
import threading
import uuid

import pytest
from django.db import connection, connections

from office.desk.deeds import once
from office.desk.models import Deed

NOW = datetime.datetime(2026, 3, 5, 9, 30, tzinfo=datetime.UTC)


@pytest.mark.django_db(transaction=True)
def test_two_at_once_do_one_deed():
    if connection.vendor == "sqlite" and connection.is_in_memory_db():
        pytest.skip("One connection cannot race with itself; PostgreSQL and a SQLite file can.")
    key, started, done, answers = uuid.uuid4(), threading.Barrier(4), [], []

    def deed():
        done.append(1)
        return f"/result/{len(done)}/"

    def click():
        started.wait(timeout=10)
        try:
            answers.append(once(key, actor_id=7, path="/p/", now=NOW, deed=deed))
        finally:
            connections.close_all()

    clicks = [threading.Thread(target=click) for _ in range(4)]
    for thread in clicks:
        thread.start()
    for thread in clicks:
        thread.join(timeout=30)
    assert sorted(answers) == [("/result/1/", False)] * 3 + [("/result/1/", True)]
    assert len(done) == 1
    assert Deed.objects.count() == 1
