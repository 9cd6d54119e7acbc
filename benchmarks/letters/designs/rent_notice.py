"""Notices to the social board that a tenant has been given notice for unpaid rent."""

from __future__ import annotations

from decimal import Decimal
from functools import partial

from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import (
    boxes,
    colon_facts,
    facts,
    heading,
    page_break,
    para,
    signature_line,
    small,
    table,
)
from benchmarks.letters.truth import Design, Sheet

FORM_3 = (
    "Meddelande till socialnämnd om uppsägning av bostadshyresgäst på grund av "
    "försummad hyresbetalning"
)
FORM_3_BOXES = (
    "Hyresvärdens namn, postadress och telefonnummer",
    "Hyresgästens namn och postadress",
    "Den förhyrda lägenhetens storlek (antalet rum)",
    (
        "Belopp som hyresgästen skall betala för att återvinna hyresrätten med angivande av "
        "förfallodagen och den ränta som fordras"
    ),
    (
        "Hyresvärdens postgiro- eller bankgirokonto eller annan anvisning om sättet för hyrans "
        "betalning"
    ),
)
FORM_1 = (
    "Underrättelse till bostadshyresgäst om möjlighet att få tillbaka hyresrätten fastän hyran "
    "inte har betalats i tid"
)
FORM_1_TEXT = (
    "Ni underrättas härmed om att Ni har möjlighet att få tillbaka Er hyresrätt, om Ni betalar "
    "hyran inom tre veckor från det att Ni har fått del av denna underrättelse."
)
FORM_1_BOARD = (
    "Hyresvärden måste lämna meddelande om uppsägningen till socialnämnden i den kommun där "
    "lägenheten är belägen."
)
BRF_FORM_3 = (
    "Meddelande till socialnämnd om uppsägning av bostadsrättshavare på grund av försummad "
    "betalning av årsavgift"
)
BRF_BOXES = (
    "Bostadsrättsföreningens namn, postadress och telefonnummer",
    "Bostadsrättshavarens namn och postadress",
    "Bostadslägenhetens storlek (antalet rum)",
    (
        "Belopp som bostadsrättshavaren skall betala för att få tillbaka bostadslägenheten med "
        "angivande av förfallodagen och den ränta som fordras"
    ),
    (
        "Föreningens plusgiro- eller bankgirokonto eller annan anvisning om sättet för avgiftens "
        "betalning"
    ),
)


def amount_lines(d: Draft) -> list[str]:
    """The fourth box: each month with its day, interest, the sum."""
    rng = d.rng
    lines = [f"{row.label}: {d.money(Decimal(row.amount))}" for row in d.claim]
    due = d.due_day()
    total = d.money(d.total())
    if len(lines) == 1:
        lines = [f"{total}, förfallodag {due}"]
    else:
        lines.append(f"Summa {total}. Förfallodag {due}")
    lines.append(
        rng.choice(
            (
                "Ränta enligt 6 § räntelagen från förfallodagen till dess betalning sker",
                "Dröjsmålsränta: referensränta + 8 procentenheter från förfallodagen",
                "Ränta enligt 6 § räntelagen",
            )
        )
    )
    return lines


def rooms(d: Draft) -> str:
    """The size of the flat as printed."""
    return d.rng.choice(("2 rok", "3 RoK", "1 rum och kök", "2 rum o kök", "4", "3 rum", "2 rkv"))


def form_3(d: Draft, sort: str, *, numbered: bool = True, paper: str = "form") -> Sheet:
    """The statutory form, filled in."""
    sender = d.sender(sort)
    condominium = d.design.tenure == "condominium"
    d.numbers = d.given.get("numbers", "none")
    d.rent_claim("Årsavgift" if condominium else "Hyra", extras=d.maybe(0.3))
    captions = BRF_BOXES if condominium else FORM_3_BOXES
    answers = (
        d.sender_lines(),
        d.tenant_address(),
        [rooms(d)],
        amount_lines(d),
        [f"Bankgiro {sender.bankgiro}"],
    )
    extra = []
    if d.numbers != "none":
        extra.append(facts([("Personnummer", d.number(d.tenant))]))
    if d.maybe(0.5):
        extra.append(colon_facts([("Kontraktsnr", d.contract())]))
    if d.maybe(0.5):
        extra.append(para(d.say("rent_history")))
    law = (
        "7 kap. 23 § bostadsrättslagen (1991:614), förordningen (2003:37), formulär 3"
        if condominium
        else "12 kap. 44 § jordabalken, förordningen (1978:314), formulär 3"
    )
    place = d.rng.choice(("Göteborg", "Ort och datum: Göteborg", "Göteborg den"))
    date_text = d.dated("long" if place.endswith("den") else "")
    return Sheet(
        title=BRF_FORM_3 if condominium else FORM_3,
        to=d.board_address(),
        body=(
            boxes(zip(captions, answers, strict=True), numbered=numbered),
            *extra,
            para(f"{place} {date_text}"),
            signature_line(f"{sender.name}, {d.contact}"),
            small(law),
        ),
        marks=("Rekommenderat brev",) if d.maybe(0.3) else (),
        form=paper != "letter",
        skin=d.skin(paper),
    )


def notice_letter(d: Draft, sort: str, *, paper: str = "letter") -> Sheet:
    """A free letter to the board with references, claim table and signature."""
    d.sender(sort)
    d.rent_claim()
    refs = [("Datum", d.dated())]
    if d.maybe(0.6):
        refs.append((d.rng.choice(("Vår referens", "Ärendenummer", "Ärendenr")), d.reference()))
    if d.maybe(0.7):
        refs.append((d.rng.choice(("Kontraktsnr", "Avtalsnr", "Hyreskontrakt nr")), d.contract()))
    title = d.say("title_rent_notice")
    opening = d.say("rent_opening")
    lines = d.people_lines()
    if d.maybe(0.7) or "address" not in d.fields or "apartment_printed" in d.given:
        lines.append((d.rng.choice(("Adress", "Lägenhetens adress", "Bostad")), d.home()))
        lines.append(("Postadress", d.postal_line()))
    body = [para(opening), facts(lines), d.claim_table(), para(d.say("rent_recover"))]
    body += [para(text) for text in d.say_some("rent_history", d.rng.randrange(0, 3))]
    if d.given.get("estate"):
        body.append(para("Hyresgästen har avlidit. Kravet riktas mot dödsboet."))
    body.append(para(d.say("board_may")))
    return Sheet(
        title=title, to=d.board_address(), refs=tuple(refs), body=tuple(body),
        signed=(d.rng.choice(("Med vänlig hälsning", "Hälsningar", "")), d.contact),
        skin=d.skin(paper),
    )  # fmt: skip


def landlord_letter(d: Draft, *, misspelt: bool = False) -> Sheet:
    """A small landlord's own letter, without any letterhead."""
    sender = d.sender("person")
    d.misspelt = misspelt
    d.rent_claim(extras=False)
    body = [para(d.say("small_landlord_rent"))]
    number = d.number(d.tenant)
    if number:
        body.append(para(f"{d.tenant.given}s personnummer är {number}."))
    if "address" not in d.fields:
        body.append(para(f"Adressen är {d.home()}."))
    if len(d.claim) > 1:
        body.append(d.claim_table())
    if "amount_sek" in d.fields and d.money(d.total()) not in "".join(body):
        body.append(para(f"Hyresgästen är skyldig mig {d.money(d.total())}."))
    if d.maybe(0.6):
        body.append(para(d.say("board_may")))
    signed = ["Vänligen", sender.name, f"Tel {sender.phone}"]
    d.fields["sender_phone"] = sender.phone
    if sender.orgnr:
        signed.append(f"Org.nr {sender.orgnr}")
        d.fields["sender_orgnr"] = sender.orgnr
    return Sheet(
        title=d.say("title_landlord"),
        to=d.board_address(),
        body=tuple(body),
        signed=tuple(signed),
        date_line=f"Göteborg {d.dated(d.rng.choice(('long', 'slash', 'den', 'short')))}",
        skin=d.skin("plain"),
        footer=False,
    )


def english_letter(d: Draft) -> Sheet:
    """A property company that writes partly in English."""
    d.sender("private")
    d.money_style = "sek"
    d.rent_claim()
    body = [
        para(
            "Notice to the Social Services Committee (Socialnämnden) according to the Swedish "
            "Land Code, chapter 12 section 44 (12 kap. 44 § jordabalken)."
        ),
        para(
            f"Our tenant {d.names()} has not paid the rent for the apartment {d.home()}. "
            "The lease has been terminated (uppsägning på grund av obetald hyra)."
        ),
        facts([*d.people_lines("Tenant"), ("Address", d.postal_line())]),
        d.claim_table(("Rent / hyra", "Amount"), "Total"),
        para(
            "The tenant may recover the tenancy by paying the full amount within three weeks "
            "(återvinning inom tre veckor)."
        ),
    ]
    return Sheet(
        title="Termination due to unpaid rent / Uppsägning", to=d.board_address(),
        refs=(("Date", d.dated("iso")), ("Our ref", d.reference("T-99999"))), body=tuple(body),
        signed=("Kind regards", d.contact), skin=d.skin(),
    )  # fmt: skip


def bundle(d: Draft) -> Sheet:
    """Notice of termination, form 1 and form 3 of one matter, pages after one another."""
    sender = d.sender("municipal")
    d.rent_claim(extras=False)
    numbers = [line for line in d.people_lines() if line[1]]
    contract = d.contract()
    recover = d.money(d.total())
    rent = Decimal(d.claim[0].amount)
    first = [
        para(f"{d.names()}"),
        para(d.say("rent_termination")),
        facts(
            [*numbers, ("Lägenhet", d.home()), ("Ort", d.postal_line()), ("Kontraktsnr", contract)]
        ),
        facts([("Månadshyra", d.money(rent)), ("Deposition", d.money(Decimal(2 * int(rent))))]),
        signature_line(f"{sender.name}"),
        para("Delgivningskvitto: Mottagarens underskrift, ort och datum"),
        page_break(),
        heading(FORM_1),
        para(FORM_1_TEXT),
        para(FORM_1_BOARD),
        para(f"Belopp: {recover}. Förfallodag {d.due_day()}. Bankgiro {sender.bankgiro}."),
        page_break(),
        heading(FORM_3),
        para(" · ".join(d.board_address())),
        boxes(
            zip(
                FORM_3_BOXES,
                (
                    d.sender_lines(),
                    d.tenant_address(),
                    [rooms(d)],
                    amount_lines(d),
                    [f"Bankgiro {sender.bankgiro}"],
                ),
                strict=True,
            )
        ),
        para(f"Göteborg {d.dated()}"),
        signature_line(f"{sender.name}, {d.contact}"),
    ]
    return Sheet(
        title="Uppsägning av hyresavtal", to=d.board_address(), refs=(("Datum", d.dated()),),
        body=tuple(first), skin=d.skin(),
    )  # fmt: skip


def machine_notice(d: Draft) -> Sheet:
    """A system's printout: labels and values, hardly a sentence."""
    d.sender("municipal")
    total = d.rent_claim()
    lines = [
        ("Ärendetyp", "MEDD SOCIALNÄMND 12:44 JB"),
        ("Ärendenr", d.reference("9999999")),
        ("Utskriftsdatum", d.dated("iso")),
        *d.people_lines(),
        ("Objektsadress", d.home()),
        ("Postadress", d.postal_line()),
        ("Kontraktsnr", d.contract()),
        ("Uppsägningsdatum", d.day(d.on, "iso")),
        ("Åtgärd", "Uppsägning försummad hyra"),
        ("Förfallodag", d.day(d.due, "iso")),
    ]
    d.fields["due_date"] = d.due.isoformat()
    rows = [(row.label, row.period, d.money(Decimal(row.amount), "bare")) for row in d.claim]
    return Sheet(
        title="Meddelande socialnämnd – obetald hyra", to=d.board_address(),
        body=(
            facts(lines),
            table(("Post", "Period", "SEK"), [*rows, ("ATT ÅTERVINNA", "", d.money(total, "bare"))],
                  last_bold=True),
            small("Detta meddelande är maskinellt framställt och saknar underskrift."),
        ),
        skin=d.skin(),
    )  # fmt: skip


def association_letter(d: Draft) -> Sheet:
    """A board of a housing association writes about a member's unpaid fee."""
    sender = d.sender("brf")
    d.rent_claim("Årsavgift")
    lines = [
        *d.people_lines("Bostadsrättshavare"),
        ("Lägenhet", d.home()),
        ("Ort", d.postal_line()),
    ]
    return Sheet(
        title=d.rng.choice(
            (BRF_FORM_3, "Meddelande till socialnämnden enligt 7 kap. 23 § bostadsrättslagen",
             "Obetald årsavgift – uppsägning av bostadsrättshavare")
        ),
        to=d.board_address(), refs=(("Datum", d.dated()),),
        body=(
            para(d.say("brf_fee")), facts(lines), d.claim_table(),
            para("Betalas beloppet inom tre veckor från delgivningen får bostadsrättshavaren "
                 "tillbaka lägenheten."),
            para(d.say("board_may")),
        ),
        signed=(f"Styrelsen för {sender.name}", d.contact), skin=d.skin(),
    )  # fmt: skip


def _rent(name: str, split: str, write: partial[Sheet], tenure: str = "rental",  # noqa: PLR0913  # named traits of a design
          subkind: str = "social_notice", *, review: bool = False) -> Design:  # fmt: skip
    return Design(name=name, kind="rent_debt", subkind=subkind, tenure=tenure, split=split,
                  write=write, review=review)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _rent("form3_boxes", "train", partial(form_3, sort="municipal")),
    _rent("form3_private", "train", partial(form_3, sort="private", numbered=False)),
    _rent("form3_letterhead", "held_out", partial(form_3, sort="private", paper="letter")),
    _rent("form3_collector", "train", partial(form_3, sort="collector", paper="letter")),
    _rent("form3_old", "held_out", partial(form_3, sort="municipal", numbered=False)),
    _rent("notice_municipal", "train", partial(notice_letter, sort="municipal")),
    _rent("notice_private", "train", partial(notice_letter, sort="private")),
    _rent("notice_collector", "train", partial(notice_letter, sort="collector")),
    _rent("notice_held_out", "held_out", partial(notice_letter, sort="municipal")),
    _rent("notice_landlord", "train", partial(landlord_letter)),
    _rent("notice_landlord_misspelt", "held_out", partial(landlord_letter, misspelt=True)),
    _rent("notice_english", "train", partial(english_letter)),
    _rent("notice_machine", "held_out", partial(machine_notice)),
    _rent("notice_machine_train", "train", partial(machine_notice)),
    _rent("bundle_form1_form3", "train", partial(bundle)),
    _rent("brf_form3", "train", partial(form_3, sort="brf"), "condominium"),
    _rent("brf_letter", "train", partial(association_letter), "condominium"),
    _rent("brf_letter_held_out", "held_out", partial(association_letter), "condominium"),
)  # fmt: skip
