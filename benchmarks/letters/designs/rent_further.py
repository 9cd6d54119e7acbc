"""Collection demands, notices to tenants, payment orders and applications for eviction."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

from benchmarks.letters.designs.rent_notice import FORM_1, FORM_1_BOARD, FORM_1_TEXT
from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import (
    facts,
    heading,
    para,
    signature_line,
    small,
    table,
    tick_boxes,
)
from benchmarks.letters.senders import fictional_phone
from benchmarks.letters.truth import Design, Sheet


def collection(d: Draft, *, label: str = "Hyra", to_board: bool = False) -> Sheet:
    """A collector's demand with capital, interest and costs one by one (inkassolagen 5 §)."""
    sender = d.sender("collector")
    creditor = d.principal()
    d.rent_claim(label, extras=False)
    if "amount" not in d.given:
        d.add_row("interest", d.rng.choice(("Ränta", "Upplupen ränta")),
                  Decimal(d.rng.randrange(1900, 30000)) / 100)  # fmt: skip
        d.add_row("collection", d.rng.choice(("Inkassokostnad", "Inkassoavgift")), Decimal(180))
        if d.maybe(0.4):
            d.add_row("reminder", "Påminnelse", Decimal(60))
    last_day = d.on + timedelta(days=d.rng.choice((8, 10, 14)))
    d.due = last_day
    claim = para(d.say("collection_claim"))
    refs = [("Datum", d.dated()), (d.rng.choice(("Ärendenummer", "Inkassonr", "Ärende-id")),
            d.reference())]  # fmt: skip
    debtor = d.people_lines(d.rng.choice(("Gäldenär", "Kravet avser", "Betalningsskyldig")))
    parties = facts([(d.rng.choice(("Borgenär", "Vår uppdragsgivare")), creditor.name), *debtor])
    home = "" if "address" in d.fields else facts([("Avser lägenhet", d.home())])
    total = d.rng.choice(("Att betala", "Summa att betala", "Totalt att betala"))
    body = [claim, parties, home, d.claim_table(("Specifikation", "Belopp"), total),
            para(d.say("collection_consequence")),
            small("Räntesats 8 procent över referensräntan, från förfallodagen till dess betalning "
                  "sker. Läs mer på baksidan.")]  # fmt: skip
    copy = to_board or d.maybe(0.3)
    to = d.board_address() if copy else tuple(d.tenant_address())
    slip_text = "" if copy and d.maybe(0.4) else d.payment_slip(sender, last_day)
    return Sheet(
        title=d.say("title_collection"),
        to=to, refs=tuple(refs), body=tuple(body), slip=slip_text, skin=d.skin(),
        marks=("Kopia för kännedom till socialtjänsten",) if copy and d.maybe(0.5) else (),
    )  # fmt: skip


def landlord_reminder(d: Draft) -> Sheet:
    """A landlord's own collection letter, with a copy to the social services."""
    sender = d.sender("municipal")
    d.rent_claim()
    d.due = d.on + timedelta(days=10)
    return Sheet(
        title=d.rng.choice(("Hyreskrav – inkasso", "Inkassokrav avseende hyra")),
        to=tuple(d.tenant_address()),
        refs=(("Datum", d.dated()), ("Hyreskontrakt nr", d.contract())),
        body=(
            para("Vi har inte kunnat registrera Er betalning av hyran."),
            facts(d.people_lines()),
            d.claim_table(total="Att betala"),
            para(d.say("collection_consequence")),
            para(d.say("rent_copy")),
        ),
        slip=d.payment_slip(sender, d.due),
        skin=d.skin(),
    )


def termination(d: Draft, sort: str, *, with_form_1: bool = True) -> Sheet:
    """A notice of termination to the tenant, copied to the board."""
    sender = d.sender(sort)
    association = sort == "brf"
    d.rent_claim("Årsavgift" if association else "Hyra", extras=d.maybe(0.4))
    body = [
        para(d.say("rent_termination") if not association else d.say("brf_fee")),
        facts([*d.people_lines("Bostadsrättshavare" if association else "Hyresgäst"),
               ("Lägenhet", d.home()), ("Ort", d.postal_line())]),
        d.claim_table(),
    ]  # fmt: skip
    if with_form_1:
        body += [heading(FORM_1), para(FORM_1_TEXT), para(FORM_1_BOARD)]
    body += [para(d.say("rent_copy")), signature_line(f"{sender.name}, {d.contact}")]
    body.append(small("Delgivningskvitto: Härmed erkännes mottagandet av denna uppsägning. "
                      "Ort och datum / Mottagarens underskrift"))  # fmt: skip
    return Sheet(
        title=d.say("title_termination") if not association else "Uppsägning av bostadsrättshavare",
        to=tuple(d.tenant_address()) if d.maybe(0.6) else d.board_address(),
        refs=(("Datum", d.dated()), ("Kontraktsnr", d.contract())),
        body=tuple(body),
        marks=("KOPIA",) if d.maybe(0.5) else (),
        skin=d.skin(),
    )


def late_payer(d: Draft) -> Sheet:
    """A warning for repeatedly late rent: about money, whatever its heading says."""
    d.sender("private")
    d.rent_claim(extras=False)
    return Sheet(
        title="Rättelseanmaning – upprepade sena betalningar", to=tuple(d.tenant_address()),
        refs=(("Datum", d.dated()),),
        body=(
            para("Hyran har vid upprepade tillfällen betalats för sent. Ni anmodas att i "
                 "fortsättningen betala hyran i rätt tid."),
            facts([*d.people_lines(), ("Lägenhet", d.home())]), d.claim_table(),
            para("Om sena betalningar fortsätter kan hyresavtalet komma att sägas upp enligt "
                 "12 kap. 46 § första stycket 2 jordabalken."),
            para(d.say("rent_copy")),
        ),
        signed=(d.contact,), skin=d.skin(),
    )  # fmt: skip


def payment_order(d: Draft, *, with_eviction: bool = False, verdict: bool = False) -> Sheet:
    """Kronofogden's order to pay, its verdict too; a step before any eviction date."""
    d.sender("kfm")
    applicant = d.principal()
    d.rent_claim(extras=True)
    d.add_row("cost", "Ansökningsavgift", Decimal(300))
    d.add_row("cost", "Ombudskostnad", Decimal(420))
    d.total()
    title = (
        "Utslag i mål om betalningsföreläggande och handräckning" if verdict
        else "Betalningsföreläggande och handräckning" if with_eviction
        else d.say("title_payment_order")
    )  # fmt: skip
    number = d.reference(d.rng.choice(("99-999999-YY", "99-99999-YY")))
    body = [
        para(d.say("payment_order")),
        facts([("Sökande", applicant.name), *d.people_lines("Svarande"),
               ("Adress", d.home()), ("Postadress", d.postal_line())]),
        d.claim_table(("Yrkande", "Kronor")),
    ]  # fmt: skip
    if with_eviction:
        body.append(para("Sökanden yrkar även att svaranden ska avhysas från lägenheten. Grund: "
                         "obetald hyra."))  # fmt: skip
    if verdict:
        body.append(para("Kronofogden förpliktar svaranden att betala enligt ovan. Utslaget kan "
                         "verkställas omedelbart."))  # fmt: skip
    else:
        body.append(para(d.say("payment_order_answer")))
        body.append(small("Bestrida innebär att du inte går med på kravet."))
    return Sheet(
        title=title, to=d.board_address() if d.maybe(0.6) else tuple(d.tenant_address()),
        refs=(("Datum", d.dated()), ("Målnummer", number), ("Handläggare", d.contact)),
        body=tuple(body), marks=("Kopia till socialnämnden",) if d.maybe(0.4) else (),
        skin=d.skin("authority"),
    )  # fmt: skip


def application(d: Draft, sort: str, title: str) -> Sheet:
    """An application for eviction, in copy to the board."""
    d.sender(sort)
    landlord = d.writer if sort in {"municipal", "private", "collector"} else d.principal()
    d.rent_claim(extras=d.maybe(0.5))
    body = [
        facts(
            [
                ("Sökande", landlord.name),
                ("Ombud", f"{d.contact}, {fictional_phone(d.rng)}"),
                *d.people_lines("Svarande"),
                ("Adress", d.home()),
                ("Ort", d.postal_line()),
            ]
        ),
        heading("Yrkande"),
        para(d.say("eviction_application")),
        heading("Grund"),
        d.claim_table(),
        tick_boxes(
            (("Meddelande till socialnämnden bifogas", True), ("Svaranden har delgetts", False))
        ),
    ]
    refs = [("Datum", d.dated())]
    if sort == "kfm":
        refs.append(("Målnummer", d.reference("99-999999-YY")))
    elif sort == "court":
        refs.append(("Mål nr", d.reference("T 9999-YY")))
    else:
        refs.append(("Vår ref", d.reference("999-9999")))
    return Sheet(title=title, to=d.board_address(), refs=tuple(refs), body=tuple(body),
                 signed=("Göteborg dag som ovan", d.contact),
                 skin=d.skin("authority" if sort in {"kfm", "court"} else "letter"))  # fmt: skip


def private_letter(d: Draft) -> Sheet:
    """A private person who lets a home of their own: another law, no statutory three weeks."""
    sender = d.sender("homeowner")
    d.rent_claim(extras=False)
    body = [para(d.say("private_letting"))]
    body.append(facts(d.people_lines()))
    if "address" not in d.fields:
        body.append(para(f"Bostaden ligger på {d.home()}."))
    body.append(para(f"Obetalt belopp: {d.money(d.total())}."))
    return Sheet(
        title=d.rng.choice(("Uppsägning, obetald hyra", "Uppsägning av hyresgäst i andra hand")),
        to=d.board_address(), body=tuple(body), signed=("Hälsningar", sender.name, sender.phone),
        date_line=f"Göteborg {d.dated('den')}", skin=d.skin("plain"), footer=False,
    )  # fmt: skip


def premises_letter(d: Draft) -> Sheet:
    """Rent of business premises: the board has no part in it."""
    d.sender("private")
    d.rent_claim("Lokalhyra")
    lines = [*d.people_lines(), ("Lokalens adress", d.home()), ("Ort", d.postal_line())]
    return Sheet(
        title="Uppsägning av lokalhyresgäst på grund av obetald hyra", to=d.board_address(),
        refs=(("Datum", d.dated()), ("Avtalsnr", d.contract())),
        body=(
            para(
                "Hyresavtalet avser lokal för restaurangverksamhet. Hyresgästen kan återvinna "
                "hyresrätten om hyran betalas inom två veckor från delgivningen."
            ),
            facts(lines), d.claim_table(),
        ),
        signed=(d.contact,), skin=d.skin(),
    )  # fmt: skip


def short_note(d: Draft) -> Sheet:
    """A curt e-mail, printed: a copy of a collection step, a table and hardly a sentence."""
    sender = d.sender("private")
    d.rent_claim(extras=False)
    lines = [("Från", f"{d.contact} <{sender.email}>"), ("Till", "socialtjansten@goteborg.example"),
             ("Skickat", d.dated("long")), ("Ämne", "Uppsagd hyresgäst")]  # fmt: skip
    rows = [(d.estate_or_name(d.tenant), d.number(d.tenant), d.home(), d.money(d.total()))]
    return Sheet(
        title="", to=(), body=(
            facts(lines), para(d.say("rent_why_brief")),
            table(("Hyresgäst", "Pnr", "Lägenhet", "Skuld"), rows),
            para("Uppsägning bifogad och delgiven. Kopia av uppsägning enligt lag."),
            para(d.say("rent_why_brief")),
        ),
        signed=("Mvh", d.contact), skin=d.skin("plain"), footer=False,
    )  # fmt: skip


def _rent(subkind: str, name: str, split: str, write: partial[Sheet], *,  # noqa: PLR0913  # named traits of a design
          tenure: str = "rental", review: bool = False) -> Design:  # fmt: skip
    return Design(name=name, kind="rent_debt", subkind=subkind, tenure=tenure, split=split,
                  write=write, review=review)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _rent(
        "termination",
        "private_letting",
        "train",
        partial(private_letter),
        tenure="private_letting",
        review=True,
    ),
    _rent(
        "termination",
        "private_letting_held_out",
        "held_out",
        partial(private_letter),
        tenure="private_letting",
        review=True,
    ),
    _rent(
        "termination", "premises", "train", partial(premises_letter), tenure="premises", review=True
    ),
    _rent("collection", "inkasso", "train", partial(collection)),
    _rent("collection", "inkasso_board", "train", partial(collection, to_board=True)),
    _rent("collection", "inkasso_held_out", "held_out", partial(collection)),
    _rent(
        "collection",
        "inkasso_brf",
        "train",
        partial(collection, label="Årsavgift"),
        tenure="condominium",
    ),
    _rent("collection", "inkasso_landlord", "train", partial(landlord_reminder)),
    _rent("collection", "inkasso_landlord_held_out", "held_out", partial(landlord_reminder)),
    _rent("termination", "termination_form1", "train", partial(termination, sort="municipal")),
    _rent(
        "termination",
        "termination_private",
        "train",
        partial(termination, sort="private", with_form_1=False),
    ),
    _rent(
        "termination", "termination_held_out", "held_out", partial(termination, sort="municipal")
    ),
    _rent("termination", "termination_email", "held_out", partial(short_note)),
    _rent(
        "termination",
        "termination_brf",
        "train",
        partial(termination, sort="brf", with_form_1=False),
        tenure="condominium",
    ),
    _rent("termination", "late_payer_warning", "train", partial(late_payer)),
    _rent("payment_order", "payment_order", "train", partial(payment_order)),
    _rent(
        "payment_order",
        "payment_order_eviction",
        "train",
        partial(payment_order, with_eviction=True),
    ),
    _rent("payment_order", "payment_order_verdict", "train", partial(payment_order, verdict=True)),
    _rent("payment_order", "payment_order_held_out", "held_out", partial(payment_order)),
    _rent(
        "eviction_application",
        "application_landlord",
        "train",
        partial(application, sort="municipal", title="Ansökan om avhysning"),
    ),
    _rent(
        "eviction_application",
        "application_kfm",
        "train",
        partial(application, sort="kfm", title="Ansökan om handräckning – avhysning"),
    ),
    _rent(
        "eviction_application",
        "application_court",
        "held_out",
        partial(application, sort="court", title="Stämningsansökan om avhysning"),
    ),
    _rent(
        "eviction_application",
        "application_agent",
        "held_out",
        partial(application, sort="collector", title="Ansökan om vanlig handräckning"),
    ),
)
