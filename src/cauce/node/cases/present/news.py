"""What happened in an office's cases since somebody of it last looked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse

from cauce.node.cases.models import Notice
from cauce.node.cases.present.names import Names, procedure_title, stage_title

#: cases named; of more, the list says that there are more
SHOWN = 6


@dataclass(frozen=True, slots=True)
class News:
    """One case with acts that nobody of the office has seen."""

    title: str
    href: str
    stage: str
    acts: int
    at: datetime


def news_of(notices: Sequence[Notice], names: Names) -> list[News]:
    """Return the cases of these notices, the latest first, each once."""
    counted: dict[int, int] = {}
    for notice in notices:
        counted[notice.case_id] = counted.get(notice.case_id, 0) + 1
    latest = {notice.case_id: notice for notice in reversed(notices)}
    found = []
    for pk in list(counted)[:SHOWN]:
        case, library = latest[pk].case, names.library
        found.append(
            News(
                f"{procedure_title(library, case.regime, case.procedure)} {case.ref}",
                reverse("case", args=[case.ref]),
                stage_title(library, case.regime, case.procedure, case.stage),
                counted[pk],
                latest[pk].at,
            )
        )
    return found
