"""What PLOVER says of its event types, and what other codebooks call them."""

from typing import NamedTuple

import msgspec

from dabir.resources import load_table


class _TypeRow(msgspec.Struct):
    id: str
    quad: int


class _CameoRow(msgspec.Struct):
    type: str
    mode: str
    cameo: str


class _SectorRow(msgspec.Struct):
    id: str
    sector: str


class Ontology(NamedTuple):
    """Quad category by type (1 verbal and 2 material cooperation, 3 verbal and 4 material
    conflict), CAMEO code by type and mode, PLOVER sector by role."""

    quads: dict[str, int]
    cameo: dict[tuple[str, str], str]
    sectors: dict[str, str]

    def cameo_of(self, event_type: str, mode: str | None) -> str:
        """The CAMEO code of the type and mode, of the type alone where the mode has none."""
        own = self.cameo.get((event_type, mode or ""))
        return own if own is not None else self.cameo[event_type, ""]


def load_ontology() -> Ontology:
    """The shipped tables. Raises ResourceError where one is wrong."""
    return Ontology(
        quads={row.id: row.quad for row in load_table("events_types", _TypeRow)},
        cameo={(row.type, row.mode): row.cameo for row in load_table("events_cameo", _CameoRow)},
        sectors={row.id: row.sector for row in load_table("events_sectors", _SectorRow)},
    )
