"""Foreign keys and migrations obey the floors that import-linter holds the imports to."""

import tomllib

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from config.env import BASE_DIR

CONTRACTS = tomllib.loads((BASE_DIR / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
LAYERS = next(c["layers"] for c in CONTRACTS["importlinter"]["contracts"] if c["id"] == "floors")
# A room's floor, counted from the ground.
FLOORS = {room.strip(): floor for floor, layer in enumerate(reversed(LAYERS)) for room in layer.split("|")}
OURS = {
    config.label: config.name
    for config in apps.get_app_configs()
    if config.name.split(".")[0] in {room.split(".")[0] for room in FLOORS}
}


def may_know(room: str, other: str) -> bool:
    """Whether a room may refer to another: itself, or one on a lower floor."""
    return room == other or FLOORS[room] > FLOORS[other]


def references(model: type[Model]) -> list[tuple[str, type[Model]]]:
    """The columns and link tables of a model with the models that they point to."""
    fields = [*model._meta.local_fields, *model._meta.local_many_to_many]
    return [
        (field.name, field.related_model) for field in fields if field.is_relation and field.related_model
    ]


def our_models() -> list[type[Model]]:
    return [model for model in apps.get_models(include_auto_created=True) if model._meta.app_label in OURS]


def test_every_room_stands_on_a_floor() -> None:
    assert {name for name in OURS.values() if name not in FLOORS} == set()


def test_there_are_models_to_hold_to_the_floors() -> None:
    assert len(our_models()) > 20


@pytest.mark.parametrize("model", our_models(), ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model: type[Model]) -> None:
    room = OURS[model._meta.app_label]
    wrong = [
        f"{model._meta.label}.{name} -> {target._meta.label}"
        for name, target in references(model)
        if target._meta.app_label in OURS and not may_know(room, OURS[target._meta.app_label])
    ]
    assert wrong == []


def test_migrations_depend_downwards() -> None:
    migrations = MigrationLoader(None).disk_migrations
    wrong = [
        f"{label}.{name} -> {other}"
        for (label, name), migration in sorted(migrations.items())
        if label in OURS
        for other, _ in migration.dependencies
        if other in OURS and not may_know(OURS[label], OURS[other])
    ]
    assert wrong == []


@pytest.mark.parametrize(
    ("room", "other", "allowed"),
    [
        ("training.courses", "office.people", True),
        ("office.people", "training.courses", False),
        ("office.casework", "office.certificates", False),
        ("office.people", "office.people", True),
    ],
)
def test_may_know_tells_down_from_up_and_across(room: str, other: str, allowed: bool) -> None:
    assert may_know(room, other) is allowed
