"""Reading an employer's summary sheet of applicants (T10): the judgement of every row; nothing is stored."""

from __future__ import annotations

import datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from django.utils.translation import gettext as _

from office.exchange.headers import find_header
from office.exchange.report import JudgedRow, Report
from office.exchange.sheets import read_tables
from office.people.enums import Sex
from office.people.imports.judgement import Judgement, judge_id_number, refuse_repeated, refuse_too_long
from office.people.models import Courier, Organisation
from office.people.names import NAME_MESSAGE, check_name
from office.people.queries import by_id_number

from .models import TitleApplication, TitleRound
from .models.application import LONGEST_SUMMARY
from .summary import (
    BRANCH_WORDS,
    COLUMNS,
    GRADES,
    TITLE_WORDS,
    day_of,
    read_education,
    read_ground,
    read_held,
)

PRECEDENCE: Final = (
    "required", "cell_error", "name", "id_numeric_cell", "id_length", "id_birth_date", "id_checksum",
    "choice", "too_long", "other_unit", "number", "education", "held", "in_the_future", "level_differs",
    "person_unknown", "name_differs", "facts_differ", "not_employed", "no_round", "already_applied",
    "duplicate_in_file",
)  # fmt: skip
DUPLICATES: Final = ("duplicate_in_file", "already_applied")
#: What an application has no column for is kept beside it, in the employer's words.
BESIDE: Final = ("years", "hours", "complete", "opinion")
_LENGTHS: Final = {
    "post": 40, "education": 90, "appraisal": 120, "summary": LONGEST_SUMMARY, "ground": 200, "opinion": 300,
}  # fmt: skip
_SEX: Final = {"男": Sex.MALE, "女": Sex.FEMALE}
_LONGEST: Final = 60


def judge(content: bytes, filename: str, *, employer: Organisation, today: datetime.date) -> Judgement:
    """Read a sheet and judge every row for an employer's people; codes as in PRECEDENCE.

    `facts` holds by row the keys of the person (`people`) and of the round that is open for the title and
    branch (`rounds`). The warning `completes_draft` lets a row in. Raises ValidationError for a file that
    cannot be used.
    """
    layout = find_header(read_tables(content, filename), COLUMNS)
    rows = []
    for source in layout.rows():
        row = layout.judge(source)
        judge_id_number(row, source, today=today)
        _judge_alone(row, employer, today)
        rows.append(row)
    people, rounds = _hold_against_record(rows, employer), _find_rounds(rows, today)
    message = _("Row %(row)d names the same person for the same title. Keep one of the two rows.")
    refuse_repeated(
        rows, lambda row: (row.values["id_number"], rounds.get(row.row)), column="name", message=message
    )
    _hold_against_applications(rows, people, rounds, employer)
    facts = {
        "people": {str(row): str(courier.pk) for row, courier in people.items()},
        "rounds": {str(row): round_.pk for row, round_ in rounds.items()},
    }
    return Judgement(Report(layout.recognised, rows), [], facts)


def _judge_alone(row: JudgedRow, employer: Organisation, today: datetime.date) -> None:
    """Judge a row by itself."""
    values = row.values
    refuse_too_long(row, _LENGTHS)
    if values.get("name") and not check_name(values["name"]):
        row.refuse("name", "name", NAME_MESSAGE)
    if values.get("unit") and values["unit"] not in (employer.name, employer.short_name):
        message = _("This row is of another unit than “%(name)s”. Each unit sends its own people.")
        row.refuse("unit", "other_unit", message % {"name": employer.name})
    if values.get("years") and not (values["years"].isdigit() and int(values["years"]) <= _LONGEST):
        row.refuse("years", "number", _("Write whole years, as 8."))
    if values.get("hours") and _decimal(values["hours"]) is None:
        row.refuse("hours", "number", _("Write hours as a number, as 72 or 72.5."))
    _judge_told(row, today)
    title, grade = TITLE_WORDS.get(values.get("title", "")), values.get("level", "")
    if title is not None and grade in GRADES.values() and GRADES[title] != grade:
        message = _("“%(title)s” is of the level %(grade)s. Correct one of the two.")
        row.refuse("level", "level_differs", message % {"title": values["title"], "grade": GRADES[title]})


def _judge_told(row: JudgedRow, today: datetime.date) -> None:
    """Judge the cells that say several things at once."""
    education, held = row.values.get("education", ""), row.values.get("held", "")
    told = read_education(education) if education else None
    if education and told is None:
        row.refuse("education", "education", _("Write education, field and month, as 本科/物流工程/2018-07."))
    title = read_held(held)
    if title is None or (title[0] is not None and title[1] is None):
        row.refuse("held", "held", _("Write the title held and its day, as 助理工程师/2020-10-08, or 无."))
    for column, day in (("education", told[2] if told else None), ("held", title[1] if title else None)):
        if day is not None and day > today:
            row.refuse(column, "in_the_future", _("This day lies in the future. Correct it."))


def _decimal(text: str) -> Decimal | None:
    """Return hours with at most one decimal, or None."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return None
    fits = number.is_finite() and 0 <= number < 100_000 and number == number.quantize(Decimal("0.1"))
    return number if fits else None


def _hold_against_record(rows: list[JudgedRow], employer: Organisation) -> dict[int, Courier]:
    """Find each row's person by the ID number; refuse who is unknown, differs, or does not work here now."""
    known = by_id_number([row.values["id_number"] for row in rows if not row.rejected])
    working = set(employer.employments.filter(ended_on=None).values_list("courier", flat=True))
    people: dict[int, Courier] = {}
    for row in rows:
        if row.rejected:
            continue
        courier = known.get(row.values["id_number"])
        if courier is None:
            message = _("Nobody of this number is registered. Send the roster of riders first.")
            row.refuse("id_number", "person_unknown", message)
            continue
        people[row.row] = courier
        if courier.name != row.values["name"]:
            message = _("The registry keeps another name for this number. Compare both with the card.")
            row.refuse("name", "name_differs", message)
        if _differs(row, courier):
            message = _("Sex or month of birth differ from the ID number. Correct them.")
            row.refuse("born", "facts_differ", message)
        if courier.pk not in working:
            message = _("This person does not work for the unit today.")
            row.refuse("name", "not_employed", message)
    return people


def _differs(row: JudgedRow, courier: Courier) -> bool:
    sex, born = row.values.get("sex"), day_of(row.values.get("born", ""))
    other_sex = bool(sex) and _SEX[sex] != courier.sex  # type: ignore[index]
    return other_sex or (
        born is not None and (born.year, born.month) != (courier.birth_date.year, courier.birth_date.month)
    )


def _find_rounds(rows: list[JudgedRow], today: datetime.date) -> dict[int, TitleRound]:
    """Find by title and branch the round that is open today; refuse rows for which there is none."""
    rounds = {
        (each.level, each.branch): each
        for each in TitleRound.objects.filter(opens_on__lte=today, closes_on__gte=today).order_by("year")
    }
    found = {}
    for row in rows:
        if row.rejected:
            continue
        wanted = (TITLE_WORDS[row.values["title"]].value, BRANCH_WORDS[row.values["branch"]].value)
        if (round_ := rounds.get(wanted)) is not None:
            found[row.row] = round_
        else:
            message = _("No round for this title and branch is open today. Look at the list of rounds.")
            row.refuse("title", "no_round", message)
    return found


def _hold_against_applications(
    rows: list[JudgedRow],
    people: dict[int, Courier],
    rounds: dict[int, TitleRound],
    employer: Organisation,
) -> None:
    """Refuse who has submitted already; warn where a draft is there, which is only completed."""
    live = TitleApplication.objects.filter(round__in=set(rounds.values()), live=True).select_related("case")
    there = {(each.applicant_id, each.round_id): each for each in live}
    for row in rows:
        if row.rejected:
            continue
        application = there.get((people[row.row].pk, rounds[row.row].pk))
        if application is None:
            continue
        if application.case.state != "draft" or application.case.organisation_id != employer.pk:
            message = _("This person has applied in this round already; nothing is changed.")
            row.refuse("name", "already_applied", message)
        else:
            message = _("This person has a draft already. Only what is empty there is filled in.")
            row.warn("name", "completes_draft", message)


def told_by(row: JudgedRow) -> dict[str, Any]:
    """Return the columns of an application that an accepted row tells, empty ones left out."""
    values = row.values
    education, held = read_education(values.get("education", "")), read_held(values.get("held", ""))
    ground, note = read_ground(values.get("ground", ""))
    told: dict[str, Any] = {
        "ground": ground.value,
        "ground_note": note,
        "post": values.get("post", ""),
        "appraisal": values.get("appraisal", ""),
        "summary": values.get("summary", ""),
    }
    if education is not None:
        told |= {"education": education[0].value, "major": education[1][:60], "graduated_on": education[2]}
    if held is not None and held[0] is not None:
        told |= {"held_level": held[0].value, "held_since": held[1]}
    return {column: value for column, value in told.items() if value not in ("", None)}


def beside(row: JudgedRow) -> dict[str, str]:
    """Return what an accepted row tells beyond the columns of an application."""
    return {key: row.values[key] for key in BESIDE if row.values.get(key)}


def hours_told(row: JudgedRow) -> Decimal | None:
    """Return the hours of continuing education that a row tells, or None."""
    return _decimal(row.values["hours"]) if row.values.get("hours") else None
