from itertools import permutations
from uuid import UUID

import pytest

from store import messages
from store.engine import Database, Session
from store.messages import Delivery, OutboundRow
from tests.integration.store.making import NOON, after, at_once, conversation


def _take(session: Session, sid: str = "SM1", account: str = "AC1") -> UUID | None:
    row = messages.take(session, account, sid, "sms", NOON)
    return None if row is None else row.id


def test_of_twenty_deliveries_at_once_one_is_taken(database: Database) -> None:
    taken = at_once(20, lambda _: database.run(_take))
    assert len([row for row in taken if row is not None]) == 1
    with database.read() as session:
        stored = messages.find(session, "AC1", "SM1")
        assert stored is not None
        assert stored.id in taken


def test_a_later_delivery_finds_the_reply_of_the_first(database: Database) -> None:
    with database.write() as session:
        inbound = messages.take(session, "AC1", "SM1", "sms", NOON)
        assert inbound is not None
        inbound.conversation_id = conversation(session).id
        inbound.body = "I slept in my car"
        messages.store_reply(session, inbound, ["¿Cuántas noches?", "Text WHY to ask why."], NOON)
    with database.write() as session:
        assert messages.take(session, "AC1", "SM1", "sms", after(hours=72)) is None
        first = messages.find(session, "AC1", "SM1")
        assert first is not None
        assert first.reply_texts == ["¿Cuántas noches?", "Text WHY to ask why."]
        assert first.received_at == NOON


def test_a_second_delivery_waits_for_the_reply_of_the_first(database: Database) -> None:
    def deliver(number: int) -> list[str] | None:
        def work(session: Session) -> list[str] | None:
            inbound = messages.take(session, "AC1", "SM1", "sms", NOON)
            if inbound is not None:
                messages.store_reply(session, inbound, [f"by {number}"], NOON)
            found = messages.find(session, "AC1", "SM1")
            return None if found is None else found.reply_texts

        return database.run(work)

    replies = at_once(8, deliver)
    assert replies == [replies[0]] * 8
    assert replies[0] is not None


def test_the_same_sid_of_another_account_is_another_text(database: Database) -> None:
    with database.write() as session:
        assert _take(session, "SM1", "AC1") is not None
        assert _take(session, "SM1", "AC2") is not None


def test_seq_grows_with_every_text(database: Database) -> None:
    for number in range(5):
        with database.write() as session:
            _take(session, f"SM{number}")
    with database.read() as session:
        found = [messages.find(session, "AC1", f"SM{number}") for number in range(5)]
    numbers = [row.seq for row in found if row is not None]
    assert len(numbers) == 5
    assert numbers == sorted(set(numbers))


def test_seq_is_never_the_same_for_two_at_once(database: Database) -> None:
    at_once(12, lambda number: database.run(lambda session: _take(session, f"SM{number}")))
    with database.read() as session:
        found = [messages.find(session, "AC1", f"SM{number}") for number in range(12)]
    assert len({row.seq for row in found if row is not None}) == 12


def test_a_thread_is_told_in_the_order_in_which_it_happened(database: Database) -> None:
    with database.write() as session:
        talk = conversation(session)
        for number, words in enumerate(("hi", "in my car")):
            inbound = messages.take(session, "AC1", f"SM{number}", "sms", after(minutes=number))
            assert inbound is not None
            inbound.conversation_id = talk.id
            inbound.body = words
            texts = ["Welcome.", "Shall we begin?"] if number == 0 else ["Thank you."]
            messages.store_reply(session, inbound, texts, after(minutes=number))
        messages.compose(session, talk.id, "staff", "This is Dana.", after(hours=1))
    with database.read() as session:
        thread = messages.thread(session, talk.id)
    assert [(message.direction, message.body) for message in thread] == [
        ("in", "hi"),
        ("out", "Welcome."),
        ("out", "Shall we begin?"),
        ("in", "in my car"),
        ("out", "Thank you."),
        ("out", "This is Dana."),
    ]


def test_a_reply_without_a_conversation_is_kept_all_the_same(database: Database) -> None:
    with database.write() as session:
        inbound = messages.take(session, "AC1", "SM1", "sms", NOON)
        assert inbound is not None
        assert messages.store_reply(session, inbound, ["We are closed."], NOON) == []
    with database.read() as session:
        found = messages.find(session, "AC1", "SM1")
        assert found is not None
        assert found.reply_texts == ["We are closed."]


def _outbound(session: Session) -> OutboundRow:
    return messages.compose(session, conversation(session).id, "nudge", "Still there?", NOON)


@pytest.mark.parametrize("order", list(permutations(["queued", "sent", "delivered"])))
def test_callbacks_in_any_order_end_delivered(
    database: Database, order: tuple[Delivery, ...]
) -> None:
    with database.write() as session:
        row_id = _outbound(session).id
    for minute, state in enumerate(order):
        with database.write() as session:
            messages.settle(session, row_id, state, None, after(minutes=minute))
    with database.read() as session:
        row = messages.get(session, row_id)
        assert row is not None
        assert row.state == "delivered"
        assert row.settled_at == after(minutes=order.index("delivered"))


@pytest.mark.parametrize("first", ["delivered", "undelivered", "failed"])
@pytest.mark.parametrize("second", ["sent", "confirmed", "delivered", "undelivered", "failed"])
def test_an_end_is_an_end(database: Database, first: Delivery, second: Delivery) -> None:
    with database.write() as session:
        row_id = _outbound(session).id
        assert messages.settle(session, row_id, first, "30003", NOON)
        assert not messages.settle(session, row_id, second, "30005", after(minutes=1))
        row = messages.get(session, row_id)
        assert row is not None
        session.refresh(row)
        assert (row.state, row.error_code, row.settled_at) == (first, "30003", NOON)


def test_a_confirmed_text_may_still_be_delivered(database: Database) -> None:
    with database.write() as session:
        row_id = _outbound(session).id
        assert messages.settle(session, row_id, "confirmed", None, NOON)
        assert not messages.settle(session, row_id, "sent", None, NOON)
        assert messages.settle(session, row_id, "delivered", None, NOON)


def test_a_sid_is_kept_although_the_callback_was_faster(database: Database) -> None:
    with database.write() as session:
        row_id = _outbound(session).id
        assert messages.settle(session, row_id, "delivered", None, NOON)
        assert not messages.settle(session, row_id, "sent", None, NOON, sid="SM9")
        row = messages.get(session, row_id)
        assert row is not None
        session.refresh(row)
        assert (row.sid, row.state) == ("SM9", "delivered")


def test_a_callback_finds_its_text_by_sid(database: Database) -> None:
    with database.write() as session:
        row_id = _outbound(session).id
        messages.settle(session, row_id, "sent", None, NOON, sid="SM9")
        assert messages.settle(session, "SM9", "undelivered", "30005", NOON)
        assert not messages.settle(session, "SM8", "delivered", None, NOON)


def test_texts_that_nobody_has_heard_of_are_found(database: Database) -> None:
    with database.write() as session:
        old = _outbound(session)
        settled = messages.compose(session, old.conversation_id, "nudge", "b", NOON)
        messages.settle(session, settled.id, "sent", None, NOON)
        messages.compose(session, old.conversation_id, "nudge", "c", after(minutes=5))
        found = messages.unsettled(session, after(minutes=2))
        assert [row.id for row in found] == [old.id]
        assert messages.replies_since(session, old.conversation_id, NOON) == 3
        assert messages.replies_since(session, old.conversation_id, after(minutes=1)) == 1
