"""What whoever looks after the server may ask."""

import os

from smartregion.environment import refuse
from smartregion.settings.ground import VAR_DIR, env

# The same as in publiccode.yml.
VERSION = "0.1.0"

# /metrics and the details of /healthz answer to this token only; without one they are not there.
METRICS_TOKEN = env.str("METRICS_TOKEN", default="")
if METRICS_TOKEN:
    if len(METRICS_TOKEN) < 20:
        refuse("METRICS_TOKEN is too short: use at least 20 random characters.")
    # Where the processes of this machine add up what each has counted; prometheus_client reads it when it is imported.
    METRICS_DIR = VAR_DIR / "metrics"
    METRICS_DIR.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("PROMETHEUS_MULTIPROC_DIR", str(METRICS_DIR))
