"""What is said when something cannot be done: what to do next, in plain words, never a value.

Programs get JSON, people a small page in both languages. Neither asks the database for anything:
it may be what failed.
"""

from typing import Final, TypedDict

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import HTTPException, InternalServerError, NotFound, ServiceUnavailable

from bot.service import UnknownSite
from store.engine import Unavailable


class ErrorWords(TypedDict):
    code: str
    en: tuple[str, str]
    es: tuple[str, str]


WORDS: Final[dict[int, ErrorWords]] = {
    400: {
        "code": "bad_request",
        "en": ("We could not read that", "Open the page again and send it once more."),
        "es": ("No pudimos leer eso", "Abra la página otra vez y mándelo de nuevo."),
    },
    403: {
        "code": "forbidden",
        "en": ("You can't open this page", "Sign in with an account that may, or go back."),
        "es": ("No puede abrir esta página", "Entre con una cuenta que sí pueda, o regrese."),
    },
    404: {
        "code": "not_found",
        "en": ("There is no such page", "Check the address, or begin at the start."),
        "es": ("Esa página no existe", "Revise la dirección, o vuelva al inicio."),
    },
    405: {
        "code": "method_not_allowed",
        "en": ("That does not work here", "Open the page again from the start."),
        "es": ("Eso no se puede hacer aquí", "Abra la página otra vez desde el inicio."),
    },
    413: {
        "code": "too_large",
        "en": ("That is too long", "Go back and send it in short parts."),
        "es": ("Eso es muy largo", "Regrese y mándelo en partes cortas."),
    },
    415: {
        "code": "unsupported_media_type",
        "en": ("We can't take that kind of file", "Go back and write it as text."),
        "es": ("No aceptamos ese tipo de archivo", "Regrese y escríbalo como texto."),
    },
    429: {
        "code": "too_many_requests",
        "en": ("That was too fast for us", "Wait a minute, then try again."),
        "es": ("Eso fue muy rápido", "Espere un minuto y pruebe otra vez."),
    },
    500: {
        "code": "internal_error",
        "en": ("Something broke on our side", "It is not your fault. Try again in a minute."),
        "es": ("Algo falló de nuestro lado", "No es su culpa. Pruebe otra vez en un minuto."),
    },
    503: {
        "code": "unavailable",
        "en": ("We are busy right now", "What you sent was not kept. Send it again in a minute."),
        "es": ("Estamos ocupados ahora", "No guardamos lo que mandó. Mándelo en un minuto."),
    },
}


def init_errors(app: Flask) -> None:
    """Answer every error of the application, unforeseen ones too."""
    app.register_error_handler(HTTPException, _answer)
    app.register_error_handler(Unavailable, _unavailable)
    app.register_error_handler(UnknownSite, _unknown_site)


def api_error(status: int, code: str, message: str) -> Response:
    """Return an error as a program reads it: ``{"error": {"code", "message"}}``."""
    response = jsonify(error={"code": code, "message": message})
    response.status_code = status
    return response


def _unavailable(_error: Unavailable) -> ResponseReturnValue:
    return _answer(ServiceUnavailable(retry_after=5))


def _unknown_site(_error: UnknownSite) -> ResponseReturnValue:
    return _answer(NotFound())


def _answer(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    status = error.code or InternalServerError.code
    words = WORDS.get(status) or WORDS[500 if status >= 500 else 400]
    response = _page(status, words)
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = value  # Allow, Retry-After
    return response


def _page(status: int, words: ErrorWords) -> Response:
    title, advice = words["en"]
    if request.path.startswith(("/api/", "/health/")):
        return api_error(status, words["code"], f"{title}. {advice}")
    if request.path.startswith("/twilio/"):
        return Response(f"{title}.\n", status=status, mimetype="text/plain")
    home = "/admin/" if request.path.startswith("/admin") else "/chat"
    body = render_template("error.html", words=words, home=home)
    return current_app.response_class(body, status=status, mimetype="text/html")
