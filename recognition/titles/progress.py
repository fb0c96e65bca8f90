"""An application as a list of tasks, and what comes next, in the applicant's words."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from office.casework.queries import Place

from .actions import is_open
from .models import TitleApplication
from .sections import SECTIONS, undone

Text = str | Promise

#: What the applicant reads in each state of both procedures.
WORDS: dict[str, Text] = {
    "draft": gettext_lazy("Fill in the parts in any order; what is saved stays. Then pledge and submit."),
    "returned": gettext_lazy("More is asked for. Mend what is listed, pledge anew, and submit again."),
    "submitted": gettext_lazy(
        "Your employer shows the result of its check within the firm, then recommends you."
    ),
    "recommended": gettext_lazy("The office looks whether everything is there, and accepts the application."),
    "accepted": gettext_lazy("The office examines each condition. You need not do anything."),
    "sent_up": gettext_lazy("Recommended upward. The committee above decides; its result is entered here."),
    "passed_up": gettext_lazy("The result has arrived; a second officer holds it against the document."),
    "failed_up": gettext_lazy("The result has arrived; a second officer holds it against the document."),
    "reviewed": gettext_lazy("The committee of the district votes in its next meeting."),
    "passed": gettext_lazy("The committee has passed you. Next the list is shown in public."),
    "not_passed": gettext_lazy("The committee has not passed you. You may ask for a re-examination."),
    "appealed": gettext_lazy("The office decides whether the committee examines your application again."),
    "in_notice": gettext_lazy("Your name stands on public notice. After the last day the office confirms."),
    "contested": gettext_lazy("Somebody objected. The office examines it and then goes on."),
    "cleared": gettext_lazy("The notice is over. The office confirms and records the title."),
    "titled": gettext_lazy("You hold the title. It stands below and in the register."),
    "not_titled": gettext_lazy("It was not passed. You may apply in a later round."),
    "rejected": gettext_lazy("The application was refused. Read the reason below."),
    "withdrawn": gettext_lazy("The application was withdrawn. You may apply again while the round is open."),
}


@dataclass(frozen=True, slots=True)
class Task:
    """A line of the list: its name, how it stands (a word with a tone), where it leads ("" when closed)."""

    label: Text
    word: str
    tone: str
    url: str = ""


def tasks_of(application: TitleApplication, places: list[Place]) -> list[Task]:
    """Return the parts and the papers as tasks; done ones carry no colour, so that open work stands out."""
    case, missing = application.case, {section.code for section in undone(application)}
    tasks = [
        _task(
            section.label,
            section.code not in missing,
            reverse("titles:section", args=[case.number, section.code])
            if is_open(case, section.code)
            else "",
        )
        for section in SECTIONS
    ]
    for place in places:
        there = place.is_usable
        url = reverse("casework:attach", args=[case.number, place.slot.code]) if place.is_open else ""
        if not there and not place.slot.required:
            tasks.append(Task(place.slot.label, _("if there is one"), "", url))
        else:
            tasks.append(_task(place.slot.label, there, url))
    return tasks


#: What an employer's sheet tells beyond an application's own columns.
BESIDE: dict[str, Text] = {
    "years": gettext_lazy("Years in this speciality"),
    "hours": gettext_lazy("Hours of continuing education"),
    "complete": gettext_lazy("All papers there"),
    "opinion": gettext_lazy("Recommendation of the employer"),
}


def told_beside(application: TitleApplication) -> list[tuple[Text, str]]:
    """Return what the employer's newest sheet told beside the columns, as (label, words); [] without one."""
    draft = application.sheet_drafts.order_by("-pk").first()
    told = draft.told if draft is not None else {}
    return [(label, told[key]) for key, label in BESIDE.items() if key in told]


def _task(label: Text, done: bool, url: str) -> Task:
    if done:
        return Task(label, pgettext("task", "Complete"), "", url)
    return Task(label, pgettext("task", "Still open"), "warning" if url else "neutral", url)


@dataclass(frozen=True, slots=True)
class NextStep:
    """The next thing: a sentence, and a button where the thing is the applicant's to do."""

    words: Text
    url: str = ""
    button: Text = ""


def next_step(application: TitleApplication, places: list[Place], *, is_mine: bool) -> NextStep:
    """Return what comes next; the one button is shown to the applicant."""
    case = application.case
    words = WORDS[case.state]
    if not is_mine:
        return NextStep(words)
    if case.state == "not_passed":
        url = reverse("casework:advance", args=[case.number, "appeal"])
        return NextStep(words, url, _("Ask for a re-examination"))
    if case.state not in ("draft", "returned"):
        return NextStep(words)
    lacking = [
        place for place in places if place.slot.required and not (place.attachment and place.is_usable)
    ]
    if undone(application) or lacking:
        return NextStep(words)
    if application.pledged_at is None:
        url = reverse("titles:pledge", args=[case.number])
        return NextStep(_("Everything is there. Read the pledge, then submit."), url, _("Read and pledge"))
    url = reverse("casework:advance", args=[case.number, "submit"])
    return NextStep(_("Pledged. Submit the application to your employer."), url, _("Submit the application"))
