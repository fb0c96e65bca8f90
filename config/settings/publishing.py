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
WAGTAILIMAGES_IMAGE_FORM_BASE = "cms.pictures.PictureForm"
WAGTAIL_I18N_ENABLED = False
WAGTAIL_CONTENT_LANGUAGES = [("zh-hans", "简体中文")]
# The admin calls no foreign host.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "csv", "txt"]
WAGTAIL_PASSWORD_REQUIRED = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
# Two steps of approval; what was changed after a step goes through it again (cms.editing).
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_FINISH_WORKFLOW_ACTION = "cms.editing.approval.publish_approved"
# In milliseconds: slow lines are not asked twice a second, and a word is finished in the input method first.
WAGTAIL_AUTOSAVE_INTERVAL = 3000
# Documents pass a guard of ours on their way out.
WAGTAILDOCS_SERVE_METHOD = "serve_view"
# The job that publishes by the clock runs every few minutes; after this many without it people are warned.
PUBLISHING_JOB_MINUTES = env.number("PUBLISHING_JOB_MINUTES", 15)
