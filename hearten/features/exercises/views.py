from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_safe

from hearten.features.exercises import rules

# These pages ask neither the database nor the session who is reading: they work when nothing else does.
NOBODY = {"signed_in": False, "roles": frozenset[str](), "messages": ()}


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def exercises(request: HttpRequest) -> HttpResponse:
    return render(request, "exercises/all.html", NOBODY)


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    if slug not in rules.RESTS_ON:
        raise Http404
    return render(request, f"exercises/{slug}.html", {**NOBODY, "sources": rules.RESTS_ON[slug]})


@require_safe
@cache_control(public=True, max_age=300)
@gzip_page
def safety_plan(request: HttpRequest) -> HttpResponse:
    return render(request, "exercises/plan.html", {**NOBODY, "sources": rules.PLAN_RESTS_ON})
