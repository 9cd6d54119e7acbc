"""The words that make an amount the whole claim, a part of one, or neither."""

from __future__ import annotations

import re

from extractors.finders.labels import label

WHOLE, TO_PAY, RECOVERY, LOOSE, SAID, CAPITAL, ALONE = (
    "whole",
    "to_pay",
    "recovery",
    "loose",
    "said",
    "capital",
    "alone",
)
RANK = {WHOLE: 5, TO_PAY: 4, RECOVERY: 3, LOOSE: 2, SAID: 2, CAPITAL: 1, ALONE: 0}
RENT = "rent"
SURE = {
    WHOLE: 0.96, TO_PAY: 0.96, RECOVERY: 0.97, LOOSE: 0.82, SAID: 0.82, CAPITAL: 0.5, ALONE: 0.72,
}  # fmt: skip
"""How sure a role's words make an amount; what wins the home back is said in the law's words."""

DEBT = (
    r"(?:\w*skuld(?:en|erna|belopp(?:et)?|saldo(?:t)?)?|\w*fordran|fordringen|\w*kravet"
    r"|obetalda\s\w+"
    r"|arrears|debt)"
)
_DATE = (
    r"(?:20[0-9]{2}-[0-9]{2}-[0-9]{2}|[0-9]{1,2}/[0-9]{1,2}(?:[- ](?:20)?[0-9]{2})?"
    r"|[0-9]{1,2}(?:st|nd|rd|th|:e)?\s[a-z]{3,9}\.?(?:\s20[0-9]{2})?"
    r"|[a-z]{3,9}\s[0-9]{1,2}(?:,?\s20[0-9]{2})?)"
)
_BY_A_DAY = (
    # a row's label or a sentence's beginning, and the amount right behind the day
    r"(?:(?<=[\n\t])|\A)\s*(?:(?:ska(?:ll)? (?:vara )?)?(?:(?:in)?betalas|erlaggs|erlagges"
    r"|(?:(?:oss|er|hyresvarden) )?till ?handa|inne|pa kontot|forfaller|pay(?:able)?|to be paid"
    r"|must be paid|due(?: for payment)?|payment(?: due)?|forfallodag|att betala))"
    r"\s?:?\s(?:senast|by|before|on|no later than|on or before|not later than|latest)"
    rf"\s(?:den\s|the\s)?{_DATE}(?=[\s:.=]*(?:sek|kr)?[\s:.=]*\Z)"
)
"""What is to be paid by a day."""
_ROLES = (
    (
        WHOLE,
        (
            rf"total(?:a|t)?\s{DEBT}|sammanlag[dt]\w*\s(?:\w+\s)?(?:{DEBT}|belopp\w*)"
            rf"|hela\s{DEBT}"
            rf"|{DEBT}\s(?:ar|uppgar|uppgick|utgor|pa|om|a|totalt|till|is)(?!\w)|skuld(?:en)?\stotalt"
            rf"|{DEBT}(?:\s\w+){{0,8}}?\suppgar(?:\s\w+){{0,4}}?\still"
            r"|(?:utebliv|obetal|oguld|forsumm)\w+\s(?:\w*hyran?|\w*avgiften)"
            r"(?:[\s,]+(?!\w*hyran?\b|\w*avgift(?:en)?\b|deposition)\w+){0,12}?"
            r"\s(?:uppgar|uppgick|utgor|summerar)(?:\s\w+){0,2}?\still"
            rf"|{DEBT}\s(?:per|den|pr)(?!\w)|hela\sbeloppet"
            r"|(?:utestaende|obetalt|forfallet|resterande|aterstaende)\s(?:belopp|saldo)\w*"
            r"|totalt\suppgar\w*|sammanlagt|kvarsta(?:r|ende\s\w+)|aterstaende\s\w+|aterstar"
            r"|skuldsaldo|restskuld\w*|restbelopp\w*|restfordran|skuldbelopp(?:et)?"
            r"|debt of|(?:ar|ligger)\sskyldig\w*|har\sen\s(?:\w+\s)?\w*skuld"
            r"|amounts? (?:owed|outstanding)|(?:total|outstanding|unpaid) (?:debt|amount|balance"
            r"|rent)"
            r"|utestaende|oreglera[dt]\w*|together|altogether|outstanding|in arrears|arrears"
            r"|owe[sd]?|owing"
        ),
    ),
    (
        TO_PAY,
        (
            r"(?:summa|belopp(?:et)?|totalt|kvar|nu)?\s?(?:att"
            r"|som ska(?:ll)?) (?:in)?betala\w*(?!\w)"
            r"|(?<!mindre )summa(?:n)?|s:a|summa summarum"
            r"|totalt|total(?:belopp|summa)(?:et|n)?|total|slut(?:summa|belopp)|amount due"
            r"|(?:total )?(?:amount )?payable|total (?:amount|due|sum)|balance(?: due)?|to pay"
            r"|sum due"
            r"|inbetalas|betala(?!ts?\b|d\b|des?\b)\w*\s(?:in\s)?|tillhopa|(?:in|till)\s?alles"
            r"|(?:allt ?som allt|tillsammans)(?=[\s:,.])"
            r"|=|rent debt|skuld\s?:|saldo|hyresskuld|elskuld|fordran\s?:"
            r"|(?:att|ska(?:ll)?|maste) (?:erlagga\w*|inbetala\w*)"
            rf"|{_BY_A_DAY}"
        ),
    ),
    (RECOVERY, r"atervinning\w*|atervinna\b|atervinn\w*|fa tillbaka hyresratten"),
    (
        LOOSE,
        (
            r"belopp(?:et)?|\w*skuld(?:ens?)?(?: storlek)?|fordran|obetal\w*|forfallen|forfallna"
            r"|\w*krav(?:et)?"
            r"|forfallet(?: till betalning)?|forfallit(?: till betalning)?"
            r"|(?:inte|ej|icke)\s(?:\w+\s){0,3}?(?:in)?betal(?:at|t|ats|ts|d|da)"
            r"|amount|yrkar|kraver|begar|yrkande\w*|hyra\w*\s(?:om|pa)|med|unpaid|overdue|due|rest(?:en)?"
            r"|jamte ranta"
        ),
    ),
    (
        SAID,
        (
            r"saknas|fattas|ligger efter med|(?:det|nu) (?:ar|blir|blev)(?: nu)?"
            r"|(?:ar|blir|blev) det(?: nu)?|det (?:ror sig|handlar|galler) om|fraga om"
        ),
    ),
    (CAPITAL, r"kapital\w*|kapitalbelopp|ursprunglig\w*|principal"),
    (
        RENT,
        (
            r"\w*fakturan?\s(?:[0-9]+\s)?(?:pa|om)|(?:hyran?|\w*avgiften)\s(?:for|avseende)|hyra"
            r"|hyror|(?:manads|ars"
            r"|kvartals)avgift(?:en|er)?"
            r"|rent for"
        ),
    ),
    (
        "",
        (
            r"per man(?:ad)?|(?:manads|ars|grund|bas|bruks|kall|varm|total)hyra\w*|\w*ranta\w*"
            r"|\w*avgift\w*|\w*kostnad\w*|inbetal(?!as\b)\w*"
            r"|deposition\w*|(?:security )?deposit|monthly\s\w+|rent"
            r"|interest|fees?"
            r"|paid|payment of|instal?ments?|costs?"
            r"|forskott\w*|handpenning\w*|borgen\w*|sakerhet\w*|a conto|aconto|paminnelse\w*"
            r"|avbetal\w*|delbetal\w*|betalningsplan\w*|amorter\w*|inkomst\w*|skadestand\w*|vite"
            r"|insats"
            r"|moms|delsumma|varav|daraf|hyran|nuvarande hyra|ny hyra|avgar"
            r"|hyran?\s(?:ar|uppgar\still)|styck|dygn|(?<!i )dag|kwh|timme"
            r"|arvode\w*"
            r"|gransen?|overstig\w*|minst|hogst|max\w*|belopp over|prisbasbelopp|bot\b"
            r"|(?:in)?betalats?|(?:in)?betald|(?:in)?betalt|(?:in)?betalade"
            r"|ersattning\w*|lon\b|bidrag\w*|rabatt\w*|oresavrundning\w*|tillgodo\w*|kredit\w*"
            r"|hyreshojning\w*|framtida\s\w+|tidigare\s(?:\w+\s){0,2}?(?:skuld\w*|saldo)(?:\s(?:om"
            r"|pa|a))?"
            r"|foregaende\s\w+|ingaende\s\w+"
        ),
    ),
)
CONTEXT = tuple(
    (role, re.compile(rf"(?<![\w-])(?:{words})(?![\w-])", re.IGNORECASE)) for role, words in _ROLES
)
INCLUDED = re.compile(
    r"(?:inkl(?:usive|\.)?|exkl(?:usive|\.)?|jamte|plus|including"
    r"|together with|(?<=skuld )efter|(?<=skuld )fore)\s"
    r"(?:(?!(?:uppgar|ar|utgor|blir|is|amounts)\s)[\w\s,./-]){2,60}?(?=[:\s]*$)|\([^)]*\)",
    re.IGNORECASE,
)
_SOON = r"(?:\s(?:nu|i dag|totalt|sammanlagt))?"
_SAYS = r"uppgar|uppgick|utgor|ar|blir|blev|stannar|landar|slutar"
INSERTED = re.compile(
    # "uppgår, inberäknat ränta till dags dato, till", "fordran, ränta inräknad, uppgår till"
    rf"(?P<before>(?<!\w)(?:{DEBT}|{_SAYS}){_SOON}),\s[^.,;:0-9]{{3,110}},"
    rf"(?={_SOON}\s(?:(?:till|pa|om|{_SAYS})\b|$))",
    re.IGNORECASE,
)
"""What stands between commas in the middle of saying how much is owed."""
TOTAL_IN = re.compile(r"(?<!\w)(?:totalt|summa|sammanlagt|hela)(?!\w)", re.IGNORECASE)
UNIT_BEFORE = re.compile(r"\((?:i )?(?:kr|sek|kronor)\)\s*:?\s*$", re.IGNORECASE)
UNPAID = re.compile(
    r"(?:inte|ej|icke|aldrig)\s(?:\w+\s){0,6}?(?:in)?(?:betal|erlag)|obetal|forsumm|uteblivi"
    r"|saknas|aterstar|ligger efter|slapar"
    r"|(?:inte|ej|icke|aldrig)\s(?:\w+\s){0,4}?(?:kommit|inkommit|influtit|fatt|reglera|natt"
    r"|mottag)"
    r"|unpaid|not (?:been )?(?:paid|received)|skuld",
    re.IGNORECASE,
)
ORE_BEHIND = re.compile(
    r"(?<=[rRkKD]),?\s(?:och|samt|&)?\s*(?P<ore>[0-9]{1,2})\s{1,3}ore\b", re.IGNORECASE
)
SENTENCE = re.compile(r"[.!?]\s+(?=[A-Z])|\f")
PER = re.compile(
    r"^[)\s]*har delvis|^\s?(?:per|/)\s?(?:man|dag|dygn|kwh|timme|kvartal|ar\b|month|person)"
    r"|^\s?(?:i|varje"
    r"|var) manad"
    r"|^\s?(?:a month|monthly|i veckan)"
    # "7 000 kr i deposition", "450 kr i ränta"
    r"|^\s?(?:i|for|som|avser|ar|utgor)\s(?:\w+\s){0,1}?(?:\w*rant[ao]\w*|deposition\w*"
    r"|\w*avgift(?!er)\w*"
    r"|paminnelse\w*|inkasso\w*|\w*kostnad\w*|forskott|insats|inbetal\w*|(?:manads|grund)hyra)"
    r"|^\s(?-i:\w*ranta|deposition|\w*avgift|\w*kostnad)(?![\w:]|\s?[0-9])"
    r"|^\s?(?:har|ar)\s(?:(?!inte|ej\s|icke|aldrig)\w+\s){0,2}?(?:in)?betal(?:ts?|ats?|d)(?!\w)"
    r"|^,?\s?(?:som\s)?(?:betalades|gottgjordes)(?!\w)"
    r"|^,?\s?som\s(?:ni|du|han|hon|de|hyresgasten|familjen)\s(?:(?:redan|sedan|dock)\s)?betalade"
    r"(?!\w|\s(?:inte|ej|aldrig))|^,?\s?(?:which|that)\s(?:you|he|she|they|the tenant)\s"
    r"(?:(?:have|has|since|already|later)\s){0,2}paid(?!\w)"
    r"|^,?\s?(?:(?!inte|ej\s|icke|aldrig|trots|varav)[a-z]+,?\s){0,7}?(?:reglerades|gjort upp"
    r"|gjordes upp|efterskank\w+|avskrevs|skrevs av)(?!\w)"
    r"(?!\s(?:inte|ej|aldrig|en|om|med|att|den\sinte)(?!\w))"
    r"|^\s?(?:paid|(?:has been|was|were)\s(?:(?:since|already|later|now|fully|also|duly)\s)?"
    r"(?:paid|cleared|settled))",
    re.IGNORECASE,
)
SAID_AFTER = re.compile(
    r"^\s?(?:i|av|som|ar)\s(?:\w+\s){0,3}?(?:obetal\w*|\w*skuld(?:er)?|forfall\w*|resterande"
    r"|utestaende)(?!\w)"
    r"|^\s?(?:is|are|remains?|remain)\s(?:\w+\s)?(?:unpaid|outstanding|overdue|owed|due)"
    r"|^\s?(?:som\s)?(?:aterstar|kvarstar|saknas|fattas|skulle ha|ska(?:ll)? in"
    r"|ska(?:ll)? betala)(?!\w)"
    r"|^\s?som\s(?:\w+\s){0,3}?(?:inte|ej)\s|^\s?forfall\w*"
    r"|^\s?ar vad som (?:\w+\s){0,2}?(?:fattas|saknas|aterstar|obetalt|inte|ej)(?!\w)"
    r"|^,?\s?(?:totalt|sammanlagt|tillsammans|in total|altogether|all together)(?!\w)",
    re.IGNORECASE,
)
WAS_PAID = re.compile(r"\b(?:betal|reglera|paid|cleared|settled)", re.IGNORECASE)
CONDITION = re.compile(
    r"\b(?:om(?!\s(?:sek\s)?$)|nar|forst|forran|tills|innan|snart|unless|until|once|if|when)\b",
    re.IGNORECASE,
)
NEXT = re.compile(r"\s+[A-Z]")
ROW_NEXT = re.compile(r"\s*\n\s*[A-Z]")
PAID_TO = re.compile(
    r"^\s?(?:\w+\s){0,4}?(?:pa|till|a|via|to)\s(?:\w+\s){0,2}?"
    r"(?:bg|bankgiro\w*|pg|plusgiro\w*|\w*konto\w*)(?!\w)"
    r"|^\s?(?:\w+\s){0,5}?(?:inom\s(?:3|tre)\s(?:v\b|veckor)|within\s(?:3|three)\sweeks)",
    re.IGNORECASE,
)
"""Where, or in which three weeks, an amount is to be paid: it is the whole that is asked for."""
PAYMENT_OF = re.compile(
    r"(?<!\w)(?:(?:in)?betalning(?:en)? (?:av|om|med)|payment of)\s(?:sek\s?)?$", re.IGNORECASE
)
"""Words of a payment that is yet to come, where its account or its three weeks follow."""
NOT_ASKED = re.compile(
    r"(?<!\w)(?:satt(?:es|s|e)?|fick|fatt|far|kom|kommit|lamna\w*|(?:in)?betal(?:ade\w*|ats|at|t|ts)"
    r"|sparra\w*|sakerhet\w*|deposition\w*|godta\w*|godkann\w*|avvakta\w*|avtal\w*|kontrakt\w*"
    r"|forskott\w*|utover|nasta|kommande|framtida|(?:hans|hennes|sitt) konto|halften|forsta"
    r"|received|deposited)(?!\w)",
    re.IGNORECASE,
)
"""Words of a payment that was made, is offered, or will fall due later."""
BY_PARTS = re.compile(
    r"(?:del|av)betal|\brat(?:en|er)?\b|manaden|varje man|per man|instal", re.IGNORECASE
)
OF_ANOTHER_TIME = re.compile(
    r"(?<!\w)(?:(?:forra|forrforra)\s(?:aret|arets|gangen|vintern|varen|sommaren|hosten|terminen)"
    r"|i fjol|fjolarets|last (?:year|winter|spring|summer|autumn))(?!\w)",
    re.IGNORECASE,
)
STILL = re.compile(
    r"(?<!\w)(?:kvar\w*|saknas|fattas|obetal\w*|fortfarande|annu|inte|ej|sedan|still|not"
    r"|ar|uppgar|galler|avser|harror\w*|skyldig\w*|forfall\w*|is|are|owes?)(?!\w)",
    re.IGNORECASE,
)
NO_CLAIM = re.compile(
    # "En månad är 12 934,87", "Av summan är 7 723 kr en månads hyra"
    r"(?:(?<!\w)(?:en|varje|one|each|every)\s(?:manads?|month)(?:\shyra)?|av\s(?:hela\s)?"
    r"(?:summan|beloppet|detta|skulden|this|which))\s(?:ska(?:ll)?\svara|ar|utgor|avser|kostar|is)"
    r"\s(?:\w+\s)?(?:sek\s)?$"
    # "då efterskänkte vi 6 932 kr"
    r"|(?<!\w)(?:(?:har\s(?:vi\s)?)?(?:efterskankt|avskrivit|strukit)|efterskankte|avskrev|waived"
    r"|wrote off)\s(?:\w+\s){0,4}?$"
    # "har bara satt in 3 000 kr"
    r"|(?<!\w)(?:satt(?:e|s|es)?|kom(?:mit)?|betal(?:at|ade|ats))\s(?:\w+\s){0,2}?in"
    r"\s(?:\w+\s){0,3}?$",
    re.IGNORECASE,
)
"""Words before a month's rent, a part of a sum that is told before, or what came in."""
VERB = re.compile(
    r"(?<!\w)(?:ar|uppgar|uppgick|utgor|utgjorde|blir|blev|lyder|stannar|slutar|landar|ligger"
    r"|omfattar"
    r"|galler|avser|is|are|amounts?|stands?|totals?)"
    r"(?:\s(?:nu|i ?dag|for narvarande|dags dato|per|den|till|pa|a|om|alltsa|darmed|saledes|totalt"
    r"|sammanlagt|tillsammans|redan|numera|just|to|at|now|today|currently|in total|ca|cirka|¤+"
    r"|(?:[0-9]{1,2}\s)?(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*|(?:19"
    r"|20)[0-9]{2}),?)*\s?$",
    re.IGNORECASE,
)
CLAUSE = re.compile(
    r",\s(?:och|men|varav|medan|samt|and|but)\s|;\s|\s(?:men|medan)\s", re.IGNORECASE
)
UNIT_ALONE = re.compile(r"\W*(?:kr|sek|kronor)\W*", re.IGNORECASE)
BOX_FOUR = label(
    r"belopp,? som hyresgasten ska(?:ll)? betala[^:]{0,160}",
    r"belopp,? med angivande av forfallodag\w*",
    r"belopp,? som (?:bostadsrattshavaren|konsumenten) ska(?:ll)? betala[^:]{0,160}",
)
_UNIT = r"(?:,?\s(?:i\s)?(?:kr(?:onor)?|sek)\.?)?"
TOTAL_LABEL = label(
    rf"(?:summa |totalt |belopp |kvar |nu )?att (?:in)?betala(?: nu| totalt)?{_UNIT}",
    rf"summa(?: skuld| fordran| kapital och ranta| obetalt)?{_UNIT}",
    rf"total(?:t|summa|belopp| skuld|t obetalt|t forfallet)?{_UNIT}",
    rf"(?:hyres|el|vatten|total|rest|restande |hela )?skuld(?:en|belopp|saldo)?(?: totalt)?{_UNIT}",
    rf"(?:sammanlagd|total) (?:skuld|fordran){_UNIT}",
    r"(?:sammanlagt|tillhopa|inalles|slutsumma|slutbelopp|saldo|restbelopp|restfordran"
    rf"|rest){_UNIT}",
    rf"(?:utestaende|obetalt|forfallet|kvarstaende|aterstaende)(?: belopp| skuld| saldo)?{_UNIT}",
    rf"belopp(?:et)?{_UNIT}",
    r"(?:total )?amount (?:due|payable|owed)|balance(?: due)?|total (?:due|payable|arrears)"
    r"|arrears",
)
