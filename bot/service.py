"""The transaction around the core: one text in, everything it causes, and its reply, or nothing.

The reply is stored before it is returned, so that a redelivered text gets the very same answer.
Nothing on this path needs a network, a queue or a worker.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from bot import performing
from bot.clock import local_day
from bot.conversation import begin
from bot.dialogue import Heard
from bot.labels import topic
from bot.rendering import Renderer, Voice
from bot.state import State, dump, load
from bot.wiring import Services, voice_of
from intake.definition import Kind
from store import contacts, conversations, messages, sites
from store.conversations import ConversationRow
from store.engine import Session
from store.sites import SiteRow

LONGEST_TEXT = 1600  # Twilio's limit for one message


class UnknownSite(Exception):
    """The text was sent to a number or address that no site has."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """One text as it arrived.

    ``account`` and ``sid`` identify it for ever (Twilio's AccountSid and MessageSid, or "chat"
    and the client's own message id). ``sender`` is an E.164 number or a chat's bearer token;
    ``to`` is our number or a site's slug. ``received_at`` is when the request came in.
    ``opt_out_type`` is Twilio's OptOutType, in lower case.
    """

    account: str
    sid: str
    channel: Literal["sms", "chat"]
    sender: str
    to: str
    text: str
    received_at: datetime
    written_at: datetime | None = None
    media: int = 0
    opt_out_type: str | None = None
    shown_turn: int | None = None


@dataclass(frozen=True, slots=True)
class Reply:
    """What is said back; ``ids`` are our message ids, one a text. ``repeated``: said before."""

    texts: tuple[str, ...]
    ids: tuple[UUID, ...]
    conversation_id: UUID | None
    repeated: bool = False


@dataclass(frozen=True, slots=True)
class ChatThread:
    """A web chat as its own person sees it.

    ``choices`` are the labels of the open question's numbered choices, and ``lines`` the person's
    own list while they check it; ``turn`` goes back with the next text, so that an old page cannot
    answer a newer question. ``stopped``: the bot is silent until START.
    """

    messages: tuple[messages.Message, ...]
    turn: int
    lang: str
    choices: tuple[str, ...]
    finished: bool
    kind: Kind | None = None
    role: str | None = None
    topic: str = ""
    lines: tuple[str, ...] = ()
    stopped: bool = False


def clean(text: str) -> str:
    """Make any string fit to store and sign: no lone surrogates, no NUL, never too long."""
    whole = text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")
    return whole[: 4 * LONGEST_TEXT]


def receive(services: Services, inbound: Inbound) -> Reply:
    """Answer one text, exactly once however often it is delivered; raises UnknownSite."""
    return services.database.run(lambda session: _receive(session, services, inbound))


def chat_thread(services: Services, token: str) -> ChatThread | None:
    """Return what a web chat's own person may see, or None for a token that opens nothing."""
    with services.database.read() as session:
        conversation = conversations.by_token(session, token, lock=False)
        if conversation is None or conversation.closed_at is not None:
            return None
        state = _state(conversation, services, None)
        said = tuple(messages.thread(session, conversation.id))
        site = sites.get(session, conversation.site_id)
    if site is None:
        raise LookupError(f"conversation {conversation.id}: its site is gone")
    return _as_seen(services, conversation.definition, state, said, voice_of(site, "chat"))


def _as_seen(
    services: Services,
    definition: str,
    state: State,
    said: tuple[messages.Message, ...],
    voice: Voice,
) -> ChatThread:
    dialogue = services.dialogue(definition)
    question = dialogue.open_question(state)
    lang = state.lang or state.languages[0]
    is_review = question is not None and question.role == "review"
    renderer = Renderer(dialogue.questionnaire, dialogue.wording, state, voice)
    return ChatThread(
        messages=said,
        turn=state.turn,
        lang=lang,
        choices=renderer.choice_labels(question) if question else (),
        finished=question is None,
        kind=question.kind if question else None,
        role=question.role if question else None,
        topic=topic(question, lang) if question else "",
        lines=renderer.own_lines() if is_review else (),
        stopped=state.opted_out,
    )


def state_of(session: Session, services: Services, conversation_id: UUID) -> State:
    """Return where a conversation stands; raises LookupError for one that is not there."""
    conversation = conversations.get(session, conversation_id, lock=False)
    if conversation is None:
        raise LookupError(conversation_id)
    return _state(conversation, services, None)


def _receive(session: Session, services: Services, inbound: Inbound) -> Reply:
    row = messages.take(session, inbound.account, inbound.sid, inbound.channel, inbound.received_at)
    if row is None:
        return _said_before(session, inbound)
    site = _site(session, inbound)
    now = services.clock.now()
    conversation = _conversation(session, services, site, inbound, now)
    site = sites.get(session, conversation.site_id) or site
    state = _state(conversation, services, site)
    row.conversation_id = conversation.id
    row.body = inbound.text
    row.media_count = inbound.media
    row.shown_turn = state.shown.turn if state.shown else None

    heard = Heard(
        text=inbound.text,
        at=now,
        today=local_day(now, site.timezone),
        written_at=inbound.written_at or inbound.received_at,
        seen_turn=inbound.shown_turn,
        media=inbound.media,
        opt_out_type=inbound.opt_out_type,
    )
    dialogue = services.dialogue(conversation.definition)
    outcome = dialogue.take(state, heard, voice_of(site, inbound.channel))
    _keep(conversation, outcome.state, now)
    work = performing.Work(session, services, site, conversation, row, state, outcome.state, now)
    performing.perform(work, outcome.effects)
    sent = messages.store_reply(session, row, outcome.texts, now)
    return Reply(outcome.texts, tuple(message.id for message in sent), conversation.id)


def _said_before(session: Session, inbound: Inbound) -> Reply:
    row = messages.find(session, inbound.account, inbound.sid)
    if row is None:
        raise LookupError("a text that was here before is gone")
    texts = tuple(row.reply_texts or ())
    ids = tuple(message.id for message in messages.replies_to(session, row.id))
    return Reply(texts, ids, row.conversation_id, repeated=True)


def _site(session: Session, inbound: Inbound) -> SiteRow:
    find = sites.by_number if inbound.channel == "sms" else sites.by_slug
    site = find(session, inbound.to)
    if site is None:
        raise UnknownSite
    return site


def _conversation(
    session: Session, services: Services, site: SiteRow, inbound: Inbound, now: datetime
) -> ConversationRow:
    if inbound.channel == "chat":
        found = conversations.by_token(session, inbound.sender)
        contact_id, token = None, inbound.sender
    else:
        contact_id, token = contacts.by_phone(session, inbound.sender, now).id, None
        found = conversations.current(session, site.id, contact_id)
    if found is not None:
        return found
    return conversations.start(
        session,
        site_id=site.id,
        channel=inbound.channel,
        definition=services.newest(site.definition).name,
        lang="",
        at=now,
        contact_id=contact_id,
        token=token,
    )


def _state(conversation: ConversationRow, services: Services, site: SiteRow | None) -> State:
    if conversation.state:
        return load(conversation.state)
    questionnaire = services.questionnaires[conversation.definition]
    offered = site.languages if site is not None else questionnaire.languages
    languages = tuple(code for code in questionnaire.languages if code in offered)
    return begin(conversation.definition, languages)


def _keep(conversation: ConversationRow, state: State, now: datetime) -> None:
    conversation.state = dump(state)
    conversation.stage = state.stage.value
    conversation.lang = state.lang
    conversation.turn = state.turn
    conversation.last_inbound_at = now
