"""Sentences that tell of a child amid words that elsewhere deny one, or only ask."""

import pytest
from typed_pages import found_in

from pipeline.domain.fields import CHILDREN_MENTIONED

TOLD = """
Under avhysningen grät barnen.
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
""".strip().splitlines()


@pytest.mark.parametrize("text", TOLD)
def test_a_child_that_is_told_of_is_heard(text: str) -> None:
    """A child must not be missed: what denies or asks is the sentence, and no word near by."""
    assert found_in(f"Hyresgäst: Anna Prov\n\n{text}").get(CHILDREN_MENTIONED) is not None
