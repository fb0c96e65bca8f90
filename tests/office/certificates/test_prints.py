"""The ledger of paper: every blank accounted for, spoilt sheets, handing over, overprint."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from office.audit.models import Entry
from office.certificates.actions import revoke
from office.certificates.models import Blank, Certificate, Copy, Handover, Printer, PrintRun, Stock
from office.certificates.prints import actions, exports, queries
from office.certificates.prints.actions import Receipt
from office.certificates.prints.enums import BlankState, Mode
from office.certificates.prints.numbers import numbers_between
from office.certificates.prints.printing import Job, print_certificates
from office.certificates.rendering.certificate import render_batch
from office.people.models import Courier, Organisation, User
from tests.personas import person

from .conftest import NOW, TODAY, facts

Issue = Callable[..., Certificate]


RECEIPT = Receipt(receiver="站长", id_tail="123x", handed_on=TODAY, by_proxy=True)


def code_of(deed: Callable[[], Any]) -> str:
    """The code of a refusal, whichever field it stands at."""
    with pytest.raises(ValidationError) as refused:
        deed()
    error = refused.value
    return str(next(iter(error.error_dict.values()))[0].code if hasattr(error, "error_dict") else error.code)


@pytest.fixture
def stock(school: Organisation, operator: User) -> Stock:
    return received(school, operator)


def received(school: Organisation, actor: User, first: str = "QH000101", last: str = "QH000105") -> Stock:
    return actions.receive_stock(
        school, name="培训证书", first=first, last=last, received_on=TODAY, actor=actor, now=NOW
    )


@pytest.fixture
def papers(issue_to: Issue, db: None) -> list[Certificate]:
    people = [person(name, 10 + place) for place, name in enumerate(("马福海", "索南才让", "王建国"))]
    return [issue_to(each, f"test:{place}") for place, each in enumerate(people)]


def job(papers: list[Certificate], stock: Stock | None = None, **values: Any) -> Job:
    stations = {papers[0].pk: "二站", papers[1].pk: "一站", papers[2].pk: "一站"}
    return Job(title="第一批", stock=stock, stations=stations, **values)


def balance(stock: Stock) -> tuple[int, ...]:
    counted: Any = queries.with_balance(Stock.objects.filter(pk=stock.pk)).get()
    return counted.received, counted.printed, counted.spoilt, counted.damaged, counted.left


def test_each_number_received_is_a_row(stock: Stock) -> None:
    assert list(stock.blanks.values_list("number", flat=True)) == [f"QH00010{end}" for end in range(1, 6)]
    assert balance(stock) == (5, 0, 0, 0, 5)


@pytest.mark.parametrize(
    ("first", "last", "code"),
    [
        ("QH000105", "QH000110", "number_known"),
        ("QH000110", "QH000109", "not_a_row"),
        ("QH000110", "QX000119", "not_a_row"),
        ("QH000110", "QH0000119", "not_a_row"),
        ("QH１", "QH2", "blank_number"),
        ("", "QH2", "blank_number"),
        ("0", "9999999999", "too_many"),
    ],
)
def test_a_delivery_that_cannot_be(
    stock: Stock, school: Organisation, operator: User, first: str, last: str, code: str
) -> None:
    first, last = (first, last) if len(first) == len(last) or code != "too_many" else ("0000000000", last)
    assert code_of(lambda: received(school, operator, first, last)) == code
    assert Blank.objects.count() == 5


def test_numbers_keep_their_zeros() -> None:
    assert numbers_between("ab-0099", "AB-0101") == ["AB-0099", "AB-0100", "AB-0101"]


def test_a_run_is_sorted_by_station_and_uses_up_blanks(
    stock: Stock, papers: list[Certificate], operator: User
) -> None:
    run = print_certificates(papers, job(papers, stock, first="qh000102"), actor=operator, now=NOW)

    sheets = run.copies.select_related("blank", "certificate").order_by("position")
    assert [(each.station, each.certificate.holder_name, each.blank.number) for each in sheets] == [
        ("一站", "索南才让", "QH000102"), ("一站", "王建国", "QH000103"), ("二站", "马福海", "QH000104"),
    ]  # fmt: skip
    assert balance(stock) == (5, 3, 0, 0, 2)
    pages = PdfReader(io.BytesIO(exports.run_pdf(run, actor=operator, now=NOW))).pages
    assert ["索南才让" in page.extract_text() for page in pages] == [True, False, False]


def test_a_spoilt_sheet_stays_and_the_next_copy_takes_another_blank(
    stock: Stock, papers: list[Certificate], operator: User
) -> None:
    print_certificates(papers, job(papers, stock), actor=operator, now=NOW)
    assert code_of(lambda: print_certificates(papers[:1], job(papers), actor=operator, now=NOW)) == (
        "already_printed"
    )
    spoilt = Copy.objects.get(certificate=papers[0])
    actions.spoil(spoilt, reason="卡纸", actor=operator, now=NOW)
    assert code_of(lambda: actions.spoil(spoilt, reason="再次", actor=operator, now=NOW)) == "settled"
    actions.damage_blank(Blank.objects.get(number="QH000105"), reason="破损", actor=operator, now=NOW)
    print_certificates(papers[:1], job(papers, stock), actor=operator, now=NOW)

    assert balance(stock) == (5, 3, 1, 1, 0)
    copies = Copy.objects.filter(certificate=papers[0]).order_by("copy_number")
    assert [each.blank.number for each in copies] == ["QH000103", "QH000104"]
    states = queries.blanks_visible_to(operator).order_by("number").values_list("state", flat=True)
    assert list(states) == [
        BlankState.PRINTED, BlankState.PRINTED, BlankState.SPOILT, BlankState.PRINTED, BlankState.DAMAGED,
    ]  # fmt: skip


def test_a_run_is_refused_as_a_whole(
    stock: Stock, papers: list[Certificate], operator: User, rival: User, registrar: User
) -> None:
    two = received(stock.issuer, operator, "QH000201", "QH000202")
    assert code_of(lambda: print_certificates(papers, job(papers, two), actor=operator, now=NOW)) == (
        "too_few_blanks"
    )
    assert code_of(lambda: print_certificates([], job(papers), actor=operator, now=NOW)) == "nothing_to_print"
    lost = job(papers, two, first="QH000101")
    assert code_of(lambda: print_certificates(papers, lost, actor=operator, now=NOW)) == "blank_number"
    with pytest.raises(PermissionDenied):
        print_certificates(papers, job(papers), actor=rival, now=NOW)
    revoke(papers[2], reason="error", actor=registrar, now=NOW)
    assert code_of(lambda: print_certificates(papers, job(papers), actor=operator, now=NOW)) == "not_valid"
    assert (PrintRun.objects.count(), Copy.objects.count()) == (0, 0)


def test_the_database_refuses_what_must_not_be(
    stock: Stock, papers: list[Certificate], operator: User
) -> None:
    run = print_certificates(papers, job(papers, stock), actor=operator, now=NOW)
    copy = run.copies.earliest("position")
    used = copy.blank
    hand_over(copy, operator)
    wrongs: tuple[Callable[[], Any], ...] = (
        lambda: Blank.objects.filter(pk=used.pk).update(copy=None),
        lambda: Blank.objects.filter(number="QH000105").delete(),
        lambda: Blank.objects.filter(number="QH000105").update(damaged_at=NOW),
        lambda: Blank.objects.create(stock=stock, issuer=stock.issuer, number="QH000101"),
        lambda: Copy.objects.create(run=run, position=9, certificate=papers[0], copy_number=9),
        lambda: Copy.objects.filter(pk=copy.pk).delete(),
        lambda: Handover.objects.update(receiver="别人"),
        lambda: Handover.objects.all().delete(),
        lambda: Handover.objects.create(
            copy=run.copies.latest("position"), handed_on=TODAY, receiver="某人", id_tail="12",
            recorded_at=NOW, recorded_by=operator,
        ),
    )  # fmt: skip
    for wrong in wrongs:
        with pytest.raises((IntegrityError, DatabaseError)), transaction.atomic():
            wrong()
    assert balance(stock) == (5, 3, 0, 0, 2)


def hand_over(copy: Copy, actor: User, **changes: Any) -> Handover:
    holder = copy.certificate.holder
    values = {"receiver": holder.name, "id_tail": holder.id_number_masked[-4:], "handed_on": TODAY}
    return actions.hand_over(copy, Receipt(**values | changes), actor=actor, now=NOW)


def test_a_paper_is_handed_to_its_holder_or_a_proxy_once(
    papers: list[Certificate], operator: User, rival: User
) -> None:
    run = print_certificates(papers, job(papers), actor=operator, now=NOW)
    first, second, third = run.copies.order_by("position")
    later = TODAY + datetime.timedelta(days=1)

    assert code_of(lambda: hand_over(first, operator, id_tail="999X")) == "id_tail"
    assert code_of(lambda: hand_over(first, operator, id_tail="12")) == "id_tail"
    assert code_of(lambda: hand_over(first, operator, handed_on=later)) == "ahead"
    with pytest.raises(PermissionDenied):
        hand_over(first, rival)
    hand_over(first, operator)
    proxy = hand_over(second, operator, receiver="站长", id_tail="321x", by_proxy=True)
    assert (proxy.receiver, proxy.id_tail, proxy.by_proxy) == ("站长", "321X", True)
    assert code_of(lambda: hand_over(first, operator)) == "handed_over"
    assert code_of(lambda: actions.spoil(first, reason="遗失", actor=operator, now=NOW)) == "handed_over"
    assert list(queries.uncollected(operator)) == [third]
    assert list(queries.uncollected(rival)) == []
    actions.spoil(third, reason="污损", actor=operator, now=NOW)
    assert code_of(lambda: hand_over(third, operator)) == "spoilt"


def test_lists_ask_the_same_for_one_row_and_for_three(
    stock: Stock, papers: list[Certificate], operator: User, client: Client
) -> None:
    client.force_login(operator)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    run = print_certificates(papers[:1], job(papers, stock), actor=operator, now=NOW)
    addresses = ["uncollected", "run_list", "stock_list"]
    one = [asked(reverse(f"certificates:{name}")) for name in addresses] + [asked(run.get_absolute_url())]
    more = print_certificates(papers[1:], job(papers, stock), actor=operator, now=NOW)
    received(stock.issuer, operator, "QH000301", "QH000302")
    two = [asked(reverse(f"certificates:{name}")) for name in addresses] + [asked(more.get_absolute_url())]
    assert one == two


def test_a_printer_is_corrected_in_half_millimetres(
    school: Organisation, operator: User, rival: User
) -> None:
    def keep(right: str, down: str = "0", actor: User = operator, name: str = "窗口二") -> Printer:
        return actions.keep_printer(
            None, office=school, name=name, right=Decimal(right), down=Decimal(down), actor=actor, now=NOW
        )

    printer = keep("1.5", "-2")
    assert (printer.right, printer.down) == (Decimal("1.5"), Decimal("-2"))
    assert code_of(lambda: keep("0.3", name="三")) == "half_steps"
    assert code_of(lambda: keep("20.5", name="三")) == "too_far"
    assert code_of(lambda: keep("1")) == "name_taken"
    with pytest.raises(PermissionDenied):
        keep("1", actor=rival, name="三")
    pages = PdfReader(io.BytesIO(exports.calibration_pdf(printer, on=TODAY))).pages
    assert ["向右1.5毫米，向下-2毫米" in page.extract_text() for page in pages] == [True, True]
    assert [round(float(page.mediabox.width)) for page in pages] == [595, 842]


def test_overprint_prints_the_text_alone_moved_by_the_printer() -> None:
    whole = facts(number="PA-PX-2026-000001", verify_url="https://office.example/v/0123456789AB/")
    plain, over = render_batch([whole]), render_batch([whole], text_only=True, right=1.5, down=-2)
    page, text = (PdfReader(io.BytesIO(pdf)).pages[0] for pdf in (plain, over))
    assert ("/XObject" in page["/Resources"], "/XObject" in text["/Resources"]) == (True, False)  # type: ignore[operator]
    moved = b"1 0 0 1 4.25 5.67 cm"
    assert (moved in page.get_contents().get_data(), moved in text.get_contents().get_data()) == (False, True)  # type: ignore[union-attr]
    assert page.extract_text() == text.extract_text()


def test_the_overprint_of_a_run_is_what_its_printer_needs(
    papers: list[Certificate], school: Organisation, operator: User, client: Client
) -> None:
    printer = actions.keep_printer(
        None, office=school, name="窗口二", right=Decimal("0.5"), down=Decimal(1), actor=operator, now=NOW
    )
    run = print_certificates(
        papers, job(papers, mode=Mode.OVERPRINT, printer=printer), actor=operator, now=NOW
    )
    actions.keep_printer(
        printer, office=school, name="窗口二", right=Decimal(9), down=Decimal(9), actor=operator, now=NOW
    )
    client.force_login(operator)
    answer = client.get(reverse("certificates:run_file", args=[run.pk]))
    content = PdfReader(io.BytesIO(answer.content)).pages[0].get_contents()
    assert b"1 0 0 1 1.42 -2.83 cm" in content.get_data()  # type: ignore[union-attr]


def test_the_holder_sees_where_the_paper_is(
    papers: list[Certificate], operator: User, client: Client, holder: Courier, holder_user: User
) -> None:
    own = papers[0]
    Certificate.objects.filter(pk=own.pk).update(holder=holder)
    print_certificates([own], job(papers), actor=operator, now=NOW)
    client.force_login(holder_user)
    page = client.get(own.get_absolute_url()).content.decode()
    assert ("等待领取" in page or "Waits for its holder" in page, "hand-over" in page) == (True, False)


def test_a_stations_papers_go_to_one_proxy_in_one_step_or_not_at_all(
    papers: list[Certificate], operator: User, rival: User, client: Client
) -> None:
    print_certificates(papers, job(papers), actor=operator, now=NOW)
    one = Copy.objects.filter(station="一站").order_by("position")
    taken = one[0]
    actions.hand_over(taken, RECEIPT, actor=operator, now=NOW)

    with pytest.raises(ValidationError) as refused:
        actions.hand_over_all(one, RECEIPT, actor=operator, now=NOW)
    assert refused.value.code == "not_waiting"
    told = refused.value.messages[0]
    assert [each.certificate.number in told for each in one] == [True, False]
    assert "站长" in told
    assert Handover.objects.count() == 1
    assert code_of(lambda: actions.hand_over_all([], RECEIPT, actor=operator, now=NOW)) == "nothing"
    with pytest.raises(PermissionDenied):
        actions.hand_over_all(one, RECEIPT, actor=rival, now=NOW)

    two = Copy.objects.filter(station="二站") | Copy.objects.filter(pk=one[1].pk)
    made = actions.hand_over_all(two, RECEIPT, actor=operator, now=NOW)
    assert [(each.by_proxy, each.receiver, each.id_tail) for each in made] == [(True, "站长", "123X")] * 2
    entries = Entry.objects.filter(action="certificates.copy.handed_over").order_by("sequence")
    assert [entry.data for entry in entries] == [{"by_proxy": True}, *[{"by_proxy": True, "together": 2}] * 2]
    assert list(queries.uncollected(operator)) == []


def test_the_page_of_a_station_lists_prints_and_records(
    papers: list[Certificate], operator: User, rival: User, client: Client
) -> None:
    print_certificates(papers, job(papers), actor=operator, now=NOW)
    client.force_login(operator)
    where = {"station": "一站"}
    address = f"{reverse('certificates:hand_over_station')}?station=一站"

    listed = client.get(reverse("certificates:station_list"), where)
    text = PdfReader(io.BytesIO(listed.content)).pages[0].extract_text()
    assert [name in text for name in ("索南才让", "王建国", "马福海")] == [True, True, False]
    page = client.get(address)
    boxes = page.context["form"].fields["copies"].widget.choices
    assert [label for _key, label in boxes] == [f"{each.number} {each.holder_name}" for each in papers[1:]]
    sent = {
        "deed_key": page.context["deed_key"],
        "copies": [key for key, _label in boxes][1:],
        "receiver": "站长",
        "id_tail": "123x",
        "handed_on": "2026-09-15",
    }
    assert client.post(address, sent).headers["Location"] == reverse("certificates:uncollected")
    assert [each.certificate.holder_name for each in queries.uncollected(operator)] == ["索南才让", "马福海"]
    again = client.post(address, sent | {"deed_key": client.get(address).context["deed_key"]})
    assert (again.status_code, papers[2].number in again.content.decode()) == (422, True)

    client.force_login(rival)
    assert client.get(address).status_code == 404
    assert client.get(reverse("certificates:station_list"), where).status_code == 404


def test_the_list_of_stations_asks_the_same_of_the_database_for_one_and_for_three(
    papers: list[Certificate], operator: User, client: Client
) -> None:
    client.force_login(operator)

    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(reverse("certificates:uncollected")).status_code == 200
        return len(found)

    print_certificates(papers[:1], job(papers), actor=operator, now=NOW)
    one = asked()
    print_certificates(papers[1:], job(papers), actor=operator, now=NOW)
    assert asked() == one
