import io

import pytest
from django.core.management import call_command
from wagtail.models import Page, Site

from cms.actions import plant
from cms.models import ContentPage, HomePage
from tests.cms.conftest import NOW


def tree(home: HomePage) -> list[tuple[str, str]]:
    return [(page.slug, page.specific_class.__name__) for page in home.get_children()]


def test_the_tree_stands_below_the_front_door(home: HomePage) -> None:
    assert tree(home) == [
        ("announcements", "AnnouncementIndexPage"),
        ("guides", "GuideIndexPage"),
        ("policies", "PolicyIndexPage"),
        ("stories", "StoryIndexPage"),
        ("honour-roll", "HonourRollPage"),
        ("competitions", "ContestIndexPage"),
        ("classes-open", "ClassIndexPage"),
        ("warm-bee", "CampaignPage"),
        ("open-figures", "FiguresPage"),
        ("contact", "ContactPage"),
        ("site-map", "SiteMapPage"),
        ("about", "ContentPage"),
    ]
    assert [block.block_type for block in ContentPage.objects.get().body] == ["text"]


def test_planting_again_changes_nothing(home: HomePage) -> None:
    before = list(Page.objects.values_list("pk", "path", "title"))
    again = plant("另一名称", title="另一标题", now=NOW)
    assert again.pk == home.pk
    assert list(Page.objects.values_list("pk", "path", "title")) == before


def test_the_site_answers_at_the_public_address(home: HomePage) -> None:
    site = Site.objects.get()
    assert (site.hostname, site.port, site.site_name, site.root_page_id, site.is_default_site) == (
        "office.example",
        443,
        "试点平台",
        home.pk,
        True,
    )


def test_wagtails_welcome_page_goes(home: HomePage) -> None:
    Page.get_first_root_node().add_child(instance=Page(title="Welcome", slug="home"))
    plant("试点平台", title="标题", now=NOW)
    assert [page.slug for page in Page.objects.filter(depth=2)] == ["pingan"]


@pytest.mark.django_db
def test_the_command_plants_the_site_and_may_be_run_again() -> None:
    told = [io.StringIO(), io.StringIO()]
    for each in told:
        call_command("plant_site", title="平安快递员之家", stdout=each)
    assert HomePage.objects.get().title == "平安快递员之家"
    assert told[0].getvalue() == told[1].getvalue()
    assert str(HomePage.objects.get().get_descendant_count()) in told[0].getvalue()
