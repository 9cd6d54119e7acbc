"""Every kind of matter in layouts of other senders, to learn from only.

The held-out letters have none of these layouts: what is learnt here is the language.
"""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from functools import partial

from benchmarks.letters.designs import layouts as on
from benchmarks.letters.designs.layouts import Layout, Matter
from benchmarks.letters.designs.utility import FORMS, NOTICES, invoices, plant
from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import table
from benchmarks.letters.truth import Design, Sheet

TENANTS = ("Hyresgäst", "Hyresgästens namn", "Kontraktsinnehavare", "Namn", "Boende", "Avtalspart",
           "Berörd hyresgäst", "Hyrestagare", "Tenant")  # fmt: skip
MEMBERS = ("Bostadsrättshavare", "Medlem", "Nyttjanderättshavare", "Bostadsrättsinnehavare",
           "Bostadsrättshavarens namn")  # fmt: skip
DEBTORS = ("Gäldenär", "Betalningsskyldig", "Kund", "Kravet riktas mot", "Betalare")
SUED = ("Svarande", "Gäldenär", "Den det gäller", "Motpart", "Svarande/gäldenär")
USERS = ("Kund", "Konsument", "Abonnent", "Kundens namn", "Avtalskund", "Fakturamottagare")
HOMES = ("Adress", "Bostad", "Lägenhet", "Objekt", "Lägenhetens adress", "Objektsadress", "Avser",
         "Gatuadress", "Fastighet och lägenhet", "Bostadsadress")  # fmt: skip
TOWNS = ("Postadress", "Ort", "Postnr och ort", "Postort")
DATES = ("Datum", "Utskriftsdatum", "Brevdatum", "Dat", "Upprättat", "Skickat")
NUMBERS = ("Ärendenummer", "Vår referens", "Dnr", "Ärende", "Ref", "Diarienummer", "Akt")
CONTRACTS = ("Kontraktsnr", "Avtalsnummer", "Hyreskontrakt nr", "Kontrakt", "Avtal", "Objektsnr")
ELSEWHERE = (
    ("Socialnämnden", "Testköpings kommun"),
    ("Provsala kommun", "Individ- och familjeomsorgen"),
    ("Exempelås kommun", "Socialnämnden"),
)
"""Boards of other municipalities, all made up."""


def who(d: Draft, labels: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """The persons, the home and its town under labels drawn from those of that sort of sender."""
    pick = d.rng.choice
    lines = [*d.people_lines(pick(labels)), (pick(HOMES), d.home())]
    return (*lines, (pick(TOWNS), d.postal_line()))


def marks(d: Draft, *, contract: bool = True) -> tuple[tuple[str, str], ...]:
    """The date and, mostly, a number or two."""
    found = [(d.rng.choice(DATES), d.dated())]
    if d.maybe(0.6):
        found.append((d.rng.choice(NUMBERS), d.reference()))
    if contract and d.maybe(0.6):
        found.append((d.rng.choice(CONTRACTS), d.contract()))
    return tuple(found)


def odd_claim(d: Draft) -> str:
    """The claim in a table of another shape: paid and unpaid, months as columns, parts apart."""
    money = partial(d.money, style="bare")
    shape = d.rng.randrange(4)
    rows = [(one.label, Decimal(one.amount)) for one in d.claim]
    total = d.money(d.total(), "bare")
    if shape == 0:
        lines = [(label, money(value), "0,00", money(value)) for label, value in rows]
        return table(("Avser", "Debiterat", "Inbetalt", "Kvar att betala"),
                     [*lines, ("Summa", "", "", total)], last_bold=True)  # fmt: skip
    if shape == 1:
        return table((*(label for label, _ in rows), "Totalt"),
                     [(*(money(value) for _, value in rows), total)])  # fmt: skip
    if shape == 2:
        lines = [(str(place), label, d.day(d.due), money(value))
                 for place, (label, value) in enumerate(rows, 1)]  # fmt: skip
        d.fields["due_date"] = d.due.isoformat()
        return table(("Nr", "Text", "Förfallodag", "SEK"),
                     [*lines, ("", "Skuld totalt", "", total)], last_bold=True)  # fmt: skip
    return d.claim_table(("Specifikation", "Kronor"), "Att betala")


def told(d: Draft) -> str:
    """The claim as a sentence."""
    whole = d.money(d.total())
    parts = " samt ".join(f"{one.label} {d.money(Decimal(one.amount))}" for one in d.claim)
    return d.rng.choice((
        f"Skulden är {whole} och består av {parts}.", f"Sammanlagt {whole}: {parts}.",
        f"{parts}. Totalt {whole}.", f"Belopp {whole} ({parts}).",
    ))  # fmt: skip


def rent(d: Draft, layout: Layout, sort: str, step: str = "notice", *, elsewhere: bool = False
         ) -> Sheet:  # fmt: skip
    """A matter of rent or fee, at one of its steps."""
    condominium = d.design.tenure == "condominium"
    d.sender("collector" if step == "collection" else sort)
    d.rent_claim("Månadsavgift" if condominium else d.rng.choice(("Hyra", "Bostadshyra", "Hyra")),
                 extras=d.maybe(0.4))  # fmt: skip
    if step == "collection" and "amount" not in d.given:
        d.add_row(
            "interest",
            d.rng.choice(("Ränta", "Dröjsmålsränta")),
            Decimal(d.rng.randrange(1200, 22000)) / 100,
        )
        d.add_row("collection", d.rng.choice(("Inkassokostnad", "Kostnader")), Decimal(180))
    labels = MEMBERS if condominium else {"collection": DEBTORS, "order": SUED,
                                          "application": SUED}.get(step, TENANTS)  # fmt: skip
    opening, closing, title = _rent_words(d, step, condominium=condominium)
    lines = who(d, labels)
    if step in {"collection", "order", "application"}:
        word = d.rng.choice(("Borgenär", "Fordringsägare", "Sökande", "Uppdragsgivare"))
        applicant = d.writer if step == "application" else d.principal()
        lines = (("Sökande" if step != "collection" else word, applicant.name), *lines)
    board = d.rng.choice(ELSEWHERE) if elsewhere else d.board_address()
    to = (
        tuple(d.tenant_address())
        if step in {"termination", "collection"} and d.maybe(0.5)
        else board
    )
    return layout(d, Matter(
        title=title, opening=opening, lines=lines, refs=marks(d), to=to, closing=closing,
        claim=odd_claim(d), told=told(d), paper="authority" if sort == "kfm" else "letter",
    ))  # fmt: skip


def _rent_words(d: Draft, step: str, *, condominium: bool
                ) -> tuple[tuple[str, ...], tuple[str, ...], str]:  # fmt: skip
    """What is said before and after the claim, and the heading."""
    if step == "notice":
        opening = d.say("brf_fee" if condominium else "rent_opening")
        after = [] if condominium else [d.say("rent_recover")]
        after += [*d.say_some("rent_history", d.rng.randrange(0, 3)), d.say("board_may")]
        title = ("Meddelande till socialnämnden – obetald avgift" if condominium
                 else d.say("title_rent_notice"))  # fmt: skip
        return (opening,), tuple(after), title
    if step == "collection":
        return ((d.say("collection_claim"),), tuple(d.say_some("collection_consequence", 2)),
                d.say("title_collection"))  # fmt: skip
    if step == "termination":
        opening = d.say("brf_fee" if condominium else "rent_termination")
        return (opening,), (d.say("rent_recover"), d.say("rent_copy")), (
            "Uppsägning" if condominium else d.say("title_termination"))  # fmt: skip
    if step == "order":
        return ((d.say("payment_order"),), tuple(d.say_some("payment_order_answer", 2)),
                d.say("title_payment_order"))  # fmt: skip
    title = d.rng.choice(
        ("Ansökan om avhysning", "Ansökan om verkställighet", "Ansökan om vräkning",
         "Ansökan om handräckning", "Begäran om avhysning")
    )  # fmt: skip
    return (d.say("eviction_application"),), tuple(d.say_some("rent_history", 2)), title


def disturb(d: Draft, layout: Layout, sort: str = "municipal", *, grave: bool = False) -> Sheet:
    """A warning or a termination for disturbance."""
    d.sender(sort)
    condominium = d.design.tenure == "condominium"
    ended = d.design.subkind == "termination"
    say = "disturb_termination" if ended else "brf_disturb" if condominium else "disturb_notice"
    opening = [d.say(say)]
    opening += d.say_some("disturb_grave" if grave else "disturb_event", d.rng.randrange(1, 4))
    closing = [] if ended else [d.say("disturb_consequence")]
    if not grave and d.maybe(0.25):
        opening.append(d.say("disturb_neglect"))
    if d.maybe(0.4):
        closing.append(d.say("neighbour"))
    if d.given.get("children", d.given.get("clutter", True) and d.maybe(0.15)):
        d.children_mentioned = True
        closing.append(d.say("child_concern"))
    return layout(d, Matter(
        title=d.say("title_disturb_termination" if ended else "title_disturb"),
        opening=tuple(opening), lines=who(d, MEMBERS if condominium else TENANTS), refs=marks(d),
        to=d.board_address(), closing=tuple(closing),
    ))  # fmt: skip


def eviction(d: Draft, layout: Layout) -> Sheet:
    """Kronofogden's word on an eviction: set, moved, cancelled, done; or of a removal."""
    d.sender("kfm")
    subkind = d.design.subkind
    number = d.reference(d.rng.choice(("U-99999-YY", "U-99999-YY/9999")))
    coming = subkind in {"set", "moved", "removal"}
    values = {"when": d.moment(d.eviction())} if coming else {"old": d.moment(d.old_time())}
    if subkind == "moved":
        values["old"] = d.moment(d.old_time())
    closing = d.say_some("kfm_practical", d.rng.randrange(0, 3)) if subkind != "cancelled" else []
    if coming:
        closing.append(d.say("kfm_confirm"))
    lines = (("Sökande", d.principal().name), *who(d, SUED))
    return layout(d, Matter(
        title=d.say(f"title_kfm_{subkind}"), opening=(d.say(f"kfm_{subkind}", **values),),
        lines=lines, refs=(("Datum", d.dated()), ("Målnummer", number)), to=d.board_address(),
        closing=tuple(closing), paper="authority",
    ))  # fmt: skip


def utility(d: Draft, layout: Layout, sort: str) -> Sheet:
    """A supplier's word of what is not paid."""
    d.sender(sort)
    subkind = d.design.subkind
    invoices(d, subkind)
    closing = d.say_some("utility_history", d.rng.randrange(1, 4))
    if subkind == "electricity":
        closing.insert(0, d.say("power_board"))
    title = d.say(f"title_{NOTICES[subkind].removesuffix('_notice')}")
    if subkind in FORMS and d.maybe(0.2):
        title = FORMS[subkind][0]
    return layout(d, Matter(
        title=title, opening=(d.say(NOTICES[subkind]),), lines=(*who(d, USERS), *plant(d)),
        refs=marks(d, contract=False), to=d.board_address(), closing=tuple(closing),
        claim=odd_claim(d), told=told(d),
    ))  # fmt: skip


def both(d: Draft, layout: Layout) -> Sheet:
    """Unpaid rent, and in a sentence or two that the tenant disturbs as well."""
    d.sender("private")
    d.rent_claim()
    closing = [d.say("rent_recover"), d.say("also_disturbs")]
    if d.maybe(0.5):
        closing.append(d.say("disturb_event"))
    return layout(d, Matter(
        title=d.rng.choice(("Underrättelse", "Angående hyresgäst", d.say("title_rent_notice"))),
        opening=(d.say("rent_opening"),), lines=who(d, TENANTS), refs=marks(d),
        to=d.board_address(), closing=tuple(closing), claim=odd_claim(d), told=told(d),
    ))  # fmt: skip


def late_again(d: Draft, layout: Layout) -> Sheet:
    """A warning for late rent: about money, whatever it is called."""
    d.sender("municipal")
    d.rent_claim(extras=False)
    last = d.day(d.on - timedelta(days=d.rng.randrange(4, 20)))
    opening = d.rng.choice((
        "Er hyra har betalats för sent flera gånger. Vi uppmanar Er att betala i rätt tid.",
        f"Hyran betalades inte förrän {last}. Det är inte första gången. Rättelse begärs.",
        "Upprepade sena hyresbetalningar. Detta är en anmodan om rättelse.",
        "Du betalar ofta hyran för sent. Det är ett brott mot hyresavtalet.",
    ))  # fmt: skip
    return layout(d, Matter(
        title=d.rng.choice(("Rättelseanmaning", "Varning, sena hyror", "Anmodan om rättelse")),
        opening=(opening,), lines=who(d, TENANTS), refs=marks(d), to=tuple(d.tenant_address()),
        closing=("Fortsätter det kan hyresavtalet sägas upp (46 § hyreslagen).",
                 d.say("rent_copy")), claim=odd_claim(d), told=told(d),
    ))  # fmt: skip


def _design(name: str, label: str, write: partial[Sheet], tenure: str = "rental", *,  # noqa: PLR0913  # named traits of a design
            also: tuple[str, ...] = (), secondary: str = "", review: bool = False
            ) -> Design:  # fmt: skip
    kind, _, subkind = label.partition(".")
    return Design(name=f"wide_{name}", kind=kind, subkind=subkind, tenure=tenure, split="train",
                  write=write, also=also, secondary=secondary, review=review)  # fmt: skip


NOTICE = "rent_debt.social_notice"
DESIGNS: tuple[Design, ...] = (
    _design("notice_running", NOTICE, partial(rent, layout=on.running, sort="municipal")),
    _design("notice_capitals", NOTICE, partial(rent, layout=on.capitals, sort="private")),
    _design("notice_thread", NOTICE, partial(rent, layout=on.thread, sort="private")),
    _design("notice_leaders", NOTICE, partial(rent, layout=on.leaders, sort="municipal")),
    _design("notice_lawyer", NOTICE, partial(rent, layout=on.numbered, sort="collector")),
    _design("notice_brf", NOTICE, partial(rent, layout=on.questions, sort="brf"), "condominium"),
    _design("notice_elsewhere", NOTICE,
            partial(rent, layout=on.reply_slip, sort="private", elsewhere=True), also=("other",),
            review=True),
    _design("collection_table", "rent_debt.collection",
            partial(rent, layout=on.one_table, sort="collector", step="collection")),
    _design("collection_plain", "rent_debt.collection",
            partial(rent, layout=on.questions, sort="collector", step="collection")),
    _design("termination_mail", "rent_debt.termination",
            partial(rent, layout=on.mail, sort="municipal", step="termination")),
    _design("termination_columns", "rent_debt.termination",
            partial(rent, layout=on.side_by_side, sort="private", step="termination")),
    _design("late_again", "rent_debt.termination", partial(late_again, layout=on.running)),
    _design("order_plain", "rent_debt.payment_order",
            partial(rent, layout=on.questions, sort="kfm", step="order")),
    _design("application_boxed", "rent_debt.eviction_application",
            partial(rent, layout=on.boxed, sort="municipal", step="application")),
    _design("application_points", "rent_debt.eviction_application",
            partial(rent, layout=on.numbered, sort="collector", step="application")),
    _design("rent_disturbs", NOTICE, partial(both, layout=on.faxed), secondary="disturbance",
            review=True),
    _design("disturb_running", "disturbance.warning", partial(disturb, layout=on.running)),
    _design("disturb_mail", "disturbance.warning",
            partial(disturb, layout=on.mail, sort="person")),
    _design("disturb_boxed", "disturbance.warning",
            partial(disturb, layout=on.boxed, sort="private")),
    _design("disturb_brf", "disturbance.warning",
            partial(disturb, layout=on.bullets, sort="brf"), "condominium"),
    _design("disturb_ended", "disturbance.termination",
            partial(disturb, layout=on.capitals, sort="private")),
    _design("disturb_ended_grave", "disturbance.termination",
            partial(disturb, layout=on.faxed, grave=True)),
    _design("kfm_set", "eviction_date.set", partial(eviction, layout=on.questions)),
    _design("kfm_set_mail", "eviction_date.set", partial(eviction, layout=on.mail)),
    _design("kfm_moved", "eviction_date.moved", partial(eviction, layout=on.questions)),
    _design("kfm_moved_table", "eviction_date.moved", partial(eviction, layout=on.one_table)),
    _design("kfm_cancelled", "eviction_date.cancelled", partial(eviction, layout=on.boxed)),
    _design("kfm_executed", "eviction_date.executed", partial(eviction, layout=on.leaders)),
    _design("power_leaders", "utility_debt.electricity",
            partial(utility, layout=on.leaders, sort="grid"), "unknown"),
    _design("power_mail", "utility_debt.electricity",
            partial(utility, layout=on.mail, sort="trade"), "unknown"),
    _design("gas_table", "utility_debt.gas", partial(utility, layout=on.one_table, sort="gas"),
            "unknown"),
    _design("heat_running", "utility_debt.heating",
            partial(utility, layout=on.running, sort="heating"), "unknown"),
    _design("water_columns", "utility_debt.water",
            partial(utility, layout=on.side_by_side, sort="water"), "unknown"),
    _design("waste_bullets", "utility_debt.waste",
            partial(utility, layout=on.bullets, sort="waste"), "unknown"),
    _design("combined_columns", "utility_debt.combined",
            partial(utility, layout=on.reply_slip, sort="water"), "unknown"),
)  # fmt: skip
