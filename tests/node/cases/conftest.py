"""What the tests of cases share."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.node.cases.forms import Filler


@pytest.fixture
def fill(stage: None) -> "Callable[[str, str], Filler]":
    """Opens a form as an office and gives what can be done with it: `fill("fgj-chh", "/cases/new/…/")`."""
    from tests.node.cases.forms import Filler

    return Filler
