"""What the tests of cases share: a desk under the law of the invented land."""

import pytest
from hypothesis import HealthCheck, settings

from tests.case.desk import Desk

# A busy machine is no reason to fail: examples are few and small, and none of them waits for anything.
settings.register_profile("cases", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("cases")


@pytest.fixture
def desk() -> Desk:
    """Return a desk at which nothing has been filed."""
    return Desk()
