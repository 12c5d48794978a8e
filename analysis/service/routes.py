"""What the service answers: one line an endpoint."""

from __future__ import annotations

from analysis.service.augment import augment
from analysis.service.contract import Endpoint
from analysis.service.health import health
from analysis.service.neighbors import MOST_BODY, neighbors
from analysis.service.transforms import transforms

ROUTES: dict[tuple[str, str], Endpoint] = {
    ("GET", "/health"): health,
    ("POST", "/transforms"): transforms,
    ("POST", "/augment"): augment,
    ("POST", "/neighbors"): neighbors,
}
LARGER_BODIES = {"/neighbors": MOST_BODY}  # bytes, where a request may be larger than `guard.MOST_BYTES`
