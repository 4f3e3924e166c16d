# The one image of web, worker, beat and set-up.
FROM python:3.11-slim-bookworm AS build
WORKDIR /app
COPY requirements-scaled.lock ./
RUN python -m venv /venv \
    && /venv/bin/pip install --no-cache-dir --no-deps --require-hashes -r requirements-scaled.lock
COPY . .
RUN DLS_EMBEDDED=1 DLS_VAR=/var/dls /venv/bin/python manage.py collectstatic --noinput \
    && rm /var/dls/secret-key \
    && /venv/bin/python -m compileall -q dls submissions reviews program

FROM python:3.11-slim-bookworm
RUN useradd --system --uid 10001 --home-dir /var/dls dls \
    && install -d -o dls -g dls /var/dls /var/dls/files
COPY --from=build /venv /venv
COPY --from=build /var/dls/static /var/dls/static
COPY --from=build /app /app
WORKDIR /app
USER dls
ENV PATH=/venv/bin:$PATH DLS_VAR=/var/dls PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s CMD ["python", "scripts/healthy.py", "web"]
CMD ["gunicorn", "--config", "python:dls.web_server"]
