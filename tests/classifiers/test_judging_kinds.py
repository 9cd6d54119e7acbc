"""What is not sure is left to a person, with the reason, and never passed off as known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import pytest

from classifiers.book import SECOND, Guard, load_book
from classifiers.counts import Counts
from classifiers.cues import CueCounter
from classifiers.judge import (
    ASKED,
    HINTED,
    PEOPLE_DECIDE,
    SECOND_HINTED,
    SECOND_HINTED_CLEARLY,
    STRONG_CUES,
    Asking,
    Evidence,
    blank,
    held_by,
    judge,
)
from classifiers.labels import LABELS, TENURES, label_of
from classifiers.sheet import pages_of
from pipeline.domain.frequency import Table
from pipeline.domain.kinds import Kind, Tenure
from pipeline.domain.page import Fingerprint
from pipeline.domain.scores import Abstained, Settled

MARK = Fingerprint(name="classifier", version="t", settings="0")
SURE = Table(scores=(0.0, 0.9), right=(0.5, 0.99), counts=(100, 100))


def evidence(  # noqa: PLR0913  # each test changes one thing
    label: str = "rent_debt.collection",
    share: float = 0.98,
    *,
    sums: Mapping[str, float] | None = None,
    beside: Mapping[str, float] | None = None,
    asked: float = 0.05,
    guards: tuple[Guard, ...] = (),
    size: int = 60,
    known: float = 0.9,
    tenure: str = "rental",
) -> Evidence:
    """Evidence of a letter that is ``label`` by ``share``, other labels by what stands beside."""
    rest = (1 - share) / (len(LABELS) - 1)
    others = 0.02 / (len(TENURES) - 1)
    found = {"kind:rent_debt": 8.0, "tenure:rental": 3.0} if sums is None else dict(sums)
    return Evidence(
        counts=Counts(
            sums=found,
            spoken=found,
            found=(),
            guards=guards,
            known=known,
            size=size,
            rows=0,
            words=("ord",) * size,
        ),
        asking=Asking(asked, ("bestrider", "återkallas")),
        labels=tuple({label: share, **(beside or {})}.get(one, rest) for one in LABELS),
        tenures=tuple(0.98 if one == tenure else others for one in TENURES),
        kind_table=SURE,
        subkind_table=SURE,
        tenure_table=SURE,
    )


def test_a_clear_letter_is_settled() -> None:
    """Kind, subkind and tenure are settled at their measured frequency, the scores kept."""
    found = judge(evidence(), MARK)
    assert found.kind == Settled(value=Kind.RENT_DEBT, confidence=0.99, scores=found.kind.scores)
    assert isinstance(found.subkind, Settled)
    assert found.subkind.value == "collection"
    assert isinstance(found.tenure, Settled)
    assert found.tenure.value is Tenure.RENTAL
    assert found.kind.scores.by_label[0][0] == "rent_debt"
    assert found.fingerprint == MARK


def test_two_close_kinds_are_left_open() -> None:
    """A score whose like were right half the time is no knowledge."""
    found = judge(evidence(share=0.55), MARK)
    assert isinstance(found.kind, Abstained)
    assert found.kind.best is Kind.RENT_DEBT
    assert found.kind.why


def test_few_words_are_left_open() -> None:
    """A cover sheet says too little; strong cues make up for some of it."""
    weak = {"kind:rent_debt": 3.0}
    assert isinstance(judge(evidence(size=8, sums=weak), MARK).kind, Abstained)
    assert isinstance(judge(evidence(size=8), MARK).kind, Settled)
    assert isinstance(judge(evidence(size=4), MARK).kind, Abstained)


def test_unknown_words_are_left_open() -> None:
    """A foreign or unreadable letter is not judged by the few words that are known."""
    assert isinstance(judge(evidence(known=0.2), MARK).kind, Abstained)


def test_what_people_decide_is_left_to_them() -> None:
    """A letter that is like those is held whatever its kind, and says by which words."""
    found = judge(evidence(asked=ASKED), MARK)
    assert isinstance(found.kind, Settled)
    assert found.asked == f"{PEOPLE_DECIDE} (bestrider, återkallas)"
    assert not judge(evidence(asked=ASKED / 2), MARK).asked


def guard(level: str = "kind", instead: Kind | None = None, *, firm: bool = False) -> Guard:
    """A guard on rent letters."""
    return Guard(
        id="g",
        kinds=(Kind.RENT_DEBT,),
        why="skäl",
        phrases=(),
        instead=instead,
        level=level,
        firm=firm,
    )


def test_a_guard_leaves_the_kind_open() -> None:
    """A guard's reason is the reason given, however sure the scores are."""
    found = judge(evidence(guards=(guard(),)), MARK)
    assert isinstance(found.kind, Abstained)
    assert found.kind.why == "skäl"


def test_a_letter_that_speaks_clearly_against_it_is_not_guarded() -> None:
    """A phrase that the whole letter denies is neither a guard nor a second kind."""
    both = {"kind:rent_debt": 8.0, "kind:disturbance": STRONG_CUES - 1}
    clear = judge(evidence(guards=(guard(),), sums=both, asked=SECOND_HINTED / 2), MARK)
    assert isinstance(clear.kind, Settled)
    assert clear.secondary is None
    doubted = judge(evidence(sums=both, asked=(HINTED + SECOND_HINTED) / 2), MARK)
    assert doubted.secondary is Kind.DISTURBANCE
    firm = judge(evidence(guards=(guard(firm=True),), sums=both, asked=HINTED / 2), MARK)
    assert isinstance(firm.kind, Abstained)


def test_a_second_kind_that_is_told_plainly_is_heard_however_clear_the_first() -> None:
    """Of a long letter about rent one sentence is enough to tell of disturbances."""
    both = {"kind:rent_debt": 8.0, "kind:disturbance": STRONG_CUES, "grave:disturbance": 1.0}
    clear = judge(evidence(sums=both, asked=HINTED / 2), MARK)
    assert clear.secondary is Kind.DISTURBANCE
    assert isinstance(clear.kind, Settled)
    assert clear.kind.value is Kind.RENT_DEBT  # what the whole letter says comes first
    assert judge(evidence(sums=both, asked=SECOND_HINTED_CLEARLY / 2), MARK).secondary is None


def test_a_second_kind_that_the_letter_denies_is_none() -> None:
    """As "någon hyra är icke obetald" of disturbances; and it leaves nothing open."""
    both = {"kind:rent_debt": 8.0, "kind:disturbance": STRONG_CUES, "kind:eviction_date": 5.0}
    denial = replace(guard(level=SECOND), kinds=(Kind.DISTURBANCE,))
    found = judge(evidence(sums=both, guards=(denial,)), MARK)
    assert found.secondary is Kind.EVICTION_DATE
    assert isinstance(found.kind, Settled)
    own = guard(level=SECOND)
    assert not list(held_by(evidence(guards=(own,))))
    assert isinstance(judge(evidence(guards=(own,)), MARK).kind, Settled)


@pytest.mark.parametrize(
    ("text", "denied"),
    [
        ("Störningarna fortsätter. Någon hyra är icke obetald.", {"rent_debt"}),
        ("Någon obetald hyra har aldrig förekommit.", {"rent_debt"}),
        ("Går det att betala sig ur? Nej, det finns ingen skuld.", {"rent_debt"}),
        ("The rent account is in order.", {"rent_debt"}),
        ("Ingen skuld finns på elen, men 8 250 kr i hyra saknas.", set()),
        ("Hyran för maj är inte betald.", set()),
        ("Hyran är betald till och med maj, men juni saknas.", set()),
        ("Hyran har betalats försent varje månad.", set()),
        ("Hyran är alltid sen.", set()),
        ("Ansökan är inlämnad. Någon dag för avhysning är inte bestämd.", {"eviction_date"}),
        ("Ingen tid är bestämd för mötet. Avhysningen sker klockan 10.", set()),
        (
            "Vi prövar det i höst. Ingen tid är satt för besiktningen, avhysningen sker i maj.",
            set(),
        ),
        ("I förra brevet skrev vi att ingen dag är bestämd. Nu är avhysningen bestämd.", set()),
        ("Någon tid i veckan är avhysningen planerad och beslutad.", set()),
        ("Dag för avhysning är inte ändrad: måndag i nästa vecka.", set()),
        ("Oväsen. Det finns också en hyresskuld. Ingen betalning har kommit sedan i maj.", set()),
        ("Bråk. Hyran ska betalas i tid men för maj och juni är den obetald.", set()),
        ("Bråk. Hyran har bara till hälften betalats.", set()),
        ("Bråk. Hyresgästen anser att ingen skuld är hans. Hyran för maj är obetald.", set()),
        ("Bråk. Hyresgästen säger att hyran är betald men vi har inte fått den.", set()),
        ("Noise. No rent is coming in. No rent is paid since March.", set()),
        ("In January you had no arrears, now unpaid rent for two months.", set()),
    ],
)
def test_what_a_letter_denies(text: str, denied: set[str]) -> None:
    """Plain denials, unless a sum, an hour or a warning stands in the letter."""
    counts = CueCounter(load_book()).count(pages_of(text))
    found = {kind.value for one in counts.guards if one.level == SECOND for kind in one.kinds}
    assert found == denied


def test_a_guard_that_training_found_to_hold_in_vain_is_silent() -> None:
    """Under a doubt at which it was never right, firm or not."""
    firm = guard(firm=True)
    held = evidence(guards=(firm,))
    assert held.doubt("kind") == pytest.approx(0.05)
    assert isinstance(judge(replace(held, hints={firm.mark: 0.04}), MARK).kind, Abstained)
    assert isinstance(judge(replace(held, hints={firm.mark: 0.06}), MARK).kind, Settled)
    sort = evidence(guards=(guard(level="subkind"),))
    assert isinstance(judge(replace(sort, hints={firm.mark: 0.04}), MARK).subkind, Abstained)
    assert isinstance(judge(replace(sort, hints={firm.mark: 0.06}), MARK).subkind, Settled)


def test_a_guard_may_put_another_kind_first() -> None:
    """A report of concern about a child is other, whatever noise it tells of."""
    found = judge(evidence(guards=(guard(instead=Kind.OTHER),)), MARK)
    assert isinstance(found.kind, Abstained)
    assert found.kind.best is Kind.OTHER
    assert found.subkind is None


def test_a_guard_may_leave_only_the_subkind_open() -> None:
    """The kind stands; what sort of it is a person's."""
    found = judge(evidence(guards=(guard(level="subkind"),)), MARK)
    assert isinstance(found.kind, Settled)
    assert isinstance(found.subkind, Abstained)


def test_rent_and_disturbance_in_one_letter_are_both_named() -> None:
    """Rent comes first, disturbance is kept (domain.md 2.2)."""
    both = {"kind:rent_debt": 8.0, "kind:disturbance": 9.0}
    heard = {"rent_debt.collection": 0.05}
    found = judge(evidence(label_of("disturbance", "warning"), 0.9, sums=both, beside=heard), MARK)
    assert isinstance(found.kind, Settled)
    assert found.kind.value is Kind.RENT_DEBT
    assert found.secondary is Kind.DISTURBANCE


def test_the_eviction_s_time_comes_before_the_debt() -> None:
    """A dated eviction has the law's clock."""
    both = {"kind:rent_debt": 9.0, "kind:eviction_date": 8.0}
    found = judge(evidence(share=0.9, sums=both, beside={"eviction_date.set": 0.05}), MARK)
    assert found.kind.scores.by_label[0][0] == "rent_debt"
    assert isinstance(found.kind, Settled)
    assert found.kind.value is Kind.EVICTION_DATE
    assert found.secondary is Kind.RENT_DEBT


def test_a_tenure_without_a_cue_or_with_a_stranger_is_left_open() -> None:
    """Premises and private lettings follow other rules: a mention is enough for a person."""
    nothing = {"kind:rent_debt": 8.0}
    assert isinstance(judge(evidence(sums=nothing), MARK).tenure, Abstained)
    shop = {"kind:rent_debt": 8.0, "tenure:rental": 3.0, "tenure:premises": 1.0}
    assert isinstance(judge(evidence(sums=shop), MARK).tenure, Abstained)


def test_the_workspace_sets_how_sure_is_sure() -> None:
    """A stricter workspace leaves more to persons."""
    least = {"kind": 0.995, "subkind": 0.8, "tenure": 0.8}
    assert isinstance(judge(evidence(), MARK, least).kind, Abstained)


def test_a_blank_letter_is_other() -> None:
    """Conventions: a blank page alone is other."""
    found = blank(MARK)
    assert isinstance(found.kind, Settled)
    assert found.kind.value is Kind.OTHER
    assert found.subkind is None
