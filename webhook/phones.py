"""The screens of the simulated phones, in memory, for development only."""

from collections import OrderedDict, deque
from dataclasses import dataclass, field
from threading import Lock

from intake.texting import segments
from webhook.simulated_carrier import Answer, SignedRequest

PHONES_KEPT = 50
BUBBLES_KEPT = 200


@dataclass(frozen=True, slots=True)
class Bubble:
    direction: str
    body: str
    segments: int


@dataclass(frozen=True, slots=True)
class Exchange:
    """The last request of a phone; ``same`` tells, of a second delivery, whether it changed."""

    request: SignedRequest
    answer: Answer
    deliveries: int = 1
    same: bool | None = None


@dataclass(slots=True)
class Phone:
    """One number's own screen; the oldest texts scroll away for good."""

    number: str
    bubbles: deque[Bubble] = field(default_factory=lambda: deque(maxlen=BUBBLES_KEPT))
    last: Exchange | None = None

    def show(self, direction: str, body: str) -> None:
        self.bubbles.append(Bubble(direction, body, segments(body).count))


class Phones:
    """The phones in use, the longest unused one forgotten first."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._phones: OrderedDict[str, Phone] = OrderedDict()

    def get(self, number: str) -> Phone:
        """Return the phone of a number, new or known."""
        with self._lock:
            phone = self._phones.setdefault(number, Phone(number))
            self._phones.move_to_end(number)
            while len(self._phones) > PHONES_KEPT:
                self._phones.popitem(last=False)
            return phone
