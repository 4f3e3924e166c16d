"""docker-compose.yml holds what it promises: every service starts, is healthy, and ends in peace."""

import http.cookiejar
import re
import secrets
import subprocess
import urllib.parse
import urllib.request
from contextlib import closing

import psycopg2
import pytest
import yaml
from django.db import connection

from tests.ops import compose
from tests.services import ROOT, free_port, until

pytestmark = pytest.mark.services


@pytest.fixture
def env_file():
    made = subprocess.run(["scripts/new-env"], cwd=ROOT, capture_output=True, text=True, check=True)
    return compose.read_env(made.stdout)


@pytest.fixture
def database(env_file):
    """An empty PostgreSQL database of the deployment's own user, as the image would make it."""
    name, password = f"compose_{secrets.token_hex(4)}", env_file["DLS_DATABASE_PASSWORD"]
    values = connection.settings_dict
    server = {"host": values["HOST"], "port": values["PORT"] or 5432, "user": values["USER"]}
    with closing(psycopg2.connect(dbname="postgres", **server)) as postgres:
        postgres.autocommit = True
        with postgres.cursor() as cursor:
            cursor.execute(f"CREATE ROLE {name} LOGIN PASSWORD '{password}'")
            cursor.execute(f"CREATE DATABASE {name} OWNER {name}")
            yield name, f"{server['host']}:{server['port']}"
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
            cursor.execute(f"DROP ROLE {name}")


@pytest.fixture
def ports():
    return {name: free_port() for name in ("redis", "mail", "web", "proxy")}


@pytest.fixture
def machine(tmp_path, env_file, database, ports):
    name, server = database
    places = {
        "//dls:": f"//{name}:",
        "@database:5432/dls": f"@{server}/{name}",
        "redis:6379": f"127.0.0.1:{ports['redis']}",
        "0.0.0.0:1025": f"127.0.0.1:{ports['mail']}",
        "/tmp/beat-schedule": str(tmp_path / "beat-schedule"),
        "/etc/caddy/Caddyfile": str(ROOT / "deploy" / "Caddyfile"),
        "/var/dls": str(tmp_path / "var"),
    }
    site = f"http://localhost:{ports['proxy']}"
    mail = {"DLS_SMTP_HOST": "127.0.0.1", "DLS_SMTP_PORT": str(ports["mail"])}
    machine = compose.Machine(tmp_path, {**env_file, **mail, "DLS_SITE_URL": site}, places)
    yield machine
    machine.stop_all()


def healthy(machine, name, **more):
    until(lambda: machine.is_healthy(name, **more), what=f"a healthy {name}")


def test_nothing_starts_without_secrets():
    with pytest.raises(compose.Missing, match="scripts/new-env"):
        compose.services({})


def test_each_deployment_gets_secrets_of_its_own(env_file):
    again = subprocess.run(["scripts/new-env"], cwd=ROOT, capture_output=True, text=True)
    other = compose.read_env(again.stdout)
    for name in ("DLS_SECRET_KEY", "DLS_DATABASE_PASSWORD", "DLS_METRICS_TOKEN"):
        assert len(env_file[name]) >= 50
        assert env_file[name] != other[name]


def test_what_is_scaled_holds_no_port_of_the_machine(env_file):
    found = compose.services(env_file)
    assert [name for name, service in found.items() if "ports" in service] == ["proxy"]
    assert [name for name, service in found.items() if "container_name" in service] == []


def test_our_containers_write_nowhere_but_to_volumes_and_are_not_root(env_file):
    ours = [one for one in compose.services(env_file).values() if one["image"] == "dls"]
    assert {one["read_only"] for one in ours} == {True}
    assert {tuple(one["cap_drop"]) for one in ours} == {("ALL",)}
    assert "\nUSER dls\n" in (ROOT / "Dockerfile").read_text()


def test_every_service_that_stays_has_a_health_check(env_file):
    found = compose.services(env_file)
    assert {name for name, one in found.items() if "healthcheck" not in one} == {"setup", "proxy"}
    assert set(yaml.safe_load((ROOT / "docker-compose.yml").read_text())["volumes"]) == {
        "files", "database", "certificates",
    }  # fmt: skip


def ask_for_a_code(site: str, email: str) -> int:
    """What a browser does to sign in by an emailed code."""
    jar = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    address = f"{site}/account/login/code/"
    form = browser.open(address).read().decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', form)[1]
    sent = urllib.parse.urlencode({"email": email, "csrfmiddlewaretoken": token}).encode()
    return browser.open(urllib.request.Request(address, sent, {"Referer": address})).status


@pytest.mark.postgresql
def test_the_whole_deployment_works_together(machine, ports, tmp_path):
    site, web = machine.env_file["DLS_SITE_URL"], ports["web"]
    webs = {"web-1": f"127.0.0.1:{web}", "web-2": f"[::1]:{web}"}  # localhost is both
    proxy = {"DLS_WEB_NAME": "localhost", "DLS_WEB_PORT": str(web)}
    beat = {"DLS_BEAT_FOLDER": str(tmp_path)}

    machine.start("redis", extra=("--port", str(ports["redis"])))
    machine.start("mail", DLS_SMTP_PORT=str(ports["mail"]))
    done = machine.run("setup")
    assert done.returncode == 0, done.stderr
    assert machine.collect_static().returncode == 0
    for label, address in webs.items():
        machine.start("web", label, DLS_BIND=address)
    machine.start("worker", "worker-1")
    machine.start("beat")
    for address in webs.values():
        healthy(machine, "web", DLS_BIND=address)
    healthy(machine, "mail", DLS_SMTP_PORT=str(ports["mail"]))
    healthy(machine, "beat", **beat)
    healthy(machine, "worker")
    machine.start("proxy", **proxy)
    until(lambda: answers(f"{site}/health/alive/"), what="the proxy")

    assert ask_for_a_code(site, "nobody@demo.example") == 200
    until(
        lambda: "To: nobody@demo.example" in machine.log("mail").read_text(),
        what="the letter", seconds=10,
    )  # fmt: skip

    ends = {label: machine.stop(label) for label in [*webs, "worker-1", "beat"]}
    assert set(ends.values()) == {0}, ends


def answers(address: str) -> bool:
    try:
        return urllib.request.urlopen(address, timeout=2).status == 200
    except OSError:
        return False
