"""What hypothesis makes of acts: judged ones without any sense in them, and drafts with anything in their fields."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from cauce.case.act import (
    Act,
    Ended,
    Erased,
    Extended,
    Granted,
    Judgement,
    Owed,
    Received,
    Recounted,
    Setting,
    Vote,
)

#: few names, so that acts meet one another; some are dates, some are no such thing
names = st.sampled_from(["report", "answer", "museum", "ministry", "ada", "", "ñandú", "\u0000"])
days = st.sampled_from(["2021-02-03", "2021-02-04", "2020-12-31", "not a day", ""])
keys = st.sampled_from([f"{name}#{number}" for name in ("report", "answer") for number in range(5)])
numbers = st.integers(-2, 8)


def _few(one: st.SearchStrategy[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    return st.lists(one, min_size=1, max_size=2).map(tuple)


_frame = {
    "under": st.sampled_from(["qm-guests@2020-07-01", "nobody@2020-01-01", "", "qm-guests@soon"]),
    "law": st.just(""),
    "day": days,
    "filed": days,
    "stage": names,
}
_effects = {
    "flags": _few(names),
    "keeps": _few(names),
    "owed": _few(st.builds(Owed, st.sampled_from(["report", "answer"]), names, days, names)),
    "meets": _few(keys),
    "received": _few(st.builds(Received, keys, days)),
    "grants": _few(st.builds(Granted, names, names, days, days)),
    "ends": _few(st.builds(Ended, names, names, days)),
    "settles": _few(st.builds(Setting, st.sampled_from(["parameter", "reading", "days"]), names, days, names)),
    "corrects": numbers,
    "recounts": _few(st.builds(Recounted, keys, days)),
    "cancels": _few(keys),
    "extends": _few(st.builds(Extended, keys, days)),
    "stops": _few(keys),
    "resumes": _few(keys),
    "erases": st.builds(Erased, numbers, names, names, names, names),
    "vote": st.builds(Vote, names, st.sampled_from(["for", "against", "recuse"])),
}
#: each with some of the effects
judgements = st.fixed_dictionaries(_frame, optional=_effects).map(lambda parts: Judgement(**parts))

plain_values = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=8)
fields = st.dictionaries(names, plain_values | st.lists(plain_values, max_size=2), max_size=2)

judged_acts = st.builds(
    Act,
    act=names,
    at=st.sampled_from(["2021-02-03T18:00:00Z", "2021-02-04T18:00:00Z"]),
    by=st.sampled_from(["museum", "ministry", "noor"]),
    case=names,
    number=numbers,
    procedure=st.sampled_from(["visit", "admission", "none"]),
    regime=st.sampled_from(["qm-guests", "none"]),
    judgement=judgements,
    fields=fields,
)

#: anything that JSON, or a careless caller, can put into a field
anything = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text()
    | st.sampled_from(
        ["2021-02-03", "2021-02-30", "ada", "museum", "QM-EA", "unlisted: somebody", "1", "visit", "for"]
    ),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=4,
)
