"""The legal ground of a letter as the record names it (domain.md §1)."""

from __future__ import annotations

from pipeline.domain.kinds import Kind, Tenure

_GROUNDS: dict[tuple[Kind, str], str] = {
    (Kind.RENT_DEBT, "social_notice"): (
        "12 kap. 44 § jordabalken, meddelande till socialnämnden (formulär 3, förordning 1978:314)"
    ),
    (Kind.RENT_DEBT, "collection"): (
        "5 § inkassolagen (1974:182). Ett inkassokrav startar ingen frist för nämnden."
    ),
    (Kind.RENT_DEBT, "termination"): "12 kap. 42 och 44 §§ jordabalken",
    (Kind.RENT_DEBT, "payment_order"): (
        "Lagen (1990:746) om betalningsföreläggande och handräckning"
    ),
    (Kind.RENT_DEBT, "eviction_application"): (
        "Lagen (1990:746) om betalningsföreläggande och handräckning"
    ),
    (Kind.DISTURBANCE, "warning"): "12 kap. 25 a § jordabalken",
    (Kind.DISTURBANCE, "termination"): (
        "12 kap. 42 § första stycket 9 och fjärde stycket jordabalken"
    ),
    (Kind.UTILITY_DEBT, "electricity"): "11 kap. 3 § ellagen (1997:857)",
    (Kind.UTILITY_DEBT, "gas"): "8 kap. naturgaslagen (2005:403)",
    (Kind.UTILITY_DEBT, "heating"): "28 § fjärrvärmelagen (2008:263)",
    (Kind.UTILITY_DEBT, "water"): (
        "43 § lagen (2006:412) om allmänna vattentjänster. "
        "Lagen kräver inget meddelande till nämnden."
    ),
    (Kind.EVICTION_DATE, "set"): "16 kap. 2 § utsökningsförordningen",
    (Kind.EVICTION_DATE, "moved"): "16 kap. 2 § utsökningsförordningen",
    (Kind.EVICTION_DATE, "cancelled"): "16 kap. 2 § utsökningsförordningen",
    (Kind.EVICTION_DATE, "removal"): "16 kap. 7 a § utsökningsförordningen",
}

_CONDOMINIUM: dict[tuple[Kind, str], str] = {
    (Kind.RENT_DEBT, "social_notice"): (
        "7 kap. 23 § bostadsrättslagen, meddelande till socialnämnden "
        "(formulär 3, förordning 2003:37)"
    ),
    (Kind.RENT_DEBT, "termination"): "7 kap. 18 och 23 §§ bostadsrättslagen",
    (Kind.DISTURBANCE, "warning"): (
        "7 kap. 9 § bostadsrättslagen, underrättelse till socialnämnden "
        "(formulär 4, förordning 2003:37)"
    ),
    (Kind.DISTURBANCE, "termination"): "7 kap. 18 § bostadsrättslagen",
}

_CONFIRM = " Bekräftelse samma dag: 11 kap. 3 § socialtjänstförordningen (2025:468)."


def ground(kind: Kind, subkind: str | None, tenure: Tenure) -> str:
    """The ground in a phrase; empty where no statute stands behind the letter.

    A private letting and premises fall outside the tenant's three weeks (domain.md §0, 1.1), so
    their ground says so instead of naming a paragraph that does not hold.
    """
    if kind in {Kind.RENT_DEBT, Kind.DISTURBANCE}:
        if tenure is Tenure.PRIVATE_LETTING:
            return "Privatuthyrning: 12 kap. jordabalken och dess treveckorsfrist gäller inte."
        if tenure is Tenure.PREMISES:
            return "Lokal: lagen kräver inget meddelande till nämnden."
    key = (kind, subkind or "")
    if tenure is Tenure.CONDOMINIUM and key in _CONDOMINIUM:
        return _CONDOMINIUM[key]
    found = _GROUNDS.get(key, "")
    if kind is Kind.EVICTION_DATE and subkind in {"set", "moved", "removal"}:
        return f"{found}.{_CONFIRM}"
    return found
