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
        """Name the deeds, fill the public menu and the footer, follow withdrawn consents."""
        from django.db.models.signals import post_save
        from wagtail.models import ModelLogEntry, PageLogEntry

        from office.audit import actions as audit
        from office.desk.imprint import provide
        from office.desk.navigation import Entry, register
        from office.people.actions.consents import follow_withdrawals
        from recognition.honours.actions import follow_withdrawals as follow_withdrawn_honours

        from .actions import strike_honour, take_down
        from .editing.contenders import contest_winners, nominees
        from .editing.embargo import keep_back
        from .menu import footer, may_publish
        from .record import enter_page_deed, enter_register_change

        audit.register(
            cms__story__published=_("Story published"),
            cms__story__withdrawn=_("Story taken off the site"),
            cms__story__honour_struck=_("Withdrawn honour taken off a story"),
            cms__newsroom__columns=_("Columns of a department set"),
            cms__page__changed=_("Page handed in, approved, published or taken down"),
            cms__register__changed=_("Register changed in the publishing house"),
        )
        post_save.connect(enter_register_change, sender=ModelLogEntry, dispatch_uid="cms.register")
        post_save.connect(enter_page_deed, sender=PageLogEntry, dispatch_uid="cms.pages")
        keep_back(nominees)
        keep_back(contest_winners)
        follow_withdrawals(take_down)
        follow_withdrawn_honours(strike_honour)
        provide(footer)
        register(Entry(_("Home"), "/", order=10, area="public"))
        register(Entry(_("Model couriers"), "/stories/", order=20, area="public"))
        register(Entry(_("Skills competitions"), "/competitions/", order=25, area="public"))
        register(Entry(_("Edit the site"), "wagtailadmin_home", order=80, visible=may_publish, area="staff"))
