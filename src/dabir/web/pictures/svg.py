"""SVG as strings: elements with escaped attributes, colours as classes and attributes at once."""

import re
from html import escape

from dabir.export.view import one_line

# What XML 1.0 does not allow and `one_line` leaves in.
NOT_XML = re.compile("[\ufffe\uffff]|[\U0001fffe\U0001ffff]")

# The colours of a light page, for a picture that stands alone; the style sheet has the dark ones.
COLOURS = {
    "ink": "#1d1b17",
    "soft": "#5d574d",
    "line": "#d8d2c4",
    "faint": "#f3efe5",
    "paper": "#fffdf9",
    "head": "#4a1240",
    "minister": "#8a2f5f",
    "deputy": "#a4561d",
    "envoy": "#4d6b1f",
    "mission": "#2f6f8f",
    "untold": "#7a746a",
    "edge": "#7a8a90",
    "said": "#0b5d66",
    "actual": "#20603a",
    "planned": "#2f4f9a",
    "called_for": "#7a4b00",
    "hypothetical": "#6a4a8a",
    "denied": "#9a2a2a",
}
FONT = "Vazirmatn, Vazir, 'Noto Sans Arabic', 'Segoe UI', Tahoma, 'DejaVu Sans', sans-serif"


def element(name: str, inside: str = "", /, **attributes: object) -> str:
    """An element: `inside` is mark-up; attributes that are None are left out.

    `fill` and `stroke` take the name of a colour. An underscore in a name becomes a hyphen; one
    at its end is dropped (`class_`).
    """
    classes = [str(attributes.pop("class_"))] if attributes.get("class_") else []
    written = []
    for key, value in attributes.items():
        if value is None or key == "class_":
            continue
        if key in ("fill", "stroke") and value in COLOURS:
            classes.append(f"{key[0]}-{value}")
            value = COLOURS[str(value)]
        key = key.removesuffix("_").replace("_", "-") if key != "viewBox" else key
        written.append(f' {key}="{_value(value)}"')
    if classes:
        written.insert(0, f' class="{escape(" ".join(classes))}"')
    opened = f"<{name}{''.join(written)}"
    return f"{opened}>{inside}</{name}>" if inside else f"{opened}/>"


def plain(text: str) -> str:
    """Text as mark-up: on one line, without controls, escaped."""
    return escape(NOT_XML.sub("\ufffd", one_line(text)))


def _value(value: object) -> str:
    if isinstance(value, float):
        return f"{value:.1f}".removesuffix(".0")
    return escape(str(value))
