"""Publishing a version while people are in the middle: each ends on the one that they began."""

from dataclasses import replace

from intake.definition import Questionnaire
from store import answers, consents, conversations, intakes
from tests.integration.sms.texting import Texting
from webhook.app import create_app

OLD = ("hello", "yes", "yes", "1", "62701")


def publish(texting: Texting) -> Texting:
    """Start the application anew with a second version that asks about the night in other words."""
    services = texting.services
    first = services.questionnaires["ce_intake@1"]
    data = first.model_dump(by_alias=True, exclude_defaults=True) | {"version": 2}
    for section in data["sections"]:
        for question in section["questions"]:
            if question["id"] == "sleep_tonight":
                question["ask"] = {"en": "Where tonight?", "es": "¿Dónde esta noche?"}
    second = Questionnaire.model_validate(data)
    newer = replace(services, questionnaires={**services.questionnaires, second.name: second})
    return Texting(create_app(newer).test_client(), newer)


def test_a_conversation_ends_on_the_version_that_it_began(texting: Texting) -> None:
    texting.texts(*OLD)
    texting = publish(texting)
    assert "Where will you sleep tonight?" in texting.text("back and forth")[0]
    texting.text("1")

    texting.texts(*OLD[:-1], number="+12025550151")
    assert "Where tonight?" in texting.text("62701", number="+12025550151")[0]
    texting.text("2", number="+12025550151")

    with texting.services.database.read() as session:
        versions = []
        for intake in intakes.every(session):
            conversation = conversations.get(session, intake.conversation_id, lock=False)
            assert conversation is not None
            made = {row.definition for row in answers.current(session, intake.id)}
            agreed = {row.version for row in consents.for_conversation(session, conversation.id)}
            assert made == agreed == {conversation.definition}
            versions.append(conversation.definition)
    assert sorted(versions) == ["ce_intake@1", "ce_intake@2"]
