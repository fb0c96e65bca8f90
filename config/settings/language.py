"""Chinese first, English second; the district's clock."""

from django.utils.translation import gettext_lazy as _

from config.env import BASE_DIR

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", _("Simplified Chinese")), ("en", _("English"))]
# What Wagtail's own catalogue lacks in Chinese stands apart from the words of this house.
ADMIN_LOCALE = BASE_DIR / "locale" / "wagtail"
LOCALE_PATHS = [BASE_DIR / "locale", ADMIN_LOCALE]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
