"""Kronofogden's notices of an eviction: its time, a new time, its cancellation, its end."""

from __future__ import annotations

from datetime import datetime
from functools import partial

from benchmarks.letters.draft import Draft
from benchmarks.letters.pieces import facts, para, small
from benchmarks.letters.truth import Design, Sheet


def notice(d: Draft, subkind: str, *, plain_time: bool = False) -> Sheet:
    """A notice to the board, with case number, applicant, debtor, address and inspector."""
    sender = d.sender("kfm")
    number = d.reference(d.rng.choice(("U-99999-YY", "U-99999-YY/9999", "U-9999-YY")))
    lines = [
        ("Sökande", d.principal().name),
        *d.people_lines(d.rng.choice(("Svarande", "Svarande (gäldenär)"))),
        ("Adress", d.home()), ("Postadress", d.postal_line()),
    ]  # fmt: skip
    body: list[str] = []
    if subkind in {"set", "moved", "removal"}:
        at: datetime = d.eviction()
        printed = d.moment(at)
        if plain_time:
            day, _, hour = printed.rpartition(" kl")
            lines += [("Datum för förrättningen", day), ("Klockslag", f"kl{hour}")]
        values = {"when": printed}
        if subkind == "moved":
            values["old"] = d.moment(d.old_time())
        body.append(para(d.say(f"kfm_{subkind}", **values)))
    else:
        body.append(para(d.say(f"kfm_{subkind}", old=d.moment(d.old_time()))))
    body.append(facts(lines))
    if subkind != "cancelled":
        body += [para(text) for text in d.say_some("kfm_practical", d.rng.randrange(1, 3))]
    if subkind in {"set", "moved", "removal"}:
        body.append(para(d.say("kfm_confirm")))
    inspector = d.contact
    refs = (("Datum", d.dated()), ("Målnummer", number),
            (d.rng.choice(("Handläggare", "Kronofogdeinspektör")), inspector))  # fmt: skip
    return Sheet(
        title=d.say(f"title_kfm_{subkind}"), to=d.board_address(), refs=refs, body=tuple(body),
        signed=(inspector, d.rng.choice(("kronofogdeinspektör", "Kronofogdeassistent"))),
        skin=d.skin("authority"),
        marks=("Utsökningsmål",) if d.maybe(0.3) else (),
        footer=bool(sender.orgnr),
    )  # fmt: skip


def to_tenant(d: Draft) -> Sheet:
    """A copy of the letter that the tenant got about the time."""
    d.sender("kfm")
    number = d.reference("U-99999-YY")
    printed = d.moment(d.eviction())
    return Sheet(
        title="Du ska avhysas",
        to=tuple(d.tenant_address()),
        refs=(("Datum", d.dated()), ("Målnummer", number), ("Handläggare", d.contact)),
        body=(
            para(d.say("kfm_set", when=printed)),
            para("Du måste ha flyttat före denna tid."),
            facts(
                [("Sökande", d.principal().name), *d.people_lines("Svarande"), ("Bostad", d.home())]
            ),
            para("Socialnämnden har underrättats. " + d.say("kfm_practical")),
            small("Kopia: socialnämnden"),
        ),
        skin=d.skin("authority"),
    )


def _kfm(name: str, subkind: str, split: str, write: partial[Sheet] | None = None, *,
         review: bool = False) -> Design:  # fmt: skip
    return Design(name=name, kind="eviction_date", subkind=subkind, tenure="rental", split=split,
                  write=write or partial(notice, subkind=subkind), review=review)  # fmt: skip


DESIGNS: tuple[Design, ...] = (
    _kfm("kfm_set", "set", "train"),
    _kfm("kfm_set_table", "set", "train", partial(notice, subkind="set", plain_time=True)),
    _kfm("kfm_set_tenant", "set", "train", partial(to_tenant)),
    _kfm("kfm_set_held_out", "set", "held_out"),
    _kfm("kfm_moved", "moved", "train"),
    _kfm("kfm_moved_held_out", "moved", "held_out"),
    _kfm("kfm_cancelled", "cancelled", "train"),
    _kfm("kfm_cancelled_held_out", "cancelled", "held_out"),
    _kfm("kfm_executed", "executed", "train"),
    _kfm("kfm_executed_held_out", "executed", "held_out"),
    _kfm("kfm_removal", "removal", "train", review=True),
    _kfm("kfm_removal_held_out", "removal", "held_out", review=True),
)
