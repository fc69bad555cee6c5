"""How PostgreSQL is opened."""

from typing import Any

# It keeps the plan of a prepared statement when a temporary table comes to hide what it reads, as on a past day: then it
# would go on with today's rows. So the driver prepares none.
OPENED: dict[str, Any] = {
    "pool_size": 8,
    "max_overflow": 8,
    "pool_pre_ping": True,
    "connect_args": {"prepare_threshold": None},
}
