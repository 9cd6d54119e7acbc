"""What a form asks for, carried out: one form is one act of one person on one letter."""

from __future__ import annotations

from pipeline.domain.edits import Act
from pipeline.domain.kinds import State
from pipeline.store.errors import NotFoundError, UnusableError
from pipeline.usecases import review
from pipeline.usecases.review import Said
from pipeline.web.site import Form, Site

_SENT = "confirm-sent"
_ACTS = {str(act): act for act in Act}
_TARGETED = frozenset({Act.FIELD, Act.PERSON, Act.HOUSEHOLD, Act.COUNT})


def done(site: Site, ident: str, act: str, form: Form) -> str:
    """Carry it out in the name of whoever is signed in; the address to go on to.

    Raises NotFoundError, NotAllowedError for a restricted letter, ConflictError when the letter is
    another than the one that was seen, UnusableError for what cannot be used.
    """
    by = form.by()
    with site.office() as office:
        letter, _ = review.show(office, ident, by=by)
        if act == _SENT:
            review.confirm_sent(office, letter.id, by=by)
            return f"/review/{letter.id}?gjort={act}"
        if act not in _ACTS:
            raise NotFoundError("Det går inte att göra.")
        said = _said(_ACTS[act], by, form)
        after = review.edit(office, site.engine, letter.id, said)
    waits = after.state is State.REVIEW and not after.closed
    if act == Act.APPROVE and waits:
        return f"/review/{letter.id}?gjort=approve-waits"
    if act in {Act.APPROVE, Act.CLOSE}:
        return f"/review?gjort={act}"
    return f"/review/{letter.id}?gjort={act}" if waits else "/review?gjort=sent"


def _said(act: Act, by: str, form: Form) -> Said:
    seen = form.get("revision", "")
    if not seen.isdigit():
        raise UnusableError("Formuläret saknar brevets version. Öppna brevet på nytt och gör om.")
    return Said(
        act=act,
        by=by,
        reason=form.get("reason", "").strip(),
        target=form.get("target", "") if act in _TARGETED else "",
        value=_value(act, form),
        revision=int(seen),
    )


def _value(act: Act, form: Form) -> str:
    value = form.get("value", "").strip()
    if act is Act.HOUSEHOLD:
        return _children(value, form)
    if act is Act.FIELD and form.get("absent"):
        return ""
    if act not in {Act.APPROVE, Act.RETURN, Act.CLOSE} and not value:
        what = "Välj en person." if act is Act.PERSON else "Skriv det rätta värdet."
        raise UnusableError(what)
    return value


def _children(written: str, form: Form) -> str:
    """The children marked and written, or that there are none: never both, never neither."""
    numbers = [*form.all("child"), *written.replace(",", " ").split()]
    digits = [number.replace("-", "") for number in dict.fromkeys(numbers)]
    if form.get("none"):
        if digits:
            raise UnusableError("Välj antingen barn eller att inget barn berörs.")
        return "no_minor"
    if not digits:
        raise UnusableError("Välj vilka barn som berörs, eller att inget barn berörs.")
    return ",".join(digits)
