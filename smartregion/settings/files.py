"""Where files lie."""

from pathlib import Path

from smartregion.settings.ground import BASE_DIR, VAR_DIR, env

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = Path(env.str("MEDIA_ROOT", default=str(VAR_DIR / "media")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# Style sheets, scripts and fonts serve our own pages only.
WHITENOISE_ALLOW_ALL_ORIGINS = False
