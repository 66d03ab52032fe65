from datetime import UTC, datetime, timedelta

import pytest

from admin.showing import at_site, phone, visible, wait

FAMILY = "\U0001f468\u200d\U0001f469\u200d\U0001f467"
AT = datetime(2026, 3, 2, 20, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain, accénts, ñ and\nlines", "plain, accénts, ñ and\nlines"),
        ("abc\u202edef\u202c", "abc⟨U+202E⟩def⟨U+202C⟩"),
        ("\u2066x\u2069", "⟨U+2066⟩x⟨U+2069⟩"),
        ("a\u200bb\u200dc\ufeff", "a⟨U+200B⟩b⟨U+200D⟩c⟨U+FEFF⟩"),
        ("soft\u00adhyphen", "soft⟨U+00AD⟩hyphen"),
        ("\x00\x1b\x7f\r", "⟨U+0000⟩⟨U+001B⟩⟨U+007F⟩⟨U+000D⟩"),
        ("tag\U000e0041", "tag⟨U+E0041⟩"),
        ("\u3164\u2800\u115f", "⟨U+3164⟩⟨U+2800⟩⟨U+115F⟩"),
        ("a\u2028b", "a⟨U+2028⟩b"),
        ("x\ufe0f", "x⟨U+FE0F⟩"),
        (
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
            "\U0001f468\u200d\U0001f469\u200d\U0001f467",
        ),
        ("\u2764\ufe0f\u200d\U0001f525", "\u2764\ufe0f\u200d\U0001f525"),
        ("\U0001f44d\U0001f3fd", "\U0001f44d\U0001f3fd"),
        ("\u200d", "⟨U+200D⟩"),
        ("\ue000\U00020000", "⟨U+E000⟩\U00020000"),
    ],
)
def test_what_hides_or_turns_text_around_is_seen(written: str, shown: str) -> None:
    assert visible(written) == shown


@pytest.mark.parametrize(
    ("waited", "shown"),
    [
        (timedelta(seconds=-5), "0 min"),
        (timedelta(seconds=59), "0 min"),
        (timedelta(minutes=14, seconds=59), "14 min"),
        (timedelta(minutes=60), "1 h"),
        (timedelta(hours=3, minutes=5), "3 h 5 min"),
        (timedelta(days=2, hours=0, minutes=50), "2 d"),
        (timedelta(days=2, hours=7), "2 d 7 h"),
    ],
)
def test_a_wait_is_told_in_its_two_largest_units(waited: timedelta, shown: str) -> None:
    assert wait(AT - waited, AT) == shown


@pytest.mark.parametrize(
    ("at", "timezone", "shown"),
    [
        (AT, "America/Los_Angeles", "Mar 2, 2026, 12:05 PM"),
        (AT, "America/New_York", "Mar 2, 2026, 3:05 PM"),
        (datetime(2026, 7, 1, 6, 30, tzinfo=UTC), "America/Los_Angeles", "Jun 30, 2026, 11:30 PM"),
        (datetime(2026, 7, 1, 7, 1, tzinfo=UTC), "America/Los_Angeles", "Jul 1, 2026, 12:01 AM"),
    ],
)
def test_moments_are_those_of_the_clock_on_the_wall(
    at: datetime, timezone: str, shown: str
) -> None:
    assert at_site(at, timezone) == shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [("+15415550123", "+1 (541) 555-0123"), ("+525512345678", "+525512345678"), ("12345", "12345")],
)
def test_numbers_are_grouped_for_the_eye(number: str, shown: str) -> None:
    assert phone(number) == shown
