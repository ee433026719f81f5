"""Who may say what another may do: operators, two at a time, and never about themselves."""

from datetime import timedelta
from itertools import product

import pytest
from allauth.mfa.models import Authenticator
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from hearten.features.accounts import actions, queries, rules
from hearten.features.accounts.actions import Registration
from hearten.features.accounts.models import Credential, CredentialProposal, RoleGrant
from hearten.features.accounts.rules import Door, Role
from hearten.features.journal import queries as journal
from tests.world.people import someone

pytestmark = pytest.mark.django_db


def signed_in(name, second_key=True):
    person, client = someone(name), Client()
    if second_key:
        Authenticator.objects.get_or_create(user=person, type="totp", defaults={"data": {"secret": "unused"}})
    client.force_login(person)
    return client


def seen(**other):
    in_a_year = timezone.now() + timedelta(days=365)
    facts = {"title": "Psychologist", "country": "GB", "registered_with": "HCPC 1", "until": in_a_year}
    return Registration(**(facts | other))


def with_key(person):
    Authenticator.objects.create(user=person, type="totp", data={"secret": "unused"})
    return person


@pytest.mark.parametrize(("holds", "has_key", "exempt"), list(product([True, False], repeat=3)))
def test_a_guarded_desk_opens_only_to_its_role_with_a_second_key(holds, has_key, exempt):
    roles = frozenset({Role.reviewer}) if holds else frozenset({Role.creator})
    met = rules.door(roles, Role.reviewer, has_key, exempt)
    if not holds:
        assert met == Door.is_not_there
    else:
        assert met == (Door.opens if has_key or exempt else Door.needs_second_factor)


def test_nobody_but_an_operator_gives_a_role_and_never_to_themselves(omar, lucia, tom):
    for by, to in ((lucia, tom), (tom, tom), (omar, omar)):
        with pytest.raises(actions.MayNotGrant):
            actions.grant(to, Role.reviewer, by)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(person=omar, role=Role.reviewer, granted_by=omar)
    actions.grant(with_key(tom), Role.reviewer, omar)
    assert queries.holds(tom, Role.reviewer)


def test_a_role_given_and_ended_is_in_the_journal_with_who_did_it(omar, oda, tom):
    actions.grant(with_key(tom), Role.reviewer, omar)
    actions.end_grant(tom, Role.reviewer, oda)
    actions.end_grant(tom, Role.reviewer, oda)
    told = [(e.did, e.actor) for e in journal.about(f"person:{tom.pk}")]
    assert told[-2:] == [("role.granted", omar), ("role.ended", oda)]
    assert not queries.holds(tom, Role.reviewer)


def test_what_was_granted_is_never_rewritten(omar, tom):
    actions.grant(with_key(tom), Role.reviewer, omar)
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE accounts_rolegrant SET role = 'operator' WHERE person_id = %s", [tom.pk])


def test_a_profession_stands_only_after_two_operators_looked(omar, oda, tom):
    proposal = actions.propose_credential(tom, seen(), omar)
    assert queries.credential_of(tom) is None
    with pytest.raises(actions.MayNotConfirm):
        actions.confirm_credential(proposal, omar)
    actions.confirm_credential(proposal, oda)
    standing = queries.credential_of(tom)
    assert standing and {standing.issued_by, standing.confirmed_by} == {omar, oda}
    with pytest.raises(actions.NoLongerOpen):
        actions.confirm_credential(proposal, oda)
    assert Credential.objects.filter(person=tom).count() == 1


def test_nobody_vouches_for_themselves_nor_confirms_what_is_about_them(omar, oda, lucia):
    for by, to in ((omar, omar), (lucia, someone("Tom"))):
        with pytest.raises(actions.MayNotGrant):
            actions.propose_credential(to, seen(), by)
    about_oda = actions.propose_credential(oda, seen(), omar)
    for act in (actions.confirm_credential, actions.decline_credential):
        with pytest.raises(actions.MayNotConfirm):
            act(about_oda, oda)
    with pytest.raises(IntegrityError), transaction.atomic():
        CredentialProposal.objects.filter(pk=about_oda.pk).update(confirmed=True, answered_by=omar)


def test_only_one_proposal_waits_for_a_person_at_a_time(omar, oda, tom):
    first = actions.propose_credential(tom, seen(), omar)
    with pytest.raises(actions.AlreadyHeld):
        actions.propose_credential(tom, seen(title="Dentist"), oda)
    actions.decline_credential(first, omar)
    actions.propose_credential(tom, seen(title="Dentist"), oda)


PAGES = [("people", []), ("person", ["id"]), ("grant_role", ["id"]), ("end_role", ["id"]),
         ("propose_credential", ["id"]), ("answer_credential", [1])]  # fmt: skip


@pytest.mark.parametrize(("page", "args"), PAGES)
@pytest.mark.parametrize("name", ["Lucia", "Amara", "Mei"])
def test_the_pages_of_operators_do_not_exist_for_others(page, args, name, tom):
    url = reverse(page, args=[tom.pk if a == "id" else a for a in args])
    answer = signed_in(name).post(url, {"role": "operator", "email": tom.email})
    assert answer.status_code in (404, 405) and not queries.roles_of(tom) - {Role.creator}


def test_an_operator_without_a_second_key_is_told_how_to_get_one(omar, tom):
    client = signed_in("Omar", second_key=False)
    assert "second key" in client.get(reverse("people")).content.decode()
    assert client.post(reverse("grant_role", args=[tom.pk]), {"role": "reviewer"}).status_code == 403


def test_a_person_is_found_by_the_whole_address_only(omar, tom):
    client = signed_in("Omar")
    assert client.post(reverse("people"), {"email": "TOM@example.org"}).url == reverse("person", args=[tom.pk])
    for part in ("tom@example.o", "%@example.org", "", "x" * 5000 + "@example.org", "tom@example.org\x00"):
        answer = client.post(reverse("people"), {"email": part})
        assert answer.status_code == 400 and "Please look again at:" in answer.content.decode()


def test_the_whole_road_of_a_credential_through_the_pages(omar, oda, tom):
    first, second = signed_in("Omar"), signed_in("Oda")
    day = (timezone.now() + timedelta(days=300)).date().isoformat()
    facts = {"title": "Nurse", "country": "GB", "registered_with": "NMC 7", "until": day}
    url = reverse("propose_credential", args=[tom.pk])
    assert first.post(url, facts | {"country": "Britain"}).status_code == 400
    assert first.post(url, facts | {"until": "2199-01-01"}).status_code == 400
    assert first.post(url, facts).status_code == 302
    answer = reverse("answer_credential", args=[CredentialProposal.objects.get().pk])
    assert first.post(answer, {"says": "confirm"}).status_code == 409
    assert second.post(answer, {"says": "confirm"}).status_code == 302
    assert second.post(answer, {"says": "confirm"}).status_code == 409
    assert queries.credential_of(tom).country == "GB"


def test_a_role_through_the_pages_and_twice_is_the_same_as_once(omar, tom):
    client, url = signed_in("Omar"), reverse("grant_role", args=[with_key(tom).pk])
    for _twice in range(2):
        assert client.post(url, {"role": "reviewer"}).status_code == 302
    assert client.post(url, {"role": "emperor"}).status_code == 400
    assert client.post(reverse("grant_role", args=[omar.pk]), {"role": "reviewer"}).status_code == 409
    assert RoleGrant.objects.filter(person=tom, role="reviewer").count() == 1


def test_nobody_decides_for_others_before_they_have_a_second_key(omar, tom, settings):
    client, url = signed_in("Omar"), reverse("grant_role", args=[tom.pk])
    for role in ("reviewer", "operator"):
        answer = client.post(url, {"role": role})
        assert answer.status_code == 409 and "second key" in answer.content.decode()
        with pytest.raises(actions.NeedsSecondFactor):
            actions.grant(tom, Role(role), omar)
    assert client.post(url, {"role": "moderator"}).status_code == 302 and queries.holds(tom, Role.moderator)
    tom.is_demo, settings.HEARTEN = True, settings.HEARTEN.model_copy(update={"demo": True})
    assert actions.grant(tom, Role.reviewer, omar)
