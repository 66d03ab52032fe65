"""Codes in words for staff pages. ``_`` marks a text for translation; templates translate it."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.casework import Outcome
from bot.state import Flag
from intake.definition import Kind
from intake.urgency import Tier


def _(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Badge:
    """A word with its look; ``icon`` is drawn beside it, so that colour is never alone."""

    words: str
    look: str
    icon: str


TIERS: Mapping[int, Badge] = {
    Tier.CRISIS_NOW: Badge(_("Crisis now"), "crisis", "octagon"),
    Tier.URGENT_TONIGHT: Badge(_("Urgent tonight"), "urgent", "triangle"),
    Tier.SOON: Badge(_("Soon"), "soon", "clock"),
    Tier.STANDARD: Badge(_("Standard"), "standard", "circle"),
}

LANGUAGES = {"en": _("English"), "es": _("Spanish")}

ROLES = {
    "hotline": _("Hotline"),
    "caseworker": _("Caseworker"),
    "supervisor": _("Supervisor"),
    "administrator": _("Administrator"),
    "auditor": _("Auditor"),
}

CHANNELS = {"sms": _("Text message"), "chat": _("Web chat"), "phone": _("Phone call")}

# What is answered in free words, for questions without choices.
KINDS: Mapping[str, str] = {
    Kind.CHOICE: _("One choice"),
    Kind.CHOICES: _("Several choices"),
    Kind.NUMBER: _("A number"),
    Kind.DATE: _("A date"),
    Kind.DURATION: _("A length of time"),
    Kind.MONEY: _("An amount of money"),
    Kind.TEXT: _("Free words"),
    Kind.NAME: _("A name"),
    Kind.PLACE: _("A place"),
    Kind.MEMBER: _("A person: name, age, relation"),
}

STATES = {
    "new": _("Waiting"),
    "claimed": _("Claimed"),
    "accepted": _("Accepted"),
}

QUEUES = {
    "open": _("Open"),
    "new": _("Waiting"),
    "claimed": _("Claimed"),
    "accepted": _("Accepted"),
    "all": _("All"),
}

# What a statement of danger is about, and what else asks for a person.
DANGERS = {
    "self_harm": _("May hurt themselves"),
    "danger_now": _("In danger now"),
    "violence": _("Violence"),
    "medical": _("Medical emergency"),
    "child_alone": _("A child may be alone"),
    "crisis": _("Danger"),
    "not_safe": _("Not sure they are safe"),
}
REQUESTS = {
    "call": _("Asks to be called"),
    "complaint": _("Complaint"),
    "delete": _("Asks to delete their data"),
}

FLAGS: Mapping[str, str] = {
    Flag.TEXT_UNSAFE: _("Not safe to text. Do not send anything first."),
    Flag.PHONE_SHARED: _("Others see this phone. Keep texts short and neutral."),
    Flag.RESTRICTED: _("Restricted record. Only supervisors and administrators can open it."),
    Flag.WANTS_CALL: _("Wants to be called."),
}

# How a text became a value: the codes of the readers, in words.
METHODS = {
    **dict.fromkeys(("position", "positions"), _("Number of a choice")),
    **dict.fromkeys(("label", "labels", "yes_no", "none", "all"), _("Words of a choice")),
    **dict.fromkeys(("synonym", "phrase", "part", "all_but"), _("Words close to a choice")),
    "misspelled": _("Words with a slip of the pen"),
    **dict.fromkeys(("pattern", "number", "fields", "place"), _("As written")),
    **dict.fromkeys(("name", "introduced", "member"), _("As written")),
    "spelled": _("Number in words"),
    "composition": _("Counted from their words"),
    **dict.fromkeys(("since", "duration"), _("Worked out from their words")),
    "emoji": _("An emoji"),
    "word": _("Yes or no"),
    "text": _("As written"),
    "detected": _("From how they wrote"),
    "skip": _("Skipped"),
    "default": _("Set by the bot"),
}

TEXTING = {
    "yes": _("Possible"),
    "careful": _("Short and neutral only"),
    "no": _("No"),
}

CONSENTS = {
    "record": _("Keep my answers"),
    "text": _("Text me"),
    "share": _("Share my answers"),
}

ACTIONS = {
    "intake.view": _("opened the record"),
    "intake.denied": _("was refused the record"),
    "intake.claim": _("claimed"),
    "intake.release": _("put back in the queue"),
    "intake.accept": _("accepted the record"),
    "safety.take": _("took the safety alert"),
    "safety.closed": _("settled the safety alert"),
}

# What is said after an act: kind of notice, words.
NOTICES: Mapping[str, tuple[str, str]] = {
    "claim.done": ("success", _("This intake is yours now.")),
    "claim.repeated": ("info", _("You had claimed this intake already.")),
    "claim.taken": ("warning", _("A colleague claimed this intake before you. Nothing changed.")),
    "release.done": (
        "success",
        _("The intake is back in the queue and keeps its waiting time."),
    ),
    "release.repeated": ("info", _("This intake was in the queue already.")),
    "release.taken": ("warning", _("A colleague holds this intake. Nothing changed.")),
    "accept.done": ("success", _("You accepted this record. It is now final in HMIS.")),
    "accept.repeated": ("info", _("You had accepted this record already.")),
    "accept.taken": ("warning", _("A colleague claimed this intake. Nothing was accepted.")),
    "accept.changed": (
        "warning",
        _("The answers changed while you read them. Nothing was accepted: please look again."),
    ),
    "take.done": ("success", _("You take care of this alert.")),
    "take.repeated": ("info", _("You had taken this alert already.")),
    "take.taken": ("warning", _("A colleague takes care of this alert.")),
    "close.done": ("success", _("This alert is settled.")),
    "close.taken": ("warning", _("A colleague takes care of this alert. It stays open.")),
    "close.untaken": ("warning", _("Nobody has taken this alert yet. Take it first.")),
    "settled": ("info", _("This alert was settled already. Nothing changed.")),
    "accepted": (
        "warning",
        _("This record has been accepted meanwhile. Nothing changed."),
    ),
    "password": ("success", _("Your new password is set. Other sign-ins of yours have ended.")),
    "expired": (
        "warning",
        _("You were signed out after 15 minutes. Nothing was saved: sign in and do it again."),
    ),
    "signed-out": ("success", _("You are signed out.")),
}


def notice_of(act: str, outcome: Outcome) -> str:
    """Return the key of the notice for what became of an act."""
    whatever_the_act = (Outcome.ACCEPTED, Outcome.SETTLED)
    return str(outcome) if outcome in whatever_the_act else f"{act}.{outcome}"
