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
        from django.core import checks
        from django.db.models.signals import post_save
        from wagtail.images.models import Image
        from wagtail.models import ModelLogEntry, PageLogEntry

        from office.audit import actions as audit
        from office.desk.imprint import provide
        from office.desk.navigation import Entry, register
        from office.people.actions.consents import follow_withdrawals
        from recognition.honours.actions import follow_withdrawals as follow_withdrawn_honours

        from . import permissions  # noqa: F401
        from .actions import strike_honour, take_down
        from .caching import follow_changes
        from .checkup.deploy import check_imprint
        from .editing.contenders import contest_winners, nominees
        from .editing.embargo import keep_back
        from .imprint import footer, forget
        from .menu import may_publish
        from .pictures.cutting import after_saving
        from .record import enter_page_deed, enter_register_change

        audit.register(
            cms__story__published=_("Story published"),
            cms__imprint__entered=_("Imprint of the site entered"),
            cms__story__withdrawn=_("Story taken off the site"),
            cms__story__honour_struck=_("Withdrawn honour taken off a story"),
            cms__story__handed_to_press=_("Story handed to the press"),
            cms__newsroom__columns=_("Columns of a department set"),
            cms__page__changed=_("Page handed in, approved, published or taken down"),
            cms__register__changed=_("Register changed in the publishing house"),
        )
        post_save.connect(enter_register_change, sender=ModelLogEntry, dispatch_uid="cms.register")
        post_save.connect(enter_page_deed, sender=PageLogEntry, dispatch_uid="cms.pages")
        post_save.connect(after_saving, sender=Image, dispatch_uid="cms.pictures")
        checks.register(check_imprint, checks.Tags.database, deploy=True)
        keep_back(nominees)
        keep_back(contest_winners)
        follow_withdrawals(take_down)
        follow_withdrawn_honours(strike_honour)
        follow_changes()
        provide(footer)
        post_save.connect(forget, sender="cms.SiteImprint", dispatch_uid="cms.imprint")
        register(Entry(_("Home"), "/", order=10, area="public"))
        register(Entry(_("Announcements"), "/announcements/", order=12, area="public"))
        register(Entry(_("Service guides"), "/guides/", order=16, area="public"))
        register(Entry(_("Policies"), "/policies/", order=18, area="public"))
        register(Entry(_("Model couriers"), "/stories/", order=20, area="public"))
        register(Entry(_("Skills competitions"), "/competitions/", order=25, area="public"))
        # What the record feeds (`planting`).
        register(Entry(_("Roll of honour"), "/honour-roll/", order=27, area="public"))
        register(Entry(_("Classes open for enrolment"), "/classes-open/", order=28, area="public"))
        register(Entry(_("Warm Bee campaign"), "/warm-bee/", order=29, area="public"))
        register(Entry(_("Open figures"), "/open-figures/", order=30, area="public"))
        register(Entry(_("Edit the site"), "wagtailadmin_home", order=80, visible=may_publish, area="staff"))
