"""The web chat: a page that is complete without scripts, and a JSON address for other front ends.

Both hand the text to the same service as SMS. The page never puts anything of the conversation
into its title or address, and nothing of it stays in the browser.
"""

from uuid import uuid4

from flask import (
    Blueprint,
    Response,
    abort,
    current_app,
    make_response,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from bot import service
from bot.service import ChatThread, Inbound, Reply
from bot.wiring import Services
from store import conversations, sites
from store.sites import SiteRow
from webhook.bubbles import bubbles
from webhook.chat_api import create_endpoint
from webhook.chat_session import ChatCookie, ChatSession, sid_of
from webhook.page_words import GREETINGS, PageWords, page_words

# Where the quick exit leads: public, harmless, and fast everywhere.
NEUTRAL_PAGE = "https://www.weather.gov/"
LONGEST_TEXT = service.LONGEST_TEXT


def create_chat(services: Services) -> Blueprint:
    """Return the web chat; its JSON address uses no cookie, so it needs no CSRF token."""
    chat = Blueprint("chat", __name__, template_folder="templates")
    pages = ChatPages(services)
    endpoint = create_endpoint(services)
    chat.add_url_rule("/chat", "page", pages.show, defaults={"slug": None})
    chat.add_url_rule("/chat", "send", pages.take, methods=["POST"], defaults={"slug": None})
    chat.add_url_rule("/chat/<slug>", "page", pages.show)
    chat.add_url_rule("/chat/<slug>", "send", pages.take, methods=["POST"])
    chat.add_url_rule("/chat/leave", "leave", pages.leave)
    chat.add_url_rule("/api/chat/messages", "messages", endpoint, methods=["POST"])

    def exempt(state: BlueprintSetupState) -> None:
        state.app.extensions["csrf"].exempt(endpoint)

    chat.record_once(exempt)
    return chat


class ChatPages:
    """The chat's pages for a browser with or without scripts."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._cookie = ChatCookie(services)

    def show(self, slug: str | None) -> ResponseReturnValue:
        """Show the conversation of this browser, or the page to begin one."""
        site = self._site(slug)
        if "closed" in request.args:
            return self._start_page(site, slug, is_closed=True)
        session = self._cookie.read(request, site.slug)
        thread = service.chat_thread(self._services, session.token) if session else None
        if session is None or thread is None:
            return self._start_page(site, slug)
        response = self._thread_page(site, slug, thread)
        self._cookie.keep(response, session)
        return response

    def take(self, slug: str | None) -> ResponseReturnValue:
        """Begin a conversation, or take one text of it; then show the page again (303)."""
        site = self._site(slug)
        if (lang := request.form.get("start")) is not None:
            return self._begin(site, slug, lang)
        # Ticked boxes come as the numbers of their choices, said like "1 3 5".
        text = service.clean(request.form.get("text", " ".join(request.form.getlist("pick"))))
        session = self._cookie.read(request, site.slug)
        thread = service.chat_thread(self._services, session.token) if session else None
        if session is None or thread is None:
            return self._start_page(site, slug, is_closed=True, unsent=text)
        if not text.strip():
            response = self._thread_page(site, slug, thread, is_empty=True)
        else:
            reply = self._receive(session, text)
            if service.chat_thread(self._services, session.token) is None:
                return self._ended_page(site, slug, thread, reply)
            response = make_response(redirect(url_for("chat.page", slug=slug), 303))
        self._cookie.keep(response, session)
        return response

    def leave(self) -> ResponseReturnValue:
        """Take everything of us out of this browser and go somewhere harmless."""
        response = make_response(redirect(NEUTRAL_PAGE, 303))
        response.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
        # Browsers heed that header on https only.
        self._cookie.drop(response)
        response.delete_cookie(current_app.config["SESSION_COOKIE_NAME"])
        return response

    def _site(self, slug: str | None) -> SiteRow:
        with self._services.database.read() as session:
            site = sites.first(session) if slug is None else sites.by_slug(session, slug)
        return site or abort(404)

    def _begin(self, site: SiteRow, slug: str | None, lang: str) -> ResponseReturnValue:
        if lang not in site.languages:
            abort(400)
        session = ChatSession(site.slug, conversations.new_token())
        self._receive(session, GREETINGS.get(lang, GREETINGS["en"]))
        response = make_response(redirect(url_for("chat.page", slug=slug), 303))
        self._cookie.keep(response, session)
        return response

    def _receive(self, session: ChatSession, text: str) -> Reply:
        # The words count towards the id: another text on the same form is another text.
        form_id = request.form.get("message_id", "")
        turn = request.form.get("turn", "")
        inbound = Inbound(
            account="chat",
            sid=sid_of(session.token, service.clean(form_id), text),
            channel="chat",
            sender=session.token,
            to=session.slug,
            text=text,
            received_at=self._services.clock.now(),
            shown_turn=int(turn) if turn.isascii() and turn.isdigit() and len(turn) < 7 else None,
        )
        return service.receive(self._services, inbound)

    # ---- pages

    def _start_page(
        self, site: SiteRow, slug: str | None, *, is_closed: bool = False, unsent: str = ""
    ) -> Response:
        page = self._page(
            "chat_start.html",
            site,
            slug,
            page_words(site.languages[0]),
            lang=site.languages[0],
            languages=[(code, page_words(code)) for code in site.languages],
            is_closed=is_closed,
            unsent=unsent.strip(),
        )
        self._cookie.drop(page)
        return page

    def _thread_page(
        self, site: SiteRow, slug: str | None, thread: ChatThread, *, is_empty: bool = False
    ) -> Response:
        page = self._page(
            "chat_thread.html",
            site,
            slug,
            page_words(thread.lang),
            lang=thread.lang,
            bubbles=bubbles(thread, site.languages),
            thread=thread,
            is_empty=is_empty and "picking" not in request.form,
            is_none_picked=is_empty and "picking" in request.form,
            form_ids=(uuid4(), uuid4()),
            longest=LONGEST_TEXT,
        )
        page.status_code = 422 if is_empty else 200
        return page

    def _ended_page(
        self, site: SiteRow, slug: str | None, before: ChatThread, reply: Reply
    ) -> Response:
        """Show the last words of a conversation of which nothing was kept, and forget it."""
        words = page_words(before.lang)
        page = self._page("chat_ended.html", site, slug, words, lang=before.lang, texts=reply.texts)
        self._cookie.drop(page)
        return page

    def _page(
        self, template: str, site: SiteRow, slug: str | None, words: PageWords, **values: object
    ) -> Response:
        address = url_for("chat.page", slug=slug)
        return make_response(
            render_template(
                template, site=site, words=words, address=address, neutral=NEUTRAL_PAGE, **values
            )
        )
