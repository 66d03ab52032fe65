"""Golden transcripts: whole talks that staff can read. `pytest --update` writes them anew."""

from pathlib import Path

import pytest

from tests.journeys.person import Person

TRANSCRIPTS = sorted(Path(__file__).with_name("transcripts").glob("*.txt"))
CLIENT, BOT, SAME = "> ", "< ", "  "
PASSES = "... "  # "... 2 days": time goes by


@pytest.mark.parametrize("file", TRANSCRIPTS, ids=lambda file: file.stem)
def test_the_talk_goes_as_written(file: Path, request: pytest.FixtureRequest) -> None:
    written = file.read_text(encoding="utf-8").splitlines()
    heading = [line for line in written if line.startswith("#")]
    person = Person(channel="chat" if ".chat." in file.name else "sms")
    played = list(heading)
    for line in _spoken(written):
        if line.startswith(PASSES):
            amount, unit = line.removeprefix(PASSES).split()
            person.passes(**{unit: float(amount)})
            played.append(line)
        else:
            before = len(person.transcript)
            person.texts(line.removeprefix(CLIENT))
            played += "\n".join(person.transcript[before:]).splitlines()
    if request.config.getoption("--update"):
        file.write_text("\n".join(played) + "\n", encoding="utf-8")
    assert played == written


def _spoken(lines: list[str]) -> list[str]:
    """Join what the client said over several lines; leave out what the bot said."""
    spoken: list[str] = []
    of_client = False
    for line in lines:
        if line.startswith((CLIENT, PASSES)):
            spoken.append(line)
            of_client = True
        elif line.startswith(SAME) and of_client:
            spoken[-1] += "\n" + line.removeprefix(SAME)
        else:
            of_client = False
    return spoken
