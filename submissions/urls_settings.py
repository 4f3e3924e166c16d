from django.urls import path

from submissions.views import categories

AT = "settings/categories"

urlpatterns = [
    path(f"{AT}/", categories.categories, name="categories"),
    path(f"{AT}/new/", categories.add, name="category-new"),
    path(f"{AT}/judge/", categories.judge, name="judge-again"),
    path(f"{AT}/<int:number>/", categories.category, name="category"),
    path(f"{AT}/<int:number>/rules/", categories.rules, name="category-rules"),
    path(f"{AT}/<int:number>/sample/", categories.sample, name="category-sample"),
    path(f"{AT}/<int:number>/remove/", categories.remove, name="category-remove"),
    path(f"{AT}/<int:number>/<way:way>/", categories.shift, name="category-shift"),
]
