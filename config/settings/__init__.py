"""The settings, a file a concern. `config.env` reads what differs from office to office."""

from config.env import BASE_DIR, load_env_file

load_env_file(BASE_DIR / ".env")

from .applications import *  # noqa: E402
from .attendance import *  # noqa: E402
from .database import *  # noqa: E402
from .enquiries import *  # noqa: E402
from .files import *  # noqa: E402
from .language import *  # noqa: E402
from .logs import *  # noqa: E402
from .mode import *  # noqa: E402
from .office import *  # noqa: E402
from .publishing import *  # noqa: E402
from .security import *  # noqa: E402
from .signing import *  # noqa: E402
