"""Pages are kept for visitors: never for somebody, never past a deed, never past the minute."""

from __future__ import annotations

import datetime
import gzip
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import caches
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from cms import caching
from cms.actions import publish_story, take_down
from cms.models import HomePage, StoryPage
from office.audit import actions as audit
from office.desk.kept import alike, mark
from office.people.models import Consent, Courier, User

from .conftest import NOW, consent_of

Draft = Callable[..., StoryPage]
Clock = Callable[[datetime.datetime], None]
STORY = "/stories/story/"


@pytest.fixture(autouse=True)
def keeping(settings) -> Iterator[None]:
    """Keep pages in memory; what waits for the end of a transaction is done in `committed()` below."""
    settings.CACHES = {
        **settings.CACHES,
        "pages": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "pages"},
    }
    yield
    caches["pages"].clear()


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.fixture
def story(draft: Draft, consent: Consent) -> StoryPage:
    return publish_story(draft(consent=consent), actor=None)


def test_the_second_visitor_costs_no_query(
    client: Client, story: StoryPage, django_assert_num_queries
) -> None:
    first = client.get(STORY)
    with django_assert_num_queries(0):
        second = Client().get(STORY)
    assert (second.status_code, second.content) == (200, first.content)
    assert second["Content-Security-Policy"] == first["Content-Security-Policy"]
    assert second["X-Frame-Options"] == "SAMEORIGIN"
    assert second["Cache-Control"] == "no-cache"


def test_language_and_type_size_have_pages_of_their_own(client: Client, story: StoryPage) -> None:
    plain = client.get(STORY).content
    client.cookies["elder"] = "1"
    large = client.get(STORY).content
    client.cookies["django_language"] = "en"
    english = client.get(STORY).content
    assert len({plain, large, english}) == 3
    assert Client().get(STORY).content == plain


def test_an_edit_shows_at_once(client: Client, story: StoryPage, committed) -> None:
    client.get(STORY)
    with committed():
        story.title = "四百个早晨"
        story.save_revision().publish()
    assert "四百个早晨" in client.get(STORY).content.decode()


def test_a_withdrawn_consent_takes_the_page_down_at_once(
    client: Client, story: StoryPage, consent: Consent, committed
) -> None:
    assert client.get(STORY).status_code == 200
    with committed():
        take_down(consent, None, NOW)
    assert client.get(STORY).status_code == 404


def test_the_last_day_of_a_consent_ends_at_midnight(
    client: Client, draft: Draft, courier: Courier, clock: Clock
) -> None:
    publish_story(draft(consent=consent_of(courier, expires_on=datetime.date(2026, 9, 15))), actor=None)
    # 23:59:59 in Beijing.
    clock(datetime.datetime(2026, 9, 15, 15, 59, 59, tzinfo=datetime.UTC))
    assert [client.get(STORY).status_code for _visit in range(2)] == [200, 200]
    clock(datetime.datetime(2026, 9, 15, 16, 0, 0, tzinfo=datetime.UTC))
    assert client.get(STORY).status_code == 404


def test_every_deed_of_the_office_begins_a_new_generation(registrar: User, committed) -> None:
    before = caching.generation()
    assert caching.generation() == before
    with committed():
        audit.record("cms.story.published", actor=registrar, subject=registrar)
    assert caching.generation() != before


@pytest.mark.django_db(transaction=True)
def test_what_was_rolled_back_changed_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(caching, "public_changed", lambda: told.append("changed"))
    caching._notice_change(HomePage, HomePage(title="kept"))
    with transaction.atomic():
        caching._notice_change(HomePage, HomePage(title="undone"))
        transaction.set_rollback(True)
    assert told == ["changed"]


def test_who_signed_in_gets_nothing_kept_and_leaves_nothing(
    story: StoryPage, editor: User, sign_in: Callable[[User], Client]
) -> None:
    theirs = sign_in(editor).get(STORY)
    assert theirs["Cache-Control"] == "no-store, private"
    visitors = Client().get(STORY)
    name = editor.get_full_name().encode()
    assert name in theirs.content
    assert name not in visitors.content
    assert name in sign_in(editor).get(STORY).content


def test_what_was_rendered_before_a_deed_is_not_served_after_it() -> None:
    """A page begun before the deed and finished after it is kept under the generation that it read."""

    def view(request: HttpRequest) -> HttpResponse:
        caching.public_changed()
        return mark(HttpResponse("old"))

    slow = caching.KeptPagesMiddleware(view)
    slow(RequestFactory().get("/"))
    after = caching.KeptPagesMiddleware(lambda request: mark(HttpResponse("new")))
    assert after(RequestFactory().get("/")).content == b"new"


def _of_somebody(response: HttpResponse) -> HttpResponse:
    response.set_cookie("csrftoken", "secret")
    return response


@pytest.mark.parametrize(
    ("address", "cookie", "answer"),
    [
        pytest.param("/", "sessionid", lambda: mark(HttpResponse("a")), id="a session"),
        pytest.param("/", "messages", lambda: mark(HttpResponse("a")), id="a message"),
        pytest.param("/?page=2", "", lambda: mark(HttpResponse("a")), id="an unknown parameter"),
        pytest.param(
            f"/?page={'9' * 33}", "", lambda: mark(HttpResponse("a"), parameters=["page"]), id="long"
        ),
        pytest.param("/", "", lambda: HttpResponse("a"), id="not marked"),
        pytest.param("/", "", lambda: mark(HttpResponse("a", status=404)), id="not found"),
        pytest.param("/", "", lambda: _of_somebody(mark(HttpResponse("a"))), id="a form's token"),
        pytest.param(
            "/", "", lambda: mark(HttpResponse("a", headers={"Cache-Control": "private"})), id="private"
        ),
        pytest.param("/", "", lambda: mark(HttpResponse("a", headers={"Vary": "Accept"})), id="by kind"),
    ],
)
def test_what_is_not_kept(address: str, cookie: str, answer: Callable[[], HttpResponse]) -> None:
    asked: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request.path)
        return answer()

    office = caching.KeptPagesMiddleware(view)
    for _visit in range(2):
        request = RequestFactory().get(address)
        if cookie:
            request.COOKIES[cookie] = "x"
        office(request)
    assert asked == ["/", "/"]


def test_a_known_parameter_has_pages_of_its_own() -> None:
    asked: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request.get_full_path())
        return HttpResponse(request.GET["page"])

    office = caching.KeptPagesMiddleware(alike("page")(view))
    got = [office(RequestFactory().get(f"/?page={page}")).content for page in "1212"]
    assert got == [b"1", b"2", b"1", b"2"]
    assert asked == ["/?page=1", "/?page=2"]


def kept_or_asked(*visits: tuple[str, dict[str, str], dict[str, str]]) -> list[str]:
    """Visit the office by address, cookies and headers; return for which visits the view was asked."""
    asked: list[str] = []

    def view(request: HttpRequest) -> HttpResponse:
        asked.append(request.get_full_path())
        return mark(HttpResponse("a"), parameters=["page"])

    office = caching.KeptPagesMiddleware(view)
    for address, cookies, headers in visits:
        request = RequestFactory().get(address, headers=headers)
        request.COOKIES.update(cookies)
        office(request)
    return asked


def test_what_a_visitor_invents_makes_no_further_pages() -> None:
    plain: dict[str, str] = {}
    visits = [
        ("/", plain, plain),
        ("/", {"elder": "2"}, plain),
        ("/", {"elder": "", "django_language": "xx", "theme": "x", "dark": "7"}, plain),
        ("/", {"django_language": "zh-hans"}, plain),
        ("/?from=timeline&isappinstalled=0", plain, plain),
        ("/?utm_source=a&utm_campaign=b", plain, plain),
        ("/", plain, {"host": "TestServer"}),
    ]
    assert kept_or_asked(*visits) == ["/"]


def test_a_port_of_one_s_own_making_keeps_nothing() -> None:
    visits = [("/", {}, {"host": f"testserver:{port}"}) for port in (80, 1, 1, 80)]
    assert kept_or_asked(*visits) == ["/", "/", "/"]


def test_a_trail_does_not_hide_what_is_asked() -> None:
    trail = "/?page=2&from=groupmessage"
    assert kept_or_asked((trail, {}, {}), ("/?page=2", {}, {}), (trail, {}, {})) == ["/?page=2"]


@pytest.mark.parametrize("query", ["page=2&page=2", "page=00002", "page=x", "page=", "page=2&more=1"])
def test_a_question_that_can_be_put_in_many_ways_is_not_kept(query: str) -> None:
    assert len(kept_or_asked((f"/?{query}", {}, {}), (f"/?{query}", {}, {}))) == 2


def test_only_the_page_of_a_list_that_there_is_is_kept(client: Client, home: HomePage) -> None:
    """Whoever asks for a page behind the last is shown the last."""
    for address, is_kept in (("/stories/", True), ("/stories/?page=7", False)):
        client.get(address)
        assert client.get(address).has_header("ETag") == is_kept


def test_a_question_for_the_head_alone_is_answered_from_what_is_kept(
    client: Client, story: StoryPage, django_assert_num_queries
) -> None:
    assert not client.head(STORY).has_header("ETag")
    whole = client.get(STORY)
    with django_assert_num_queries(0):
        head = client.head(STORY)
    told = [(each["ETag"], each["Content-Length"]) for each in (head, whole)]
    assert (head.content, told[0]) == (b"", told[1])


def test_a_tag_ends_with_the_page_it_stood_on(client: Client, story: StoryPage, committed) -> None:
    old = client.get(STORY)["ETag"]
    assert client.get(STORY, headers={"if-none-match": old}).status_code == 304
    with committed():
        story.title = "四百个早晨"
        story.save_revision().publish()
    new = client.get(STORY, headers={"if-none-match": old})
    assert (new.status_code, new["ETag"] != old) == (200, True)


def test_who_signed_in_is_answered_with_no_tag_and_gets_the_page_whole(
    story: StoryPage, editor: User, sign_in: Callable[[User], Client]
) -> None:
    tag = Client().get(STORY)["ETag"]
    theirs = sign_in(editor).get(STORY, headers={"if-none-match": tag})
    assert (theirs.status_code, theirs.has_header("ETag")) == (200, False)
    assert "Cookie" in theirs["Vary"]


def test_posts_and_previews_pass() -> None:
    office = caching.KeptPagesMiddleware(lambda request: mark(HttpResponse(request.method)))
    office(RequestFactory().get("/"))
    assert office(RequestFactory().post("/")).content == b"POST"
    preview = RequestFactory().get("/")
    preview.is_preview = True
    assert not office(preview).has_header("ETag")


def test_a_page_travels_packed_and_is_not_sent_twice(client: Client, story: StoryPage) -> None:
    plain = client.get(STORY)
    packed = client.get(STORY, headers={"accept-encoding": "gzip"})
    assert gzip.decompress(packed.content) == plain.content
    assert int(packed["Content-Length"]) == len(packed.content) < len(plain.content) / 2
    again = client.get(STORY, headers={"if-none-match": packed["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_pages_of_the_office_are_kept(client: Client, home: HomePage) -> None:
    kept = {}
    lists = ("/classes-open/", "/policies/?page=1", "/stories/?page=1", "/open-figures/?year=2026")
    # What a reader looks for is not kept: there is no end to it.
    asked = ("/honour-roll/?q=x", "/v/", "/progress/")
    for address in ("/", "/stories/", "/competitions/", "/about/", "/notices/", *lists, *asked):
        client.get(address)
        kept[address] = client.get(address).has_header("ETag")
    assert [address for address, is_kept in kept.items() if not is_kept] == list(asked)
