"""The public site: pages, blocks and stories."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CmsConfig(AppConfig):
    """The room's entry in the list of installed apps."""

    name = "cms"
    label = "cms"
    verbose_name = _("Public site")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Name the deeds, fill the menus and the footer, and follow what happens in the rooms below."""
        from django.core import checks

        from office.enquiries.actions import guard
        from office.people.actions.consents import follow_withdrawals
        from recognition.honours.actions import follow_withdrawals as follow_withdrawn_honours

        from . import caching, imprint, menu, permissions, record  # noqa: F401
        from .actions import strike_honour, take_down
        from .checkup.deploy import check_imprint
        from .editing.contenders import contest_winners, nominees
        from .editing.embargo import keep_back
        from .editing.faults import refuse_published_words
        from .pictures import cutting

        record.name_deeds()
        record.follow_wagtail()
        menu.fill()
        imprint.give_footer()
        cutting.follow_uploads()
        caching.follow_changes()
        checks.register(check_imprint, checks.Tags.database, deploy=True)
        guard(refuse_published_words)
        keep_back(nominees)
        keep_back(contest_winners)
        follow_withdrawals(take_down)
        follow_withdrawn_honours(strike_honour)
