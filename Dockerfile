# The product: web, worker and beat run from this one image.
FROM python:3.11-slim-bookworm
ENV PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /srv/frontdoor
COPY requirements-production.lock ./
RUN pip install --require-hashes --requirement requirements-production.lock
COPY pyproject.toml README.md ./
COPY intake intake
COPY nlu nlu
COPY store store
COPY bot bot
COPY admin admin
COPY webhook webhook
# Editable, from this folder: names such as "store" exist on PyPI too, and the folder must win.
RUN pip install --no-deps --no-build-isolation --editable . \
 && useradd --system --uid 10001 --no-create-home frontdoor
USER 10001
EXPOSE 8000
CMD ["gunicorn", "--bind", "0.0.0.0:8000", "--workers", "3", "--threads", "4", "--worker-class", "gthread", "--worker-tmp-dir", "/dev/shm", "webhook.app:from_environment()"]
