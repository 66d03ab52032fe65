"""The main job from end to end: two people text at once, a caseworker accepts, HMIS rows stand."""

from datetime import date

from sqlalchemy import text

from store.encryption import Keyring
from store.engine import connect, open_engine
from store.hmis import records
from tests.browser.staff import StaffMember
from tests.serving import Server

# Nine core questions, then the rest; each text is delivered three times.
ENGLISH = [
    ("hi i need a place", "I am a bot"),
    ("1", "Are you safe right now?"),
    ("yes", "Is it safe to text you here?"),
    ("1", "What city or ZIP"),
    ("62701", "Where will you sleep tonight?"),
    ("at my sisters", "Is that family or friends?"),
    ("family", "Do you have to leave"),
    ("Later", "hurt you"),
    ("no", "doctor or medicine"),
    ("no", "How many people"),
    ("1", "pregnant"),
    ("no", "What is your name?"),
    ("Jay Carter", "date of birth"),
    ("3/9/1979", "U.S. military"),
    ("yes army", "long-term health"),
    ("rather not say", "same kind of place last night"),
    ("yes", "How long"),
    ("one week to one month", "Do you need any"),
    ("none", "best way to reach you"),
    ("call", "more you want the worker"),
    ("skip", "race or ethnic"),
    ("black", "your sex"),
    ("skip", "May we share"),
    ("yes", "Here is what I have"),
    ("0", "Done. A worker"),
]
SPANISH = [
    ("hola necesito un lugar para mis hijos", "Soy un bot"),
    ("si", "a salvo en este momento"),
    ("si", "seguro escribirle"),
    ("1", "ciudad o código postal"),
    ("Springfield", "dormir esta noche"),
    ("en mi carro", "le hizo daño"),
    ("no", "doctor o medicina"),
    ("sí", "Cuántas personas"),
    ("dos y yo", "Persona 2"),
    ("Ana 6 hija", "Persona 3"),
    ("Luis 12 hijo", "embarazada"),
    ("no", "Cómo se llama"),
    ("María López Ruiz", "fecha de nacimiento"),
    ("21 mayo 1988", "fuerzas armadas"),
    ("no", "salud de largo plazo"),
    ("no sé", "mismo tipo de lugar"),
    ("si", "Cuánto tiempo"),
    ("1", "empezó a quedarse afuera"),
    ("marzo 2025", "cuántas veces"),
    ("una vez", "Cuántos meses"),
    ("2", "Necesita algo"),
    ("nada", "contactarle"),
    ("1", "algo más"),
    ("saltar", "grupo étnico"),
    ("4", "su sexo"),
    ("mujer", "compartir sus respuestas"),
    ("1", "Esto es lo que tengo"),
    ("0", "Listo"),
]


def folded(text: str) -> str:
    return text.translate(str.maketrans("áíóúÁÍÓÚ", "aiouAIOU")).lower()


def test_two_people_text_and_a_caseworker_accepts_one(server: Server, staff: StaffMember) -> None:
    english, spanish = server.phone("+12025550101"), server.phone("+12025550102")
    for turn in range(max(len(ENGLISH), len(SPANISH))):
        for phone, script in ((english, ENGLISH), (spanish, SPANISH)):
            if turn < len(script):
                body, expected = script[turn]
                replies = phone.text(body, times=3)
                assert folded(expected) in folded("\n".join(replies)), (body, replies)

    staff.signs_in(server.base, "admin", server.password)
    names = staff.queue_names()
    # A doctor soon and outside with children comes before a bed at the sister's.
    assert names == ["María López Ruiz", "Jay Carter"]
    staff.opens("María López Ruiz")
    assert staff.sees("dos y yo")
    staff.accepts()
    assert staff.sees("Accepted")

    _check_records(server)


def _check_records(server: Server) -> None:
    keyring = Keyring.parse(server.environment["FRONTDOOR_ENCRYPTION_KEYS"])
    database = connect(server.database_url, keyring)
    with database.read() as session:
        clients = {row["FirstName"]: row for row in records.rows(session, "Client")}
        enrollments = records.rows(session, "Enrollment")
        situations = records.rows(session, "CurrentLivingSituation")
        assessments = records.rows(session, "Assessment")
    database.dispose()

    assert set(clients) == {"María", "Ana", "Luis", "Jay"}
    maria, jay = clients["María"], clients["Jay"]
    assert (maria["LastName"], maria["NameDataQuality"]) == ("López Ruiz", 1)
    assert (maria["DOB"], maria["DOBDataQuality"]) == ("1988-05-21", 1)
    assert (maria["HispanicLatinao"], maria["White"], maria["RaceNone"]) == (1, 0, None)
    assert (maria["VeteranStatus"], maria["Sex"], maria["SSNDataQuality"]) == (0, 0, 99)
    assert (jay["VeteranStatus"], jay["Sex"], jay["BlackAfAmerican"]) == (1, 9, 1)
    assert clients["Luis"]["DOBDataQuality"] == 2

    by_person = {row["PersonalID"]: row for row in enrollments}
    hers, his = by_person[maria["PersonalID"]], by_person[jay["PersonalID"]]
    children = [by_person[clients[name]["PersonalID"]] for name in ("Ana", "Luis")]
    assert {row["HouseholdID"] for row in (hers, *children)} == {hers["HouseholdID"]}
    assert [row["RelationshipToHoH"] for row in (hers, *children)] == [1, 2, 2]
    assert (hers["LivingSituation"], hers["LengthOfStay"]) == (116, 10)
    assert hers["DateToStreetESSH"] == date(2025, 3, 1)
    assert hers["TimesHomelessPastThreeYears"] == 1
    assert hers["MonthsHomelessPastThreeYears"] == 102
    assert (hers["DisablingCondition"], his["DisablingCondition"]) == (8, 9)
    # With family for a week to a month: 3.917 version B stops there.
    assert (his["LivingSituation"], his["LengthOfStay"], his["LOSUnderThreshold"]) == (335, 2, 0)
    assert his["PreviousStreetESSH"] is None
    assert his["DateToStreetESSH"] is None

    tonight = {row["PersonalID"]: row["CurrentLivingSituation"] for row in situations}
    assert tonight == {maria["PersonalID"]: 116, jay["PersonalID"]: 335}
    assert [row["PersonalID"] for row in assessments] == [maria["PersonalID"]]
    assert (assessments[0]["AssessmentType"], assessments[0]["AssessmentLevel"]) == (2, 1)


def test_kill_between_any_two_texts_loses_nothing(server: Server) -> None:
    phone = server.phone("+12025550103")
    for body, expected in SPANISH[:8]:
        replies = phone.text(body)
        assert folded(expected) in folded("\n".join(replies))
        server.kill()
        server.start()
        assert phone.text(body, sid=_last_sid(server)) == replies


def _last_sid(server: Server) -> str:
    """The MessageSid of the newest text: a redelivery after the crash, as Twilio would."""
    engine = open_engine(server.database_url)
    with engine.connect() as connection:
        sid = connection.execute(text("SELECT sid FROM inbound ORDER BY seq DESC LIMIT 1"))
        found: str = sid.scalar_one()
    engine.dispose()
    return found


def test_a_second_start_keeps_the_data_and_a_taken_port_is_named(sqlite_server: Server) -> None:
    phone = sqlite_server.phone("+12025550104")
    assert "I am a bot" in phone.text("hello")[0]
    taken = sqlite_server.run("serve")
    _, errors = taken.communicate(timeout=30)
    assert taken.returncode == 2
    assert f"Port {sqlite_server.port} is in use" in errors
    first_password = sqlite_server.password
    assert sqlite_server.stop() == 0
    assert "Stopped" in sqlite_server.output[-1]
    sqlite_server.password = ""
    sqlite_server.start()
    assert sqlite_server.password == ""
    assert first_password
    assert "Are you safe" in phone.text("yes")[0]
