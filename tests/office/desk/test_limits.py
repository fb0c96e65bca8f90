"""Who asks, and how often within a span of time."""

import datetime

import pytest
from django.core.cache import caches
from django.test import RequestFactory

from office.desk import limits
from office.desk.addresses import address_of, network_of

NOW = datetime.datetime(2026, 3, 9, 10, 0, tzinfo=datetime.UTC)
MINUTE = datetime.timedelta(minutes=1)


def test_what_counts_as_one_network():
    asked = ("203.0.113.9", "2001:db8:1:2:3::4", "2001:db8:1:2:ffff::1", "?")
    assert [network_of(each) for each in asked] == [
        "203.0.113.9",
        "2001:db8:1:2::/64",
        "2001:db8:1:2::/64",
        "unknown",
    ]


@pytest.mark.parametrize(
    ("behind_proxy", "forwarded", "address"),
    [
        (False, "203.0.113.9", "192.0.2.1"),  # anybody can write the header
        (True, "203.0.113.9", "203.0.113.9"),
        (True, "198.51.100.7, 203.0.113.9", "203.0.113.9"),  # only the last one is the proxy's word
        (True, "", "192.0.2.1"),
        (True, "nobody", "192.0.2.1"),
    ],
)
def test_the_address_is_the_visitor_s(settings, behind_proxy, forwarded, address):
    settings.BEHIND_PROXY = behind_proxy
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", HTTP_X_FORWARDED_FOR=forwarded)
    assert address_of(request) == address


def test_counts_are_kept_apart_and_begin_anew_with_the_span():
    def ask(what, now=NOW):
        return limits.within(what, 2, seconds=3600, now=now)

    assert [ask("a"), ask("a"), ask("a"), ask("b")] == [True, True, False, True]
    assert [ask("a", NOW + 59 * MINUTE), ask("a", NOW + 60 * MINUTE)] == [False, True]


def test_the_office_s_own_cache_keeps_a_count_for_the_whole_span(settings, tmp_path, monkeypatch):
    """A file cache lets `incr` set the time to live to five minutes."""
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
            "LOCATION": str(tmp_path),
        }
    }
    cache = caches["default"]
    monkeypatch.setattr(limits, "cache", cache)
    start = 1_770_000_000.0
    monkeypatch.setattr("time.time", lambda: start)
    assert limits.within("a", 1, seconds=3600, now=NOW) is True
    monkeypatch.setattr("time.time", lambda: start + 3599)
    assert limits.within("a", 1, seconds=3600, now=NOW) is False
