"""Fixtures of the numbered scenarios: what Göteborg's routine must make of them."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from decimal import Decimal

from benchmarks.letters.expected import (
    NAMED,
    ROUTED_OR_REVIEW,
    TAKES_PART,
    Fixture,
    before,
    letter,
    one,
)
from benchmarks.letters.people import Addressee, personnummer
from benchmarks.letters.register import LIST_TENANTS
from benchmarks.letters.senders import Sender

EB, BOU = "ekonomiskt_bistand", "barn_unga"
LANDLORD = Sender(
    sort="municipal", name="Bostads AB Kvarnvinden", orgnr="559910-0061", street="Box 9910",
    postal="40320", city="GÖTEBORG", phone="031-390 06 12", email="hyra@kvarnvinden.example",
    web="www.kvarnvinden.example", bankgiro="9901-0017", plusgiro="99 01 00-1",
    contact="Åke Testberg",
)  # fmt: skip


def kallelse(*units: str) -> dict[str, object]:
    """The draft of a summons, jointly with those units."""
    return {"template": "kallelse", "together_with": list(units)}


IB: dict[str, object] = {"template": "informationsbrev"}


def unregistered(given: str, surname: str, *, coordination: bool = False) -> Addressee:
    """A person whom the register does not know."""
    return Addressee(
        given=given, surname=surname,
        number=personnummer(date(1990, 4, 12), 985, coordination=coordination),
        street="Kvarnvindsgatan 191", apartment="1203", postal_code="41755",
    )  # fmt: skip


def rent() -> list[Fixture]:
    """Scenarios 1 to 4 and 7: unpaid rent."""
    family = {"minors": [NAMED[f"family_eb.child{n}"].number for n in (1, 2)]}
    second = letter("notice_municipal", "family_eb", seed=31, sender=LANDLORD, months=2,
                    letter_date=date(2026, 10, 1), numbers="printed")  # fmt: skip
    second_expected = {
        **family, "earlier_letters": 1,
        "packets": {"vuxen": "handle", EB: "copy", BOU: TAKES_PART},
        "letters_out": [IB, kallelse(EB, BOU)], "appoints": [BOU],
    }  # fmt: skip
    return [
        one(
            "s01_form3_single",
            "Formulär 3 utan personnummer, ensam utan barn och ärende",
            letter(
                "form3_boxes",
                "single1",
                seed=11,
                amount=Decimal("18450.00"),
                months=2,
                due_date=date(2026, 9, 1),
                letter_date=date(2026, 9, 30),
            ),
            {
                "packets": {"vuxen": "handle"},
                "letters_out": [IB],
                "letters_never": ["kallelse"],
                "deadlines": {"earliest_recovery_end": "2026-10-21"},
            },
            scenario=1,
        ),
        one(
            "s02_form3_family_eb",
            "Samma blankett, familj med öppet ärende hos ekonomiskt bistånd",
            letter("form3_boxes", "family_eb", seed=12, letter_date=date(2026, 6, 30), months=1),
            {
                **family,
                "packets": {"vuxen": "handle", EB: "copy"},
                "letters_out": [IB, kallelse(EB)],
            },
            scenario=2,
            received_on="2026-07-02",
        ),
        one(
            "s03_repeated_rent",
            "Andra skulden tre månader senare: barn och unga ska veta",
            second,
            second_expected,
            scenario=3,
            effect="clean_200",
            arrange=[before("s02_form3_family_eb", "2026-07-02")],
        ),
        one(
            "s04_scanned_again",
            "Samma brev en gång till, via lokalkontoret",
            second,
            {
                **second_expected,
                "state": ["duplicate", "review"],
                "earlier_letters": None,
                "packets": {},
                "letters_out": None,
                "appoints": None,
                "reasons": None,
            },
            scenario=4,
            effect="bitonal",
            intake_point="lokalkontoret",
            received_on="2026-10-06",
            arrange=[
                before("s02_form3_family_eb", "2026-07-02"),
                before("s03_repeated_rent", "2026-10-05"),
            ],
        ),
        one(
            "s07_family_both_cases",
            "Familj med ärenden hos både ekonomiskt bistånd och barn och unga",
            letter("notice_private", "family_both", seed=17, months=1, numbers="printed"),
            {
                "state": "review",
                "reasons": ["routine_silent"],
                "packets": {},
                "proposal": {"vuxen": "handle", EB: "copy", BOU: TAKES_PART},
                "letters_out": [IB, kallelse(EB, BOU)],
                "minors": [NAMED[f"family_both.child{n}"].number for n in (1, 2)],
            },
            scenario=7,
        ),
    ]


def disturbance() -> list[Fixture]:
    """Scenarios 5, 6 and 27: disturbance."""
    minors = [one_.number for key, one_ in NAMED.items() if key.startswith("family2.child")]
    return [
        one("s05_disturbance_family", "Första störningen, barnfamilj utan ärende",
            letter("disturb_municipal", "family2", seed=21, children=False, numbers="printed"),
            {"minors": minors, "packets": {"vuxen": "handle"}, "letters_out": [IB, kallelse()]},
            scenario=5),
        one("s06_rent_before", "En hyresskuld som kom före störningen i scenario 6",
            letter("form3_private", "family2", seed=22, letter_date=date(2026, 1, 29), months=1),
            {"minors": minors, "packets": {"vuxen": "handle", EB: TAKES_PART},
             "letters_out": [IB, kallelse(EB)]}, received_on="2026-02-02"),
        one("s06_disturbance_after_rent", "Störning efter en hyresskuld: räknas var för sig",
            letter("disturb_private", "family2", seed=23, children=False, numbers="printed"),
            {"minors": minors, "state": ROUTED_OR_REVIEW, "earlier_letters": 0, "reasons": None,
             "packets": {"vuxen": "handle"}, "letters_out": [IB, kallelse()], "linked": 1},
            scenario=6, arrange=[before("s06_rent_before", "2026-02-02")]),
        one("s27_grave_disturbance", "Kopia av uppsägning, särskilt allvarliga störningar",
            letter("disturb_grave", "single_eb", seed=24, children=False, numbers="printed"),
            {"packets": {"vuxen": "handle", EB: TAKES_PART}, "letters_out": [IB],
             "letters_never": ["kallelse"], "priority": "urgent",
             "steps": {"vuxen": ["ta ställning i dag"]}}, scenario=27,
            effect="clean_200"),
    ]  # fmt: skip


def eviction() -> list[Fixture]:
    """Scenarios 8 to 12: Kronofogden's letters."""
    minors = [NAMED[f"family_bou.child{n}"].number for n in (1, 2)]
    at = datetime(2026, 10, 19, 9, 30)  # noqa: DTZ001  # local wall clock, as printed
    number = "U-48213-26"
    everybody = {"vuxen": "handle", BOU: TAKES_PART, EB: TAKES_PART}
    confirm = [{"template": "bekraftelse_kfm"}]
    return [
        one("s08_eviction_family", "Avhysning, familj med öppet ärende hos barn och unga",
            letter("kfm_set", "family_bou", seed=81, letter_date=date(2026, 10, 6),
                   eviction_at=at, reference=number, numbers="printed", children=False),
            {"minors": minors, "packets": everybody, "priority": "same_day",
             "letters_out": [*confirm, {"template": "bekraftelse_kfm_kopia"}, IB,
                             kallelse(BOU, EB)],
             "deadlines": {"kfm_confirmation": "2026-10-07"}},
            scenario=8, received_on="2026-10-07"),
        one("s09_eviction_cancelled", "Avhysningen i scenario 8 inställd",
            letter("kfm_cancelled", "family_bou", seed=82, letter_date=date(2026, 10, 12),
                   old_time=at, reference=number, numbers="printed", children=False),
            {"minors": minors, "state": ROUTED_OR_REVIEW, "packets": {"vuxen": "handle"},
             "may_packets": {BOU: TAKES_PART, EB: TAKES_PART}, "reasons": None,
             "letters_never": ["kallelse", "informationsbrev", "bekraftelse_kfm_kopia"],
             "fields_or_absent": {"eviction_at": "2026-10-19T09:30"}},
            scenario=9, received_on="2026-10-13", effect="clean_200",
            arrange=[before("s08_eviction_family", "2026-10-07")]),
        one("s10_new_time_late", "Ny tid, daterad före beskedet om inställd men skannad efter",
            letter("kfm_moved", "family_bou", seed=83, letter_date=date(2026, 10, 10),
                   old_time=at, eviction_at=at + timedelta(days=8), reference=number,
                   numbers="printed", children=False),
            {"minors": minors, "state": "review", "reasons": ["conflicting_dates"], "packets": {}},
            scenario=10, received_on="2026-10-14",
            arrange=[before("s08_eviction_family", "2026-10-07"),
                     before("s09_eviction_cancelled", "2026-10-13")]),
        one("s11_eviction_unknown", "Avhysning, samordningsnummer som inte finns i registret",
            letter("kfm_set_table", unregistered("Irina", "Provic", coordination=True), seed=84,
                   eviction_at=datetime(2026, 10, 22, 10, 0),  # noqa: DTZ001  # as printed
                   reference="U-50117-26", numbers="printed", children=False),
            {"persons": [], "state": "review", "reasons": ["person_not_found"], "packets": {},
             "letters_out": confirm, "priority": "same_day", "minors": None,
             "deadlines": {"kfm_confirmation": "2026-10-05"}}, scenario=11),
        one("s12_removal", "Avlägsnande: bekräftelse men ingen kopia till personen",
            letter("kfm_removal", "single2", seed=85, numbers="printed", children=False,
                   eviction_at=datetime(2026, 10, 14, 13, 0),  # noqa: DTZ001  # as printed
                   reference="U-50345-26"),
            {"state": "review", "packets": {}, "letters_out": confirm, "reasons": None,
             "letters_never": ["bekraftelse_kfm_kopia"], "priority": "same_day"}, scenario=12),
    ]  # fmt: skip


def further() -> list[Fixture]:
    """Scenarios 13, 14, 22, 24, 26, 28 and 29."""
    sole = NAMED["sole_trader"].number[2:]
    trader = Sender(
        sort="person", name="G Bergåker Hyreshus", orgnr=f"{sole[:6]}-{sole[6:]}",
        street="Box 9920", postal="40320", city="GÖTEBORG", phone="070-174 06 31",
        email="post@bergaker.example", web="www.bergaker.example", bankgiro="9902-0016",
        plusgiro="99 02 00-0", contact="Gunilla Bergåker", sole_trader=True,
    )  # fmt: skip
    return [
        one(
            "s13_payment_order",
            "Föreläggande med avhysningsyrkande: ingen samma-dag-klocka",
            letter(
                "payment_order_eviction",
                "single3",
                seed=41,
                numbers="printed",
                months=2,
                reference="01-204518-26",
                children=False,
            ),
            {
                "packets": {"vuxen": "handle"},
                "letters_out": [IB],
                "priority": "ordinary",
                "letters_never": ["bekraftelse_kfm"],
            },
            scenario=13,
        ),
        one(
            "s14_salary_seizure",
            "Löneutmätning: hör inte hit",
            letter("other_salary_seizure", "single4", seed=42, numbers="printed"),
            {"packets": {}, "proposal": {}},
            scenario=14,
            effect="clean_200",
        ),
        one(
            "s22_protected_spouse",
            "Två hyresgäster, den ena sekretessmarkerad",
            letter(
                "notice_municipal",
                "protected_couple protected_couple.spouse",
                seed=43,
                numbers="printed",
                months=1,
            ),
            {
                "state": "review",
                "reasons": ["protected_identity"],
                "packets": {},
                "letters_out": [],
                "letters_never": ["informationsbrev", "kallelse"],
                "restricted": True,
            },
            scenario=22,
        ),
        one(
            "s24_sole_trader_landlord",
            "Enskild hyresvärd vars org.nr är en invånares personnummer",
            letter("form3_letterhead", "single5", seed=44, sender=trader, months=1),
            {
                "packets": {"vuxen": "handle"},
                "letters_out": [IB],
                "persons_never": [NAMED["sole_trader"].number],
            },
            scenario=24,
        ),
        one(
            "s26_sublet",
            "Avtalets innehavare har flyttat, en andrahandshyresgäst bor där med barn",
            letter(
                "notice_private",
                NAMED["sublet.holder"].at(
                    street=NAMED["sublet"].street,
                    apartment=NAMED["sublet"].apartment,
                    postal_code=NAMED["sublet"].postal_code,
                    city="GÖTEBORG",
                ),
                seed=45,
                numbers="printed",
                months=2,
                occupant=NAMED["sublet"],
            ),
            {
                "state": "review",
                "packets": {},
                "minors": None,
                "persons": None,
                "persons_among": [NAMED["sublet.holder"].number, NAMED["sublet"].number],
                "reasons_any": ["sublet", "person_elsewhere", "several_households"],
                "reasons": None,
                "letters_never": ["informationsbrev"],
            },
            scenario=26,
        ),
        one(
            "s28_amounts_disagree",
            "Raderna blir 12 300 men blanketten säger 13 200",
            letter(
                "form3_boxes",
                "single6",
                seed=46,
                amount=Decimal(12300),
                months=3,
                printed_total=Decimal(13200),
            ),
            {
                "state": "review",
                "reasons": ["amounts_disagree"],
                "packets": {},
                "also_read": ["12300.00"],
                "drafts_never": ["atagande_utkast"],
            },
            scenario=28,
        ),
        one(
            "s29_private_letting",
            "Privatperson hyr ut sin bostadsrätt: ingen treveckorsfrist",
            letter("private_letting", "single7", seed=47, numbers="printed", months=2),
            {
                "state": "review",
                "reasons": ["tenure"],
                "packets": {},
                "subkind": ["termination", "social_notice"],
                "deadlines_never": ["earliest_recovery_end"],
            },
            scenario=29,
        ),
    ]


def debtors() -> list[Fixture]:
    """Scenario 25: a list of fourteen tenants."""
    rows = [
        (NAMED[f"list{number}"], Decimal(4000 + 517 * number) + Decimal(number) / 4)
        for number in range(1, LIST_TENANTS + 1)
    ]
    made = letter("list_rent", "list1", seed=25, debtors=rows, sender=LANDLORD)
    family, client = {"list3", "list9"}, "list5"
    expected = [
        {
            "personnummer": who.number,
            "printed_name": who.name,
            "amount_sek": f"{amount:.2f}",
            "state": "routed",
            "packets": {"vuxen": "handle", EB: TAKES_PART if f"list{n}" in family else "copy"}
            if f"list{n}" in {*family, client}
            else {"vuxen": "handle"},
        }
        for n, (who, amount) in enumerate(rows, 1)
    ]
    return [
        one("s25_list_of_14", "Restlista med fjorton hyresgäster: en väg för var och en", made,
            {"rows": expected, "persons": [who.number for who, _ in rows], "minors": None,
             "packets": None}, scenario=25),
    ]  # fmt: skip


FIXTURES: list[Fixture] = [*rent(), *disturbance(), *eviction(), *further(), *debtors()]
