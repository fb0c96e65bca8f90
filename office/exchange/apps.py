"""Reading and writing workbooks and csv files safely: formats, no business."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExchangeConfig(AppConfig):
    """The room has no models; it is an app for its translations and tests."""

    name = "office.exchange"
    label = "exchange"
    verbose_name = _("Exchange files")
    default_auto_field = "django.db.models.BigAutoField"
