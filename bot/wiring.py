"""Everything that is built once: for the web server, the worker and the command line alike."""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Clock, SystemClock
from bot.dialogue import Dialogue, Reader
from bot.rendering import HOTLINES, Channel, Voice
from bot.settings import Settings
from bot.wording import Wording, load_wording
from intake.definition import Questionnaire
from intake.loading import library, newest
from nlu.interpreter import Interpreter
from store.encryption import Keyring
from store.engine import Database, connect
from store.sites import SiteRow


@dataclass(frozen=True)
class Services:
    """What every entrance to the product shares."""

    settings: Settings
    database: Database
    questionnaires: Mapping[str, Questionnaire]
    wording: Wording
    reader: Reader
    clock: Clock

    def dialogue(self, definition: str) -> Dialogue:
        """Return the dialogue of a released definition (``ce_intake@1``)."""
        return Dialogue(self.questionnaires[definition], self.wording, self.reader)

    def newest(self, name: str) -> Questionnaire:
        """Return the version that new conversations begin on."""
        return newest(self.questionnaires, name)


def build(settings: Settings, clock: Clock | None = None) -> Services:
    """Build all services; raises LoadError for a broken definition or wording."""
    keyring = Keyring.parse(settings.encryption_keys.get_secret_value())
    return Services(
        settings=settings,
        database=connect(settings.database_url, keyring),
        questionnaires=library(),
        wording=load_wording(),
        reader=Interpreter(),
        clock=clock or SystemClock(),
    )


def voice_of(site: SiteRow, channel: Channel) -> Voice:
    """Return how the bot speaks for a site."""
    own = site.policies.get("hotlines")
    numbers = {str(k): str(v) for k, v in own.items()} if isinstance(own, dict) else {}
    return Voice(agency=site.agency_name, channel=channel, hotlines={**HOTLINES, **numbers})
