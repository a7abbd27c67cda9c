"""When a process looks again for hours that have come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(slots=True)
class Watch:
    """What a process knows of hours to come, and since when.

    ``next_hour`` is the next of them, ``None`` where there is none or nobody looked.
    """

    looked_at: datetime | None = None
    next_hour: datetime | None = None

    def is_due(self, now: datetime, seconds: int) -> bool:
        """Return whether to look again; a clock that was set back counts as well."""
        if self.looked_at is None:
            return True
        if self.next_hour is not None and self.next_hour <= now:
            return True
        return not 0 <= (now - self.looked_at).total_seconds() < seconds

    def forget(self) -> None:
        """Look again at the next request."""
        self.looked_at = self.next_hour = None
