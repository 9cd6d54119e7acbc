"""Sentences that tell of a child amid words that elsewhere deny one, or only ask."""

from pathlib import Path

import pytest
from typed_pages import found_in

from pipeline.domain.fields import CHILDREN_MENTIONED

TOLD = """
Under avhysningen grät barnen.
På adressen finns två personer födda 2014 respektive 2019.
Här är två små påga i huset.
Den yngsta kräver tillsyn hela dygnet.
Boende under 18 kräver särskild hänsyn.
De har två under fem, kräver allt av henne.
En familj på fem är snart utan hem.
Där bor Tindra, fyra år nu.
Grabben i huset, en liten rackare på fem år kanske, satt på trappan.
Fyra personer i hushållet, varav två i lågstadieåldern.
I hemmet växer en familj upp och de yngsta går på förskolan runt hörnet.
Därutöver Tindra, fyra år, som vi ser i sandlådan på dagarna.
Minstingen hostar så vi var på akuten.
Storebrorsan har fått eksem.
Dagmamman hämtar henne vid halv åtta.
Jäntorna springer i trappan om kvällarna.
Avhysningen drabbar barn.
Avhysningen berör minderåriga barn.
Anmälningen gäller barn som far illa.
Bruno har barn.
Det vore bra om ni är på plats eftersom barn bor i lägenheten.
Vi är tacksamma om ni har möjlighet närvara, minderåriga barn finns i hemmet.
Vi ber er höra av er om ni har kontakt med kvinnan som är gravid.
Ring mig när det är klart, hon är ensamstående mamma.
Hör av er om ni har frågor, hushållet består av vuxna och barn.
Vi blir oroliga när det är stökigt och barn skriker i lägenheten.
När det är tyst hör grannarna barn gråta i lägenhet 1102.
Störningarna är värst när det är lön, då barn lämnas ensamma hemma.
Jag vet inte om någon är hemma när barn skriker.
Vet inte om någon bor där, men barn har setts i fönstret.
Vi undrar om någon har tittat till barn som gråter där.
Avstängning sker när det är minusgrader ute och barn bor i bostaden.
Bor det barn i lägenheten      Ja
Har hyresgästen barn      Ja, två
Bor det barn i bostaden. Ja, enligt hyresvärden
Är hyresgästen inte hemma öppnar låssmed dörren, barn kan finnas i lägenheten.
Har ni ännu inte besökt mamman och barn som bor där ber vi er göra det.
Är det möjligt bör ni komma, minderåriga finns i lägenheten.
Finns det möjlighet bör ni närvara eftersom barn bor i lägenheten.
If she is evicted her two children will be homeless.
Please let us know if you can attend, as children live in the flat.
We do not know if the father lives there, but children do.
The tenant asked whether she and her children could stay.
Vi har gjort anmälan om sjuka barn i lägenheten.
Svaranden är dement eller sjuk, barn finns i hemmet.
Hyresgästen uppger att hon inte har råd med mat till sina barn.
Mamman skriker till sina barn varje kväll.
Han öppnade inte, men ropade till sin dotter att gömma sig.
Kvinnan låg och sov hos sin treåring.
Pappan har flyttat in hos sina barn i lägenheten.
Hon har tre barn och ingen uppgift om var pappan finns.
Hon har två barn och inga pengar.
I hemmet bor barn, inga husdjur.
I lägenheten bor barn, antal okänt.
Det är inte bara hon som drabbas utan även barnen.
Ingen hämtar barnen från förskolan.
Vi har fått uppgift om att det bor barn i lägenheten.
Boende: Finns två barn.
Antal barn    2
Vi har fått kännedom om att det finns minderåriga i lägenheten.
Avhysning sker även om det finns barn i hemmet, vilket det gör här.
De har två små barn, var ska de ta vägen?
Hon har barn, kan ni ta kontakt med henne?
Finns barn i hushållet? Enligt grannar ja.
Vi vet inte om det finns barn kvar, men två har setts på balkongen.
Barn har vi aldrig sett till utom på helgerna.
Hyresvärden har inte uppgift om barnen i lägenheten.
Syskonen sover i köket.
En liten flicka har jag sett i fönstret.
Barn har vi sett till i trapphuset flera gånger.
Minderåriga har vi sett till vid besöket.
Ett barn har ingen sett till sedan i maj.
Där bor en flicka och vi har inte någon uppgift om namnet.
Barn bor där och socialtjänsten har inte någon uppgift om dem.
Hon är gravid och vården har inte någon uppgift om henne.
Ett barn nämns inte i kontraktet utan bor där inneboende.
Barn omnämns inte i hyresavtalet. Två bor där.
Eleven bor i lägenheten tillsammans med fyra syskon.
Mamman bor där med två syskon på sju och nio.
Syskon i hushållet    2
2 barn    ej påträffade
Barn: ej påträffade vid besöket, de var i skolan
I bostaden bor gäldenären med hustru och barn|ej påträffade vid förrättningen.
Barn: okända namn, två stycken
Barn    okänd ålder
I lägenheten bor en kvinna och ett barn|okända för värden.
Hyresgäst    Barn|Okänd andrahandshyresgäst    2
Ni har inte beaktat uppgifter om barn i lägenheten.
Det är inte ny information om barn i lägenheten.
Vi har inte uppgift om barn går i skola.
Jag vet fortfarande inte om barn lämnats ensamma i lägenheten.
Vi vet ännu inte om barn kan bo kvar hos modern.
Vi vet inte om det finns barn kvar i lägenheten.
Vi vet inte om det finns barn|kvar i lägenheten efter det som hände.
Barn har vi aldrig sett till|annat än på helgerna.
Vi har inte uppgift om barn|som bor kvar hos modern.
Barn: okänd|ålder, två stycken
Om de har barn kvar hos sig vill hon inte tala öppet om.
Barn i bostaden    okänt    ja, ett, enligt skolans uppgift
Finns barn i hushållet? Troligen två.
Finns barn i hushållet      Ja
Finns det minderåriga i hushållet     Ja, 2 st
Vet ni om familjen har barn? Enligt grannar bor där tre, den yngsta två år.
Hyresgästen har en son.
Anna Prov och son bor i lägenheten.
Flickans gråt hörs varje natt.
Tvillingarnas skrik hörs hela natten.
Hennes tonårsson spelar musik.
Hon bor där med sin baby.
De små syskonen är ensamma hemma.
Hennes lillebror på 9 år går ute på nätterna.
She lives with her daughter who is seven years old.
There are three minors in the household.
Hyresgästens son bor i lägenheten och går i tredje klass.
Vår son är sjuk och behöver värme.
Son: Elias Prov, 2016-03-04
Boende: mor och son
The tenant's son is seven.
Barnen har inga varma kläder.
Spädbarnet har inga blöjor.
Hon är gravid med inga anhöriga.
Barnens namn saknas i våra uppgifter.
Barnets pappa finns inte i bilden.
Barnen saknas i skolan sedan en vecka.
Barn är ej kända av socialtjänsten men bor där.
Vi hör barn ropa nej från lägenheten.
Hyresgästen har barn|Husdjur: nej
Barn: Elin|Husdjur: inga
Barn finns|E-post: saknas
Barn och ungdomar bor i lägenheten.
Vi ber er beakta barnens bästa vid avhysningen.
Barn: 0 år
Barn 0-17 år finns i hushållet
Finns barn i hushållet? Vet ej, troligen ja
Barn i hushållet: Okänt, men grannar har sett två små
Vart ska jag ta vägen med mina barn?
Kan de vräka oss trots att vi har barn?
Kan jag få anstånd eftersom jag har barn hemma?
Jag är gravid i sjätte månaden kan ni hjälpa mig?
What will happen to my children?
Hur kan ni stänga av elen när det bor barn här?
Vet ni om att det bor barn i lägenheten?
Har ni kontakt med dottern?
Är det verkligen rätt att kasta ut en gravid kvinna?
Hon är gravid|Kan ni ringa mig?
Barn bor i lägenheten – kan ni närvara?
Finns barn i hushållet? Enl. grannar ja
Finns barn i hushållet? 2 st
Finns barn i hushållet? ☒
Are there children in the household? Yes
Hon tar ensam hand om dottern.
Pappan tar hand om barn i lägenheten.
Vi har gjort en orosanmälan om barn som far illa.
Underrättelse till socialnämnden om barn i hushållet
Det rör sig om ett barn på fyra år.
På frågan om det finns barn svarade hon ja.
Avhysning sker oavsett om det bor barn i lägenheten, vilket det gör.
Det är oklart om barn bor i lägenheten.
Vi har fått uppgift om barn i lägenheten.
Uppgift om två barn i hushållet har lämnats av grannar.
Antal barn i hushållet 2
Antal barn: 2st
Ett okänt antal barn finns i hushållet.
Husdjur: inga|Barn: Elin, 7 år
Hon bor inte ensam utan med barn.
Där bor inte bara mamman utan två barn.
Ingen passar barn medan mamman är ute.
Inga barn är folkbokförda på adressen men två vistas där varannan vecka.
Inga fler barn än de två bor där.
Eventuella barn: Elin, 7 år
Här bor barn, kontakta mig innan ni stänger av.
Har barn hemma, ring mig snarast.
Är ensamstående med barn och ber er kontakta mig.
Finns minderåriga barn på adressen enligt grannarna, kontakta oss.
Finns barn i hushållet? Nej ☐ Ja ☒
Finns barn i hushållet? ☐ Nej ☒ 2 st
Hennes dotters skola har gjort en anmälan.
Babyn gråter hela natten.
Hennes tonårsdotter är ensam hemma.
Tvåbarnsmamman har inte betalat hyran.
En 7-årig kille öppnade dörren.
Anna bor där med Elin, född 2019, och Max.
I hushållet finns personer yngre än 18 år.
Hennes systerdotter bor hos henne och går i skolan.
Hennes inkomst består av barnbidrag och underhållsstöd.
She is pregnant.
A boy lives in the flat.
Min dotter säger att ni ska komma, hon är nio.
Mamman flyttade tillbaka till sin son i lägenheten i våras.
""".strip().splitlines()


@pytest.mark.parametrize("text", TOLD)
def test_a_child_that_is_told_of_is_heard(text: str) -> None:
    """A child must not be missed: what denies or asks is the sentence, and no word near by."""
    assert (
        found_in("Hyresgäst: Anna Prov\n\n" + text.replace("|", "\n")).get(CHILDREN_MENTIONED)
        is not None
    )


NONE = """
Barn i hushållet    ☐ Ja ☒ Nej
Finns barn i hushållet? Ja ☐ Nej ☒
Barn i hushållet: vet inte
Hyresgästen har inte några barn.
Det finns varken barn eller husdjur i hushållet.
Vi har inga uppgifter om att barn bor i lägenheten.
Mottagningsenheten för barn, unga och familj
Antal barn: 0
""".strip().splitlines()


@pytest.mark.parametrize("text", NONE)
def test_a_plain_denial_is_believed(text: str) -> None:
    """What a form or a sentence says outright needs no look."""
    assert found_in("Hyresgäst: Anna Prov\n\n" + text).get(CHILDREN_MENTIONED) is None


def lines(name: str) -> list[str]:
    """The sentences of a file beside this one."""
    return (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("text", lines("children_told.txt"))
def test_a_child_that_is_told_of_without_the_word_is_heard(text: str) -> None:
    """By an age, a school, a pregnancy, a pet name, what a small child needs."""
    assert found_in(text).get(CHILDREN_MENTIONED) is not None


@pytest.mark.parametrize("text", lines("no_children_told.txt"))
def test_what_ordinary_letters_say_is_no_child(text: str) -> None:
    """Of debts, durations, firms and streets whose words are like a child's."""
    assert found_in(text).get(CHILDREN_MENTIONED) is None


@pytest.mark.parametrize(
    "text", ["Vuxna    Barn\n2    3", "Vuxna\nBarn\n2\n3", "Vuxna Barn\n2 3", "Vuxna: 2\tBarn: 3"]
)
def test_a_column_of_grown_and_one_of_children(text: str) -> None:
    """The heading of one column is no word of the next."""
    assert found_in(text).get(CHILDREN_MENTIONED) is not None
