from uuid import UUID

import pytest
from sqlalchemy import func, select, text
from sqlalchemy.exc import InvalidRequestError

from intake.answers import Words
from store import answers, consents, contacts, conversations, messages, safety
from store.contacts import ContactRow
from store.conversations import ConversationRow, Use
from store.engine import Database, Session
from store.hmis import records
from store.schema import metadata
from tests.integration.store.making import (
    NOON,
    PHONE,
    after,
    answer,
    at_once,
    client,
    intake,
    site,
)
from tests.integration.store.making import conversation as begin


def test_a_number_met_by_many_at_once_is_one_contact(database: Database) -> None:
    found = at_once(
        12, lambda _: database.run(lambda session: contacts.by_phone(session, PHONE, NOON).id)
    )
    assert len(set(found)) == 1
    with database.read() as session:
        row = contacts.find(session, PHONE)
        assert row is not None
        assert row.phone == PHONE
        assert contacts.find(session, "+15005550009") is None


def test_first_texts_at_once_begin_one_conversation(database: Database) -> None:
    with database.write() as session:
        site_id = site(session).id
        contacts.by_phone(session, PHONE, NOON)  # known before: making it makes nobody wait

    def work(session: Session) -> UUID:
        contact = contacts.by_phone(session, PHONE, NOON)
        found = conversations.current(session, site_id, contact.id)
        if found is None:
            found = conversations.start(
                session,
                site_id=site_id,
                channel="sms",
                definition="ce_intake@1",
                lang="en",
                at=NOON,
                contact_id=contact.id,
            )
        return found.id

    assert len(set(at_once(8, lambda _: database.run(work)))) == 1


def test_those_who_lock_a_conversation_take_turns(database: Database) -> None:
    with database.write() as session:
        talk = begin(session)
        talk_id, site_id, contact_id = talk.id, talk.site_id, talk.contact_id
    assert contact_id is not None

    def work(number: int) -> None:
        def step(session: Session) -> None:
            if number % 2:
                row = conversations.current(session, site_id, contact_id)
            else:
                row = conversations.get(session, talk_id, lock=True)
            assert row is not None
            row.turn += 1

        database.run(step)

    at_once(16, work)
    with database.read() as session:
        row = conversations.get(session, talk_id, lock=False)
        assert row is not None
        assert row.turn == 16


def test_a_lock_shows_what_others_wrote_meanwhile(postgres_database: Database) -> None:
    database = postgres_database
    with database.write() as session:
        talk_id = begin(session).id
    with database.write() as session:
        before = conversations.get(session, talk_id, lock=False)
        with database.write() as other:
            changed = conversations.get(other, talk_id)
            assert changed is not None
            changed.turn = 7
        locked = conversations.get(session, talk_id, lock=True)
        assert locked is before
        assert locked is not None
        assert locked.turn == 7


def test_the_newest_open_conversation_is_the_current_one(database: Database) -> None:
    with database.write() as session:
        first = begin(session)
        contact_id = first.contact_id
        assert contact_id is not None
        newer = conversations.start(
            session,
            site_id=first.site_id,
            channel="sms",
            definition="ce_intake@2",
            lang="es",
            at=after(days=40),
            contact_id=contact_id,
        )
        found = conversations.current(session, first.site_id, contact_id)
        assert found is newer
        newer.closed_at = after(days=41)
        session.flush()
        assert conversations.current(session, first.site_id, contact_id) is first
        first.closed_at = after(days=41)
        session.flush()
        assert conversations.current(session, first.site_id, contact_id) is None


def test_another_site_has_another_conversation(database: Database) -> None:
    with database.write() as session:
        talk = begin(session)
        assert talk.contact_id is not None
        other = site(session, "salem")
        assert conversations.current(session, other.id, talk.contact_id) is None


def test_a_chat_is_found_by_its_token_of_which_only_the_hash_is_kept(database: Database) -> None:
    token = conversations.new_token()
    with database.write() as session:
        started = conversations.start(
            session,
            site_id=site(session).id,
            channel="chat",
            definition="ce_intake@1",
            lang="en",
            at=NOON,
            token=token,
        )
    with database.read() as session:
        found = conversations.by_token(session, token, lock=False)
        assert found is not None
        assert found.id == started.id
        assert conversations.by_token(session, conversations.new_token(), lock=False) is None
        stored = session.execute(text("SELECT token_hash FROM conversation")).scalar_one()
        assert token.encode() not in bytes(stored)


def _talk(session: Session) -> ConversationRow:
    row = intake(session)
    talk = conversations.get(session, row.conversation_id)
    assert talk is not None
    inbound = messages.take(session, "AC1", "SM1", "sms", NOON)
    assert inbound is not None
    inbound.conversation_id = talk.id
    inbound.body = "he will kill me"
    messages.store_reply(session, inbound, ["Call 911."], NOON)
    messages.compose(session, talk.id, "staff", "Rosa, come to the office", NOON)
    said = {"where": answer(Words("under the bridge"), "under the bridge")}
    answers.save(session, row.id, said, {"where"}, "ce_intake@1", inbound.id, NOON)
    safety.raise_event(
        session,
        conversation_id=talk.id,
        intake_id=row.id,
        dangers=["violence"],
        words="he will kill me",
        at=NOON,
    )
    consents.record(
        session,
        conversation_id=talk.id,
        kind="record",
        choice="no",
        granted=False,
        version="1",
        text_shown="May we keep your answers?",
        lang="en",
        channel="sms",
        at=NOON,
    )
    records.replace_drafts(session, row.id, [client(FirstName="Rosa")], NOON)
    return talk


def test_wiping_leaves_nothing_that_the_person_said(database: Database) -> None:
    with database.write() as session:
        talk = _talk(session)
        conversations.wipe(session, talk, after(hours=1))
    with database.read() as session:
        row = conversations.get(session, talk.id, lock=False)
        assert row is not None
        assert (row.state, row.contact_id, row.closed_at) == ("", None, after(hours=1))
        for table, column in (
            ("inbound", "body"),
            ("answer", "value"),
            ("safety_event", "words"),
            ("contact", "phone"),
            ("hmis_client", "FirstName"),
        ):
            kept = metadata.tables[table].c[column]
            assert session.execute(select(kept).where(kept.is_not(None))).all() == [], table
        said = messages.thread(session, talk.id)
        assert [(message.direction, message.body) for message in said] == [
            ("in", None),
            ("out", "Call 911."),
            ("out", None),
        ]


def test_wiping_keeps_what_a_redelivery_needs(database: Database) -> None:
    with database.write() as session:
        conversations.wipe(session, _talk(session), NOON)
    with database.write() as session:
        assert messages.take(session, "AC1", "SM1", "sms", NOON) is None
        found = messages.find(session, "AC1", "SM1")
        assert found is not None
        assert found.reply_texts == ["Call 911."]
        assert found.conversation_id is not None
        decided = consents.for_conversation(session, found.conversation_id)
        assert [(row.choice, row.granted) for row in decided] == [("no", False)]


def _contacts(session: Session) -> int:
    return session.scalars(select(func.count()).select_from(ContactRow)).one()


def test_wiping_keeps_an_opt_out(database: Database) -> None:
    with database.write() as session:
        talk = _talk(session)
        contacts.by_phone(session, PHONE, NOON).opted_out_at = NOON
        conversations.wipe(session, talk, NOON)
        found = contacts.find(session, PHONE)
        assert found is not None
        assert found.opted_out_at == NOON


def test_wiping_keeps_a_number_that_another_conversation_uses(database: Database) -> None:
    with database.write() as session:
        talk, other = _talk(session), begin(session)
        conversations.wipe(session, talk, NOON)
        assert _contacts(session) == 1
        conversations.wipe(session, other, NOON)
        assert _contacts(session) == 0


def test_wiping_one_conversation_leaves_the_others(database: Database) -> None:
    with database.write() as session:
        talk, other = _talk(session), begin(session, "+15005550009")
        inbound = messages.take(session, "AC1", "SM2", "sms", NOON)
        assert inbound is not None
        inbound.conversation_id = other.id
        inbound.body = "hello"
        conversations.wipe(session, talk, NOON)
    with database.read() as session:
        row = conversations.get(session, other.id, lock=False)
        assert row is not None
        assert row.state == '{"stage": "asking"}'
        assert row.closed_at is None
        assert [message.body for message in messages.thread(session, other.id)] == ["hello"]


def test_many_conversations_come_at_once_without_their_states(database: Database) -> None:
    with database.write() as session:
        ids = {begin(session, f"+1500555000{n}").id for n in (6, 7)}
        begin(session, "+15005550008")
    with database.read() as session:
        found = conversations.many(session, [*ids, UUID(int=0)])
        assert found.keys() == ids
        assert {row.definition for row in found.values()} == {"ce_intake@1"}
        with pytest.raises(InvalidRequestError):
            _ = next(iter(found.values())).state


def test_use_is_counted_by_definition(database: Database) -> None:
    with database.write() as session:
        for n, (definition, stage, is_closed) in enumerate(
            (
                ("ce_intake@1", "asking", False),
                ("ce_intake@1", "crisis", False),
                ("ce_intake@1", "sent", False),
                ("ce_intake@1", "asking", True),
                ("ce_intake@2", "declined", False),
            )
        ):
            row = intake(session, f"+1500555010{n}")
            talk = conversations.get(session, row.conversation_id)
            assert talk is not None
            talk.definition, talk.stage = definition, stage
            talk.closed_at = NOON if is_closed else None
        begin(session)
    with database.read() as session:
        assert conversations.use_by_definition(session) == {
            "ce_intake@1": Use(running=3, intakes=4),
            "ce_intake@2": Use(running=0, intakes=1),
        }
