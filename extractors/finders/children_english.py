"""What tells of a child in letters written in English (plain text, any case)."""

from __future__ import annotations

_YEARS = (
    r"(?:[1-9]|1[0-7]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
    r"|fourteen|fifteen|sixteen|seventeen)"
)
_NAME = r"(?-i:[A-Z])[a-z]+"
_THING = (
    r"(?:\s(?:dog|labrador|terrier|puppy|cat|kitten|debt|arrears|building|house|oven|fridge"
    r"|contract|lease|agreement|invoice|claim|matter|case)\w*)"
)
KIN = (
    r"nieces?|nephews?|siblings?|(?:little|kid|baby|younger) (?:brother|sister)s?|bairns?|lads?"
    r"|(?:our|my|a|the|her|his) lass(?:es)?|youngsters?|tweens?|juveniles?|offspring|wee ones?"
    r"|step(?:son|daughter|child)\w*|school(?:girl|boy)s?|pre-?school\w*|pupils?"
    r"|young (?:people|persons) (?:in the household|who|living|at home)|young family"
    r"|little people|foster (?:family|home|mother|father|parents?)"
    r"|(?:single|lone) (?:mum|mom|mother|dad|father|parent)\w*|unaccompanied"
    rf"|little\s{_NAME}(?=\s(?:sleeps|is|has|had|and|lives?|stays|who|was)|[.,])"
    r"|(?:someone|somebody) very young|small feet"
)
AGES = (
    rf"ages?:?\s[0-9]{{1,2}},\s[0-9]|aged\s{_YEARS}(?!\s(?:months|days|kronor|invoice))"
    rf"|(?:he|she|who|youngest|eldest|oldest|son|sister|brother|niece|nephew)\s(?:is|are|was)\s"
    rf"(?:only\s|just\s|now\s|about\s)?{_YEARS}(?=[.,;]|\s(?:and|years|or)\b)"
    rf"|i(?:'m| am)\s(?:only\s|just\s)?{_YEARS}(?=[.,;]|\s(?:and|years)\b)"
    r"|the (?:youngest|eldest)(?=\s(?:is|was|has|goes|sleeps|looks)|,\swho)"
    r"|under (?:five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen)"
    r"(?=[.,;]|$|\s(?:and|years of age|who|in|at|live)\b)"
    rf"|turn(?:s|ed|ing)?\s{_YEARS}(?=[.,]|\s(?:last|this|next|in|on)\b)"
    r"|(?<!building is )(?<!house is )(?<!oven is )(?<!debt is )(?<!lease is )(?<!contract is )"
    rf"(?<!fridge is ){_YEARS}[- ]years?[- ]old(?!{_THING})"
    rf"|{_YEARS}-(?:month|week)-old(?!{_THING})|{_YEARS} (?:years|months) of age"
    rf"|{_YEARS} (?:month|week)s old(?=\s(?:baby|boy|girl|son|daughter|infant|child))"
    rf"|{_NAME}\s\([0-9]{{1,2}}\)\sand\s{_NAME}|{_NAME},\s{_YEARS},\sand\s{_NAME}"
    rf"|nephew,\s{_YEARS}|under-?(?:18|eighteen)s?|school[- ]age\w*"
)
SCHOOL = (
    r"kindergarten|nursery|homework|after-?school\w*|change schools?|have school|schoolwork"
    r"|school (?:bags?|bus|nurse|counsellor|counselor|books?|lunch|transport)"
    r"|in (?:year|grade|class) [1-9](?![0-9])"
    r"|to class [1-9]\w?|(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth) grade"
    r"|the school (?:has|had) (?:called|phoned|rung|written)|go(?:es)? to (?:pre)?school"
)
BIRTH = (
    r"(?:give|gave|given|giving) birth|maternity|trimester|weeks along|months gone|breast-?feeding"
    r"|became parents|expecting (?:a (?:baby|child)|(?:her|their) (?:first|second|third)|twins)"
    r"|midwi(?:fe|ves)|antenatal|pa?ediatric"
    r"|dob:?\s[0-9/.-]{2,8}20(?:0[89]|[12][0-9])"
)
HOME = (
    r"cots?|high ?chair|pushchair|bugg(?:y|ies)|playpen|small pyjamas|feeding bottles?"
    r"|training wheels"
    r"|box of toys|toys|every (?:second|other) weekend|alternate (?:weeks?|weekends?)"
    r"|visitation|maintenance support|mouths to feed|raising (?:her|his) (?:two|three|four|son"
    r"|daughter)"
    r"|adults? (?:\+|and) [1-9]|adults?, [1-9]|dependants?: ?[1-9]"
)
ENGLISH = f"{KIN}|{AGES}|{SCHOOL}|{BIRTH}|{HOME}"
