"""How long a post has waited, in words."""

from datetime import timedelta

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from django.utils import timezone, translation

from hearten.features.posts.models import Revision
from tests.world.people import someone

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("language", ["", "/ar"])
def test_what_has_only_now_arrived_does_not_wait_for_no_minutes(a_post, language):
    waiting, lucia, client = a_post("in_review"), someone("Lucia"), Client()
    Authenticator.objects.create(user=lucia, type="totp", data={"secret": "unused"})
    client.force_login(lucia)
    for minutes, is_new in ((0, True), (10, False), (61, False)):
        Revision.objects.filter(pk=waiting.pk).update(stage_since=timezone.now() - timedelta(minutes=minutes))
        with translation.override("en"):  # and after this, English again
            page = client.get(f"{language}/desk/").content.decode()
        assert "0\xa0" not in page.replace("10\xa0", "")
        if not language:
            assert ("Just arrived." in page) is is_new
            assert ("Waiting for" in page) is not is_new
