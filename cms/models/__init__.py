"""The public site's pages, and who answers for them."""

from .addresses import ShortLink
from .announcements import AnnouncementIndexPage, AnnouncementPage
from .base import SitePage
from .columns import ColumnPage
from .contests import ContestIndexPage, ContestResultPage
from .guides import GuideIndexPage, GuidePage
from .home import ContentPage, HomePage
from .imprint import SiteImprint
from .information import ContactPage, SiteMapPage
from .policies import ExplanationPage, PolicyIndexPage, PolicyPage
from .stories import StoryIndexPage, StoryPage

__all__ = [
    "AnnouncementIndexPage",
    "AnnouncementPage",
    "ColumnPage",
    "ContactPage",
    "ContentPage",
    "ContestIndexPage",
    "ContestResultPage",
    "ExplanationPage",
    "GuideIndexPage",
    "GuidePage",
    "HomePage",
    "PolicyIndexPage",
    "PolicyPage",
    "ShortLink",
    "SiteImprint",
    "SiteMapPage",
    "SitePage",
    "StoryIndexPage",
    "StoryPage",
]
