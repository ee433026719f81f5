"""A name says who someone is to others. That a profession was checked, only the site says."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from hearten.features.accounts import rules
from hearten.features.accounts.models import Person
from hearten.features.accounts.rules import Claim
from tests.world.people import PEOPLE, someone

BOASTS = {
    Claim.profession: (
        "Dr Lucía Ferrer|DR. Lucia|DrLucía|D o c t o r Lucia|D0ctor Lucia|Dr\u200b Lucia|\uff24\uff52 Lucia|Doc Martin|"
        "Prof. Okafor|Jane Roe, MD|Jane Roe M.D.|Jane Roe PhD|Ph.D. Jane|Psychologist Tom|Tom the therapist|"
        "Nurse Nadia|Licensed counsellor|Clinical Amara|Verified Tom|Dra. Lucía|Psicóloga Ana|Médico Luis|"
        "Docteur Martin|infirmière Zoé|Médecin|Doutora Inês|Enfermeira Rita|دكتورة ليلى|الدكتور عمر|د. سمير|طبيب نفسي|"
        "डॉ. रवि|डॉक्टर समीरा|मनोवैज्ञानिक रवि"
    ),
    Claim.organisation: (
        "WHO|Ana, WHO|W.H.O.|World Health Organization|Unicef Spain|UN Youth|OMS|Crisis helpline|"
        "Organización Mundial de la Salud|منظمة الصحة العالمية|विश्व स्वास्थ्य संगठन"
    ),
    Claim.mark: "Tom ✅|Tom ✔️|☑ Mei|Mei 🏅|Amara 🩺|Hearten™",
    Claim.contact: "@quiet_river|tom@example.org|call 0770 090 0123|www.tom.example|tom.com|https://t.me",
}
NAMES = (
    "Drew|Drusilla|Whoopi|Who Knows|Una|Md Rahman|MD Karim|Proffitt|Doctorow|Sandra|Psyche|Medina|Noor <3|O'Brien|"
    "J. R. Okafor|St.John|Anne-Marie 1990|李小龙|ليلى|سمير عبد الله|रवि मेनन|राधा|Inês|quiet river 🌿|Clinton|Therese|"
    "Organa|Ola Operator|Ida Lindqvist|Amara Okafor|Nadia Benali|Jonas Weber|Samira Khan|Tom Whitaker|Mei Tan|"
    "Kofi Mensah|"
    "\U0001f469\u200d\U0001f467"
)
SAID = {
    Claim.profession: "titles and professions",
    Claim.organisation: "of an organisation",
    Claim.mark: "ticks and badges",
    Claim.contact: "addresses",
}


@pytest.mark.parametrize(
    ("claim", "name"), [(claim, name) for claim, names in BOASTS.items() for name in names.split("|")]
)
def test_nobody_gives_themselves_a_title_a_tick_or_the_name_of_an_organisation(claim, name):
    assert rules.claim_in(name) == claim


@pytest.mark.parametrize("name", [*NAMES.split("|"), *PEOPLE])
def test_the_names_people_really_have_are_welcome(name):
    assert rules.claim_in(name) is None


def test_with_dr_lucia_the_name_that_stands_may_stay_and_no_other_title_comes_in(db):
    person, client = someone("Lucia"), Client()
    Person.objects.filter(pk=person.pk).update(name="Dr Lucía Ferrer")
    client.force_login(person)
    for name, status in (("Dr Lucía Ferrer", 302), ("Prof Lucía Ferrer", 400), ("Lucía Ferrer", 302)):
        assert (
            client.post(reverse("about_you"), {"name": name, "language": "es", "country": "ES"}).status_code == status
        )
    assert Person.objects.get(pk=person.pk).name == "Lucía Ferrer"


@pytest.mark.parametrize("claim", BOASTS)
def test_about_you_says_kindly_why_a_name_cannot_be_used_and_keeps_what_was_typed(db, claim):
    person, client, name = someone("Mei"), Client(), BOASTS[claim].split("|")[0]
    client.force_login(person)
    answer = client.post(reverse("about_you"), {"name": name, "language": "es", "country": "SG"})
    page = answer.content.decode()
    assert answer.status_code == 400 and SAID[claim] in page and f'value="{name}"' in page
    assert Person.objects.get(pk=person.pk).name == "Mei"


@pytest.mark.parametrize("claim", BOASTS)
def test_nobody_joins_under_a_name_that_claims_what_was_not_checked(db, claim):
    name = BOASTS[claim].split("|")[0]
    facts = {"email": "noor@example.org", "password1": "a very long walk home", "name": name}
    page = Client().post(reverse("account_signup"), facts).content.decode()
    assert SAID[claim] in page and f'value="{name}"' in page and "noor@example.org" in page
    assert not Person.objects.exists() and not mail.outbox
