"""The papers of a press package, in the office's language."""

from __future__ import annotations

import datetime
import io
from dataclasses import dataclass

from django.conf import settings
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from docx import Document
from docx.oxml.ns import qn

from office.desk.imprint import Imprint
from office.people.models import Consent

from ...models import StoryPage
from .telling import Line

#: Official papers are set in these (UX.md 3); editing programs of every office have them.
TITLE_FACE, BODY_FACE = "黑体", "仿宋"


@dataclass(frozen=True)
class Handing:
    """To whom a story is handed, when, by which consents, and who answers for it."""

    story: StoryPage
    recipient: str
    consent: Consent
    imprint: Imprint
    at: datetime.datetime


def plain_text(lines: list[Line]) -> str:
    """Return a story as plain text, a blank line between paragraphs."""
    return "\n\n".join(line.text for line in lines) + "\n"


def word_file(lines: list[Line]) -> bytes:
    """Return a story as a .docx with headings, for the desk of a newspaper."""
    paper = Document()
    normal = paper.styles["Normal"]
    normal.font.name = BODY_FACE
    normal.element.rPr.rFonts.set(qn("w:eastAsia"), BODY_FACE)
    for line in lines:
        if line.kind in {"title", "heading"}:
            heading = paper.add_heading(line.text, level=0 if line.kind == "title" else 1)
            for run in heading.runs:
                run.font.name = TITLE_FACE
                run._element.get_or_add_rPr().rFonts.set(qn("w:eastAsia"), TITLE_FACE)
        else:
            paper.add_paragraph(line.text, style="Quote" if line.kind == "quote" else None)
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue()


def consent_statement(handing: Handing) -> str:
    """Say what the courier agreed to, how and until when; no number of a paper, no telephone, no address."""
    story = handing.story
    rows = [
        _("Statement of consent"),
        "",
        _("Person: %(name)s") % {"name": story.person},
        _("Story: %(title)s") % {"title": story.title},
        "",
    ]
    rows += [_consent(consent) for consent in (story.consent, handing.consent) if consent is not None]
    rows += [
        "",
        _("Handed to: %(name)s, on %(day)s") % {"name": handing.recipient, "day": _day(handing.at.date())},
        _("The consents themselves are kept by the office and can be looked at there."),
        "",
        str(settings.OFFICE_NAME),
    ]
    return "\n".join(rows) + "\n"


def _consent(consent: Consent) -> str:
    until = _day(consent.expires_on) if consent.expires_on else _("it is withdrawn")
    return _("· %(purpose)s: agreed on %(day)s (%(how)s, text %(version)s), until %(until)s.") % {
        "purpose": consent.get_purpose_display(),
        "day": _day(consent.given_on),
        "how": consent.get_channel_display(),
        "version": consent.text_version,
        "until": until,
    }


def terms(handing: Handing, pictures: int) -> str:
    """Say what is in the package, on which terms it may be used, and whom to ask."""
    consent = handing.consent
    until = _day(consent.expires_on) if consent.expires_on else _("the consent is withdrawn")
    rows = [
        _("“%(title)s”: package for the press") % {"title": handing.story.title},
        "",
        _(
            "In it: the story as text and as a Word file, %(count)s pictures as we have them, the list of "
            "pictures with their photographers, and the statement of consent."
        )
        % {"count": pictures},
        "",
        _("Terms"),
        _("1. For reports about this person and this story; not for advertisements."),
        _("2. Shorten as you need; do not change what was said or done. Print the photographers' names."),
        _("3. It may be published until %(until)s.") % {"until": until},
        _("4. A consent can be withdrawn at any time: we tell you at once, and all of it comes off."),
        _("5. Ask the person for nothing more through us: we give out no number, telephone or address."),
        "",
        _("Address of the story: %(url)s") % {"url": handing.story.full_url},
        _("Questions: %(who)s") % {"who": _contact(handing.imprint)},
    ]
    return "\n".join(rows) + "\n"


def _contact(imprint: Imprint) -> str:
    known = (imprint.host or settings.OFFICE_NAME, imprint.telephone, imprint.address)
    return " · ".join(str(each) for each in known if each)


def _day(day: datetime.date) -> str:
    return date_format(day, "DATE_FORMAT")
