from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_POST

from hearten.features.accounts.models import Person
from hearten.features.composer import actions, queries
from hearten.features.composer.forms import draft_in


@sensitive_variables()
@sensitive_post_parameters()
@require_POST
@login_required
@never_cache
def look(request: HttpRequest) -> HttpResponse:
    """A piece of a page for the script: what is worth another look in words that are still being written."""
    assert isinstance(request.user, Person)
    if wait := actions.count(request.user):
        return HttpResponse(status=429, headers={"Retry-After": str(int(wait) + 1)})
    return render(request, "composer/looked.html", {"looked": queries.looked(draft_in(request.POST))})
