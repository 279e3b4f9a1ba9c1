"""gzip with several members, broken ones among them, and zstd."""

import gzip
import io
import random

import pytest

from dabir.intake.packed import unpack

CHOICE = random.Random(7)
PARTS = [
    "".join(f"{part} {line} {CHOICE.random()}\n" for line in range(3000)).encode()
    for part in range(6)
]
MEMBERS = [gzip.compress(part, mtime=0) for part in PARTS]


def keep(data: bytes) -> tuple[list[bytes], str]:
    """The lines that can be read, and the complaint at the end."""
    stream = unpack(io.BufferedReader(io.BytesIO(data)))
    lines: list[bytes] = []
    try:
        for line in stream:
            lines.append(line)
    except OSError as error:
        return lines, str(error)
    return lines, ""


def test_members_follow_one_another() -> None:
    assert keep(b"".join(MEMBERS)) == (b"".join(PARTS).splitlines(keepends=True), "")


def test_plain_stays_plain() -> None:
    assert keep(b"a\nb\n") == ([b"a\n", b"b\n"], "")


def test_zeros_at_the_end_are_padding() -> None:
    lines, complaint = keep(b"".join(MEMBERS) + bytes(512))
    assert len(lines) == 18000
    assert not complaint


@pytest.mark.parametrize("place", [1, 2, 5])
@pytest.mark.parametrize("where", ["head", "middle"])
def test_a_broken_member_leaves_the_others(place: int, where: str) -> None:
    members = list(MEMBERS)
    at = 0 if where == "head" else len(members[place]) // 2
    members[place] = members[place][:at] + bytes(6) + members[place][at + 6 :]
    lines, complaint = keep(b"".join(members))
    whole = [part for number, part in enumerate(PARTS) if number != place]
    found = set(lines)
    assert all(found.issuperset(part.splitlines(keepends=True)) for part in whole)
    assert "gzip" in complaint


def test_cut_short_is_told() -> None:
    lines, complaint = keep(b"".join(MEMBERS)[:-300])
    assert lines[:15000] == b"".join(PARTS[:5]).splitlines(keepends=True)
    assert "cut short" in complaint


def test_zstd() -> None:
    zstandard = pytest.importorskip("zstandard")
    assert keep(zstandard.compress(b"".join(PARTS)))[0] == b"".join(PARTS).splitlines(True)
