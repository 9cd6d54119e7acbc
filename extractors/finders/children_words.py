"""The words for children, and the few sentences that deny one or only ask (plain, any case)."""

from __future__ import annotations

import re

from extractors.finders.children_signs import SIGNS

_I = re.IGNORECASE
_KIN = r"(?:styv|bonus|foster|adoptiv|tonars|syster|brors?|dotter|son)"
CHILD = re.compile(
    r"(?<!\w)(?<!\w-)(?:barn(?:s|en|ens|et|ets)?|smabarn\w*|spadbarn\w*|minderarig\w*|underarig\w*"
    rf"|{_KIN}?barn(?:s|en|ens|et|ets)?|barnbarn\w*|syskonbarn\w*|skolbarn\w*|forskolebarn\w*"
    r"|barnfamilj(?:en|ens|er)?|\w+barns(?:mamma|mor|pappa|far|familj)\w*"
    r"|barn(?:skrik|grat|klader|sang|rop|rum|stol|roster|spring|sko|cyk|vagn(?!srum)|bidrag"
    r"|omsorg)\w*"
    r"|\w*flick(?:a|an|or|orna)s?|\w*pojk(?:e|en|ar|arna)s?|ungar(?:na)?s?|ungens?|smatting\w*"
    r"|tvillingar(?:na)?s?|trillingar\w*|nyfodd\w*|snorungar\w*"
    rf"|{_KIN}?(?:son(?:s|en|ens|er|erna)?|dotter(?:n|ns|s)?|dottrar(?:na)?s?)"
    r"|sma?syskon(?:en)?s?|syskon(?:en)?s?|(?:lille|store)bror\w*|(?:lilla|stora)syster\w*"
    r"|(?:1[0-7]|[1-9])[- ]?arig\w*"
    r"(?!\s(?:betalningsplan|avtal\b|kontrakt\b|plan\b|hyreskontrakt|hyresavtal))"
    r"|(?:ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton|sexton"
    r"|sjutton)arig(?:a|t)?\s(?:flick|pojk|tjej|kille|son|dotter|barn)\w*"
    r"|(?:[0-9]{1,2}|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton"
    r"|sexton|sjutton)-?\s?(?:aring(?:en|ens|ar|arna)?|arsalder\w*)|gymnasieelev\w*|skolelev\w*"
    r"|leksak\w*|vardnad\w*|deras elev"
    r"|(?:under|yngre an|fyllt) (?:18|arton)(?: ar)?"
    r"(?!\s(?:manader|dagar|sidor|veckor|kr\b|kronor|kwh|kvm|months|days|weeks))"
    r"|omyndig\w*|tonaring\w*|bebis(?:en|ar|arna)?s?|baby\w*|gravid\w*|hoggravid\w*"
    r"|foraldraledig\w*|mammaledig\w*|bvc|barnavard\w*"
    r"|ensam(?:stående|staende|st\.)?\s(?:mor|moder|mamma|mamman|pappa|pappan|far|foralder)"
    r"|child(?:ren)?s?(?!['\u2019]s\splay(?:ground|\sarea))|kids?|bab(?:y|ies)|daughters?"
    r"|toddlers?|infants?"
    r"|teenagers?|boys?"
    r"|minors|minor(?!\s(?:breach|damage|repair|defect|change|matter|fault|issue|error|work)\w*)"
    r"|girls?|sons|grandson\w*|granddaughter\w*|grandchild\w*|schoolchild\w*|pregnant|newborn\w*"
    r"|twins|underage|single mother|(?:one|two|three|four|five|six|seven|eight|nine|ten"
    r"|1[0-7]|[1-9])-year-old"
    rf"|{SIGNS})(?![\w])",
    _I,
)
BORN = re.compile(
    r"(?<!\w)(?:fodd[aes]?s?|f\.|born)\s?(?:i\s|in\s|on\s)?(?:(?:[0-9]{1,2}\s)?[a-z]+\s)?"
    r"(?P<year>20[0-9]{2})(?![0-9])",
    _I,
)
DEFINITE = re.compile(r"(?<!childr)(?:en|et|na|an|ern)s?$", _I)
"""The child, the girls: who is spoken of so is there."""
CERTAIN = re.compile(
    r"(?<!\w)(?:[1-9]|ett|tva|tre|fyra|fem|sex|flera|sma|hemmavarande|gemensamma|deras|hennes|hans"
    r"|med|one|two|three|four|five|several|her|his|their)\s(?:\w+\s)?$",
    _I,
)
COUNTED = re.compile(
    r"(?<!\w)(?:[1-9]|tva|tre|fyra|fem|sex|flera|one|two|three|four|five|several|her|his|their|my"
    r"|our|deras|hennes|hans|min|mina|mitt|vart|vara|sina|sitt|dina|ditt|era)\s(?:\w+\s)?$",
    _I,
)
"""Children that are counted, or somebody's, are no question."""
_SOME = (
    r"(?:[1-9](?:\b(?![-:.]?[0-9])|\s?st\b)|ett\b|tva|tre|fyra|fem|sex|flera|minst|troligen"
    r"|sannolikt|formodligen"
    r"|mojligen|ev\.|ca\b|two|three|several)"
)
SOME = re.compile(rf"(?<!\w){_SOME}|\b(?:en|ett)\b", _I)
_PLACE = (
    r"(?:\s(?:i|pa|under 18(?: ar)?|som|boende|hemma|folkbokforda|hushallet|bostaden|familjen"
    r"|in the (?:household|home|flat)|at the address|living there"
    r"|hemmet|lagenheten|adressen|kanda|dar|vid|forr\.?|forrattningen|ankomst(?:en)?|tillfallet"
    r"|plats"
    r"|enl\.?|enligt|folkbokforing(?:en)?)){0,5}"
)
ANSWERED = re.compile(
    rf"^{_PLACE}[^.?:\n\t]{{0,30}}?(?:[?:\t\n]|\s{{2,}}|\.{{3,}})\W{{0,6}}"
    rf"(?:ja\b|jo\b|yes\b|x\b|{_SOME})"
    rf"|^[^.?\n\t]{{0,60}}\?\s(?:(?!(?:nej|inga|vet|okant|saknas|har|inte)\b|[☐□])"
    rf"[^?!\s]+\s){{0,6}}?(?:ja\b|{_SOME})"
    r"|^[^.?!☐□\[]{0,60}\s(?-i:Ja)\b(?!\W*[☐□/])",
    _I,
)
"""An answer that some child is there."""
_NONE = (
    r"(?:nej|inga|ingen uppgift|0(?![-,0-9]|\s?(?:ar|man))|saknas|[o0]kant|ej kan[td]"
    r"|[o0]kand(?=\.)"
    r"|uppgift saknas|none|no(?=[.,;\n]|$)(?!\.\s?[0-9])|not known|unknown"
    r"|vet ej|vet inte|finns inte|finns ej|framgar ej|ej aktuellt|ja/nej)\b"
)
LABEL_ANSWER = re.compile(
    rf"^{_PLACE}(?:,?\s(?:savitt|sa vitt|enligt vad|som)\s(?:\w+\s){{1,3}}?(?:kanner till|vet|kant"
    rf"|bekant))?\s?(?:\([^)]*\))?\s*[?:\t\n]\s*{_NONE}"
    r"(?!,?\s?(?:men|troligen|sannolikt|daremot|hur manga|antal|folkbokford))"
    # a table's next cell: "okänt | ja, ett"
    rf"(?!\W*\t\W*(?:ja\b|{_SOME}))",
    _I,
)
"""A form's answer that there is none, straight behind its label."""
DENIED_BEFORE = re.compile(
    r"(?<!\w)(?:inga|inget|no|varken|saknar|(?<!, )(?<!inte )utan|inte nagra|inte nagot)\s"
    r"(?:(?:minderariga|hemmavarande|kanda|egna|sma|any)\s)*$"
    r"|(?<!\w)(?:inga|ingen|saknar|ej)\s(?:\w+\s)?(?:uppgift(?:er)?|kannedom|vetskap"
    r"|information)\som\s(?:(?:att|det|dar|finns|bor|nagra|minderariga)\s){0,4}$"
    r"|(?<!\w)(?:uppgift(?:er)? saknas|vet inget|vet inte|inte namnt nagot|kanner inte till nagot)"
    r"\som\s(?:nagra\s)?$"
    r"|(?<!\w)eventuella\s(?:\w+\s)?$",
    _I,
)
DENIED_AFTER = re.compile(
    r"^\s(?:finns (?:inte|ej)|bor (?:inte|ej)|ar ej kanda?|saknas|ej kan[td])(?=[\s.]|$)", _I
)
NOT_KNOWN = (
    (
        re.compile(
            r"(?:^|[.!?]\s|\n)(?:(?-i:Vi|Jag) kanner inte till nagra"
            r"|(?-i:We are|I am) not aware of any|(?-i:We|I) know of no)\s$"
        ),
        re.compile(
            r"^(?:\s(?:i|pa)\s(?:hushallet|lagenheten|bostaden|adressen|hemmet)"
            r"|\s(?:at|in|living at|living in) the (?:address|household|flat|home))?\s?\."
        ),
    ),
    (
        re.compile(
            r"(?<!\w)(?:har|fatt)\sinte\s(?:nagon\s|nagra\s)?(?:uppgift(?:er)?|upplysning(?:ar)?"
            r"|kannedom)\som\s$|(?<!\w)vet\sinte\som\sdet\s(?:finns|bor)\s(?:nagra\s)?$",
            _I,
        ),
        re.compile(r"^(?:\s(?:i|pa)\s(?:hushallet|lagenheten|bostaden|adressen|hemmet))?\s?\."),
    ),
    (
        re.compile(r"(?:^|[.!?]\s)$"),
        re.compile(r"^\s(?:namns inte(?: i handlingarna)?|har (?:jag|vi) aldrig sett till)\s?\."),
    ),
    (
        re.compile(r"(?:^|[.!?]\s)(?-i:Om)\s$"),
        re.compile(r"^\si\shushallet\shar\s\w+\sinte\snagon\suppgift\s?\."),
    ),
)
"""What stands before and behind the word where a whole sentence, up to its stop, says that no child
is known of, as in "Vi vet inte om det finns barn."; where the line breaks first, it may go on."""
TOLD_NEXT = re.compile(
    r"[^.!?]{0,60}\b(?:dock|anda|fel|daremot|i alla fall|tva|tre|fyra|ett par|de ar|they are|two"
    r"|three|(?:was|were) seen|wrong|nevertheless)\b",
    _I,
)
"""The next sentence, where it corrects that nothing is known: "Det bor dock två i lägenheten."."""
NOT_DENIED = re.compile(
    r"(?<!\w)(?:men|utom|forutom|fler|an|som|ska(?:ll)?|vistas|folkbokford\w*)(?!\w)|:",
    _I,
)
"""Words behind a denial that take it back: "inga barn är folkbokförda, men två vistas där"."""
NUMBER_LABEL = re.compile(
    r"(?<!\w)(?<!ett )(?<!okant )(?<!stort )antal\s(?:(?:minderariga|hemmavarande)\s)?$", _I
)
SUPPOSED = re.compile(
    # "om nämnden känner till något skäl, till exempel att ett barn bor där": asked, not told
    r"(?<!\w)om\s(?:ni|namnden|socialnamnden|socialtjansten|kommunen)\s(?:\w+\s){0,2}?"
    r"(?:kanner till|har kannedom om|har uppgift(?:er)? om)\s(?:nagot|nagra|skal)\b[^.?!]{0,120}"
    r"\b(?:till ex\w*|t\.? ?ex\.?|exempelvis|sasom)[^.?!]{0,40}\b(?:ett|nagot|minderariga)\s$"
    r"|(?<!\w)om\s(?:ni|namnden|du)\shar\s(?:nagon\s)?(?:uppgift(?:er)?"
    r"|kannedom)\som\s[^.?!]{0,60}$",
    _I,
)
_WHO = (
    r"(?:det|dar|han|hon|de|du|ni|vi|nagon|namnden|hushallet|familjen|hyresgasten|svaranden"
    r"|galdenaren)"
)
IF = re.compile(
    rf"(?<!\w)(?:(?<!aven )(?<!oavsett )om|om(?=\sni\skanner)|huruvida|ifall)\s{_WHO}\s(?:\w+\s)?"
    r"(?:finns|bor|har|lever|vistas|kanner till|ar sjuka?|omfattar)\s"
    r"(?:(?:nagra|nagot|ett|minderariga|hemmavarande|sma|eller|har|finns|dar|i hushallet"
    r"|sjukdom,?)\s){0,4}$"
    r"|(?<!\w)om\s(?:ni|du|nagon)\svet\s(?:nagot|nagra|om)\s(?:om\s)?(?:det\s)?"
    r"(?:finns\s|bor\s)?$"
    r"|(?<!\w)om\s(?:det\s)?finns\s(?:sjuka|aldre|sjukdom)\seller\s$"
    r"|(?<!\w)om\s(?:sjukdom|sjuka)\seller\s(?:sma\s)?$"
    r"|(?<!\w)(?:lamna|lamnas|emot|onskas|behovs)\s(?:garna\s)?"
    r"(?:uppgift(?:er)?|upplysningar)\som\s$|(?<!\w)onskas om\s(?:eventuella\s)?$"
    r"|(?<!\w)(?:upplysa|underratta|informera|meddela|beratta for)\s(?:oss|mig|kronofogden)\som\s$"
    r"|(?<!\w)(?:(?-i:Har)|om)\s(?:namnden|ni|kommunen|nagon)\s(?:har\s)?(?:\w+\s)?"
    r"(?:upplysning(?:ar)?|uppgift(?:er)?|kannedom)\som\s(?:att\s)?(?:det\s)?(?:finns\s|bor\s)?$"
    r"|(?<!\w)(?-i:Vet)\sni\s(?:att|om)\s(?:det\s)?(?:bor|finns)\s$"
    r"|(?<!\w)om\sni\skanner\still\satt\snagon\s(?:\w+\seller\s)?$"
    r"|(?<!\w)(?:if|whether|in case)\s(?:there (?:are|is)|you have)\s(?:any\s|small\s|young\s)*$",
    _I,
)
"""A condition: "om det finns barn", "if there are children"."""
IF_BARE = re.compile(r"(?<!\w)(?:om|ifall|huruvida)\s(?:sma\s)?$", _I)
IF_VERB = re.compile(r"^(?:\seller\s\w+)?\s(?:bor|finns|vistas|berors|lever)\b", _I)
"""The same without a subject: "om barn eller sjuka bor i huset"."""
TELL_US = re.compile(
    r"(?<!\w)(?:(?:(?:vi|jag)(?: \w+)?|vill(?: \w+)?) veta|far? veta|kanner vi inte till"
    r"|vet vi inte|vill (?:vi|jag)|ringa?|hora? av|meddela\w*"
    r"|underratta\w*|kontakta|beratta|sag(?:a)? till|svara|tank pa|vantar|du behova|fraga\w*|undrar"
    r"|upplys\w*|ange|uppge|kontrollera\w*|besked|information|kan du|saga"
    r"|tala (?:ocksa |aven |garna )?om|lamna\w*|emot"
    r"|onskas|behovs|underratta|informera|berors|ber vi"
    r"|undersoka|kolla|hora med|aterkom\w*|bekrafta\w*|bedomning"
    r"|behover|courtesy|tell us"
    r"|let us know)"
    r"(?!\w)",
    _I,
)
"""What a letter asks for that does not know whether there are children."""
_PLAIN_WORD = r"(?!(?:att|eftersom|da|for|och|men|nar|som|namligen)\b)[^.,;:?!\s-]+\s"
ASKS = re.compile(
    # "Bor det barn i huset vill vi veta det": the verb first makes it a question or a condition
    rf"(?<!\w)(?-i:Bor|Finns|Har|Kanner|Star|Ar|Lever|Vistas"
    rf"|Vet)\s{_WHO}\s(?:{_PLAIN_WORD}){{0,7}}$"
    r"|(?<!\w)(?-i:Finns|Bor)\s(?:minderariga\s|hemmavarande\s)?$",
    _I,
)
LABEL_ALONE = re.compile(
    r"(?:^|\n|\t|[.!?]\s)\W*(?:[0-9a-z]{1,2}[.)\]]?\s)?(?:finns\s|bor\s)?(?:det\s)?"
    r"(?:eventuella\s|hemmavarande\s|minderariga\s)?$",
    _I,
)
AT_ONCE_SAID = re.compile(
    r"(?<!\w)(?:(?<=, )vilket|svarade|enligt|den yngsta|which|det gor|troligen|sannolikt"
    r"|mojligen)(?!\w)"
    r"|\?\s*\W{0,3}(?:ja|jo|yes)\b",
    _I,
)
"""Words behind a question that answer it in the same breath."""
UNIT_AFTER = re.compile(
    r"^(?:\s?[-,/]?\s?(?:(?:och|&)\s)?(?:unga?|ungdoms?|familj|utbildning)\w*"
    r"|s?konvention\w*|(?:s|ens|ets)?\srattighet\w*)",
    _I,
)
UNIT_BEFORE = re.compile(
    r"(?:enhet\w*|avdelning\w*|mottagning\w*|grupp\w*|forvaltning\w*|tjanst\w*|namnd\w*|sektion\w*"
    r"|team\w*|kontor\w*|forskola\w*|for|om)\W*$",
    _I,
)
UNIT_WHOLE = re.compile(r"^-\s?och\s\w+(?:forvaltning|namnd|kontor)\w*", _I)
"""The rest of "Barn- och utbildningsförvaltningen"."""
UNIT_ALONE = re.compile(rf"{UNIT_AFTER.pattern}[^\S\n]*(?:\n|$|[,;|])", _I)
"""A unit's name in a line of its own: "Barn och unga"."""
BOXED = re.compile(
    r"^[^.!\n☐□☒☑■✓✔✗\[]{0,60}?(?:[?:\t]|\s)\s*"
    r"(?=(?:ja|nej)?\s*(?:[☐□☒☑■✓✔✗]|\[[ xX]?\]))[^.\n]{1,60}"
    r"(?:\n(?:ja|nej)[^\n]{0,12})*",
    _I,
)
BOX = re.compile(
    r"(?P<ticked>[☒☑■✓✔✗]|\[[xX]\])|(?P<open>[☐□]|\[ ?\])"
    r"|(?P<label>ja|nej|vet (?:ej|inte)|okant|[0-9])\b",
    _I,
)
GENERIC = re.compile(
    r"sarskilt\s\w+\s(?:om|till)|uppmarksam\w*\s(?:pa|om)|socialnamnden\s(?:ska|skall|ansvarar)"
    r"|lag(?:en)?\b|barnperspektiv|person(?:er|kort)?son|sondag",
    _I,
)
GROWN = re.compile(
    r"^,?\s(?:som\s)?(?:laser\s(?:juridik|ekonomi|medicin)|(?:ar|har blivit)\s"
    r"(?:jurist|advokat|lakare|larare|ingenjor|polis|revisor|snickare)\b)",
    _I,
)
GROWN_BEFORE = re.compile(r"(?<!\w)(?:vux(?:en|na|ne)|grown(?:-?\s?up)?|adult) $", _I)
GROWN_AGE = re.compile(
    r"^,?\s(?:som\s|who\s)?(?:ar|is)\s(?:[2-9][0-9]|1[89])(?=\sar\b|[.,]|\s(?:and|years))", _I
)
"""A son or a daughter who is no child: "er vuxne son", "hans son, som är 43 år"."""
OF_STAFF = re.compile(
    r"(?<!\w)(?:handlaggaren|kollega|kollegan|(?:administrator|colleague|officer)\w*)"
    r"\s(?:ar|is)\s(?:on\s)?$",
    _I,
)
"""Whose leave it is where the writer's own people are told of; the undersigned may be a tenant."""
LEAVE = re.compile(r"foraldraledig|mammaledig|pappaledig|parental|maternity", _I)
FIRM = re.compile(r"[A-Z]\w+ (?:&|och|and) $")
FIRM_GOES_ON = re.compile(r"^ [A-Z]")
"""What stands around "Dotter" and "Söner" in a firm's name."""
MY = re.compile(r"(?<!\w)(?:min|mina|var)\s$", _I)
NEIGHBOUR = re.compile(
    r"(?P<who>[A-Z][\w'-]+(?:\s[A-Z][\w'-]+){1,3})\s(?:i|pa)\s(?:nr\s|lgh\s|lagenhet\s)?"
    r"(?P<flat>1[0-9]{3})\s(?:har|med)\s(?:\w+\s){0,2}$"
)
