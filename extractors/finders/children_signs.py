"""What tells of a child without a word for one: an age, a school, a pregnancy, a pram (plain text).

Each sort was read against ordinary letters: what letters say of debts, homes and grown people too
("yngsta kravet", "avtal på fem år") is left out, unless words beside it make it a child's.
"""

from __future__ import annotations

from extractors.finders.children_english import ENGLISH

_AGE = (
    r"(?:[1-9]|1[0-7]|ett|tva|tre|fyra|fem|sex|sju|atta|nio|tio|elva|tolv|tretton|fjorton|femton"
    r"|sexton|sjutton)"
)
_FEW = r"(?:[2-6]|tva|tre|fyra|fem|sex)"
_DIGITS = r"(?:[1-9]|1[0-7])"
_NAME = r"(?-i:[A-Z])[a-z]+"
_NAME_OF_A_PLACE = r"[a-z]*(?:gatan|vagen|torget|torg|edet|grand|backen|essingen|bommen)\b"
_OWN = r"(?:min|mina|hennes|hans|deras|vara|sin|sina|familjens)"
_FORM = r"(?:ettan|tvaan|trean|fyran|femman|sexan|sjuan|attan|nian|[1-9]:?an|sexars)"
_DO = r"(?:ar|har|sov|gar|skr|fry|gra|kan|bor|fick|hosta|som|lek|spring|mas)"

AGES = (
    # "Tindra, fyra år", but not "avtalet, fem år gammalt" or "I Malmö, tre år senare"
    rf"{_NAME},\s{_AGE}\s(?:och ett halvt\s)?ar"
    r"(?!\s(?:senare|efter|i rad|gammalt|tidigare|sedan|framat))"
    rf"|{_NAME}\s\({_DIGITS}(?:\sar)?\)(?=\s(?:och|bor|som)|,\s(?-i:[A-Z]))"
    rf"|[0-9]{{1,2}}\sar,\s(?:[0-9]{{1,2}}\sar(?:,\s|\soch\s))*(?:[1-9]|1[0-7])\sar(?=[.,\n]|$)"
    rf"|{_AGE}(?:-|\s-\s){_AGE}\s?ars?-?alder\w*|0\s?-\s?1[78]\sar:?\s*[1-9]"
    rf"|(?:kille|tjej|grabb|kusin|jant)\w*\spa\s{_AGE}(?=[.,]|\s(?:ar\b|bor|har|som|och))"
    rf"|(?:en|ett)\spa\s{_AGE}\soch\s(?:en|ett)\spa\s{_AGE}|den ena ar {_AGE}(?=[.,]|\soch\sden"
    rf"|\sar\b)"
    rf"|(?:ar|omkring|kring)\s(?:nog\s)?{_AGE}\soch\s{_AGE}(?=\sar\b)"
    r"|under (?:tolv|tretton|fjorton|femton|sexton)"
    r"(?!\s(?:manader|dagar|veckor|kr\b|kronor|tusen|procent|timmar|sidor))"
    rf"|minsta (?:ar|e) {_AGE}|fyller arton"
    rf"|{_NAME}\s{_DIGITS}\sar\soch(?=\s(?-i:[A-Z]))"
    rf"|{_NAME},\s{_DIGITS}(?=,\s(?:och\s)?(?-i:[A-Z])|\soch\s(?-i:[A-Z]))"
    rf"|{_DIGITS}(?:,\s{_DIGITS})*\soch\s{_DIGITS}\sar(?=\sgamla|[.,])"
    r"|(?:han|hon|jag|som|tjejen|killen|syrran|brorsan)\s(?:ar|e)\s(?:bara\s|snart\s)?"
    rf"{_AGE}(?=[.,]|\s(?:ar|a|och|bast)\b)"
    rf"|(?:ar|e)\sbara\s{_AGE}(?=[.,]|\s(?:ar|manader|bast)\b)|{_AGE}\sbast"
    rf"|fyll(?:er|de)\s{_AGE}(?=\s(?:ar|i\b|pa)|[.,])|(?:alder|aldrar):?\s{_DIGITS}(?![0-9])"
    rf"|(?:liten|lilla|lille|sma)\s\w+\s(?:pa|om)\s(?:kanske\s|knappt\s|drygt\s)?{_AGE}\sar"
    rf"|(?:en|ett|tva|tre)\s(?:kille|tjej)\w*\s(?:pa|i)\s(?:{_AGE}\sar|\w+arsaldern)"
)
SCHOOL = (
    rf"(?:(?-i:ak)\s?|arskurs\s)[1-9](?![0-9])|(?:gar|borjar?|gick)\s(?:i\s)?(?:klass\s[1-9]\w?"
    rf"|{_FORM})|en i {_FORM}|forskoleklass\w*|sarskol\w*|lagis|(?:lag|hog)stadi\w*"
    r"|mellanstadie(?:t|elev\w*|aldern)?(?!\sav)|(?:for)?skolealder\w*|skolalder\w*"
    r"|(?:gar|pluggar|laser)\s(?:\w+\s){0,3}?pa gymnasiet|laxor(?:na)?"
    r"|skol(?:plikt|gang|start|franvaro|kurator|skjuts)\w*|utvecklingssamtal\w*"
    r"|byt(?:a|er)\sskola|inskolning\w*|(?:en|plats|hamtar?|hamtas|gar|borjar|borjat|lamnas)\s"
    r"(?:\w+\s){0,2}?(?:pa|i|till|fran)\s(?:forskolan?|skolan)(?!\s(?:mot|och nyckel))"
    r"|oppna forskolan|forskolan\s(?:har\s)?(?:ringt|ringer|fragat)|elev(?:en)?\s(?:vid|pa|i|ar)"
    r"|skolan\sha[rd]e?\s(?:\w+\s)?(?:orosanmal\w*|ringt|gjort)|dagmamm\w*"
    r"|dagis(?!v|g)\w*|fritids(?:hem\w*|et)?|skolplats\w*|klasslarar\w*|rektorn?\s(?:pa|vid|har)"
    r"|skolskotersk\w*|skolvask\w*|forskoleschema\w*|lamna(?:r|t|de)? pa forskolan"
    r"|gar i [1-9][a-d]?(?=[.,]|\s(?:och|pa|i)\b)|gymnasieungdom\w*|prov i skolan|i samma klass"
)
SMALL = (
    rf"de (?:sma|minsta)(?=\s{_DO}|[.,])|den (?:lill[ea]|minst[ae]|mellerst[ae])(?=\s{_DO})"
    rf"|{_OWN}\s(?:lilla|lille|aldst[ae]|mellerst[ae]|minst[ae])(?=\s(?:pa|ar|har|gar|i)\b|[.,])"
    rf"|{_OWN}\ssma(?:\s(?:liv|anglar|troll))?(?=[.,]|\s(?:fry|ar|sov|sk|mas))"
    rf"|{_FEW}\ssma(?=[.,]|\s(?:hemma|i\b|som|att))|(?:bar|fick|fatt)\sen liten"
    r"|har en liten(?=[.,]|\s(?:hemma|pa|som))|(?:ensam|ensamstaende)\smed\s(?:tva|tre|fyra|fem)"
    rf"(?![,0-9])|aldst[ae]\sgar i|{_FEW}\sunder\s{_AGE}\b"
    r"(?!\s(?:kr\b|kronor|manader|veckor|dagar|tusen|procent|sidor))"
    rf"|{_FEW}\ssma\s(?:pa|kring|om|runt)\b|har\ssma(?=\shemma|[.,])"
    r"|(?:med|bar pa|av|pa)\sen\sliten(?=\s(?:pa\s(?:armen|hoften)|genom)|[.,])"
    rf"|en li(?:t|d)en\s(?:en\s)?pa\s(?:knappt\s|drygt\s|kanske\s)?{_AGE}"
    r"|en liten person|sma (?:skor|gummistovlar|overaller)|liten overall|myndling\w*"
    rf"|(?:lilla|lille)\s(?!{_NAME_OF_A_PLACE}){_NAME}"
    r"(?=\s(?:har|ar|fryser|behover|sov|gar|bor|grat|skrik|vantar|kan|fick|far|och)\b)"
    r"|minsting\w*|yngst[ae]s?(?!\s(?:kravet|skulden|fordran|fakturan|avin|hyran|pa\s[0-9]))"
)
PREGNANT = (
    r"vantar\s(?:vart|sitt|sin|var)\s(?:forsta|andra|tredje|fjarde)"
    r"|(?:hon|sambon?|hustrun?|frun?|kvinnan|dottern?)\s(?:ar|ligger)\si\svecka"
    r"|foder snart|fodde i|fa sin (?:forsta|andra|tredje|fjarde)|mage\s\w+\smanad\w*|ny fodd"
    r"|havande|valsignat tillstand|vantar\s(?:smatt|tillokning|var forsta|sin forsta)"
    r"|ska(?:ll)?\s(?:ha\s)?(?:smatt|foda)|pa (?:smallen|tjocken)|forlossning\w*|nyforlost"
    r"|forstfoderska|nybliv(?:en|na)\s(?:mamma|pappa|mor|far|foraldrar)|barnmorsk\w*|mvc|fran bb"
    r"|(?:sjunde|attonde|nionde)\smanaden|graviditet\w*|bli foraldrar|is expecting"
)
NICKNAMES = (
    r"smattis\w*|plutt\w*|kottarna|spadis\w*|bebi|ungan|toser(?:na|a)|jant|halvsyskon\w*"
    r"|lill(?:an|pys\w*|grabb\w*|plutt\w*|gubb\w*|brors\w*|syrra\w*|tjej\w*|kill\w*)|lilleman"
    r"|lillen(?=\s(?:har|ar|sov|gar))|plutten|pysen|gullung\w*|glytt(?:en|ar|arna)?|bytting\w*"
    r"|rolling(?:en|ar|arna)|barnung\w*|(?:skit|sma|flick|pojk|rackar)ung\w*|unge"
    r"|pojk(?:stack|vask|spoling)\w*|pojk|tosabit\w*|pagatos\w*|tos(?:en|er|erna)?|pajken"
    r"|goss(?:e|en|ens|ar|arna)|krabat\w*|lintott\w*|snorvalp\w*|sma(?:troll|glin|kids|fotter"
    r"|folket)\w*"
    r"|sladd(?:is|barn)\w*|babis\w*|bebb(?:e|en|ar|arna)|barna|barnena|barner(?:na)?|kidsen"
    r"|kiddos?|fjortis\w*|tonars(?:kill|grabb|tjej)\w*|syskonskara\w*|konfirmand\w*"
    r"|grabb(?:en|ens|ar|arna)|parvel\w*|parvlar\w*|knatt(?:e|en|ar|arna)|glin(?:et|en)?"
    r"|jant(?:a|an|or|orna)|telning(?:en|ar|arna)?|knodd(?:en|ar|arna)?"
    r"|(?:sma|tva|tre|par) pag(?:a|ar)|pag(?:en|arna)(?!\s(?:ab\b|fast))"
    r"|(?:lilla|lille|liten|sma) (?:tjej|kill)\w*|stora?(?:bror|syster)\w*"
)
FAMILY = (
    r"familj(?:en)?\s(?:pa|om)\s(?:[3-9]|tre|fyra|fem|sex|sju|atta)(?![0-9])"
    r"|vuxna\s(?:och|\+)\s(?:[1-9]|tva|tre|fyra)(?:\s(?:yngre|unga|sma|mindre))?"
    r"|vuxna,\s[1-9]\s(?:yngre|unga)|(?:mor|mamma|far|pappa|mother|father)\s(?:till|of)\s"
    rf"(?:tva|tre|fyra|fem|two|three|four|five)|munnar att matta|{_FEW}\satt\sforsorja"
    r"|arvingar att forsorja|\w+barnsforaldrar|jourhem|ensamkommande\w*"
    r"|(?:mormor|farmor|morfar|farfar) till|family of (?:three|four|five|six)"
    r"|ungdomar(?:na)?(?=\shemma)|hemmavarande:?\s*[1-9]|[1-9]\s(?:st\s)?hemmavarande"
    r"|ensam mam\w* med|familjehemsplacera\w*"
)
CUSTODY = (
    r"umganges\w*|umgange\s(?:med|varannan)|har umgange|vaxelvis boende"
    r"|(?:bor|har)\s(?:hon|han|henne|honom|de|dem|(?-i:[A-Z])\w+)?\s?(?:hos mig\s)?"
    r"varannan\s(?:vecka|helg)|varannan\s(?:vecka|helg)\s(?:bor|har)"
    r"|flerbarnstillagg\w*|underhallsstodet|foraldrapenning\w*|foraldraledighet\w*"
    r"|pappa?ledig\w*|vabb?(?:ar|a|at)?|custody(?! of the (?:keys?|deposit|goods|property))"
    r"|har dem pa loven|underhall(?:et)? (?:fran|till) (?:pappan|mamman|fadern|modern)"
)
THINGS = (
    r"bloj(?:a|or|orna)|valling(?:en)?|nappar(?:na)?|nappflask\w*|brostmjolk\w*|modersmjolk\w*"
    r"|ammar|amning\w*|spjalsang\w*|skotbord\w*|barnkammar\w*|trehjuling\w*|nappies|diapers?"
    r"|stroller|pram|crib|(?:sma )?pyjamas(?:ar)? i storlek|stodhjul\w*|gunghast\w*|sulky"
    r"|bilstol\w*|duplo"
)
_SINCE_2008 = r"(?:0[89]|1[0-9]|2[0-4])"
_DAY = r"(?:0[1-9]|1[0-2])[0-3][0-9]"
BIRTH = (
    rf"20{_SINCE_2008}{_DAY}[- ]?(?:[0-9]{{4}}|x{{4}})|(?<![0-9-]){_SINCE_2008}{_DAY}-"
    rf"(?:[0-9]{{4}}|x{{4}})|fodd\s-{_SINCE_2008}|fodd\s{_SINCE_2008}{_DAY}|fodd i fjol"
)
"""A personnummer, or a year of birth, of somebody who is no adult in the years to come."""
FOREIGN = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|[1-9]) year old|little ones?"
    r"|(?:her|his|my) (?:youngest|eldest)|goes to school|awlad|cocuk\w*|dzieci|djeca|ninos|atfal"
    r"|lapse(?:t|n|lla|lle|ni|mme)|vauva\w*|alaikai\w*|raskaana|poikani|tyttar\w*|(?:pieni"
    r"|pienta)\s"
    r"(?:tytto|poika)\w*|enlig (?:mor|far)|unger|gutt(?:en|er|ene)?|jente\w*|datter(?:en)?"
    r"|(?:lille|den) jent\w*|pige(?:n|r|rne)?|dreng(?:en|e|ene)?|zawjati hamil|ibni|binti?"
)
SIGNS = (
    f"{AGES}|{SCHOOL}|{SMALL}|{PREGNANT}|{NICKNAMES}|{FAMILY}|{CUSTODY}|{THINGS}|{FOREIGN}|{BIRTH}"
    f"|{ENGLISH}"
)
