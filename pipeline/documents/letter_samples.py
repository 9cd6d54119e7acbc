"""Made-up values for trying a letter's text: every kind, with all that may be known and with none.

With them a text is proved at start, and shown to whoever edits it. Nobody in them exists.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from pipeline.documents import swedish
from pipeline.documents.letter_values import BLANK
from pipeline.domain.kinds import SUBKINDS, Kind, Tenure

_KNOWN: Mapping[str, Any] = MappingProxyType(
    {
        "kommun": "Provköping",
        "enhet": "Vuxenenheten",
        "ansvarig_enhet": "Vuxenenheten",
        "enheter": (
            "Vuxenenheten",
            "Enheten för ekonomiskt bistånd",
            "Enheten för barn och unga",
        ),
        "deltar": ("ekonomiskt_bistand", "barn_unga"),
        "handlaggare": {
            "namn": "Vera Provanställd",
            "telefon": "031-000 00 01",
            "epost": "vera@exempel.invalid",
        },
        "avsandare": "Påhittade Bostäder AB",
        "avsandare_telefon": "031-000 00 00",
        "hyresvarden": "hyresvärden",
        "adress": "Provgatan 12",
        "ort": "Provköping",
        "belopp": Decimal("18450.50"),
        "perioder": ("augusti 2026", "september 2026"),
        "mottaget": date(2026, 10, 5),
        "brev_datum": date(2026, 9, 30),
        "forfallodag": date(2026, 8, 31),
        "sista_dag": date(2026, 10, 21),
        "sista_dag_oviss": False,
        "tid": "tisdag 3 november 2026 klockan 10.00",
        "malnummer": "U-12345-26",
        "referens": "30412-3",
        "faktura": "1234567897",
        "bifogat": ("1234567897",),
        "personer": ("Anna Testsson", "Leo Testsson"),
        "namn_i_brevet": ("Anna Testsson",),
        "barnen": ("Mia Testsson, 20170820-9829, 9 år, vårdnad enligt registret",),
        "slag": "rent_debt",
        "undergrupp": "social_notice",
        "arende": "Hyresskuld",
        "upplatelse": "rental",
        "lagrum": "12 kap. 44 § jordabalken",
        "saknas": ("hyresvärdens postadress (fält 1)", "räntan (fält 4)"),
        "barn": True,
        "vara": "elen",
        "kopia": True,
    }
)
NAMES = frozenset(_KNOWN)
"""All names that a letter's text may use."""

PARTS = MappingProxyType({"handlaggare": ("namn", "telefon", "epost")})
"""The names that have parts, with those."""

RECEIVERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "": ("Anna Testsson", "Provgatan 12 lgh 1102", "411 00 Provköping"),
        "hushållet": ("Anna Testsson", "Provgatan 12 lgh 1102", "411 00 Provköping"),
        "avsändaren": ("Påhittade Bostäder AB", "Box 1", "411 01 Provköping"),
        "Kronofogden": ("Kronofogdemyndigheten", "E-post: kronofogden@exempel.invalid"),
        "en enhet": ("Enheten för barn och unga",),
    }
)
"""Address lines, by whom the guide beside the texts says that a letter goes to."""

_VARA = {"electricity": "elen", "gas": "gasen", "heating": "värmen", "water": "vattnet"}
_UNKNOWN: Mapping[str, Any] = MappingProxyType(
    {
        "enheter": ("Vuxenenheten",),
        "deltar": (),
        "handlaggare": dict.fromkeys(PARTS["handlaggare"], BLANK),
        "avsandare": "hyresvärden",
        "avsandare_telefon": "",
        "adress": "",
        "ort": "",
        "belopp": None,
        "perioder": (),
        "brev_datum": None,
        "forfallodag": None,
        "sista_dag": None,
        "tid": "",
        "malnummer": "",
        "referens": "",
        "faktura": "",
        "bifogat": (),
        "personer": (),
        "namn_i_brevet": (),
        "barnen": (),
        "lagrum": "",
        "saknas": (),
        "barn": False,
        "kopia": False,
    }
)


def sample(kind: Kind, subkind: str | None = None, **changed: Any) -> dict[str, Any]:
    """Values for a letter of that kind in which everything is known, but for what is changed."""
    found = {
        **_KNOWN,
        "slag": kind.value,
        "arende": swedish.KINDS[kind],
        "vara": _VARA.get(subkind or "", "el, gas, värme eller vatten"),
        **changed,
        "undergrupp": subkind or "",
    }
    if kind is Kind.EVICTION_DATE:
        found["avsandare"] = "Kronofogden"
    return found


def samples(kind: Kind, subkind: str | None) -> Iterator[dict[str, Any]]:
    """All known, nothing known, a day that has gone by, a tenant-owned flat."""
    full = sample(kind, subkind)
    yield full
    yield sample(kind, subkind, **_UNKNOWN)
    yield {**full, "sista_dag": None, "sista_dag_oviss": True, "barn": False}
    yield {**full, "upplatelse": Tenure.CONDOMINIUM.value, "hyresvarden": "föreningen"}


def kinds() -> Iterator[tuple[Kind, str | None]]:
    """Every kind with each of its subkinds, and without one."""
    for kind in Kind:
        for subkind in (*SUBKINDS[kind], None):
            yield kind, subkind


def every() -> Iterator[tuple[Kind, str | None, dict[str, Any]]]:
    """The samples of every kind and subkind."""
    for kind, subkind in kinds():
        for values in samples(kind, subkind):
            yield kind, subkind, values
