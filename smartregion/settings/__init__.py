"""All settings, from environment variables, a module per noun; nonsense is refused with one sentence.

Three shapes share them: the demo (SMARTREGION_DEMO=1: SQLite, file broker, no servers),
the tests, and real operation (PostgreSQL, Redis, Celery workers behind a proxy).
"""

from smartregion.settings.data import *
from smartregion.settings.files import *
from smartregion.settings.ground import *
from smartregion.settings.jobs import *
from smartregion.settings.language import *
from smartregion.settings.logs import *
from smartregion.settings.mail import *
from smartregion.settings.people import *
from smartregion.settings.protection import *
from smartregion.settings.publishing import *
from smartregion.settings.rooms import *
from smartregion.settings.schedule import *
from smartregion.settings.watching import *
