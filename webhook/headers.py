"""Security headers on every response, errors and redirects included (OWASP ASVS 5.0, 3.4)."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
# What a page of ours never needs: a script that should not be there does not get it either.
FEATURES = (
    "accelerometer autoplay camera display-capture fullscreen geolocation gyroscope magnetometer "
    "microphone midi payment picture-in-picture publickey-credentials-get screen-wake-lock usb"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in FEATURES.split()),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
ONE_HOUR = 3600
TWO_YEARS = 63_072_000


def init_headers(app: Flask) -> None:
    """Put the headers on every response; only static files may be kept by a browser."""

    @app.after_request
    def protect(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)  # a view may set a policy of its own
        response.headers["Cache-Control"] = "no-store"
        if _is_static() and response.status_code in (200, 304):
            response.headers["Cache-Control"] = f"public, max-age={ONE_HOUR}"
        # Behind a proxy the request looks like http; a Secure cookie says what the browser uses.
        if request.is_secure or app.config.get("SESSION_COOKIE_SECURE"):
            response.headers["Strict-Transport-Security"] = f"max-age={TWO_YEARS}"
        return response


def _is_static() -> bool:
    endpoint = request.endpoint or ""
    return endpoint == "static" or endpoint.endswith(".static")
