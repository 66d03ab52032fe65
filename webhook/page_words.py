"""The words of the web chat's page around the conversation, in every language of the product."""

from collections.abc import Mapping
from dataclasses import dataclass

# What is sent for the person when they begin: a greeting, which also tells the language.
GREETINGS: Mapping[str, str] = {"en": "hello", "es": "hola"}


@dataclass(frozen=True, slots=True)
class PageWords:
    """``acts`` are buttons for what may be said at any question: (label, what is sent)."""

    title: str
    leave: str
    leave_keys: str
    skip_link: str
    heading: str
    what: str
    bot: str
    privacy: tuple[str, str]
    start: str
    numbers: str
    danger: str
    crisis: str
    other_help: str
    closed: str
    not_sent: str
    log: str
    you: str
    us: str
    choices: str
    answer: str
    write: str
    send: str
    empty: str
    send_picked: str
    none_picked: str
    send_all: str
    change: str
    own_list: str
    silent: str
    start_again: str
    more: str
    acts: tuple[tuple[str, str], ...]
    check: str
    ended: str
    sending: str
    retrying: str
    closing: str
    stay: str


PAGE_WORDS: Mapping[str, PageWords] = {
    "en": PageWords(
        title="Help form",
        leave="Leave this page",
        leave_keys="To leave fast, press Esc three times.",
        skip_link="Go to your answer",
        heading="Get help with housing",
        what="Answer short questions, one at a time. A worker at {agency} reads your answers.",
        bot="You write with a bot. You can ask for a person at any time.",
        privacy=(
            "We keep your answers only if you say yes.",
            "This page closes after 15 minutes without use.",
        ),
        start="Start in English",
        numbers="Help by phone, day or night",
        danger="In danger",
        crisis="Thoughts of suicide",
        other_help="Other help",
        closed="For your safety this page closed after 15 minutes. Nothing you sent is lost.",
        not_sent="This was not sent. Copy it if you want to use it again:",
        log="Messages",
        you="You",
        us="Help",
        choices="Pick one",
        answer="Your answer",
        write="Or write here",
        send="Send",
        empty="Write your answer here first, then press Send.",
        send_picked="Send these",
        none_picked="Pick one or more first, then press Send these.",
        send_all="Send my answers",
        change="Change",
        own_list="What you told us",
        silent="The bot is silent now and asks nothing. Press the button to go on.",
        start_again="Go on with the bot",
        more="More you can do",
        acts=(
            ("Skip this one", "SKIP"),
            ("Go back one", "BACK"),
            ("Why do you ask?", "WHY"),
            ("Show what I said", "LIST"),
            ("Talk to a person", "CALL ME"),
        ),
        check="Look for new messages",
        ended="This talk is over.",
        sending="Sending…",
        retrying="Not sent yet. Trying again…",
        closing="This page closes in 2 minutes to keep you safe.",
        stay="Stay here",
    ),
    "es": PageWords(
        title="Formulario de ayuda",
        leave="Salir de esta página",
        leave_keys="Para salir rápido, oprima Esc tres veces.",
        skip_link="Ir a su respuesta",
        heading="Ayuda para vivienda",
        what="Conteste preguntas cortas, una por una. Las lee un trabajador de {agency}.",
        bot="Usted escribe con un bot. Puede pedir una persona cuando quiera.",
        privacy=(
            "Guardamos sus respuestas solo si dice que sí.",
            "Esta página se cierra tras 15 minutos sin uso.",
        ),
        start="Empezar en español",
        numbers="Ayuda por teléfono, día y noche",
        danger="En peligro",
        crisis="Ideas de suicidio",
        other_help="Otra ayuda",
        closed=(
            "Por su seguridad esta página se cerró a los 15 minutos. "
            "No se perdió nada de lo que mandó."
        ),
        not_sent="Esto no se mandó. Cópielo si lo quiere usar otra vez:",
        log="Mensajes",
        you="Usted",
        us="Ayuda",
        choices="Elija una",
        answer="Su respuesta",
        write="O escriba aquí",
        send="Enviar",
        empty="Primero escriba su respuesta aquí y luego oprima Enviar.",
        send_picked="Enviar estas",
        none_picked="Primero elija una o más y luego oprima Enviar estas.",
        send_all="Enviar mis respuestas",
        change="Cambiar",
        own_list="Lo que nos dijo",
        silent="El bot ya no escribe ni pregunta nada. Oprima el botón para seguir.",
        start_again="Seguir con el bot",
        more="Qué más puede hacer",
        acts=(
            ("Saltar esta", "SALTAR"),
            ("Volver a la anterior", "ATRAS"),
            ("¿Por qué preguntan?", "POR QUE"),
            ("Ver lo que dije", "LISTA"),
            ("Hablar con alguien", "LLAMAME"),
        ),
        check="Ver si hay mensajes nuevos",
        ended="Esta conversación terminó.",
        sending="Enviando…",
        retrying="Todavía no se mandó. Probamos otra vez…",
        closing="Esta página se cierra en 2 minutos para cuidarle.",
        stay="Quedarme",
    ),
}


def page_words(lang: str) -> PageWords:
    """Return the page's words in a language, in English where there are none."""
    return PAGE_WORDS.get(lang, PAGE_WORDS["en"])
