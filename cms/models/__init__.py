"""The public site's pages, and who answers for them."""

from .addresses import ShortLink
from .announcements import AnnouncementIndexPage, AnnouncementPage
from .base import SitePage
from .campaigns import CampaignPage
from .classes import ClassIndexPage
from .columns import ColumnPage
from .competitions import CompetitionPage
from .contests import ContestIndexPage, ContestResultPage
from .editing import Allowance, ApprovalTask, Heartbeat, Newsroom
from .english import EnglishPage
from .figures import FiguresPage
from .guides import GuideIndexPage, GuidePage
from .home import ContentPage, HomePage
from .honours import HonourRollPage
from .imprint import SiteImprint
from .information import ContactPage, SiteMapPage
from .places import RestPoint, Street
from .policies import ExplanationPage, PolicyIndexPage, PolicyPage
from .scans import ScanCheck
from .stories import StoryIndexPage, StoryPage

__all__ = [
    "Allowance",
    "AnnouncementIndexPage",
    "AnnouncementPage",
    "ApprovalTask",
    "CampaignPage",
    "ClassIndexPage",
    "ColumnPage",
    "CompetitionPage",
    "ContactPage",
    "ContentPage",
    "ContestIndexPage",
    "ContestResultPage",
    "EnglishPage",
    "ExplanationPage",
    "FiguresPage",
    "GuideIndexPage",
    "GuidePage",
    "Heartbeat",
    "HomePage",
    "HonourRollPage",
    "Newsroom",
    "PolicyIndexPage",
    "PolicyPage",
    "RestPoint",
    "ScanCheck",
    "ShortLink",
    "SiteImprint",
    "SiteMapPage",
    "SitePage",
    "StoryIndexPage",
    "StoryPage",
    "Street",
]
