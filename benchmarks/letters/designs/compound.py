"""Letters of several pages or several matters, and letters laid out in two columns."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

from benchmarks.letters.designs.utility import POWER_FORM, form, invoices
from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import (
    boxes,
    columns,
    facts,
    heading,
    page_break,
    para,
    signature_line,
    small,
    table,
)
from benchmarks.letters.truth import Design, Sheet


def two_columns(d: Draft, sort: str) -> Sheet:
    """Parties on the left, the claim on the right, as some systems print."""
    d.sender(sort)
    d.rent_claim()
    left = facts([*d.people_lines(), ("Bostad", d.home()), ("Postadress", d.postal_line())])
    return Sheet(
        title=d.rng.choice(("Meddelande om uppsägning – obetald hyra", "Uppsagd hyresgäst")),
        to=d.board_address(),
        refs=(("Datum", d.dated()), ("Kontrakt", d.contract())),
        body=(
            para(d.say("rent_opening")),
            columns(left, d.claim_table()),
            para(d.say("rent_recover")),
            para(d.say("board_may")),
        ),
        skin=d.skin(),
    )


def with_invoice(d: Draft) -> Sheet:
    """A notice with a copy of the rent invoice behind it."""
    sender = d.sender("municipal")
    d.rent_claim(extras=False)
    contract = d.contract()
    body = (
        para(d.say("rent_opening")),
        facts([*d.people_lines(), ("Lägenhet", d.home()), ("Ort", d.postal_line())]),
        d.claim_table(),
        para(d.say("rent_recover")),
        para("Bilaga: kopia av hyresavi"),
        page_break(),
        heading("Hyresavi – kopia"),
        facts([("Kontraktsnr", contract), ("Hyresgäst", d.estate_or_name(d.tenant))]),
        table(
            ("Specifikation", "Belopp"),
            [
                ("Grundhyra", d.money(Decimal(d.claim[0].amount) - 340)),
                ("Bredband", d.money(Decimal(140))),
                ("Garage", d.money(Decimal(200))),
                ("Att betala", d.money(Decimal(d.claim[0].amount))),
            ],
            last_bold=True,
        ),
        para(f"Betalas till bankgiro {sender.bankgiro}."),
    )
    return Sheet(
        title="Meddelande till socialnämnden om uppsägning",
        to=d.board_address(),
        refs=(("Datum", d.dated()),),
        body=body,
        signed=(),
        skin=d.skin(),
    )


def two_matters(d: Draft) -> Sheet:
    """Unpaid rent and disturbance in one letter: rent first."""
    d.sender("private")
    d.rent_claim()
    return Sheet(
        title="Underrättelse till socialnämnden",
        to=d.board_address(),
        refs=(("Datum", d.dated()),),
        body=(
            para(d.say("rent_opening")),
            facts([*d.people_lines(), ("Adress", d.home()), ("Ort", d.postal_line())]),
            d.claim_table(),
            para(d.say("rent_recover")),
            para(d.say("also_disturbs")),
            para(d.say("disturb_event")),
        ),
        signed=(d.contact,),
        skin=d.skin(),
    )


def lease_end(d: Draft) -> Sheet:
    """Notice to the end of the lease: not the three weeks of 44 §; a person decides."""
    d.sender("municipal")
    return Sheet(
        title="Uppsägning till hyrestidens utgång",
        to=d.board_address(),
        refs=(("Datum", d.dated()),),
        body=(
            para(d.say("lease_end_board")),
            facts([*d.people_lines(), ("Adress", d.home()), ("Ort", d.postal_line())]),
        ),
        signed=(d.contact,),
        skin=d.skin(),
    )


def garage(d: Draft) -> Sheet:
    """A parking place or store room: not a home."""
    d.sender("municipal")
    d.rent_claim("P-plats", extras=False)
    return Sheet(
        title=d.rng.choice(("Uppsägning av garageplats", "Obetald hyra – parkering")),
        to=d.board_address(),
        refs=(("Datum", d.dated()), ("Objekt", "P-plats 0117")),
        body=(
            para(d.say("garage")),
            facts([*d.people_lines("Kund"), ("Adress", d.home())]),
            d.claim_table(),
        ),
        skin=d.skin(),
    )


def eviction_with_reply(d: Draft) -> Sheet:
    """Kronofogden's notice with a form for the answer on its second page."""
    d.sender("kfm")
    number = d.reference("U-99999-YY")
    at = d.eviction()
    printed = d.moment(at)
    body = (
        para(d.say("kfm_set", when=printed)),
        facts(
            [
                ("Sökande", d.principal().name),
                *d.people_lines("Svarande"),
                ("Adress", d.home()),
                ("Postadress", d.postal_line()),
            ]
        ),
        *(para(text) for text in d.say_some("kfm_practical", 3)),
        para(d.say("kfm_confirm")),
        page_break(),
        heading("Svar till Kronofogden"),
        facts([("Målnummer", number), ("Svarande", d.estate_or_name(d.tenant))]),
        boxes(
            (
                ("Socialnämndens ansvariga handläggare", ("",)),
                ("Telefon och e-post", ("",)),
                ("Finns barn i hushållet?", ("",)),
                ("Socialtjänsten närvarar vid förrättningen", ("Ja / Nej",)),
            ),
            numbered=False,
        ),
        signature_line("Datum och underskrift"),
    )
    return Sheet(
        title="Underrättelse till socialnämnden om avhysning",
        to=d.board_address(),
        refs=(("Datum", d.dated()), ("Målnummer", number), ("Handläggare", d.contact)),
        body=body,
        skin=d.skin("authority"),
    )


def power_bundle(d: Draft) -> Sheet:
    """The form to the board with the reminder that the consumer got behind it."""
    first = form(d, "grid")
    reminder = (
        page_break(),
        heading("Underrättelse till en konsument vid bristande betalning för el"),
        para(
            "Ni har inte betalat för Er el. Om Ni inte betalar inom tre veckor från det att Ni "
            "har fått del av denna underrättelse kan överföringen av el komma att avbrytas."
        ),
        para(f"Belopp: {d.money(d.total())}. Bankgiro {d.writer.bankgiro}."),
        small("Bilaga 1 till förordningen (2023:242)"),
    )
    return Sheet(
        title=POWER_FORM,
        to=first.to,
        body=(*first.body, *reminder),
        form=True,
        skin=first.skin,
    )


def power_notice_curt(d: Draft) -> Sheet:
    """An e-mail from a supplier, printed: a few lines."""
    sender = d.sender("trade")
    invoices(d, "electricity")
    cut = d.day(d.on + timedelta(days=24))
    return Sheet(
        title="",
        to=(),
        body=(
            facts([("Från", sender.email), ("Skickat", d.dated("long")), ("Ämne", "Frånkoppling")]),
            para(d.say("power_notice")),
            facts([*d.people_lines("Kund"), ("Anläggning", d.home())]),
            para(f"Skuld: {d.money(d.total())}. Bryts tidigast {cut}."),
        ),
        signed=("Mvh", d.contact),
        skin=d.skin("plain"),
        footer=False,
    )


DESIGNS: tuple[Design, ...] = (
    Design(name="notice_two_columns", kind="rent_debt", subkind="social_notice", tenure="rental",
           split="held_out", write=partial(two_columns, sort="private")),
    Design(name="notice_two_columns_train", kind="rent_debt", subkind="social_notice",
           tenure="rental", split="train", write=partial(two_columns, sort="municipal")),
    Design(name="notice_with_invoice", kind="rent_debt", subkind="social_notice", tenure="rental",
           split="train", write=with_invoice),
    Design(name="rent_and_disturbance", kind="rent_debt", subkind="social_notice",
           tenure="rental", split="train", write=two_matters, secondary="disturbance",
           review=True),
    Design(name="rent_and_disturbance_held_out", kind="rent_debt", subkind="social_notice",
           tenure="rental", split="held_out", write=two_matters, secondary="disturbance",
           review=True),
    Design(name="lease_end_board", kind="other", subkind="", tenure="rental", split="train",
           write=lease_end, also=("rent_debt", "disturbance"), review=True),
    Design(name="garage", kind="rent_debt", subkind="termination", tenure="premises",
           split="train", write=garage, also=("other",), review=True),
    Design(name="garage_held_out", kind="rent_debt", subkind="termination", tenure="premises",
           split="held_out", write=garage, also=("other",), review=True),
    Design(name="kfm_set_reply", kind="eviction_date", subkind="set", tenure="rental",
           split="train", write=eviction_with_reply),
    Design(name="kfm_set_reply_held_out", kind="eviction_date", subkind="set", tenure="rental",
           split="held_out", write=eviction_with_reply),
    Design(name="power_bundle", kind="utility_debt", subkind="electricity", tenure="unknown",
           split="train", write=power_bundle),
    Design(name="power_curt", kind="utility_debt", subkind="electricity", tenure="unknown",
           split="held_out", write=power_notice_curt),
)  # fmt: skip
