"""Under which headings the public search lists what it finds."""

from __future__ import annotations

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """The headings; a page's class names its own (`SitePage.search_kind`). The values stand in addresses."""

    STORY = "stories", _("Model couriers")
    RESULT = "competitions", _("Skills competitions")
    ANNOUNCEMENT = "announcements", _("Announcements")
    GUIDE = "guides", _("Service guides")
    POLICY = "policies", _("Policies")
    CLASS = "classes", _("Classes")
    PAGE = "pages", _("Other pages")
