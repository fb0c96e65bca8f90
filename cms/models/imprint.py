"""Who answers for the site: the facts that a Chinese government site must print at its foot."""

from __future__ import annotations

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseGenericSetting

from .registers import Register

WEB_ADDRESS = URLValidator(schemes=["http", "https"])


class SiteImprint(Register, BaseGenericSetting):
    """The footer's facts (国办发〔2017〕47号; 国办秘函〔2019〕19号). One office, one site, one imprint.

    The five steps of setting a site up are here too: approval, mark of party and government bodies, ICP
    filing, police filing, government site code.
    """

    host = models.CharField(_("host"), max_length=120, blank=True)
    organiser = models.CharField(pgettext_lazy("imprint", "organiser"), max_length=120, blank=True)
    address = models.CharField(_("address"), max_length=160, blank=True)
    postcode = models.CharField(
        _("postcode"), max_length=6, blank=True, validators=[RegexValidator(r"^\d{6}$", _("Six digits."))]
    )
    telephone = models.CharField(_("telephone"), max_length=30, blank=True)
    supervision_telephone = models.CharField(_("supervision telephone"), max_length=30, blank=True)
    approval = models.CharField(
        _("approval of the site"), max_length=80, blank=True, help_text=_("The document that allowed it.")
    )
    organ_mark_url = models.CharField(
        _("mark of party and government bodies"),
        max_length=200,
        blank=True,
        validators=[WEB_ADDRESS],
        help_text=_("The address to which the mark leads, as given with it."),
    )
    site_code = models.CharField(
        _("government site code"),
        max_length=10,
        blank=True,
        validators=[RegexValidator(r"^\d{10}$", _("Ten digits."))],
    )
    icp = models.CharField(_("ICP filing"), max_length=60, blank=True)
    police_record = models.CharField(_("police filing"), max_length=60, blank=True)
    report_contact = models.CharField(
        _("report unlawful or harmful content"),
        max_length=120,
        blank=True,
        help_text=_("Telephone or mail address."),
    )
    find_errors_url = models.CharField(
        _("“Find errors for us”"),
        max_length=200,
        blank=True,
        validators=[WEB_ADDRESS],
        help_text=_("The address of the national platform for this site."),
    )
    supports_ipv6 = models.BooleanField(_("the site is reached by IPv6"), default=False)
    wechat_name = models.CharField(_("WeChat account"), max_length=60, blank=True)
    wechat_qr = models.ForeignKey(
        "wagtailimages.Image",
        verbose_name=_("QR code of the WeChat account"),
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )

    # What production does without in no case.
    DUTIES = (
        "host",
        "organiser",
        "address",
        "postcode",
        "telephone",
        "approval",
        "organ_mark_url",
        "site_code",
        "icp",
        "police_record",
        "report_contact",
    )
    panels = [
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "host",
                    "organiser",
                    "address",
                    "postcode",
                    "telephone",
                    "supervision_telephone",
                )
            ],
            heading=_("Who answers for the site"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in ("approval", "organ_mark_url", "icp", "police_record", "site_code")
            ],
            heading=_("Filings"),
        ),
        MultiFieldPanel(
            [
                FieldPanel(name)
                for name in (
                    "report_contact",
                    "find_errors_url",
                    "supports_ipv6",
                    "wechat_name",
                    "wechat_qr",
                )
            ],
            heading=_("For readers"),
        ),
    ]

    class Meta:
        verbose_name = _("imprint of the site")

    def __str__(self) -> str:
        return self.host

    @classmethod
    def standing(cls) -> SiteImprint:
        """Return the imprint that is on the site, an empty one where none is."""
        found: SiteImprint | None = cls.objects.filter(live=True).select_related("wechat_qr").first()
        return found or cls()

    def missing(self) -> list[str]:
        """Return the names of the duties that are empty, as they stand on the form."""
        names = {field.name: str(field.verbose_name) for field in self._meta.concrete_fields}
        return [names[name] for name in self.DUTIES if not getattr(self, name)]
