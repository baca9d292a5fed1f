"""Maps, and the terms under which the county gives its data away."""

from smartregion.core.licences import CONTRIBUTORS, LICENCES
from smartregion.environment import is_tile_url, one_of, refuse
from smartregion.settings.ground import env

# Maps show boundaries only, unless the county names a tile server: then browsers load pictures from there.
TILE_URL = env.str("TILE_URL", default="")
TILE_ATTRIBUTION = env.str("TILE_ATTRIBUTION", default="")
if TILE_URL and not is_tile_url(TILE_URL):
    refuse("TILE_URL must look like https://tiles.example.org/{z}/{x}/{y}.png, without {s}.")

# Under what terms the county gives its data away, and its name among those who report to GovData.
OPEN_DATA_LICENCE = LICENCES[one_of(env, "OPEN_DATA_LICENCE", LICENCES, default="dl-by-de/2.0")]
OPEN_DATA_CONTRIBUTOR = env.str("OPEN_DATA_CONTRIBUTOR", default="")
if OPEN_DATA_CONTRIBUTOR and not OPEN_DATA_CONTRIBUTOR.startswith(CONTRIBUTORS):
    refuse(f"OPEN_DATA_CONTRIBUTOR must start with {CONTRIBUTORS}.")
