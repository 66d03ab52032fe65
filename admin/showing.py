"""How values look on staff pages: hidden characters, times, waits. Filters return plain text.

What people wrote is shown as they wrote it, but nothing in it may hide or turn the text around.
"""

import unicodedata
from datetime import datetime, timedelta

from bot.clock import local_time

_JOINER = "\u200d"  # joins the parts of one emoji
_EMOJI_STYLE = "\ufe0f"
# Blank or unseen, though Unicode does not class them so.
_BLANKS = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def visible(text: str) -> str:
    """Write characters that would hide, or turn the text around, as ``⟨U+202E⟩``."""
    return "".join(
        f"⟨U+{ord(sign):04X}⟩" if _is_hidden(text, place) else sign
        for place, sign in enumerate(text)
    )


def _is_hidden(text: str, place: int) -> bool:
    sign = text[place]
    if sign in "\n\t":
        return False
    if sign in (_JOINER, _EMOJI_STYLE):
        return not _is_symbol(text, place - 1)
    return sign in _BLANKS or unicodedata.category(sign) in _HIDDEN


def _is_symbol(text: str, place: int) -> bool:
    if place < 0:
        return False
    if text[place] == _EMOJI_STYLE:
        return _is_symbol(text, place - 1)
    return unicodedata.category(text[place]) in ("So", "Sk")


def at_site(at: datetime, timezone: str) -> str:
    """Return a moment as the clock on the site's wall shows it, with the day."""
    local = local_time(at, timezone)
    return f"{local:%b} {local.day}, {local.year}, {local:%I:%M %p}".replace(" 0", " ")


def wait(since: datetime, now: datetime) -> str:
    """Return how long somebody has waited, in the two largest units at most."""
    minutes = max(0, (now - since) // timedelta(minutes=1))
    hours, minutes = divmod(minutes, 60)
    days, hours = divmod(hours, 24)
    if days:
        return f"{days} d {hours} h" if hours else f"{days} d"
    if hours:
        return f"{hours} h {minutes} min" if minutes else f"{hours} h"
    return f"{minutes} min"


def phone(e164: str) -> str:
    """Group a North American number for the eye; others stay as they are."""
    if len(e164) == 12 and e164.startswith("+1"):
        return f"+1 ({e164[2:5]}) {e164[5:8]}-{e164[8:]}"
    return e164
