"""What chairs and operators open: dashboard, dates, settings, series, the site's conferences."""

from django.urls import path

from dls.conferences.views import (
    dashboard,
    dates,
    editions,
    operators,
    pages,
    partners,
    proposal,
    settings,
    site_letters,
    ticks,
    topics,
    unseen,
)

AT = "<slug:slug>/settings"
EDIT = "<slug:slug>/dates/edit"

operating = [
    path("operator/", operators.overview, name="operator"),
    path("operator/people/", operators.people, name="operator-people"),
    path("operator/site-letters/", site_letters.letters, name="operator-letters"),
    path("operator/series/new/", operators.new_series, name="series-new"),
    path("operator/conferences/<slug:slug>/", operators.name_chair, name="operator-conference"),
    path("operator/conferences/<slug:slug>/archive/", operators.archive, name="operator-archive"),
    path("series/<slug:slug>/edit/", editions.series, name="series-edit"),
    path("series/<slug:slug>/edit/edition/", editions.new_edition, name="edition-new"),
    path("series/<slug:slug>/edit/outside/", editions.add_outside, name="outside-new"),
    path("series/<slug:slug>/edit/outside/<int:number>/", editions.outside, name="outside"),
    path(
        "series/<slug:slug>/edit/outside/<int:number>/remove/",
        editions.remove_outside,
        name="outside-remove",
    ),
]
dated = [
    path(f"{EDIT}/", dates.dates, name="dates-edit"),
    path(f"{EDIT}/new/", dates.add, name="date-new"),
    path(f"{EDIT}/milestone/", dates.add_milestone, name="milestone-new"),
    path(f"{EDIT}/confirm/", dates.confirm, name="dates-confirm"),
    path(f"{EDIT}/<int:number>/", dates.date, name="date"),
    path(f"{EDIT}/<int:number>/move/", dates.move, name="date-move"),
    path(f"{EDIT}/<int:number>/remove/", dates.remove, name="date-remove"),
    path(f"{EDIT}/<int:number>/tick/", ticks.tick, name="tick"),
    path(f"{EDIT}/<int:number>/untick/", ticks.untick, name="untick"),
]
screens = [
    path(f"{AT}/", settings.index, name="settings"),
    path(f"{AT}/basics/", settings.basics, name="settings-basics"),
    path(f"{AT}/call/", settings.call, name="settings-call"),
    path(f"{AT}/review/", settings.review, name="settings-review"),
    path(f"{AT}/look/", settings.look, name="settings-look"),
    path(f"{AT}/contact/", settings.contact, name="settings-contact"),
    path(f"{AT}/proposal/", settings.proposal, name="settings-proposal"),
    path(f"{AT}/security/", settings.security, name="settings-security"),
    path(f"{AT}/state/", settings.state, name="settings-state"),
    path(f"{AT}/state/address/", unseen.address, name="settings-address"),
    path(f"{AT}/state/delete/", unseen.delete, name="settings-delete"),
    path(f"{AT}/state/<state:to>/", settings.move, name="settings-move"),
    path(f"{AT}/preview/", settings.preview, name="settings-preview"),
    path(f"{AT}/topics/", topics.topics, name="settings-topics"),
    path(f"{AT}/topics/<int:number>/", topics.topic, name="topic"),
    path(f"{AT}/topics/<int:number>/<way:way>/", topics.shift, name="topic-shift"),
    path(f"{AT}/topics/<int:number>/remove/", topics.remove, name="topic-remove"),
    path(f"{AT}/partners/", partners.partners, name="settings-partners"),
    path(f"{AT}/partners/<int:number>/", partners.partner, name="partner"),
    path(f"{AT}/partners/<int:number>/<way:way>/", partners.shift, name="partner-shift"),
    path(f"{AT}/partners/<int:number>/remove/", partners.remove, name="partner-remove"),
    path(f"{AT}/pages/", pages.pages, name="settings-pages"),
    path(f"{AT}/pages/new/<pagekind:kind>/", pages.new_page, name="page-new"),
    path(f"{AT}/pages/at/<slug:name>/", pages.own_page, name="page-edit"),
    path(f"{AT}/pages/at/<slug:name>/<way:way>/", pages.shift_page, name="page-shift"),
    path(f"{AT}/pages/at/<slug:name>/remove/", pages.remove_page, name="page-remove"),
    path(f"{AT}/news/", pages.news, name="settings-news"),
    path(f"{AT}/news/<int:number>/", pages.notice, name="notice"),
    path(f"{AT}/news/<int:number>/remove/", pages.remove_notice, name="notice-remove"),
]
urlpatterns = [
    *operating,
    path("<slug:slug>/dashboard/", dashboard.dashboard, name="dashboard"),
    *dated,
    *screens,
    path("<slug:slug>/proposal/", proposal.proposal, name="proposal"),
    path("<slug:slug>/proposal.md", proposal.download, name="proposal-download"),
]
