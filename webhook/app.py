"""The only module that knows every blueprint: ``create_app(services)``."""

from datetime import timedelta

from flask import Flask, redirect
from flask.typing import ResponseReturnValue
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from werkzeug.middleware.proxy_fix import ProxyFix

from admin.access import init_access
from admin.blueprint import create_blueprint
from bot import logs
from bot.settings import load_settings
from bot.wiring import Services, build
from webhook.chat import create_chat
from webhook.errors import init_errors
from webhook.headers import init_headers
from webhook.health import create_health
from webhook.phones import Phones
from webhook.signature import LARGEST_BODY
from webhook.simulated_api import create_simulated_api
from webhook.simulator import create_simulator
from webhook.sms import create_sms


def create_app(services: Services) -> Flask:
    """Build the web application on services that were built once."""
    app = Flask(__name__)
    settings = services.settings
    app.config.update(
        SECRET_KEY=settings.secret_key.get_secret_value(),
        MAX_CONTENT_LENGTH=LARGEST_BODY,
        MAX_FORM_PARTS=200,
        BOOTSTRAP_SERVE_LOCAL=True,
        SESSION_COOKIE_NAME="__Host-frontdoor" if settings.production else "frontdoor",
        SESSION_COOKIE_SECURE=settings.production,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Strict",
        PERMANENT_SESSION_LIFETIME=timedelta(hours=8),
        WTF_CSRF_TIME_LIMIT=None,  # bound to the session, which ends by itself
        WTF_CSRF_SSL_STRICT=False,  # no Referer is ever sent to us: Referrer-Policy
    )
    if settings.trusted_proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.trusted_proxies)  # type: ignore[method-assign]
    app.extensions["frontdoor"] = services
    Bootstrap5(app)
    csrf = CSRFProtect(app)
    init_headers(app)
    init_errors(app)
    init_access(app, services)
    sms = create_sms(services)
    csrf.exempt(sms)  # signed by Twilio instead
    for blueprint in (sms, create_chat(services), create_health(services)):
        app.register_blueprint(blueprint)
    app.register_blueprint(create_blueprint(services))
    if not settings.production:
        phones = Phones()
        app.register_blueprint(create_simulator(services, phones))
        carrier = create_simulated_api(settings, phones)
        csrf.exempt(carrier)  # asks for the account's own token, as Twilio does
        app.register_blueprint(carrier)

    @app.get("/")
    def home() -> ResponseReturnValue:
        """Lead whoever comes to the bare address to the help form."""
        return redirect("/chat")

    return app


def from_environment() -> Flask:
    """Build the application from the environment alone: the factory for gunicorn."""
    settings, _ = load_settings()
    logs.configure()
    return create_app(build(settings))
