"""Fixtures of every kind and subkind that the scenarios leave out, over all kinds of scan."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from benchmarks.letters.expected import (
    NAMED,
    ROUTED_OR_REVIEW,
    TAKES_PART,
    Fixture,
    letter,
    one,
)

EB, BOU = "ekonomiskt_bistand", "barn_unga"
SINGLE: dict[str, Any] = {
    "packets": {"vuxen": "handle"},
    "letters_out": [{"template": "informationsbrev"}],
    "letters_never": ["kallelse"],
}
"""Adult without child or case: vuxen alone, an information letter (A2a, A2b)."""
POOR: dict[str, Any] = {**SINGLE, "state": ROUTED_OR_REVIEW, "reasons": None}
"""The same from a scan so poor that a person may have to look; never anything else."""
UTILITY: dict[str, Any] = {
    "state": ROUTED_OR_REVIEW, "reasons": None, "packets": {},
    "may_packets": {EB: ["handle", "copy", "information"],
                    "vuxen": ["handle", "copy", "information"]},
}  # fmt: skip
"""Göteborg's routine says nothing of utilities: review, or those two units; never barn_unga."""


def minors_of(key: str) -> list[str]:
    """The children's numbers of a named family."""
    return [one_.number for name, one_ in NAMED.items() if name.startswith(f"{key}.child")]


def rent() -> list[Fixture]:
    """Collection, termination, application, tenant-owned flats, premises."""
    return [
        one("rent_collection_fax", "Hyresinkasso från inkassobolag, fax i fint läge",
            letter("inkasso_board", "single8", seed=1, numbers="printed", months=1),
            POOR, effect="fax_fine"),
        one("rent_collection_landlord", "Hyresvärdens eget krav, med inbetalningskort",
            letter("inkasso_landlord", "single9", seed=2, numbers="printed", months=1), SINGLE),
        one("rent_termination_bitonal", "Kopia av uppsägning med formulär 1, svartvitt och snett",
            letter("termination_form1", "single10", seed=3, numbers="printed", months=1),
            POOR, effect="bitonal"),
        one("rent_application_family", "Hyresvärdens ansökan om avhysning, barnfamilj",
            letter("application_landlord", "family3", seed=4, numbers="printed", months=3,
                   children=False),
            {"minors": minors_of("family3"), "packets": {"vuxen": "handle", EB: TAKES_PART},
             "letters_out": [{"template": "informationsbrev"},
                             {"template": "kallelse", "together_with": [EB]}]},
            effect="clean"),
        one("rent_condominium", "Bostadsrättsförening: obetald årsavgift, formulär 3",
            letter("brf_form3", "single11", seed=5, months=1), SINGLE, effect="clean_200"),
        one("rent_bundle", "Uppsägning, formulär 1 och formulär 3 i samma ärende: ett brev",
            letter("bundle_form1_form3", "single12", seed=6, numbers="printed", months=1),
            {**SINGLE, "subkind": ["social_notice", "termination"]}),
        one("rent_landlord_photo", "Liten hyresvärds brev, fotograferat med telefon",
            letter("notice_landlord", "single13", seed=7, numbers="printed", months=1),
            POOR, effect="photo"),
        one("rent_bad_text", "Skannerns dolda text är skräp och får inte vinna",
            letter("notice_private", "single14", seed=8, numbers="printed", months=1),
            POOR, effect="bad_text"),
        one("rent_wrong_text", "Skannerns dolda text hör till en annan sida",
            letter("notice_municipal", "single15", seed=9, numbers="printed", months=2),
            POOR, effect="wrong_text"),
        one("rent_premises", "Obetald lokalhyra: avgörs av en person",
            letter("premises", "single16", seed=10, numbers="printed", months=1),
            {"state": "review", "reasons": ["tenure"], "packets": {},
             "kind": ["rent_debt", "other"], "subkind": None}),
        one("rent_bou_case", "Familj med ärende hos barn och unga: alla tre enheterna",
            letter("notice_collector", "family_bou2", seed=11, numbers="printed", months=1),
            {"minors": minors_of("family_bou2"),
             "packets": {"vuxen": "handle", BOU: TAKES_PART, EB: TAKES_PART},
             "letters_out": [{"template": "informationsbrev"},
                             {"template": "kallelse", "together_with": [BOU, EB]}]}),
        one("rent_upside_down", "Inlagt upp och ned",
            letter("form3_collector", "single17", seed=12, months=1), POOR, effect="upside_down"),
    ]  # fmt: skip


def disturbance() -> list[Fixture]:
    """Further disturbance letters."""
    family = {
        "minors": minors_of("family4"),
        "packets": {"vuxen": "handle"},
        "letters_out": [{"template": "informationsbrev"}, {"template": "kallelse"}],
    }
    return [
        one("disturb_condominium", "Störning i bostadsrätt, formulär 4",
            letter("disturb_brf_form4_train", "single18", seed=1, children=False), SINGLE),
        one("disturb_copy_worn", "Kopia av varning till hyresgästen, hålslagen och vikt",
            letter("disturb_copy", "single19", seed=2, numbers="printed", children=False),
            POOR, effect="worn"),
        one("disturb_termination_family", "Uppsägning för störningar, barnfamilj utan ärende",
            letter("disturb_termination", "family4", seed=3, numbers="printed", children=False),
            family),
        one("disturb_child_heard", "Brevet nämner barn men registret visar inget barn",
            letter("disturb_municipal", "single20", seed=4, numbers="printed", children=True),
            {"state": "review", "reasons": ["children_mentioned"], "packets": {},
             "minors": None}),
    ]  # fmt: skip


def utilities() -> list[Fixture]:
    """Every utility."""
    return [
        one("power_form", "El: bilaga 2 ifylld för hand i systemet, utan personnummer",
            letter("power_form", "single21", seed=1, months=2), UTILITY),
        one("power_letter_stamped", "El: brev med ankomststämpel över texten",
            letter("power_letter", "single22", seed=2, numbers="printed", months=1),
            UTILITY, effect="stamp"),
        one("gas_letter", "Gas", letter("gas_letter", "single23", seed=3, numbers="printed"),
            UTILITY),
        one("heating_form", "Fjärrvärme, barnfamilj: barn och unga får inget",
            letter("heating_form", "family5", seed=4),
            {**UTILITY, "minors": minors_of("family5")}, effect="clean_200"),
        one("water_letter", "Vatten: inget lagstadgat meddelande, ingen frist",
            letter("water_letter", "single24", seed=5, numbers="printed"),
            {**UTILITY, "deadlines_never": ["earliest_recovery_end"]}),
        one("waste_letter", "Renhållning",
            letter("waste_letter", "single_eb2", seed=6, numbers="printed"),
            UTILITY, effect="low_jpeg"),
        one("combined_letter", "El, vatten och renhållning på samma faktura",
            letter("combined_letter", "single_eb_closed", seed=7, numbers="printed"), UTILITY),
    ]  # fmt: skip


def evictions() -> list[Fixture]:
    """Kronofogden's further letters."""
    number = "U-51220-26"
    at = datetime(2026, 11, 4, 10, 30)  # noqa: DTZ001  # local wall clock, as printed
    return [
        one("eviction_moved_sideways", "Ny tid för avhysning, inlagt på tvären",
            letter("kfm_moved", "single_eb2", seed=1, numbers="printed", children=False,
                   old_time=datetime(2026, 10, 12, 9, 0),  # noqa: DTZ001  # as printed
                   eviction_at=at, reference=number),
            {"packets": {"vuxen": "handle", EB: ["copy", "information"]}, "reasons": None,
             "state": ROUTED_OR_REVIEW, "priority": "same_day",
             "letters_out": [{"template": "bekraftelse_kfm"}],
             "letters_never": ["kallelse"]}, effect="sideways"),
        one("eviction_executed", "Redovisning av verkställd avhysning",
            letter("kfm_executed", "single_vuxen", seed=2, numbers="printed", children=False,
                   old_time=datetime(2026, 9, 29, 9, 0),  # noqa: DTZ001  # as printed
                   reference="U-40019-26"),
            {"packets": {"vuxen": "handle"}, "state": ROUTED_OR_REVIEW, "reasons": None,
             "fields_or_absent": {"eviction_at": "2026-09-29T09:00"}}),
    ]  # fmt: skip


def lists_and_others() -> list[Fixture]:
    """A list of care fees, and look-alikes."""
    rows = [
        (NAMED[key], Decimal(amount))
        for key, amount in (
            ("single1", 2140),
            ("single_eb", 1893),
            ("list7", 955),
            ("deceased", 4310),
        )
    ]
    return [
        one("list_care_fees", "Lista obetalda omsorgsavgifter: inte i rutinen",
            letter("list_care", "single1", seed=1, debtors=rows),
            {"state": "review", "persons": [who.number for who, _ in rows], "minors": None,
             "reasons": None, "packets": {},
             "rows": [{"personnummer": who.number, "amount_sek": f"{amount:.2f}",
                       "state": "review"} for who, amount in rows]}),
        one("other_rent_rise", "Hyreshöjning: hör inte hit",
            letter("other_rent_rise", "single2", seed=1), {"packets": {}}),
        one("other_tribunal", "Hyresnämnden informerar om en tvist: avgörs av en person",
            letter("other_tribunal", "single3", seed=2, numbers="printed"), {"packets": {}}),
        one("other_paid", "Skulden är betald",
            letter("other_paid", "single4", seed=3, numbers="printed"), {"packets": {}},
            effect="clean_200"),
        one("other_newsletter", "Hyresvärdens nyhetsblad om störningar i allmänhet",
            letter("other_newsletter", "single5", seed=4), {"packets": {}}),
        one("other_phone_collection", "Inkasso av telefonräkning",
            letter("other_phone_collection", "single6", seed=5, numbers="printed"),
            {"packets": {}}, effect="fax"),
        one("other_child_report", "Orosanmälan: går sin egen väg, aldrig av sig själv",
            letter("other_child_report", "family1", seed=6, numbers="printed"), {"packets": {}}),
        one("other_municipal_invoice", "Faktura till kommunen",
            letter("other_municipal_invoice", "single7", seed=7, letter_date=date(2026, 9, 28)),
            {"packets": {}}),
    ]  # fmt: skip


FIXTURES: list[Fixture] = [
    *rent(), *disturbance(), *utilities(), *evictions(), *lists_and_others(),
]  # fmt: skip
