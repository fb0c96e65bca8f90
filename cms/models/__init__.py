"""The public site's pages."""

from .base import SitePage
from .campaigns import CampaignPage
from .classes import ClassIndexPage
from .competitions import CompetitionPage
from .contests import ContestIndexPage, ContestResultPage
from .figures import FiguresPage
from .home import ContentPage, HomePage
from .honours import HonourRollPage
from .places import RestPoint, Street
from .stories import StoryIndexPage, StoryPage

__all__ = [
    "CampaignPage",
    "ClassIndexPage",
    "CompetitionPage",
    "ContentPage",
    "ContestIndexPage",
    "ContestResultPage",
    "FiguresPage",
    "HomePage",
    "HonourRollPage",
    "RestPoint",
    "SitePage",
    "StoryIndexPage",
    "StoryPage",
    "Street",
]
