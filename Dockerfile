# Front-end packages are needed to build, not to run.
FROM node:22-bookworm-slim AS front-end
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY scripts/vendor.mjs scripts/
COPY scripts/latin.txt scripts/
COPY static/css static/css
COPY static/js static/js
RUN npm run build

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends \
      libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fonts-dejavu-core \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --system --uid 1000 --create-home smartregion
WORKDIR /app
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
COPY requirements/runtime.txt requirements/
RUN pip install --no-cache-dir --require-hashes -r requirements/runtime.txt
COPY manage.py ./
COPY smartregion smartregion
COPY strategy strategy
COPY participation participation
COPY measures measures
COPY templates templates
COPY docs/survey-version.schema.json docs/
COPY static static
COPY --from=front-end /app/static/vendor static/vendor
COPY scripts/latin.txt scripts/web_fonts.py scripts/
RUN python scripts/web_fonts.py
# Demo settings are enough to collect files; nothing of them stays in the image but static files.
RUN export SMARTREGION_DEMO=1 SECRET_KEY=only-while-building-the-image-0123456789 \
 && python manage.py compile_translations \
 && python manage.py collectstatic --noinput --verbosity 0 \
 && mkdir -p var/media var/backups \
 && chown -R smartregion var
USER smartregion
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--blocking-threads", "4", "smartregion.wsgi:application"]
