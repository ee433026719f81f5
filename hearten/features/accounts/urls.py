from django.urls import URLPattern, path

from hearten.features.accounts import views

urlpatterns: list[URLPattern] = [
    path("", views.account, name="account"),
    path("about-you/", views.about_you, name="about_you"),
    path("devices/", views.devices, name="devices"),
    path("devices/others/end/", views.end_other_devices, name="end_other_devices"),
    path("devices/<slug:name>/end/", views.end_device, name="end_device"),
    path("people/", views.people, name="people"),
    path("people/<uuid:person_id>/", views.person, name="person"),
    path("people/<uuid:person_id>/roles/", views.grant, name="grant_role"),
    path("people/<uuid:person_id>/roles/end/", views.end_grant, name="end_role"),
    path("people/<uuid:person_id>/credential/", views.propose, name="propose_credential"),
    path("people/credentials/<int:proposal_id>/", views.answer, name="answer_credential"),
]
