import json

from django.core.management import call_command
from django.urls import get_resolver, reverse

from dls.web import schema


def test_the_schema_is_valid_and_without_warnings(db, tmp_path):
    target = tmp_path / "schema.json"
    call_command(
        "spectacular", validate=True, fail_on_warn=True, format="openapi-json", file=str(target)
    )
    assert json.loads(target.read_text())["openapi"].startswith("3.")


def test_the_schema_names_every_address_of_the_interface(db):
    described = {path.replace("{", "<").replace("}", ">") for path in schema.document()["paths"]}
    ours = {
        "/api/" + str(pattern.pattern).replace("slug:", "").replace("int:", "")
        for part in get_resolver().url_patterns
        if str(part.pattern) == "api/"
        for pattern in part.url_patterns
        if str(pattern.pattern).startswith("v1/")
    }
    assert ours == described


def test_every_operation_says_what_it_does_and_how_it_fails(db):
    for path, operations in schema.document()["paths"].items():
        for method, told in operations.items():
            assert told["description"].strip(), (method, path)
            assert "application/problem+json" in told["responses"]["default"]["content"]


def test_the_schema_is_served_once_made(client, db, django_assert_num_queries):
    first = client.get(reverse("api-schema"))
    assert first["Access-Control-Allow-Origin"] == "*"
    with django_assert_num_queries(0):
        again = client.get(reverse("api-schema"), headers={"If-None-Match": first["ETag"]})
    assert again.status_code == 304
