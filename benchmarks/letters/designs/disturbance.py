"""Disturbance: notices to the board, copies of warnings, terminations."""

from __future__ import annotations

from datetime import timedelta
from functools import partial

from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import boxes, facts, para, signature_line, small, table
from benchmarks.letters.truth import Design, Sheet

BRF_FORM_4 = "Underrättelse till socialnämnden om störningar i boendet"
BRF_FORM_4_BOXES = (
    "Bostadsrättsföreningens namn, postadress och telefonnummer",
    "Bostadsrättshavarens namn och postadress",
    "Uppgift om störningarna",
)


def _child(d: Draft) -> list[str]:
    """Sometimes a sentence that a child is heard or seen."""
    if d.given.get("children", d.given.get("clutter", True) and d.maybe(0.2)):
        d.children_mentioned = True
        return [para(d.say("child_concern"))]
    return []


def _who(d: Draft, label: str = "Hyresgäst") -> str:
    """Name, number and home as labels and values."""
    return facts([*d.people_lines(label), ("Adress", d.home()), ("Postadress", d.postal_line())])


def _events(d: Draft, pool: str = "disturb_event") -> list[str]:
    """What happened when."""
    return [para(f"– {text}") for text in d.say_some(pool, d.rng.randrange(1, 4))]


def notice(d: Draft, sort: str = "municipal", paper: str = "letter") -> Sheet:
    """A letter to the board that a tenant has been warned."""
    d.sender(sort)
    condominium = d.design.tenure == "condominium"
    label = "Bostadsrättshavare" if condominium else "Hyresgäst"
    body = [para(d.say("brf_disturb" if condominium else "disturb_notice")), _who(d, label)]
    body += [para(d.say("disturb_neglect"))] if d.maybe(0.2) else _events(d)
    if d.maybe(0.5):
        body.append(para(d.say("neighbour")))
    body += [*_child(d), para(d.say("disturb_consequence"))]
    if d.maybe(0.5):
        body.append(para(d.say("board_may")))
    refs = [("Datum", d.dated())]
    if d.maybe(0.5):
        refs.append((d.rng.choice(("Ärendenummer", "Dnr", "Vår referens")), d.reference()))
    if d.maybe(0.5):
        refs.append(("Kontraktsnr", d.contract()))
    title = d.say("title_disturb")
    return Sheet(title=BRF_FORM_4 if condominium else title, to=d.board_address(),
                 refs=tuple(refs), body=tuple(body), signed=("Med vänlig hälsning", d.contact),
                 skin=d.skin(paper))  # fmt: skip


def report(d: Draft) -> Sheet:
    """The disturbance patrol's report, as a table, with a warning."""
    d.sender("company")
    rows = []
    for back in sorted(d.rng.sample(range(1, 28), 3), reverse=True):
        what = d.say("disturb_event", day="").lstrip(" ,:")
        rows.append((d.day(d.on - timedelta(days=back), "iso"), what))
    return Sheet(
        title="Störningsrapport och varning till hyresgäst",
        to=d.board_address(),
        refs=(("Datum", d.dated()), ("Ärende-id", d.reference("S9999-99"))),
        body=(
            _who(d),
            para(d.say("disturb_notice")),
            table(("Datum", "Händelse"), rows, css="events"),
            *_child(d),
            para(d.say("disturb_consequence")),
            small("12 kap. 25 a § jordabalken"),
        ),
        skin=d.skin(),
    )


def copy_to_tenant(d: Draft) -> Sheet:
    """A copy of the warning that the tenant got."""
    d.sender("private")
    return Sheet(
        title=d.say("title_disturb_copy"),
        to=tuple(d.tenant_address()),
        refs=(("Datum", d.dated()),),
        body=(
            para(d.say("disturb_to_tenant")),
            _who(d),
            *_events(d),
            para(d.say("disturb_consequence")),
            para("Kopia av denna anmaning har sänts till socialnämnden enligt 25 a § hyreslagen."),
        ),
        signed=(d.contact,),
        marks=("KOPIA TILL SOCIALNÄMNDEN",) if d.maybe(0.6) else (),
        skin=d.skin(),
    )


def own_words(d: Draft) -> Sheet:
    """A small landlord's own letter about noise."""
    sender = d.sender("person")
    d.misspelt = d.maybe(0.6)
    body = [para("Hej,"), para(d.say("disturb_notice")), *_events(d), *_child(d)]
    number = d.number(d.tenant)
    if number:
        body.append(para(f"Pnr {number}"))
    if "address" not in d.fields:
        body.append(para(f"Det gäller lägenheten på {d.home()}."))
    return Sheet(title="", to=d.board_address(), body=tuple(body),
                 signed=("Hälsningar", sender.name, sender.phone),
                 date_line=d.dated("slash"), skin=d.skin("plain"), footer=False)  # fmt: skip


def form_4(d: Draft) -> Sheet:
    """A housing association's form to the board."""
    sender = d.sender("brf")
    d.numbers = d.given.get("numbers", "none")
    answers = (
        d.sender_lines(), d.tenant_address(),
        [*d.say_some("disturb_event", 2), d.say("disturb_consequence")],
    )  # fmt: skip
    return Sheet(
        title=BRF_FORM_4, to=d.board_address(),
        body=(
            boxes(zip(BRF_FORM_4_BOXES, answers, strict=True)),
            para(f"Göteborg den {d.dated('long')}"), signature_line(f"{sender.name}, {d.contact}"),
            small("7 kap. 9 § bostadsrättslagen, förordningen (2003:37), formulär 4"),
        ),
        form=True, skin=d.skin("form"),
    )  # fmt: skip


def termination(d: Draft, sort: str = "municipal", *, grave: bool = False) -> Sheet:
    """A copy of a termination for disturbance."""
    d.sender(sort)
    body = [para(d.say("disturb_termination")), _who(d)]
    if grave:
        body += [para(text) for text in d.say_some("disturb_grave", 2)]
        body.append(para("Ansökan om avhysning (handräckning) kommer att ges in omgående."))
    else:
        body += _events(d)
    if d.maybe(0.6):
        body.append(para(d.say("neighbour")))
    body += _child(d)
    return Sheet(
        title=d.say("title_disturb_termination"),
        to=d.board_address(), refs=(("Datum", d.dated()), ("Kontraktsnr", d.contract())),
        body=tuple(body), signed=(d.contact, d.writer.name), skin=d.skin(),
    )  # fmt: skip


def _disturb(name: str, subkind: str, split: str, write: partial[Sheet],
             tenure: str = "rental") -> Design:  # fmt: skip
    return Design(name=name, kind="disturbance", subkind=subkind, tenure=tenure, split=split,
                  write=write)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _disturb("disturb_municipal", "warning", "train", partial(notice)),
    _disturb("disturb_private", "warning", "train", partial(notice, sort="private")),
    _disturb("disturb_held_out", "warning", "held_out", partial(notice)),
    _disturb("disturb_report", "warning", "train", partial(report)),
    _disturb("disturb_copy", "warning", "train", partial(copy_to_tenant)),
    _disturb("disturb_copy_held_out", "warning", "held_out", partial(copy_to_tenant)),
    _disturb("disturb_landlord", "warning", "train", partial(own_words)),
    _disturb("disturb_landlord_held_out", "warning", "held_out", partial(own_words)),
    _disturb("disturb_brf", "warning", "train", partial(notice, sort="brf"), "condominium"),
    _disturb("disturb_brf_form4", "warning", "held_out", partial(form_4), "condominium"),
    _disturb("disturb_brf_form4_train", "warning", "train", partial(form_4), "condominium"),
    _disturb("disturb_termination", "termination", "train", partial(termination)),
    _disturb("disturb_grave", "termination", "train", partial(termination, grave=True)),
    _disturb("disturb_grave_private", "termination", "train",
             partial(termination, sort="private", grave=True)),
    _disturb("disturb_termination_held_out", "termination", "held_out", partial(termination)),
    _disturb("disturb_grave_held_out", "termination", "held_out",
             partial(termination, grave=True)),
)  # fmt: skip
