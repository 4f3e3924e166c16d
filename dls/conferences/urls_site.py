"""The public site: the front page's companions, series, and every conference's own pages."""

from django.urls import path

from dls.conferences.views import files, index, publicity, series, site, subscribing

urlpatterns = [
    path("robots.txt", index.robots, name="robots"),
    path("sitemap.xml", index.sitemap, name="sitemap"),
    path("privacy/", index.privacy, name="privacy"),
    path("accessibility/", index.accessibility, name="accessibility"),
    path("series/<slug:slug>/", series.series, name="series"),
    path("series/<slug:slug>/subscribe/", subscribing.subscribe, name="subscribe"),
    path("series/<slug:slug>/asked/", subscribing.asked, name="asked"),
    path("series/join/<str:token>/", subscribing.join, name="join"),
    path("series/leave/<str:token>/", subscribing.leave, name="leave"),
    path("<slug:slug>/", site.home, name="home"),
    path("<slug:slug>/dates/", site.dates, name="dates"),
    path("<slug:slug>/committee/", site.committee, name="committee"),
    path("<slug:slug>/news/", site.news, name="news"),
    path("<slug:slug>/pages/<slug:name>/", site.own_page, name="page"),
    path("<slug:slug>/look.css", files.look, name="look"),
    path("<slug:slug>/card.png", files.card, name="card"),
    path("<slug:slug>/logo.png", files.logo, name="logo"),
    path("<slug:slug>/partners/<int:number>/logo.png", files.partner_logo, name="partner-logo"),
    path("<slug:slug>/dates.ics", files.calendar, name="calendar"),
    path("<slug:slug>/dates/<str:token>.ics", files.own_calendar, name="own-calendar"),
    path("<slug:slug>/news/feed/", files.feed, name="feed"),
    path("<slug:slug>/publicity/", publicity.overview, name="publicity"),
    path("<slug:slug>/publicity/letter/", publicity.advertise, name="advertise"),
]
