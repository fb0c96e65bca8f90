"""What every test stands on: Chinese, empty folders and cache, a record that can be cleared.

And the people whom several rooms know; a room that means somebody else by a name has its own fixture.
"""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.cache import cache
from django.db.backends.base.operations import BaseDatabaseOperations
from django.test import Client
from django.utils import translation
from hypothesis import settings as hypothesis_settings

from cms import imprint
from office.desk.imprint import Imprint
from office.people.enums import Role
from office.people.models import Organisation, User
from tests.migrated import migrate_from_what_is_kept
from tests.personas import user

# A loaded machine is no fault of the code: nothing here is a test of time.
hypothesis_settings.register_profile("untimed", deadline=None)
hypothesis_settings.load_profile("untimed")


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Before the test databases, one a worker, are set up."""
    migrate_from_what_is_kept()


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Every test begins and ends in the default language."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(autouse=True)
def empty_rooms() -> Iterator[None]:
    """Files and cached values of one test are not met by the next.

    The footer's facts are held, as in an office that has shown a page before: no test counts their query.
    """
    cache.set(imprint.KEY, Imprint())
    yield
    cache.clear()
    for root in (django_settings.MEDIA_ROOT, django_settings.PRIVATE_ROOT):
        if Path(root).exists():
            shutil.rmtree(root)


def _flush_past_guards(operations: BaseDatabaseOperations, sql_list: list[str]) -> None:
    """Flush as Django does, with the triggers asleep that forbid changing the record of deeds.

    On SQLite a flush is DELETE FROM, which an append-only table refuses; only triggers that RAISE are put
    aside, those that keep a search index go on. On PostgreSQL triggers sleep for the one transaction.
    """
    connection = operations.connection
    if connection.vendor == "postgresql":
        _flush(operations, ["SET LOCAL session_replication_role = replica", *sql_list])
        return
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND upper(sql) LIKE '%RAISE(%'"
        )
        guards = cursor.fetchall()
    asleep = [f"DROP TRIGGER {operations.quote_name(name)}" for name, _ in guards]
    _flush(operations, [*asleep, *sql_list, *(sql for _, sql in guards)])


_flush = BaseDatabaseOperations.execute_sql_flush


@pytest.fixture(autouse=True, scope="session")
def record_can_be_cleared() -> Iterator[None]:
    """Transactional tests end with a flush; let it through where the office itself would be refused."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(BaseDatabaseOperations, "execute_sql_flush", _flush_past_guards)
        yield


@pytest.fixture
def bureau(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区人力资源和社会保障局", is_department=True)


@pytest.fixture
def school(db: None) -> Organisation:
    return Organisation.objects.create(name="海东市驿路职业培训学校", is_provider=True)


@pytest.fixture
def other_school(db: None) -> Organisation:
    return Organisation.objects.create(name="平安区第二培训中心", is_provider=True)


@pytest.fixture
def operator(school: Organisation) -> User:
    return user("operator", Role.PROVIDER_OPERATOR, organisation=school)


@pytest.fixture
def rival(other_school: Organisation) -> User:
    return user("rival", Role.PROVIDER_OPERATOR, organisation=other_school)


@pytest.fixture
def trainer(school: Organisation) -> User:
    return user("trainer", Role.TRAINER, organisation=school)


@pytest.fixture
def reviewer(bureau: Organisation) -> User:
    return user("reviewer", Role.REVIEWER, organisation=bureau)


@pytest.fixture
def registrar(bureau: Organisation) -> User:
    return user("registrar", Role.REGISTRAR, organisation=bureau)


@pytest.fixture
def stranger(db: None) -> User:
    return user("stranger")


@pytest.fixture
def sign_in(client: Client) -> Callable[[User], Client]:
    def _sign_in(somebody: User) -> Client:
        client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return _sign_in


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """On a database server only what meets the database is asked again; nothing else depends on it."""
    if not os.environ["DATABASE_URL"].startswith("postgres"):
        return
    meeting, others = [], []
    for item in items:
        (meeting if _meets_database(item) else others).append(item)
    config.hook.pytest_deselected(items=others)
    items[:] = meeting


def _meets_database(item: pytest.Item) -> bool:
    asked = set(getattr(item, "fixturenames", ()))
    if "answers" in asked:
        # The whole walk through the house; `tests/access/test_rows.py` asks a server once a row.
        return False
    marked = item.get_closest_marker("django_db") is not None
    return marked or not asked.isdisjoint({"db", "transactional_db", "django_db_setup"})
