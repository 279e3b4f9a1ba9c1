"""Applying edits, taking them back, and making one list of edits out of two rounds."""

from collections.abc import Iterable, Sequence

from dabir.records import Edit


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text with `edits` (sorted, not overlapping) carried out."""
    pieces = []
    done = 0
    for edit in edits:
        pieces.append(text[done : edit.start])
        pieces.append(edit.replacement)
        done = edit.end
    pieces.append(text[done:])
    return "".join(pieces)


def undo_edits(text: str, raw: str, edits: Sequence[Edit]) -> str:
    """The raw text again, from the repaired text and the spans of `raw` that edits replaced."""
    pieces = []
    done = shift = 0
    for edit in edits:
        pieces.append(text[done : edit.start + shift])
        pieces.append(raw[edit.start : edit.end])
        done = edit.start + shift + len(edit.replacement)
        shift += len(edit.replacement) - (edit.end - edit.start)
    pieces.append(text[done:])
    return "".join(pieces)


def compose(first: Sequence[Edit], middle: str, second: Sequence[Edit]) -> list[Edit]:
    """The edits of the raw text that do what `first` and then `second` do.

    `first` counts in the raw text, `second` in `middle`, the text that `first` makes; both are
    sorted and do not overlap. A change inside a change becomes one edit with the later reason.
    """
    if not first or not second:
        return list(first or second)
    made: list[Edit] = []
    shift = 0  # place in `middle` minus place in the raw text
    i = j = 0
    while i < len(first) and j < len(second):
        begin = first[i].start + shift
        end = begin + len(first[i].replacement)
        if end <= second[j].start:
            made.append(first[i])
            shift += _growth(first[i])
            i += 1
        elif second[j].end <= begin:
            made.append(_moved(second[j], -shift))
            j += 1
        else:
            merged, i, j, shift = _merge(first, middle, second, i, j, shift)
            made.append(merged)
    made += first[i:]
    made += [_moved(edit, -shift) for edit in second[j:]]
    return made


def _growth(edit: Edit) -> int:
    return len(edit.replacement) - (edit.end - edit.start)


def _moved(edit: Edit, by: int) -> Edit:
    start, end = edit.start + by, edit.end + by
    return Edit(start, end, edit.replacement, edit.reason, edit.score)


def _merge(
    first: Sequence[Edit], middle: str, second: Sequence[Edit], i: int, j: int, shift: int
) -> tuple[Edit, int, int, int]:
    """One edit for all that overlap from `first[i]` and `second[j]` on, and where to go on."""
    low = min(first[i].start + shift, second[j].start)
    high = low + 1
    raw_low = low - shift
    inner = j
    while True:
        if i < len(first) and first[i].start + shift < high:
            high = max(high, first[i].start + shift + len(first[i].replacement))
            shift += _growth(first[i])
            i += 1
        elif inner < len(second) and second[inner].start < high:
            high = max(high, second[inner].end)
            inner += 1
        else:
            break
    last = second[inner - 1]
    written = apply_edits(middle[low:high], [_moved(edit, -low) for edit in second[j:inner]])
    return Edit(raw_low, high - shift, written, last.reason, last.score), i, inner, shift
