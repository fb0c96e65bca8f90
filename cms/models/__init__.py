"""The public site's pages."""

from .base import SitePage
from .contests import ContestIndexPage, ContestResultPage
from .editing import Allowance, ApprovalTask, Heartbeat, Newsroom
from .english import EnglishPage
from .home import ContentPage, HomePage
from .stories import StoryIndexPage, StoryPage

__all__ = [
    "Allowance",
    "ApprovalTask",
    "ContentPage",
    "ContestIndexPage",
    "ContestResultPage",
    "EnglishPage",
    "Heartbeat",
    "HomePage",
    "Newsroom",
    "SitePage",
    "StoryIndexPage",
    "StoryPage",
]
