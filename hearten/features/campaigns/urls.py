from django.urls import path

from hearten.features.campaigns import views

urlpatterns = [
    path("campaigns/", views.campaigns, name="campaigns"),
    path("campaigns/<slug:called>/", views.campaign, name="campaign"),
    path("desk/campaigns/", views.campaigns_desk, name="campaigns_desk"),
    path("desk/campaigns/new/", views.new_campaign, name="new_campaign"),
    path("desk/campaigns/<int:campaign_id>/", views.campaign_draft, name="campaign_draft"),
    path("desk/campaigns/<int:campaign_id>/sign/", views.sign_campaign, name="sign_campaign"),
    path("desk/campaigns/<int:campaign_id>/take-back/", views.retract_campaign, name="retract_campaign"),
]
