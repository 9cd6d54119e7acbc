"""The words that make a day an eviction's, and those that say whether it still holds."""

from __future__ import annotations

import re

ABOUT = re.compile(
    r"avhys\w*|forrattning\w*|avlagsna\w*|verkstall\w*|\bevict\w*|vrak\w*|verkst\.|lasbyte\w*"
    r"|\b(?:leave|vacate|move out of) (?:your|their|this|the) (?:home|flat|apartment|dwelling)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:ny(?:\s|tt)|faststalld|bestamd|planerad)?\s?(?:dag|datum|tid(?:punkt)?)\s?(?:och|/|,)\s?"
    r"(?:tid|klockslag|dag|kl\.?)|(?:ny )?tid(?:punkt)?(?:en)? for (?:\w+\s)?(?:avhysning"
    r"|forratt|avlagsn)\w*"
    r"|(?:avhysnings|forrattnings)(?:dag|datum|tid|tidpunkt)(?:en)?|ny tid(?:punkt)?\b"
    r"|(?:datum|dag) for (?:avhysning|forrattning|avlagsn)\w*|(?:avhysningen?|forrattningen?)\s?:"
    r"|avhysning den|nytt forsok|(?:planera[dt]|bestam[dt]|faststall[dt]|utsatt|ny(?:tt)?) (?:dag"
    r"|datum|tid)\b|nar\s?:|tid\s?:|kronofogdens tid|date of eviction"
    r"|\b(?:new|revised) (?:date|time|day|hour|appointment)"
    r"(?! (?:with|to|for (?!(?:the )?evict))\b)",
    re.IGNORECASE,
)
WILL = re.compile(
    r"(?:kommer att|ska(?:ll)?|ar|har|blir|blivit|sker)\s(?:\w+\s){0,3}?(?:ske|sker|aga rum"
    r"|verkstall\w*"
    r"|genomfor\w*|bestam\w*|utsatt\w*|satt\w*|faststall\w*|planera\w*|hallas|rum)"
    r"|ager rum|sker\b|genomfors|verkstalls|utsatt till|bestamts till|bestamt till|satt ut"
    r"|(?:will|is to) (?:now |instead )?(?:take place|be (?:carried out|held|enforced))"
    r"|takes place",
    re.IGNORECASE,
)
DONE = re.compile(
    r"verkstalldes|har verkstallts|genomfordes|har genomforts|agde rum|ar verkstalld|avhystes"
    r"|har avhysts|skedde"
    r"|(?:avhysning|forrattning)\w* (?:\w+ ){0,2}?"
    r"(?:(?:ar|blev) (?:darmed |nu )?(?:genomford|utford|avslutad)|har utforts)",
    re.IGNORECASE,
)
OLD = re.compile(
    r"tidigare|(?:i\s?stallet|istallet) for|ursprunglig\w*|som (?=(?:var|skulle|hade)\b)"
    r"|skulle (?:ha|ske|ager?)"
    r"|var (?:bestamd|planerad|utsatt|satt)(?:\s+till)?\s*(?:den\s)?|gallde"
    r"|galler (?:\w+ )?(?:inte|ej)"
    r"|flytta[st]?\w*(?:\sfram)? fran"
    r"|(?:andra|uppskjut|skjut|omboka|senarelag|tidigarelag)\w*(?: upp| fram)? fran"
    r"|(?:moved|changed|rescheduled|postponed|brought forward) from|\b(?:disregard|ignore)(?! this)"
    r"|\bforut\b|\bgam(?:malt?|la)\s(?:tid|dag|datum)\w*|\baldre\b|\bstryk\w*"
    r"|\bbortse\w*(?! fran detta)|\bborttag\w*|(?:tid|dag|datum)\w* som utgar\b"
    r"|\butgar\W*(?:den\s)?$|\b(?:inte|ej|not):\W*$|(?:inte|ej) behover \w+\W*(?:den\s)?$"
    r"|\b(?:tid|dag|klockslag)(?:en|et)?,?\s(?:\w+\s){0,3}?(?:angavs|uppgavs)\s(?:\w+\s){0,2}?till"
    r"(?:\sden)?\s?"
    r"|\b(?:dar|dari)\s(?:angavs|uppgavs)(?:\s(?:den|till))*\s?|\bfirst given\b"
    r"|\bwill not (?:take place|be held)\b"
    r"|(?:kommer (?:inte|ej) att|(?:inte|ej) kommer att)"
    r" (?:ske|hallas|aga rum|genomforas|verkstallas|bli)|(?:och )?(?:inte|ej"
    r"|icke) (?:langre )?(?:den\s)?$|i st\. f\."
    r"|instead of|rather than|originally|previous\w*|\bold\b|\bformer\b"
    r"|\bearlier (?:notified|given|announced|stated|appointment|date|time|hour)"
    r"|\b(?:notified|given|announced|stated) earlier|set for|avbokad\w*|overspelad\w*"
    r"|\bfel (?:tid|dag|datum|klockslag)|\bfelaktig\w*|\bwrong(?:ly)?\b"
    r"|\bincorrect\w*|\bby mistake\b"
    r"|\((?:was|var|forr)\s(?:den\s)?$|ersatter|upphav[dt]\w*|\bforra\b|avsag|aviserad\w*"
    r"|andrats fran|flyttad fran"
    r"|med andring av|(?:kunde|gick|har|hinner|hann|far|fick|blir|blev) (?:inte|ej)\b",
    re.IGNORECASE,
)
NEW = re.compile(
    r"ny(?:a|tt)?\s(?:tid|dag|datum|forratt|klockslag)\w*|andrad tid|\bnew\b|until\b|omboka\w* till"
    r"|(?:till|i\s?stallet|istallet)\s+(?:den\s|att\s)?"
    r"|flyttat?s? till|nytt datum|ny tidpunkt|i stallet ske|nu\b|fram\w* till"
    r"|nytt forsok|\butan(?= (?:i\s?stallet|den|till|sker|forst|nu|pa|[0-9]))|skriv in"
    r"|ratt (?:tid|dag|datum|lydelse)"
    r"|\b(?:rescheduled|moved|changed|postponed|brought forward) to\b|\bgaller\W*(?:den\s)?$",
    re.IGNORECASE,
)
OLD_HEAD = re.compile(r"(?:fore|forr|forut|gammalt?|gamla?|old|before|was)\W*", re.IGNORECASE)
"""The head of a column, beside one of what holds now."""
NEW_HEAD = re.compile(r"(?:ny|nya|nytt|nu|efter|new|now)\W*", re.IGNORECASE)
"""The head of a column of what holds now, beside one of what was."""
CANCELLED = re.compile(
    r"inst[a]lld|stall(?:s|er|t|des?) in|aterkall\w*|anstand|uppskjut\w*|kommer inte att|avbruten"
    r"|avskriv\w*"
    r"|ej att|upphav\w*|\b(?:cancelled|canceled|withdrawn|revoked|called off)\b",
    re.IGNORECASE,
)
CONFIRMED = re.compile(
    r"(?-i:[^.A-Z]{0,40}?)\b(?:(?<!no longer )(?:stands|remains)|bekraft(?:as|ar)|ligger fast"
    r"|kvarstar|galler(?! (?:inte|ej)))\b",
    re.IGNORECASE,
)
"""Words behind a time that holds, whatever was said of it before."""
POSTPONED = re.compile(
    r"[^.]{0,45}?\b(?:galler (?:inte|ej)|stalls in|ar installd|(?:ar|blev|har blivit) (?:uppskjut"
    r"|framflytt|flytta|andra|ombok|avbok)\w*|utgar|upphor|flyttas|andras|ersatts"
    r"|(?:har )?(?:mast )?(?:skjut(?:as|its|s) (?:upp|fram)|flyttats|andrats|bokats om|stallts in)"
    r"|kan (?:inte|ej)|kunde (?:inte|ej)|blev (?:inte|ej)|blir (?:inte|ej)|ar (?:inte|ej) langre"
    r"|(?:ar|blir|har|inte langre)? ?(?:upphav[sd]\w*|aterkalla[sdt]\w*|ogiltig\w*)|faller bort"
    r"|dras tillbaka|ersatts|skulle (?:\w+ ){1,2}ha\b"
    r"|kommer (?:vi|de|det|ni|jag|kronofogden|\w*forrattningen|avhysningen) (?:\w+ )?(?:inte|ej)"
    r"|(?:has been|have been|is|was) (?:hereby |now )?(?:postponed|moved|cancelled|canceled|changed"
    r"|rescheduled|withdrawn|revoked|replaced|superseded|void|invalid|called off|not valid)"
    r"|(?:no longer|does not|will not) (?:appl(?:ies|y)|holds?|stands?|take place)"
    r"|no longer (?:valid|in force))",
    re.IGNORECASE,
)
REVOKED = re.compile(
    r"\b(?:upphav(?:er|t)|aterkalla(?:r|t)|drar tillbaka|dragit tillbaka|stall(?:er|t) in"
    r"|andra(?:r|t) (?:(?:harmed|nu) )?(?:sitt|vart|ett|det)|revok(?:es?|ed)|withdr(?:aws?|ew|awn)"
    r"|cancel(?:s|led)?)\b"
    r"(?:(?!\b(?:sa att|till|nytt?|nya|i\s?stallet|och|new|instead|so that|nu)\b)[^.;:])*$",
    re.IGNORECASE,
)
"""Words before a time that their sentence takes back, if another is told after it."""
TAKEN_BACK = re.compile(
    r"\W{0,4}[-(,]\s?(?:struken|utgar|utgatt|ersatt|installd|galler (?:inte|ej))\b|"
    r"[^.]{0,16}?\b(?:kan darfor (?:inte|ej)|bl(?:ev|ir) det (?:inte|ej)|(?:ar|blev) struken"
    r"|var riktig\w*|status\W+(?:ombokad|avbokad|struken))",
    re.IGNORECASE,
)
"""Words behind a time that no longer holds, if another is told after it."""
CHANGED = re.compile(
    r"ny(?:a|tt)?\s(?:tid|dag|datum|klockslag)\w*|andrad (?:tid|dag)|andring av|flytta[td]\w*"
    r"|framflytt\w*"
    r"|\brattelse\b|ratt lydelse"
    r"|skjut\w* (?:upp|fram)|uppskjut\w*|omboka\w*|i\s?stallet|tidigarelag\w*|senarelag\w*"
    r"|postponed|reschedul\w*|new (?:date|time|day|hour|appointment)",
    re.IGNORECASE,
)
"""Words of a letter that gives a new time for an old one."""
NOT_EVICTION = re.compile(
    r"(?:besiktning|auktion|visning|\bauction|\binspection|\bhearing|\bmeeting|\bviewing)\w*\s(?:sker"
    r"|ager rum|halls|genomfors|takes? place|will (?:take place|be held))\W*(?:(?:on|den)\W+)?|"
    r"skickat|skickad|skriv(?:et|en|its) ut"
    r"|avsant|avsand|\bsent\b|utskriv\w*|utskrift\w*|utskr\b|mottag\w*|registrera\w*|upprattad"
    r"|(?:utskick|skrivelse|brev)\w* i (?:malet|arendet)|paminn\w*(?! om)"
    r"|\bsvar(?!ande)\w*|besvar\w*|bekrafta\w*|senast|utslag\w*|(?<!sjuk)dom\b|ansok\w*|inkom\w*|ankom"
    r"|(?<!avhysnings)(?<!forrattnings)datum:?\s*$|\bskapa[dt]\w*|\bcreated\b"
    r"|telefon\w*"
    r"|forfall\w*|obetal\w*|betal\w*|fodd|hyra\w*|delgiv\w*|delgav|beslut\w*|uppsag\w*|yttra\w*"
    r"|(?:forhandling|sammantrade)\w*\s(?:om|i mal om|rorande|angaende)\s\w+\W*"
    r"|overklag\w*|auktion\w*|besiktning\w*|\bauction\w*|\binspection\w*"
    r"|\bhearing\w*|\bmeeting(?! (?:point|place))|hamta\w*|magasin\w*|till och med|oppet\w*"
    r"|ersatter underrattelse\w*"
    r"|underrattelse\w* (?:av|den|fran)|meddelande\w* (?:av|den|fran)|brev\w* (?:av|den|fran)",
    re.IGNORECASE,
)
OF_ANOTHER_ACT = re.compile(
    r"auktion\w*|sal(?:js|jas|de|ts)\b|forsalj\w*|visning\w*|besikt\w*|forhandling\w*"
    r"|sammantrade\w*|\bmote\w*|telefontid\w*|\bsenast\b.{0,12}svar|(?<!efter )besok\w*"
    r"|(?<!efter )samtal\w*|kallas\b|\bmoter upp|samla[ds]\b|samling\b|\bsyn\b|nyckel\w*"
    r"|flytthjalp|\bauction\w*|\binspect\w*|\bhearing\w*|\bmeeting(?! (?:point|place))"
    r"|hyresvard\w* (?:\w+ )?(?:tar|atertar|moter|visar|hamtar|besiktar|kommer|finns)\b"
    r"|(?<!\bnew )\bappointment"
    r"|\bappointment (?:with|to|for (?!(?:the |your )?evict))|keys?\b|bokning\w*",
    re.IGNORECASE,
)
"""Words of a day that is an auction's, a hearing's or a meeting's."""
WITH_OTHERS = re.compile(
    r"\W*(?:with|at|hos|pa|med)\s(?:(?:the|your|er|din)\s)?"
    r"(?:social\w*|soc\b|vardcentral\w*|bank\w*|kommun\w*|handlaggare\w*)",
    re.IGNORECASE,
)
"""Words behind a time that is somebody else's."""
MOVES = re.compile(
    r"\b(?:andra|flytta|framflytta|skjut|omboka|boka[rs]? om|senarelagg|tidigarelagg"
    r"|mov(?:e|ed|ing)\b|chang|reschedul|postpon)\w*",
    re.IGNORECASE,
)
"""Words of a sentence that moves one time to another."""
TO_NEXT = re.compile(r"\W{0,3}(?:fram )?(?:till|to)\s(?:\w+dagen )?(?:den )?", re.IGNORECASE)
"""Words between the two."""
STRUCK_NEXT = re.compile(
    r"[^.!?]{0,90}[.!?]\s(?:(?:sa (?:blir|blev) det inte|det blir inte av)\s?[.!]"
    r"|den (?:raden|tiden|dagen)(?: \w+)? (?:ar struken|galler (?:inte|ej)|utgar)\b"
    r"|kl\.? ?(?P<hour>[0-9]{1,2}[.:][0-9]{2}) (?:galler (?:inte|ej)|ar struken)"
    r"|(?:den|det|denna|detta|underrattelsen|beslutet|kallelsen|it|this"
    r"|that(?: (?:notice|time|date))?)"
    r" (?:galler (?:inte|ej)(?: langre)?(?=\s?[.,;])|upphavs|aterkallas"
    r"|(?:no longer|does not) (?:appl|hold|stand)\w*(?=\s?[.,;])"
    r"|is (?:no longer valid|withdrawn|cancelled|void))"
    r"|tiden (?:galler (?:inte|ej)|ar struken)(?! for\b)|den tiden (?:var avsedd|avsag)\b)",
    re.IGNORECASE,
)
"""The next sentence takes back a time that this one tells, if another is told after it."""
STRUCK_BESIDE = re.compile(
    r"\W*(?:(?:utgar|utgatt|struken|ersatt|overspelad|upphavd|aterkallad|forfallen|ogiltig|tidigare"
    r"|(?:inte|ej) (?:langre )?(?:aktuell|giltig)|cancelled|canceled|withdrawn|void|superseded"
    r"|postponed|rescheduled|replaced|(?:no longer|not) valid)"
    r"(?:\s?\([^)]*\)|,\s(?:(?!\b(?:till|to|ny|new)\b)[^.:;0-9]){0,60})?"
    r"|(?:ombokad|avbokad|flyttad|framflyttad|uppskjuten|installd|anstand|galler (?:inte|ej))"
    r"(?!\w|\s(?:till|to)\b)[^.:;0-9]{0,50})\W*",
    re.IGNORECASE,
)
"""What a table's next cell says of a time that no longer holds, if another is told after it."""
HOLDS_BESIDE = re.compile(
    r"\W*(?:galler(?: nu)?|gallande|ny(?: tid)?|aktuell|valid|current|in force)"
    r"(?:\s?\((?:ny|nu|ny tid)\))?\W*",
    re.IGNORECASE,
)
"""What it says of the time that holds."""
STATUS = re.compile(
    r"\W*(?:status|lage|anm\w*|kommentar|galler|besked|notering|giltig\w*|utfall)\W*", re.IGNORECASE
)
"""The heading over such cells, where they have one."""
HOUR_CELL = re.compile(
    r"\t\W*(?:kl(?:ockan|ockslag|\.)?|tid|at)?:?\s?[0-2]?[0-9][.:][0-5][0-9]", re.IGNORECASE
)
"""A cell that begins with an hour."""
OF_THE_HOUR = re.compile(
    rf"{ABOUT.pattern}|\bsamma dag\b|\bny tid\b|\b(?:nytt )?klockslag\w*|\btiden\b|\bsame day\b"
    r"|\butan kl|\bbut at\b|\bklockan ska(?:ll)? vara\b",
    re.IGNORECASE,
)
"""Words of a sentence whose hour is the eviction's, without a day of its own."""
OFFICE_HOUR = re.compile(
    r"\b(?:ring\w*|telefon\w*|tel|oppet|oppen|nas|vardag\w*|mellan|besok\w*|jour\w*|call|phone"
    r"|open)\b",
    re.IGNORECASE,
)
SENT_AT = re.compile(
    r"\b(?:fax\w*|telefax|e?-?mejl\w*|e?-?mail\w*|sms\w*|skicka\w*|sand(?:s|es|e|t)?|sant|avsan\w*"
    r"|utskr\w*|skriv(?:et|en) ut|print\w*|sent)\W{1,3}(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
"""Words of an hour at which the letter itself was sent."""
LASTS = re.compile(
    r"\b(?:berak\w*|uppskatt\w*|forvant\w*|\w*atgang|varar|pagar|tar|ta|duration|estimated|lasts?"
    r"|takes?)\b",
    re.IGNORECASE,
)
"""Words of how long something takes."""
DAY_MOVED = re.compile(
    r"(?<!kan )(?<!att )\b(?:blir|flytta\w*|framflytta\w*|skjut\w*|senarelag\w*|tidigarelag\w*"
    r"|will be|moved|postponed|brought forward)\b[^.]{0,40}?"
    r"\b(?:dagen (?:darpa|darefter|efter|innan|fore)(?! avhys)"
    r"|(?:nasta|foljande|nastfoljande|pafoljande) (?:dag|vecka|vardag)"
    r"|(?<!hogst )(?<!langst )(?<!upp till )(?<!inom )(?:en|ett|tva|tre|fyra|fem|[1-9])"
    r" (?:dag|dagar|dygn|vecka|veckor|timm\w*)"
    r"|the (?:following|next|previous) (?:day|week)"
    r"|(?:day|days|week|weeks|hour|hours) (?:later|earlier))\b",
    re.IGNORECASE,
)
"""A day that is told by another."""
HOUR_ASKED = re.compile(
    r"[.,]?\s+(?:(?:at |och |and )?(?:what|which) (?:time|hour)"
    r"|(?:(?:vid|pa) )?vilke[tn] (?:tid|klockslag)|hur dags|nar pa dagen|when)\b"
    r"(?![^?]*\b(?:call|phone|reach|open|close\w*|ring\w*|telefon\w*|na"
    r"|nar (?:jag|vi) er|oppe[tn]\w*|svar\w*)\b)"
    r"[^.?!0-9]{0,40}\?\s+",
    re.IGNORECASE,
)
"""A question behind a day, which its hour answers."""
CAPTION = re.compile(
    r"\W*(?:(?:[0-9]{1,2}|[a-z])[.)]?\s+)?(?:nar|when|dag och (?:tid|klockslag)|date and time"
    r"|tidpunkt)(?:\s(?:sker|kommer|ager|does|will|is)(?: (?:det|vi|den|rum|ni|detta|it|this|we|you"
    r"|happen|come|take|place|be)){1,4})?\W*",
    re.IGNORECASE,
)
"""The caption of a form's box, or a question as a heading, beneath which a time stands."""
FROM_TO = re.compile(
    r"\bfran (?:kl(?:ockan|\.)? ?)?[0-9]{1,2}[.:][0-9]{2} till (?:kl(?:ockan|\.)? ?)?"
    r"[0-9]{1,2}[.:][0-9]{2}",
    re.IGNORECASE,
)
"""An hour that became another: "ändras från 10.00 till 13.00"."""
SENTENCE = re.compile(r"[.!?]\s|\n\s*\n|\t")
HOUR_NEXT = re.compile(
    r"[.!?]\s+(?:kl(?!\.?\s?[0-9.:]+\s?[-\u2010-\u2014])|tid(?:en|punkt\w*)?\b|avhys|forrattning"
    r"|vi borjar|den borjar|start(?:ar|tid)?\b"
    r"|(?:(?:vi|de|jag|myndigheten) kommer|da kommer (?:vi|de|jag|myndigheten))"
    r"(?: da| dit| hit)?\s+kl)",
    re.IGNORECASE,
)
STOP = re.compile(r"[.!?]\s+(?=[A-Z])|\f|\n\s*\n")


CLOCK_ROW = re.compile(r"tid(?:punkt)?|kl\.?|klockan|klockslag|time|hour|timme", re.IGNORECASE)


TORN_DAY = re.compile(
    r"(?:\b20[0-9]{2}|\b(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|oct|nov|dec)[a-z]*)[,.]?\s?$",
    re.IGNORECASE,
)
"""A month or a year right before an hour."""
CLOCK_ALONE = re.compile(
    r"\W*(?:kl(?:ockan|\.)?|at)?\s?[0-2]?[0-9][.:][0-5][0-9]\W*", re.IGNORECASE
)
"""What a table's cell holds beside a day, where it holds its hour too."""
