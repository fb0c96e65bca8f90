"""Every refusal is a page with its status and what to do next."""

import logging
import re

import pytest

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.office.desk.desk_urls")]


@pytest.mark.parametrize(
    ("path", "status", "sentence"),
    [
        ("/refuse/", 422, "这一年没有工作日历。"),
        ("/forbid/", 403, "您的角色不能办理这一步。"),
        ("/nowhere/", 404, 'href="/"'),
    ],
)
def test_refusal_becomes_a_page(client, path, status, sentence):
    response = client.get(path)
    assert response.status_code == status
    assert sentence in response.content.decode()


def test_fault_gives_a_reference_that_stands_in_the_log(client, caplog):
    client.raise_request_exception = False
    with caplog.at_level(logging.ERROR, "office.desk.errors"):
        response = client.get("/fail/")
    reference = re.search(r'class="num">([0-9A-F]{8})<', response.content.decode())[1]
    assert response.status_code == 500
    assert reference in caplog.text
    assert "a fault" not in response.content.decode()


def test_stale_form_says_to_load_again(client, settings):
    client.handler.enforce_csrf_checks = True
    response = client.post("/object/", {"reason": "名单有误"})
    assert response.status_code == 403
    assert 'class="lead"' in response.content.decode()
