"""Entry bundles: written as they are read, and nothing hostile read as entries."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cauce.record import format_bundle, parse_bundle
from cauce.record.errors import EntryTooLong, TooLarge, TornBundle, WrongBundleWidth

from .strategies import untimed

entries = st.lists(st.binary(max_size=70), min_size=1, max_size=256)


@untimed
@given(entries)
def test_bundles_are_written_as_they_are_read(found: list[bytes]) -> None:
    assert parse_bundle(format_bundle(found)) == found


@untimed
@given(entries, st.data())
def test_a_bundle_cut_anywhere_else_than_between_entries_is_torn(found: list[bytes], data: st.DataObject) -> None:
    whole = format_bundle(found)
    cut = whole[: data.draw(st.integers(0, len(whole) - 1))]
    ends = [len(format_bundle(found[:n])) for n in range(1, len(found) + 1)]
    if len(cut) in ends:
        assert parse_bundle(cut) == found[: ends.index(len(cut)) + 1]
    else:
        with pytest.raises(TornBundle if cut else WrongBundleWidth):
            parse_bundle(cut)


@untimed
@given(st.binary(max_size=600))
def test_any_bytes_are_a_bundle_that_writes_back_to_them_or_an_error_of_the_record(data: bytes) -> None:
    with suppress(TornBundle, WrongBundleWidth):
        assert format_bundle(parse_bundle(data)) == data


def test_the_longest_entry() -> None:
    assert parse_bundle(format_bundle([bytes(65_535)])) == [bytes(65_535)]
    with pytest.raises(EntryTooLong) as met:
        format_bundle([bytes(65_536)])
    assert met.value.code == "record.E065"


@pytest.mark.parametrize("width", [0, 257])
def test_a_bundle_of_no_entries_or_too_many_is_not_written(width: int) -> None:
    with pytest.raises(WrongBundleWidth):
        format_bundle([b""] * width)


def test_too_many_entries_are_refused_before_the_rest_is_read() -> None:
    with pytest.raises(WrongBundleWidth) as met:
        parse_bundle(bytes(2 * 1_000_000))
    assert met.value.values["found"] == 257


def test_more_bytes_than_asked_for_are_refused() -> None:
    with pytest.raises(TooLarge):
        parse_bundle(format_bundle([bytes(32)]), limit=33)
