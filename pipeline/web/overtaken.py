"""The page for whoever came second: what the other did, what was not saved, and how to go on."""

from __future__ import annotations

import contextlib

from starlette.requests import Request
from starlette.responses import Response

from pipeline.domain.access import Person
from pipeline.domain.edits import Act
from pipeline.store import letters
from pipeline.store.errors import UnusableError
from pipeline.usecases import queue, review
from pipeline.usecases.changes import changes
from pipeline.usecases.review import Said
from pipeline.web import showing_history
from pipeline.web.gate import saw
from pipeline.web.language import say
from pipeline.web.letter_contexts import Overtaken
from pipeline.web.site import Form, Site
from pipeline.web.wanted import SAVE, fields_of, saids


def shown(site: Site, request: Request, form: Form, visitor: Person) -> Response:
    """What happened since the revision that the form was filled in over; nothing was saved."""
    with site.office() as office:
        letter, now = review.show(office, request.path_params["letter"], by=visitor.name)
        edits = letters.edits(office.ledger, letter.id)
        seen = form.get("revision")
        revision = min(int(seen), letter.revision) if seen.isdigit() else letter.revision
        following = queue.following(office, letter.id, by=visitor.name)
        before = letters.case(office.ledger, letter.id, max(1, revision))
    wanted: tuple[Said, ...] = ()
    saving = request.url.path.endswith("/save")
    with contextlib.suppress(UnusableError):
        if saving:
            wanted = saids(form, before, visitor.name, form.get("do", SAVE))
    units, later = site.unit_names(), [edit for edit in edits if edit.revision >= revision]
    # Two who both approved agree: nothing is left to be done.
    agreed = (
        bool(wanted) and all(one.act is Act.APPROVE for one in wanted) and review.is_sent(letter)
    )
    page = Overtaken(
        letter=letter.id,
        short=letter.id[:12],
        revision=letter.revision,
        action=form.action(),
        agreed=now.reviewed_by or "" if agreed else "",
        following=following,
        deeds=showing_history.deeds(later, units),
        changes=tuple(say(one) for one in changes(before, now)),
        mine=tuple(showing_history.wish_of(one, units) for one in wanted),
        fields=(
            ("do", form.get("do", SAVE)),
            *(("reason", one.reason) for one in wanted[:1]),
            *(field for one in wanted for field in fields_of(one)),
        ),
    )
    saw(request, letter.id, "letter")
    context = {name: getattr(page, name) for name in type(page).__slots__}
    return site.renderer.page(request, "overtaken.html", status=409, **context)
