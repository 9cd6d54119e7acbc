"""Children and other concerns that a letter mentions: never overlooked, never made up."""

from __future__ import annotations

import re

from extractors.finders.letter import Letter
from extractors.finders.party_draft import name_key
from pipeline.domain.fields import APARTMENT, CHILDREN_MENTIONED, CONCERN, Findings

_CHILD = re.compile(
    r"(?<![\w-])(?:barn(?:s|en|ens|et|ets)?|barnfamilj(?:en|ens)?|smabarn\w*|spadbarn\w*"
    r"|minderarig\w*"
    r"|(?:barnbarn|styvbarn|fosterbarn|bonusbarn|syskonbarn|brorsbarn|systerbarn|tonarsbarn)\w*"
    r"|\w*flick(?:a|an|or|orna)s?|\w*pojk(?:e|en|ar|arna)s?|ungar(?:na)?s?|ungens?|smatting\w*"
    r"|tvillingar(?:na)?s?|nyfodd\w*"
    r"|(?:\w+-?arig(?:a|e|t)?\s)?(?:dotterdotter|dotterson|sondotter|sonson)\w*"
    r"|\w+arig(?:a|t)?\s(?:tjej|kille)\w*|syskon(?:en)?s?|lillebror\w*|lillasyster\w*"
    r"|(?:[0-9]{1,2}|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton"
    r"|sexton|sjutton)-?(?:aring(?:en|ar|arna)?|arsalder\w*)|gymnasieelev\w*|skolelev\w*"
    r"|barn(?:skrik|grat|klader|sang|rop|rum|stol)\w*|leksak\w*|vardnad\w*|under 18 ar|deras elev"
    r"|omyndig\w*|son(?:en|ens|er|erna)?|tonarss\w+|dotter(?:n|ns)?|dottrar(?:na)?s?|tonaring\w*"
    r"|bebis(?:en)?s?|skolbarn\w*|forskolebarn\w*|barnvagn\w*|gravid\w*"
    r"|child(?:ren)?s?|kids|bab(?:y|ies)|daughters?|toddlers?|infants?|minors?|teenagers?"
    r"|ensamstaende (?:mor|mamma|pappa|far|foralder)|familj(?:en)? med \w+ ?barn)(?![\w])",
    re.IGNORECASE,
)
_NO_CHILD_BEFORE = re.compile(
    r"(?<!\w)(?:inga|inget|ingen|utan|ej|saknar|no)\s(?:(?!aven\b)\w+\s)?(?:minderariga\s"
    r"|hemmavarande\s)?(?:kanda\s)?$"
    r"|(?<!\w)eventuella\s(?:\w+\s)?$"
    r"|(?<!\w)antal\s$|uppgift(?:er)? om (?:(?!att\b)[\w,]+\s){0,4}?$",
    re.IGNORECASE,
)
_IF = re.compile(
    # "om det finns barn", "huruvida familjen har barn"; never "synd om hennes barn", nor "om att"
    r"(?<!\w)(?:(?<!aven )om|om(?=\sni\skanner)|huruvida|ifall)\s"
    r"(?:(?:det|dar|han|hon|de|ni|hushallet|familjen"
    r"|hyresgasten|svaranden|finns|finnas|skulle|bor|bo|lever|vistas|har|omfattar|innehaller|ocksa"
    r"|nagra|nagot|ett|minderariga|hemmavarande|eventuella|kanner|till|vet|kannedom|uppgift)"
    r"\s){0,6}$",
    re.IGNORECASE,
)
_TELL_US = re.compile(
    r"(?<!\w)(?:(?:vi|jag)(?: \w+)? veta|far? veta|ringa?|hora? av|meddela\w*|underratta|kontakta"
    r"|beratta|sag till|svara|tank pa|da vantar|du behova|tell us|let us know)(?!\w)",
    re.IGNORECASE,
)
"""What a letter asks for that does not know whether there are children."""
_PLAIN_WORD = r"(?!(?:att|eftersom|da|for|och|men|nar|som|namligen)\b)[^.,;:?!\s]+\s"
_ASKS = re.compile(
    # "Bor det barn i huset vill vi veta det": the verb first makes it a question or a condition
    r"(?<!\w)(?-i:Bor|Finns|Har|Kanner|Star|Ar|Lever|Vistas)\s"
    rf"(?:(?:det|du|ni|nagon|hushallet|familjen|hyresgasten|svaranden)\s)?(?:{_PLAIN_WORD}){{0,5}}$"
    # "om du är sjuk eller har barn", "om sjukdom eller barn"
    r"|(?<!\w)(?:om|ifall)\s(?:du|ni|nagon|det)\s(?:har|ar sjuk|finns|bor)\s"
    rf"(?:{_PLAIN_WORD}){{0,2}}$"
    r"|(?<!\w)om\s(?:sjukdom|sjuka)\seller\s(?:sma\s)?$",
    re.IGNORECASE,
)
"""Words of a question or a condition, where something is asked for in the same breath."""
_ASKS_ENGLISH = re.compile(
    r"(?<!\w)(?:if|whether|in case)\s(?:there (?:are|is)|you have)\s(?:any\s|small\s|young\s)*$",
    re.IGNORECASE,
)
_GROWN_CHILDS = re.compile(
    r"(?<!\w)flytta\w*\s(?:(?!in\b)\w+\s){0,2}?till\s(?:min|sin|sina)\s$", re.IGNORECASE
)
"""Whom a neighbour has moved to is grown; only daughters and sons are so, never a child."""
_SUPPOSED = re.compile(
    # "om nämnden känner till något skäl, till exempel att ett barn bor där": asked, not told
    r"(?<!\w)om\s(?:ni|namnden|socialnamnden|socialtjansten|kommunen)\s(?:\w+\s){0,2}?"
    r"(?:kanner till|har kannedom om|har uppgift(?:er)? om)\s(?:nagot|nagra|skal)\b[^.?!]{0,120}"
    r"\b(?:till ex\w*|t\.? ?ex\.?|exempelvis|sasom)[^.?!]{0,40}\b(?:ett|nagot|minderariga)\s$",
    re.IGNORECASE,
)
_DEFINITE = re.compile(r"(?<!childr)(?:en|et|na|an)s?$", re.IGNORECASE)
"""The child, the girls: who is spoken of so is there."""
_NO_CHILD_AFTER = re.compile(
    r"^(?:\s(?:i|under 18|som|boende|hushallet|bostaden|familjen)){0,3}"
    r"(?:,?\s(?:savitt|sa vitt|enligt vad|som)\s(?:\w+\s){1,3}?(?:kanner till|vet|kant|bekant))?"
    r"(?:(?!\s(?:och|men)\s)[^.,;\n\t0-9]){0,25}?[\s:?]*[:?\s]\s*"
    r"(?:nej|inga|0\b|saknas|[o0]kant|ej kant|uppgift saknas|vet ej|finns inte|finns ej)"
    r"|^\s*:?\s*ingen uppgift"
    r"|^\s?(?:s?basta|konvention)"
    r"|^\s?-?\s?(?:och|&)\s(?:unga?|ungdoms?|familj|utbildning)\w*|^(?:ens)?\s(?:basta|rattighet)"
    r"|^\s(?:saknas|finns (?:inte|ej)|ar ej kanda?)",
    re.IGNORECASE,
)
_ASKED = re.compile(r"^[^.,;\n\t\u2010-\u2014]{0,60}\?", re.IGNORECASE)
_BOXES = re.compile(r"^[^.\n]{0,60}\s[☐□]\s?(?:ja|nej)\b", re.IGNORECASE)
_SOME = r"[1-9]\b|ett\b|tva|tre|fyra|fem|sex|flera|minst|troligen|sannolikt|formodligen"
_ANSWERED_YES = re.compile(
    rf"^[^.\n\t]{{0,60}}[?:\t]\s*(?:ja\b|x\b|{_SOME})"
    rf"|^[^.\n\t]{{0,60}}\?\s(?:(?!(?:nej|inga|vet|okant)\b|[☐□])[^.?!\s]+\s){{0,6}}?(?:ja\b|{_SOME})"
    r"|^[^.?!]{0,60}\s(?-i:Ja)\b|^\s{1,3}[1-9]\b(?![ -]?(?:kr|kl|[0-9]))"
    # a ticked box, as printed or as a scanner reads it
    r"|^[^.\n]{0,80}(?:[☑☒■✓✔✗]|(?<!\w)[\[(]?[x&@#®*][\])]?)\s?ja\b",
    re.IGNORECASE,
)
_GROWN = re.compile(
    r"^,?\s(?:som\s)?(?:laser\s(?:juridik|ekonomi|medicin|till\s)|arbetar|jobbar"
    r"|sager\satt\s(?:jag|kommunen|socialen|ni)\b"
    r"|(?:ar|har blivit)\s(?:jurist|advokat|lakare|larare|ingenjor|polis|revisor|snickare)\b)",
    re.IGNORECASE,
)
_MY = re.compile(r"(?<!\w)(?:min|mina|var)\s$", re.IGNORECASE)
_NEIGHBOUR = re.compile(
    r"(?P<who>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){1,3})\s(?:i|pa)\s(?:nr\s|lgh\s|lagenhet\s)?"
    r"(?P<flat>[0-9]{1,4})\s(?:har|med)\s(?:\w+\s){0,2}$"
)
_CERTAIN = re.compile(
    r"(?<!\w)(?:[1-9]|ett|tva|tre|fyra|fem|sex|flera|sma|hemmavarande|gemensamma|deras|hennes|hans"
    r"|med|one|two|three|four|five|several|her|his|their)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"(?<!\w)(?:[1-9]|tva|tre|fyra|fem|sex|flera|one|two|three|four|five|several|her|his|their"
    r"|deras|hennes|hans)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
"""Children that are counted, or somebody's, are no question."""
_A_SON = re.compile(r"(?<!\w)(?:en|och|sin|min|son|sma|a)\s(?:\w+\s)?$", re.IGNORECASE)
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
    child = _child(letter, found)
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


def _child(letter: Letter, found: Findings) -> tuple[int, int, float] | None:
    flat = letter.plain.replace("\n", " ")
    best: tuple[int, int, float] | None = None
    for hit in _CHILD.finditer(flat):
        before = flat[max(0, hit.start() - 45) : hit.start()]
        after = flat[hit.end() : hit.end() + 80]
        word = hit.group().lower()
        if word in {"son", "soner"} and (
            not (_CERTAIN.search(before) or _A_SON.search(before)) or before.endswith("per ")
        ):
            continue  # torn: "8 per soner"
        answered = _ANSWERED_YES.match(after) is not None
        if not answered and _no_news(flat[max(0, hit.start() - 240) : hit.start()], word, after):
            continue
        if _anothers(found, before, word, after):
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


def _no_news(before: str, word: str, after: str) -> bool:
    """Whether the words around a child say that there is none, or only ask.

    Of the children, and of children that are counted, nobody only asks.
    """
    if _NO_CHILD_AFTER.match(after) or _BOXES.match(after):
        return True
    if _DEFINITE.search(word) is not None:
        return False
    if _NO_CHILD_BEFORE.search(before) or _COUNTED.search(before):
        return _NO_CHILD_BEFORE.search(before) is not None
    asked = _ASKED.match(after) or _SUPPOSED.search(before) or _IF.search(before)
    return asked is not None or _ASKS_ENGLISH.search(before) is not None or _asks(before, after)


def _asks(before: str, after: str) -> bool:
    """Whether a question or a condition, and what is asked for, stand in one breath."""
    asks = _ASKS.search(before)
    if asks is None:
        return False
    breath = f"{re.split(r'[.!?]', before[: asks.start()])[-1]} {re.split(r'[.!?]', after)[0]}"
    return _TELL_US.search(breath) is not None


def _anothers(found: Findings, before: str, word: str, after: str) -> bool:
    """Whether it is surely not of this home: a grown child of the writer's, a neighbour's infant.

    A neighbour is somebody who is no party, named with the number of another flat.
    """
    if _MY.search(before) and _GROWN.match(after):
        return True
    if _GROWN_CHILDS.search(before) and word.startswith(("son", "dott")):
        return True
    near = _NEIGHBOUR.search(before)
    if near is None:
        return False
    words = name_key(near["who"])
    parties = [name_key(one.name.value) for one in found.parties if one.name is not None]
    return (
        bool(parties)
        and not any(words & one for one in parties)
        and near["flat"] != found.value(APARTMENT)
    )
