"""Children and other concerns that a letter mentions: never overlooked, never made up."""

from __future__ import annotations

import re

from extractors.finders.letter import Letter
from pipeline.domain.fields import CHILDREN_MENTIONED, CONCERN, Findings

_CHILD = re.compile(
    r"(?<![\w-])(?:barn(?:en|ens|et|ets)?|barnfamilj(?:en)?|smabarn\w*|spadbarn\w*|minderarig\w*"
    r"|(?:barnbarn|styvbarn|fosterbarn|bonusbarn|syskonbarn|brorsbarn|systerbarn|tonarsbarn)\w*"
    r"|\w*flick(?:a|an|or|orna)|\w*pojk(?:e|en|ar|arna)|ungar(?:na)?|smatting\w*|tvillingar(?:na)?"
    r"|nyfodd\w*"
    r"|(?:\w+-?arig(?:a|e|t)?\s)?(?:dotterdotter|dotterson|sondotter|sonson)\w*"
    r"|(?:[0-9]{1,2}|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton"
    r"|sexton|sjutton)-?(?:aring(?:en|ar|arna)?|arsalder\w*)|gymnasieelev\w*|skolelev\w*"
    r"|barn(?:skrik|grat|klader|sang|rop|rum|stol)\w*|leksak\w*|vardnad\w*|under 18 ar|deras elev"
    r"|(?:barnet|barnen)s|omyndig\w*|son(?:en|er|erna)?|dotter(?:n)?|dottrar(?:na)?|tonaring\w*"
    r"|bebis(?:en)?|skolbarn\w*|forskolebarn\w*|barnvagn\w*|gravid\w*|child(?:ren)?|kids"
    r"|ensamstaende (?:mor|mamma|pappa|far|foralder)|familj(?:en)? med \w+ ?barn)(?![\w])",
    re.IGNORECASE,
)
_NO_CHILD_BEFORE = re.compile(
    r"(?:inga|inget|ingen|utan|ej|saknar|no)\s(?:\w+\s)?(?:minderariga\s"
    r"|hemmavarande\s)?(?:kanda\s)?$"
    r"|(?:om|huruvida|ifall)\s(?:det\s)?(?:\w+\s){0,3}$|eventuella\s(?:\w+\s)?$"
    r""
    r"|antal\s$|uppgift(?:er)? om (?:\w+\s)?$",
    re.IGNORECASE,
)
_NO_CHILD_AFTER = re.compile(
    r"^(?:\s(?:i|under 18|som|boende|hushallet|bostaden"
    r"|familjen)){0,3}[^.\n\t]{0,25}?[\s:?]*[:?\s]\s*"
    r"(?:nej|inga|0\b|saknas|okant|ej kant|uppgift saknas|vet ej|finns inte|finns ej)"
    r"|^\s?(?:s?basta|konvention)"
    r"|^\s?-?\s?(?:och|&)\s(?:unga?|ungdoms?|familj|utbildning)\w*|^(?:ens)?\s(?:basta|rattighet)"
    r"|^\s(?:saknas|finns (?:inte|ej)|ar ej kanda?)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^[^.\n\t]{0,60}\?")
_ANSWERED_YES = re.compile(
    r"^[^.\n\t]{0,60}[?:]\s*(?:ja\b|[1-9]\b|tva|tre|fyra|fem|ett\b)", re.IGNORECASE
)
_CERTAIN = re.compile(
    r"(?:[1-9]|ett|tva|tre|fyra|fem|sex|flera|sma|hemmavarande|gemensamma|deras|hennes|hans|med)\s"
    r"(?:\w+\s)?$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"sarskilt\s\w+\s(?:om|till)|uppmarksam\w*\s(?:pa|om)|socialnamnden\s(?:ska|skall|ansvarar)"
    r"|lag(?:en)?\b"
    r"|barnperspektiv|person(?:er|kort)?son|sondag",
    re.IGNORECASE,
)
_CONCERNS = re.compile(
    r"(?<![\w])(?:barn\w*\s(?:som\s)?(?:skriker|grater|far illa|gratit|skrikit)|(?:skrik"
    r"|grat)\w*\sfran\sbarn"
    r"|sjalvmord\w*|suicid\w*|ta sitt liv|orosanmal\w*|oroliga? for|(?:stor|var|kanner) oro\b"
    r"|missbruk\w*|narkoti\w*|drog(?:er|paverkad)\w*|alkohol\w*|berusad\w*|psykisk\w*|demen(?:s"
    r"|t)\w*"
    r"|forvirrad\w*|hot(?:ar|at|ade|elser|full)?\s(?:mot|om|till)|vald(?:et|sam\w*"
    r"|s\w*)?\s?(?:mot|i nara)?|misshandel\w*|knivhot"
    r"|insulin|respirator|syrgas\w*|dialys\w*|hjartsjuk\w*|livsuppehallande|medicinsk\w*|sjukhus\w*"
    r"|rullstol\w*|funktionsned\w*|funktionshind\w*|sanitar olagenhet|hemtjanst|brandrisk|brandfara"
    r"|mordbrand|vanvard\w*|doende|allvarligt sjuk\w*|svart sjuk\w*)(?![\w])",
    re.IGNORECASE,
)
_NOT_CONCERN = re.compile(r"olagenhet for manniskors halsa|risk for person", re.IGNORECASE)


def find(letter: Letter, found: Findings) -> Findings:
    """Adds ``children_mentioned`` and ``concern``: the words as printed.

    A form's unanswered question ("Finns barn i hushållet?"), a denial and the names of units and
    committees are no mention. Where it is unclear the mention stands, with less confidence: a
    child must not be missed.
    """
    child = _child(letter)
    if child is not None:
        start, end, sure = child
        said = letter.text.value[start:end]
        field = letter.place(said, start, end, finder="concerns", sure=sure)
        if field is not None:
            found = found.with_field(CHILDREN_MENTIONED, field)
    for hit in letter.search(_CONCERNS):
        field = letter.place(
            letter.text.value[hit.start() : hit.end()].replace("\n", " "),
            *hit.span(),
            finder="concerns",
            sure=0.85,
        )
        if field is not None:
            return found.with_field(CONCERN, field)
    return found


def _child(letter: Letter) -> tuple[int, int, float] | None:
    flat = letter.plain.replace("\n", " ")
    best: tuple[int, int, float] | None = None
    for hit in _CHILD.finditer(flat):
        before, after = (
            flat[max(0, hit.start() - 45) : hit.start()],
            flat[hit.end() : hit.end() + 80],
        )
        word = hit.group().lower()
        if word in {"son", "soner"} and not _CERTAIN.search(before):
            continue
        answered = _ANSWERED_YES.match(after) is not None
        if not answered and (_ASKED.match(after) or _NO_CHILD_AFTER.match(after)):
            continue
        if not answered and _NO_CHILD_BEFORE.search(before):
            continue
        if _GENERIC.search(before) or _GENERIC.search(after[:30]):
            sure = 0.5
        elif answered or _CERTAIN.search(before):
            sure = 0.96
        else:
            sure = 0.85
        if best is None or sure > best[2]:
            best = (hit.start(), hit.end(), sure)
    return best
