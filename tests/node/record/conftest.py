"""What the tests of the record share."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from cauce.node.cases.take import Taken


@pytest.fixture
def call(stage: None, at: Callable[[str], None]) -> "Taken":
    """A telephone call that the prosecutor of Chihuahua filed, the fifth entry of the record."""
    from cauce.node.record.loop import settle
    from tests.node.stage import file

    at("2021-02-08")
    for day in ("2021-02-01", "2021-02-02", "2021-02-03", "2021-02-04"):
        file("communication", "hold", "fgj-son", day, agent="us-hale", day=day, contact="call", place="MX-SON")
    taken = file(
        "communication", "hold", "fgj-chh", "2021-02-05", agent="us-nunez", day="2021-02-05", contact="call",
        place="MX-CHH",
    )  # fmt: skip
    settle()
    return taken
