"""What happens to a letter: who gets what, which letters go with it, which days, by which sentence.

Told of a letter as it stands, and of one as it would be after a change that is not saved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date

from pipeline.documents import coming, swedish
from pipeline.documents.drafts import ready
from pipeline.documents.narrow import letters_out
from pipeline.domain.case import Case, Decision
from pipeline.domain.deadlines import KFM_CONFIRMATION, OF_EVERY_LETTER
from pipeline.domain.gates import contradicted, kind_of, unconfirmed_days
from pipeline.domain.kinds import Kind, State
from pipeline.domain.outgoing import CONFIRMATION
from pipeline.domain.problems import Code
from pipeline.domain.scores import Abstained
from pipeline.usecases.foretelling import Foretold
from pipeline.web.language import say, say_or_quote, sv
from pipeline.web.letter_contexts import Effect, Rule, Told
from pipeline.web.showing_people import about
from pipeline.web.showing_people import receivers as row_receivers
from pipeline.web.wording import field_text, label_text, listed, reason_text, short_day

_NEW, _GONE = sv("+ tillkommer"), sv("− faller bort")


def standing(case: Case, units: Mapping[str, str], today: date, *, sent: str) -> Effect:
    """What was decided, or is proposed, of a letter as it stands; ``sent`` as in ``Around``."""
    waits = case.state is State.REVIEW
    return Effect(
        lead=_proposed(case, units) if waits else "",
        about=about(case),
        tone="soft",
        approvable=case.decision is not None,
        leaves=False,
        receivers=tuple(Told(text=text) for text in _delivered(case.decision, units)),
        rows=tuple(Told(text=text) for text in _rows(case, units)),
        letters=tuple(_drafts(case, units)),
        days=tuple(_days(case.decision, today, sent=sent)),
        rules=_rules(case.decision),
    )


def foretold(told: Foretold, units: Mapping[str, str], today: date, *, sent: str) -> Effect:
    """What approving does after the changes, beside what stands now."""
    before, after = told.before, told.after
    sends = after.state is State.ROUTED
    now = tuple(_days(after.decision, today, sent=sent))
    was = tuple(_days(before.decision, today, sent=sent))
    return Effect(
        lead=_lead(told, units),
        about=about(after),
        tone="done" if sends else "notice",
        approvable=sends or _waits_for_another(after),
        leaves=sends and not after.accepted,
        receivers=_differing(_delivered(before.decision, units), _delivered(after.decision, units)),
        rows=_differing(_rows(before, units), _rows(after, units)),
        letters=_marked(_drafts(before, units), _drafts(after, units, had=False)),
        days=_marked(was, now),
        rules=_rules(after.decision),
        again=tuple(_again(told, units)),
    )


def _proposed(case: Case, units: Mapping[str, str]) -> str:
    names = _names(case, units)
    if not names:
        return say("Det finns inget förslag än: avgör först vad det är för slags brev.")
    return say("Förslag: brevet går till {units}.", units=listed(names))


def _lead(told: Foretold, units: Mapping[str, str]) -> str:
    after = told.after
    if _waits_for_another(after):
        return say("Godkänner du väntar brevet på att en till person godkänner det.")
    if after.state is State.REVIEW:
        return _kept_back(after)
    names = listed(_names(after, units)) or say("ingen enhet")
    if not after.accepted:
        return say("Inget är längre oklart: sparar du går brevet direkt till {units}.", units=names)
    return say("Godkänner du går brevet till {units}.", units=names)


def _kept_back(case: Case) -> str:
    """Why approving does not send the letter yet, in a sentence: what stops it goes first."""
    torn = contradicted(case.findings)
    if torn:
        field = field_text(torn[0])
        return say("Kan inte skickas än. Brevet säger två saker om {field}: välj en.", field=field)
    days = unconfirmed_days(case.reasons, case.findings)
    if days:
        field = field_text(days[0])
        return say(
            "Kan inte skickas än. {field} ser fel ut: rätta, eller tryck Y om den stämmer.",
            field=field,
        )
    if kind_of(case.classification) is Kind.OTHER:
        return say("Hör det inte hit? Tryck X. Annars: välj slag, eller vem som ska ha brevet.")
    if isinstance(case.classification.kind, Abstained):
        return say("Kan inte skickas än. Välj slag av brev i listan, också om det troliga stämmer.")
    why = tuple(dict.fromkeys(reason_text(one) for one in case.reasons))
    return f"{say('Kan inte skickas än.')} {why[0] if why else ''}".rstrip()


def _waits_for_another(case: Case) -> bool:
    return any(one.code is Code.SECOND_PERSON for one in case.reasons)


def _names(case: Case, units: Mapping[str, str]) -> tuple[str, ...]:
    decisions = (case.decision, *(row.decision for row in case.rows))
    return tuple(
        dict.fromkeys(
            units.get(one.unit, one.unit)
            for decision in decisions
            for one in (decision.deliveries if decision else ())
        )
    )


def _rows(case: Case, units: Mapping[str, str]) -> Iterator[str]:
    for row in case.rows:
        for said in row_receivers(row, units):
            yield say("Rad {number}: {receiver}", number=row.row + 1, receiver=said)


def _delivered(decision: Decision | None, units: Mapping[str, str]) -> Iterator[str]:
    for one in decision.deliveries if decision else ():
        role = say(swedish.ROLES[one.role])
        if one.original:
            role = say("{role}, har originalet", role=role)
        officer = one.officer or (say("enheten utser") if one.appoint else "")
        unit = units.get(one.unit, one.unit)
        if officer:
            yield say("{unit}: {role} ({officer})", unit=unit, role=role, officer=officer)
        else:
            yield say("{unit}: {role}", unit=unit, role=role)


_ADDRESSED = frozenset({"bekraftelse_kfm", "bekraftelse_kfm_kopia"})
"""Letters whose name says whom they are for."""


def _drafts(case: Case, units: Mapping[str, str], *, had: bool = True) -> Iterator[Told]:
    """The letters out; Kronofogden's confirmation has a place of its own on the page.

    Only of a case that is kept (``had``) may a draft be had before the letter is decided.
    """
    early = {one.template for one in ready(case)} - {CONFIRMATION} if had else frozenset[str]()
    for one in letters_out(case):
        said = say(swedish.LETTERS.get(one.template, one.template))
        if one.template not in _ADDRESSED:
            known = swedish.RECIPIENTS.get(one.to)
            to = say(known) if known else units.get(one.to, one.to)
            said = say("{letter} till {receiver}", letter=said, receiver=to)
        if one.together_with:
            together = listed(units.get(unit, unit) for unit in one.together_with)
            said = say("{letter}, tillsammans med {units}", letter=said, units=together)
        yield Told(
            text=said,
            note=say("Väntar på att brevet är avgjort eller kontrollerat") if one.held else "",
            file=one.template if one.template in early else "",
        )


def _days(decision: Decision | None, today: date, *, sent: str) -> Iterator[Told]:
    """All days of the decision with their ground; a confirmation that was sent says by whom."""
    for one in decision.deadlines if decision else ():
        done = say(sent) if one.what == KFM_CONFIRMATION else ""
        # Of a letter's registration nothing is known here, so nothing is said to be late.
        passed = one.on < today and not done and one.what not in OF_EVERY_LETTER
        yield Told(
            text=label_text(one).removesuffix("."),  # its ground follows after a full stop
            day=short_day(one.on),
            note=say_or_quote(one.basis),
            mark=done or (say(coming.PASSED) if passed else ""),
            tone="wrong" if passed else "sure" if done else "",
        )


def _rules(decision: Decision | None) -> tuple[Rule, ...]:
    return tuple(
        Rule(
            id=row.id,
            heading=row.heading,
            sentence=row.sentence or "",
            silent=row.silent,
        )
        for row in (decision.rows if decision else ())
    )


def _differing(before: Iterable[str], after: Iterable[str]) -> tuple[Told, ...]:
    """What will be, with what is new and what falls away marked in words."""
    return _marked((Told(text=one) for one in before), (Told(text=one) for one in after))


def _marked(before: Iterable[Told], after: Iterable[Told]) -> tuple[Told, ...]:
    was, now = ({(one.day, one.text): one for one in lines} for lines in (before, after))
    new = ((key, replace(one, mark=f"{say(_NEW)} {one.mark}".rstrip(), tone="sure"))
           for key, one in now.items())  # fmt: skip
    # A line that stays is the same line, though it may wait no longer.
    kept = tuple(replace(was[key], note=one.note) if key in was else one for key, one in new)
    gone = (
        replace(one, mark=say(_GONE), tone="wrong", file="", gone=True)
        for key, one in was.items()
        if key not in now
    )
    return (*kept, *gone)


def _again(told: Foretold, units: Mapping[str, str]) -> Iterator[str]:
    """What those who have the letter already get."""
    if not told.was_sent:
        return

    def named(ids: tuple[str, ...]) -> str:
        return listed(units.get(one, one) for one in ids)

    if told.again:
        yield say(
            "Brevet är skickat förut. {units} får ett nytt underlag.", units=named(told.again)
        )
    elif told.after.state is State.ROUTED and not told.gone:
        yield say(
            "Brevet är skickat förut, och inget skickas igen: inget har ändrats för enheterna."
        )
    if told.gone:
        gone = named(told.gone)
        yield say("{units} får besked om att brevet inte längre berör dem.", units=gone)
    if told.changes and told.again:
        changed = listed(told.changes)
        yield say("Underlaget säger vad som ändrats: {changes}.", changes=changed)
