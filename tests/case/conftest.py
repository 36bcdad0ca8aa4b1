"""What the tests of cases share: a desk under the law of the invented land."""

import pytest

from tests.case.desk import Desk


@pytest.fixture
def desk() -> Desk:
    """Return a desk at which nothing has been filed."""
    return Desk()
