"""Wagtail, the publishing house."""

from config import env

from .office import OFFICE_NAME, PUBLIC_BASE_URL
from .security import LOGIN_URL

WAGTAIL_SITE_NAME = OFFICE_NAME
WAGTAILADMIN_BASE_URL = PUBLIC_BASE_URL
# One sign-in for all.
WAGTAILADMIN_LOGIN_URL = LOGIN_URL
WAGTAIL_FRONTEND_LOGIN_URL = LOGIN_URL
# Nor a second way to a new password: the registrar hands it over in person.
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pictures.forms.PictureForm"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "cms.editing.documents.DocumentForm"
# Addresses are letters that a telephone can read out; the admin's script writes no other into the field.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
# Who moves or renames a page takes its old addresses along (the middleware stands in `applications`).
WAGTAILREDIRECTS_AUTO_CREATE = True
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
# The admin calls no foreign host.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
# What telephones send as they come: they are made smaller while they are taken in (cms.pictures.forms).
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 40_000_000
# A portrait of 960 x 1200 stays below 70 KB (UX.md 9); nobody sees the difference to Wagtail's 80 and 85.
WAGTAILIMAGES_WEBP_QUALITY = 70
WAGTAILIMAGES_JPEG_QUALITY = 78
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
# Every search of the publishing house, the choosers and the public one.
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "cms.search.backend"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt"]
WAGTAIL_PASSWORD_REQUIRED = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# After how many days without anything new the site check speaks (国办秘函〔2019〕19号): anywhere on the site,
# in a column of news, in a column of documents.
SITE_CHECK_DAYS = {
    "home": env.number("SITE_CHECK_HOME_DAYS", 14),
    "news": env.number("SITE_CHECK_NEWS_DAYS", 30),
    "documents": env.number("SITE_CHECK_DOCUMENTS_DAYS", 180),
}
# Two steps of approval; what was changed after a step goes through it again (cms.editing).
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.editing.approval.publish_approved"
# In milliseconds: slow lines are not asked twice a second, and a word is finished in the input method first.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# Documents pass a guard of ours on their way out.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The job that publishes by the clock runs every few minutes; after this many without it people are warned.
PUBLISHING_JOB_MINUTES = env.number("PUBLISHING_JOB_MINUTES", 15)
