"""Which entry of the record an office may open: that of an act whose case it may read, and no other."""

from __future__ import annotations

from django.http import Http404

from cauce.node.cases.access import readable
from cauce.node.cases.models import Act

#: entries are numbered with 63 bits
_LARGEST = 2**63 - 1


def act_at(office: str, index: int) -> Act:
    """Return the act that an entry stands for, with its case. Errors: Http404: none, or none of the office's."""
    found = Act.objects.filter(entry=index, case__in=readable(office)) if index <= _LARGEST else Act.objects.none()
    act = found.select_related("case").first()
    if act is None:
        raise Http404
    return act
