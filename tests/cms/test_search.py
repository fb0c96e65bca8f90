"""The search of the site: every word of title, body, person and unit, on both databases alike."""

from __future__ import annotations

import datetime
import random
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from modelsearch.backends import get_search_backend
from modelsearch.query import MATCH_ALL, And, Not, Or, Phrase, PlainText
from wagtail.documents.models import Document
from wagtail.models import Page, PageViewRestriction

from cms.actions import publish_story
from cms.models import ContentPage, HomePage, StoryPage
from cms.models.shown import shown_pages
from cms.search.entries import IndexEntry
from cms.search.kinds import Kind
from cms.search.queries import find
from office.people.models import Consent, Courier, User
from tests.cms.conftest import NOW, TODAY, consent_of

Draft = Callable[..., StoryPage]
Write = Callable[..., ContentPage]

TEXTS = {
    "最美快递员马海龙": "马海龙是平安区高铁新区站点的快递员，每天五点四十分出门，送三百个包裹，从不抱怨。",
    "重庆路上的骑手": "网约配送员李师傅在重庆路送餐，参加过中级工培训，领到了技能培训补贴八百元整。",
    "第二届技能竞赛成绩公布": "快递员赛项决赛成绩：韵达网点的索南才让第一，青海顺丰的马玉兰第二。",
    "暖蜂行动服务站点": "户外劳动者服务站点共有十二处，提供饮水、充电、急救箱；𠮷野街站点夜间开放。",
    "培训补贴办事指南": "申领对象为参加初级、中级、高级工程培训并取得证书的快递员；投递员同样适用。",
    "English for couriers": "Couriers meet customers every day. The course has 12 lessons and a final test.",
}  # fmt: skip
#: What a reader asks, and how many of the pages above have it.
QUESTIONS = {
    "快递员": 3, "快递": 3, "递员": 3, "马海龙": 1, "马玉兰": 1, "索南才让": 1, "李师傅": 1, "补贴": 2,
    "培训补贴": 2, "成绩": 1, "网约配送员": 1, "骑手 补贴": 1, "技能竞赛": 1, "青海": 1, "顺丰": 1, "韵达": 1,
    "高级工": 1, "中级工": 1, "重庆": 1, "重庆路": 1, "服务站点": 1, "户外劳动者": 1, "𠮷野": 1, "急救箱": 1,
    "高铁新区": 1, "五点四十": 1,
    "courier": 1, "COURIERS": 1, "12": 1, "快递员，补贴": 1, "八百元整": 1, "竞赛 快递员": 1,
}  # fmt: skip


@pytest.fixture
def write(home: HomePage) -> Write:
    def _write(title: str, body: str = "正文", **changes: Any) -> ContentPage:
        page = ContentPage(title=title, body=[("text", f"<p>{body}</p>")], **{"live": True, **changes})
        return HomePage.objects.get(pk=home.pk).add_child(instance=page)

    return _write


@pytest.fixture
def library(write: Write) -> dict[str, str]:
    for title, body in TEXTS.items():
        write(title, body)
    return {title: f"{title}\n{body}" for title, body in TEXTS.items()}


def titles(question: Any) -> list[str]:
    found = ContentPage.objects.live().search(question)
    assert found.count() == len(found)
    return [page.title for page in found]


def test_what_readers_ask_is_found(library: dict[str, str]) -> None:
    assert {question: len(titles(question)) for question in QUESTIONS} == QUESTIONS


def test_every_substring_is_found_where_it_stands(library: dict[str, str]) -> None:
    chance = random.Random(7)
    for _round in range(150):
        text = chance.choice(list(library.values()))
        length = chance.randint(2, 6)
        start = chance.randrange(len(text) - length)
        part = text[start : start + length]
        if not (part.isalpha() and not part.isascii()):
            continue
        wanted = {title for title, written in library.items() if part in written}
        assert wanted <= set(titles(part)), part


def test_nothing_stands_across_two_texts(write: Write) -> None:
    write("骑手", "冬天")
    assert (titles("骑手冬天"), titles("骑手 冬天"), titles("手冬")) == ([], ["骑手"], [])


def test_a_long_page_is_found_to_its_end(write: Write) -> None:
    # More "的" than PostgreSQL keeps places of one lexeme, and more tokens than it keeps places at all.
    write("办法", "，".join(["本办法的解释权的归属的"] * 1800) + "，末句的印章的样式")
    assert (titles("末句的印章的样式"), titles("的样式"), titles("印章的归属")) == (["办法"], ["办法"], [])


@pytest.mark.parametrize(
    "question",
    [
        '快递"员',
        '"',
        "''",
        "  \u3000 ",
        "",
        "NEAR(a b)",
        "快递 AND",
        "title : 快",
        "* OR *",
        "\0",
        "-",
        "(",
        "快*",
        "|&!:'\\",
        "\ue001快",
        "a*",
        "🚚",
        "བཀྲ་ཤིས",
        " ".join("一二三四五六七八九十" * 20),
        "'; DROP TABLE x; -- %s",
    ],
)
def test_signs_of_query_languages_are_signs(library: dict[str, str], client: Client, question: str) -> None:
    assert client.get(reverse("search:search"), {"q": question}).status_code == 200
    assert len(titles(question)) in {0, 1, 3, 4}


def test_a_question_without_end_is_cut(library: dict[str, str], client: Client) -> None:
    assert client.get("/search/", {"q": "快递员" * 3000, "page": "9" * 400, "kind": "x"}).status_code == 200
    assert titles("快递员 " * 3000) == titles("快递员")


def test_wagtails_own_queries_are_understood(library: dict[str, str]) -> None:
    couriers, money = Phrase("快递员"), PlainText("补贴")
    assert titles(And([couriers, money])) == ["培训补贴办事指南"]
    assert set(titles(And([couriers, Not(money)]))) == {"最美快递员马海龙", "第二届技能竞赛成绩公布"}
    assert len(titles(Or([couriers, money]))) == 4
    assert titles(~MATCH_ALL) == []
    assert len(titles(MATCH_ALL)) == len(TEXTS) + 1
    assert len(titles(PlainText("马海龙 李师傅", operator="or"))) == 2


def test_titles_come_first_then_the_newest(library: dict[str, str]) -> None:
    found = ["最美快递员马海龙", "培训补贴办事指南", "第二届技能竞赛成绩公布"]
    assert titles("快递员") == found
    # The public search, which counts otherwise, among all pages of the site.
    assert [page.title for page in find("快递员", on=TODAY).results if page.title in library] == found
    scored = ContentPage.objects.live().search("快递员").annotate_score("points")
    assert [page.points for page in scored] == [1, 0, 0]
    # By name alone nobody is better than the others.
    named = ContentPage.objects.live().autocomplete("技能竞").annotate_score("points")
    assert [(page.title, page.points) for page in named] == [("第二届技能竞赛成绩公布", 0)]


def test_all_words_first_then_some(library: dict[str, str]) -> None:
    strictly, loosely = find("快递员 补贴", on=TODAY), find("配送员竞赛", on=TODAY)
    assert (strictly.loosely, [page.title for page in strictly.results]) == (False, ["培训补贴办事指南"])
    assert (loosely.loosely, [page.title for page in loosely.results]) == (
        True,
        ["第二届技能竞赛成绩公布", "重庆路上的骑手", "技能竞赛"],
    )
    assert (find("没有这回事呢", on=TODAY).total, find("", on=TODAY).total) == (0, 0)


def test_a_part_on_most_pages_gives_no_point(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    for title, body in (("甲", "骑手，补贴"), ("乙", "骑手")):
        write(title, body)
    for common, wanted in ((5_000, ["甲", "乙"]), (0, ["乙", "甲"])):
        monkeypatch.setattr("cms.search.compiler.COMMON", common)
        assert titles(PlainText("骑手 补贴", operator="or")) == wanted
        assert [page.title for page in find("骑手 补贴 雨衣", on=TODAY).results] == wanted


def test_names_are_found_by_their_sound(draft: Draft, consent: Consent) -> None:
    publish_story(draft(consent=consent), actor=None)
    for sound in ("mhl", "hailong", "mahai", "MHL", "sbgzc", "马海龙", "海龙"):
        assert [page.title for page in find(sound, on=TODAY).results] == ["三百个早晨"], sound


def test_the_person_and_the_unit_are_found(draft: Draft, consent: Consent) -> None:
    story = publish_story(draft(consent=consent, honour="省级能手", quotation="路是走出来的"), actor=None)
    for words in ("省级能手", "路是走", "高铁新区", "每天五点"):
        assert [page.pk for page in find(words, on=TODAY).results] == [story.pk], words


def test_drafts_private_and_withdrawn_pages_are_not_found(
    write: Write, draft: Draft, courier: Courier, client: Client
) -> None:
    write("保密 草稿", live=False)
    private = write("保密 内部")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)
    publish_story(draft("past", title="保密 故事", consent=consent_of(courier)), actor=None)
    assert [hit.title for hit in find("保密", on=TODAY).results] == ["保密 故事"]
    # Live in the database, but the consent has ended by the clock: no job has run yet.
    courier.consents.update(expires_on=TODAY - datetime.timedelta(days=1))
    answer = client.get("/search/", {"q": "保密"})
    assert (answer.context["answer"].total, "故事" in answer.content.decode()) == (0, False)
    courier.consents.update(expires_on=None, withdrawn_at=NOW)
    assert find("保密", on=TODAY).counts == {}
    assert shown_pages(TODAY).filter(pk__in=[private.pk, StoryPage.objects.get().pk]).count() == 0


def test_a_changed_page_is_found_by_its_new_words_and_a_deleted_one_not_at_all(write: Write) -> None:
    page = write("旧标题")
    page.title = "新名字"
    page.save()
    assert (titles("旧标题"), titles("新名字")) == ([], ["新名字"])
    key = str(page.pk)
    page.delete()
    assert (titles("新名字"), IndexEntry.objects.filter(object_id=key).count()) == ([], 0)


def test_headings_narrow_and_keep_the_question(
    library: dict[str, str], draft: Draft, consent: Consent, client: Client
) -> None:
    publish_story(draft(consent=consent, title="快递员的早晨"), actor=None)
    everything = client.get("/search/", {"q": "快递员"})
    assert everything.context["answer"].counts == {Kind.STORY: 2, Kind.PAGE: 3}
    stories = client.get("/search/", {"q": "快递员", "kind": "stories"})
    # The list stands under the heading of what it lists.
    assert {hit.url for hit, _title, _passage in stories.context["hits"]} == {"/stories/", "/stories/story/"}
    assert 'href="?q=%E5%BF%AB%E9%80%92%E5%91%98"' in stories.content.decode()


def test_a_page_that_is_under_no_heading_is_not_found(home: HomePage) -> None:
    root = Page.get_first_root_node()
    get_search_backend().add(root)
    assert [page.pk for page in Page.objects.search(root.title)] == [root.pk]
    assert find(root.title, on=TODAY).total == 0


def test_a_passage_looks_up_no_pinyin(write: Write, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    write("告示", "快递员的早晨")
    monkeypatch.setattr("cms.pinyin.heard", lambda *_texts, **_names: pytest.fail("the dictionary"))
    assert "<mark>快递员</mark>的早晨" in client.get("/search/", {"q": "快递员"}).content.decode()


def test_the_passage_is_marked_and_harmless(write: Write, client: Client) -> None:
    write("告示", "前" * 60 + "&lt;script&gt;快递员&lt;/script&gt;" + "后" * 200)
    page = client.get("/search/", {"q": "快递员"}).content.decode()
    assert "&lt;script&gt;<mark>快递员</mark>&lt;/script&gt;" in page
    echoed = client.get("/search/", {"q": "<i>没有</i>"}).content.decode()
    assert ("<i>没有" in echoed, "&lt;i&gt;没有" in echoed) == (False, True)


def test_the_box_stands_in_the_frame_of_every_public_page_and_not_at_the_desk(
    home: HomePage, editor: User, client: Client
) -> None:
    box = 'action="/search/" role="search"'
    public = ["certificates:verify", "casework:notices", "casework:progress", "portal:login", "search:search"]
    for path in [*map(reverse, public), home.url, "/no-such-page/"]:
        assert client.get(path).content.decode().count(box) == 1, path
    # Without network nothing could be searched.
    assert client.get(reverse("certificates:offline")).content.decode().count(box) == 0
    client.force_login(editor)
    assert client.get(reverse("portal:home")).content.decode().count(box) == 0


def test_the_page_is_not_listed_and_has_a_next_step(home: HomePage, client: Client) -> None:
    empty = client.get("/search/", {"q": "没有这回事"})
    assert empty.headers["X-Robots-Tag"] == "noindex, follow"
    assert reverse("certificates:verify") in empty.content.decode()


def test_more_pages_ask_no_more_questions(
    write: Write, client: Client, django_assert_num_queries: Any
) -> None:
    for number in range(3):
        write(f"快递员之家{number}")
        if number != 1:
            client.get("/search/", {"q": "快递员之家"})
            with django_assert_num_queries(5):
                client.get("/search/", {"q": "快递员之家"})


def test_the_publishing_house_finds_pages_and_documents(
    library: dict[str, str], editor: User, client: Client
) -> None:
    client.force_login(editor)
    for words, wanted in (
        ("骑手", ["重庆路上的骑手"]),
        ("cqlsd", ["重庆路上的骑手"]),
        ('"', None),
        ("竞赛成", ["第二届技能竞赛成绩公布"]),
    ):
        answer = client.get(reverse("wagtailadmin_pages:search"), {"q": words})
        assert answer.status_code == 200
        if wanted is not None:
            assert [page.title for page in answer.context["pages"]] == wanted
    Document.objects.create(title="申领表（快递员）", file="x.pdf")
    assert [each.title for each in Document.objects.all().search("领表")] == ["申领表（快递员）"]


def test_update_index_makes_everything_anew(library: dict[str, str]) -> None:
    gone = IndexEntry.objects.all()[:1].get()
    gone.pk, gone.object_id = None, "999999"
    gone.save()
    Page.objects.filter(title="重庆路上的骑手").update(title="重庆路上的车手")
    call_command("update_index", verbosity=0)
    assert titles("车手") == ["重庆路上的车手"]
    assert IndexEntry.objects.filter(object_id="999999").count() == 0
