"""Posters: what they say, how they are drawn, and when they are gone."""

import io
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client
from PIL import Image as PillowImage

from cms.actions import publish_story, show_results
from cms.models import ContestResultPage, StoryPage
from cms.sharing.posters import drawing, keeping
from cms.sharing.posters.code import code_of
from cms.sharing.posters.facts import Place, Portrait, Poster, poster_of
from cms.sharing.posters.lettering import set_in, width_of
from demo.pictures import portrait as drawn_portrait
from office.people.actions.consents import withdraw_consent
from office.people.models import Consent, Courier, Organisation
from recognition.competitions.enums import ResultState
from recognition.competitions.models import Competition, Event, ResultVersion
from tests.cms.conftest import NOW, TODAY, consent_of, portrait

Draft = Callable[..., StoryPage]
LONG = "https://office.example/stories/hai-ba-liang-qian-yi-bai-mi-de-jie-li/"
STORY = Poster(
    title="海拔两千一百米的接力：马海龙和他的三百个早晨",
    address=LONG,
    office="平安区快递员职业发展服务平台",
    person="尕藏·东智",
    unit="平安速达 高铁新区网点",
    quotation="件到人到心到，老乡等的不是一个箱子，是远处家人的惦记。",
    honour="2026 年度最美快递员",
    portrait=Portrait("a.jpg", "0" * 40, (0.5, 0.45)),
)
RESULT = replace(
    STORY,
    portrait=None,
    occasion="首届技能竞赛 · 2025.11.08",
    places=(Place(1, "马䶮", "平安速达", "技术状元"), Place(1, "王𬱖", "中通平安", "技术状元")),
    more=2,
)


def read_code(content: bytes, folder: Path) -> str:
    file = folder / "poster.jpg"
    file.write_bytes(content)
    read = subprocess.run(["zbarimg", "--quiet", "--raw", file], capture_output=True, text=True, check=True)
    return read.stdout.strip()


@pytest.mark.parametrize(
    ("poster", "picture"),
    [(STORY, drawn_portrait(1)), (replace(STORY, portrait=None), None), (RESULT, None)],
    ids=["portrait", "without", "result"],
)
def test_a_poster_is_small_and_its_code_is_read(
    poster: Poster, picture: bytes | None, tmp_path: Path
) -> None:
    content = drawing.draw(poster, picture)
    opened = PillowImage.open(io.BytesIO(content))
    assert (opened.size, opened.format) == ((1080, 1440), "JPEG")
    assert len(content) <= 250 * 1024
    assert read_code(content, tmp_path) == LONG


def test_even_noise_is_brought_below_the_limit() -> None:
    noise = PillowImage.effect_noise((1080, 1120), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", quality=95)
    assert len(drawing.draw(STORY, out.getvalue())) <= 250 * 1024


def test_four_white_modules_stand_around_a_code() -> None:
    code = code_of(LONG, 260)
    dark = code.point(lambda value: 255 - value).getbbox()
    assert dark is not None
    modules = 37  # version 5
    scale = 260 // (modules + 8)
    assert dark[2] - dark[0] == modules * scale
    assert min(dark[0], dark[1], 260 - dark[2], 260 - dark[3]) >= 4 * scale
    with pytest.raises(ValueError, match="too dense"):
        code_of("https://office.example/" + "x" * 400, 260)


def test_no_line_begins_with_a_stop_and_what_is_too_long_ends_in_dots() -> None:
    block = set_in("他说，老乡等的不是箱子，是远处家人的惦记。" * 3, 500, (40, 36), 4)
    assert len(block.lines) == 4
    assert all(line[0] not in "，。、；：？！）》”" for line in block.lines)
    assert max(width_of(line, block.size) for line in block.lines) <= 500
    assert block.lines[-1].endswith("……")


@pytest.mark.parametrize(
    "lines",
    [
        ("海拔两千一百米的接力：", "马海龙和他的三百个早晨"),
        ("一张手绘地图，", "一个不走回头路的女快递员"),
        # Better in the middle of a sentence than a line of two characters.
        ("早安，二十年如一日", "走村串户的老投递员"),
    ],
)
def test_lines_end_where_the_sentence_pauses(lines: tuple[str, str]) -> None:
    assert set_in("".join(lines), 940, (72,), 2).lines == lines


@pytest.mark.parametrize("name", ["马䶮", "尕藏·东智", "王𬱖", "𡷊", "གཟའ"])
def test_rare_names_are_drawn_and_smileys_left_out(name: str) -> None:
    def ink(text: str) -> bytes:
        image = PillowImage.new("L", (400, 80), 255)
        block = set_in(text, 380, (40,), 1)
        from PIL import ImageDraw

        from cms.sharing.posters.lettering import write_block

        write_block(ImageDraw.Draw(image), (10, 10), block, 0)  # type: ignore[arg-type]
        return image.tobytes()

    assert ink(name) not in {ink(""), ink("\ue000" * len(name))}
    assert ink(name + "😀") == ink(name)


@pytest.fixture
def told(draft: Draft, consent: Consent) -> StoryPage:
    return publish_story(draft(consent=consent, portrait=portrait(), portrait_alt="人"), actor=None)


def test_a_poster_is_drawn_once_and_anew_when_its_words_change(
    client: Client, told: StoryPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[str] = []
    real = keeping.draw
    monkeypatch.setattr(
        keeping, "draw", lambda poster, file: drawn.append(poster.title) or real(poster, file)
    )
    first = client.get(f"/posters/{told.pk}.jpg")
    assert (first.status_code, first["Content-Type"]) == (200, "image/jpeg")
    assert first["X-Robots-Tag"] == "noindex, noarchive"
    again = client.get(f"/posters/{told.pk}.jpg", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert client.get(f"/posters/{told.pk}.jpg").content == first.content
    told.title = "另一个早晨"
    told.save_revision().publish()
    assert client.get(f"/posters/{told.pk}.jpg")["ETag"] != first["ETag"]
    assert drawn == ["三百个早晨", "另一个早晨"]


def test_the_page_offers_its_poster(client: Client, told: StoryPage) -> None:
    page = client.get("/stories/story/").content.decode()
    assert page.count(f'src="/posters/{told.pk}.jpg" width="1080" height="1440" loading="lazy"') == 1
    assert f'href="/posters/{told.pk}.jpg" download="story.jpg"' in page


def test_with_the_consent_the_poster_ends(
    client: Client, told: StoryPage, draft: Draft, courier: Courier, clock: Callable
) -> None:
    ending = consent_of(courier, expires_on=TODAY)
    other = publish_story(draft("other", consent=ending), actor=None)
    assert client.get(f"/posters/{told.pk}.jpg").status_code == 200
    assert client.get(f"/posters/{other.pk}.jpg").status_code == 200
    withdraw_consent(told.consent, actor=None, now=NOW)
    assert client.get(f"/posters/{told.pk}.jpg").status_code == 404
    assert cache.get(f"poster:{told.pk}") is None
    clock(NOW.replace(day=16))
    assert client.get(f"/posters/{other.pk}.jpg").status_code == 404


def test_drafts_and_pages_of_other_kinds_have_none(client: Client, draft: Draft, consent: Consent) -> None:
    waiting = draft(consent=consent)
    for key in (waiting.pk, waiting.get_parent().pk, 999_999):
        assert client.get(f"/posters/{key}.jpg").status_code == 404


def test_a_lost_picture_leaves_a_poster_without_it(client: Client, told: StoryPage) -> None:
    assert told.portrait is not None
    told.portrait.file.storage.delete(told.portrait.file.name)
    assert client.get(f"/posters/{told.pk}.jpg").status_code == 200


@pytest.fixture
def board(home: object) -> ContestResultPage:
    organiser = Organisation.objects.create(name="平安区总工会", is_department=True)
    competition = Competition.objects.create(name="首届", year=2026, organiser=organiser, held_on=TODAY)
    event = Event.objects.create(
        code="KDY", competition=competition, name="快递员", occupation_code="4-02-07-08"
    )
    return show_results(event, slug="kdy", title="快递员赛项", actor=None)


def publish(board: ContestResultPage, version: int, state: ResultState, ranks: list[int | None]) -> None:
    rows = [
        {
            "rank": rank,
            "entry": f"{n:03}",
            "name": f"选手{n}",
            "unit": "平安速达",
            "award": "",
            "status": "ranked",
        }
        for n, rank in enumerate(ranks, start=1)
    ]
    ResultVersion.objects.create(
        event=board.event, version=version, state=state, rows=rows,
        theory_weight=30, practice_weight=70, published_at=NOW,
    )  # fmt: skip


def test_a_result_is_drawn_when_it_is_final_with_all_who_share_the_first_ranks(
    board: ContestResultPage,
) -> None:
    def of() -> Poster | None:
        return poster_of(ContestResultPage.objects.get(), TODAY)

    assert of() is None
    publish(board, 1, ResultState.PROVISIONAL, [1, 2, 3])
    assert of() is None
    publish(board, 2, ResultState.FINAL, [1, 1, 3, 3, 5, None])
    made = of()
    assert made is not None
    assert [(place.rank, place.name) for place in made.places] == [
        (1, "选手1"),
        (1, "选手2"),
        (3, "选手3"),
        (3, "选手4"),
    ]
    assert made.occasion == "首届 · 2026.09.15"
    publish(board, 3, ResultState.CORRECTED, [1, 2, 3, 3, 3, 3, 3, 3, 9])
    crowded = of()
    assert crowded is not None
    assert (len(crowded.places), crowded.more) == (6, 2)
    assert crowded.digest != made.digest


def test_the_board_s_page_offers_the_poster_of_a_final_result(
    client: Client, board: ContestResultPage
) -> None:
    publish(board, 1, ResultState.PROVISIONAL, [1])
    assert f"/posters/{board.pk}.jpg" not in client.get("/competitions/kdy/").content.decode()
    publish(board, 2, ResultState.FINAL, [1])
    assert f'href="/posters/{board.pk}.jpg"' in client.get("/competitions/kdy/").content.decode()
    assert client.get(f"/posters/{board.pk}.jpg").status_code == 200
