"""What the deployment examples say is what is there: commands, options, paths, and no secrets."""

import re
import subprocess
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from index.postgres.address import Address, is_address
from index.postgres.roles import roles
from index.postgres.server import options
from index.settings import INDEX_VARIABLE
from ui.command import pressmark

_ROOT = Path(__file__).parents[1]
_DEPLOY = _ROOT / "docs" / "deploy"
_COMPOSE: dict[str, Any] = yaml.safe_load((_DEPLOY / "docker-compose.yml").read_text("utf-8"))
_SERVICES: dict[str, dict[str, Any]] = _COMPOSE["services"]
_OURS = {name: one for name, one in _SERVICES.items() if one["image"].startswith("pressmark:")}
_OBJECTS: list[dict[str, Any]] = list(
    yaml.safe_load_all((_DEPLOY / "kubernetes.yaml").read_text("utf-8"))
)
_PODS = {
    one["metadata"]["name"]: one["spec"]["template"]["spec"]
    for one in _OBJECTS
    if one["kind"] in ("Job", "Deployment")
}
_CONTAINERS = [container for pod in _PODS.values() for container in pod["containers"]]
_HEALTH = "/_stcore/health"
_READ_BY_US = {INDEX_VARIABLE, "PRESSMARK_DEBUG", "HF_HUB_OFFLINE"}
_READ_BY_LIBPQ = {"PGSERVICEFILE", "PGPASSFILE"}
_READ_BY_POSTGRES = {"POSTGRES_DB", "POSTGRES_PASSWORD_FILE"}
_SECRET = re.compile(r"password|secret|token|key", re.IGNORECASE)


def parsed(arguments: list[str]) -> str:
    """Return the command that these arguments are for; it is not run."""
    command: click.Command = pressmark
    path, left = ["pressmark"], list(arguments)
    while isinstance(command, click.Group):
        path.append(left.pop(0))
        command = command.commands[path[-1]]
    command.make_context(path[-1], left)
    return " ".join(path)


def test_every_image_is_pinned_by_a_tag() -> None:
    images = [one["image"] for one in _SERVICES.values()]
    images += [one["image"] for one in _CONTAINERS]
    dockerfile = (_DEPLOY / "Dockerfile").read_text("utf-8")
    images += re.findall(r"^FROM (\S+)", dockerfile, re.MULTILINE)
    for image in images:
        name, colon, tag = image.rpartition(":")
        assert colon
        assert name
        assert tag not in ("", "latest")


def test_our_images_have_the_version_of_this_pressmark() -> None:
    project = (_ROOT / "pyproject.toml").read_text("utf-8")
    version = re.findall(r'^version = "(.+)"', project, re.MULTILINE)[0]
    ours = {one["image"] for one in _OURS.values()}
    assert ours == {f"pressmark:{version}"}
    assert {one["image"] for one in _CONTAINERS} == {f"REPLACE/pressmark:{version}"}


def test_no_secret_is_written_down() -> None:
    for one in _SERVICES.values():
        for name, value in one.get("environment", {}).items():
            assert not _SECRET.search(name) or name.endswith("_FILE")
            assert not (is_address(value) and ":" in value.partition("://")[2])
    for secret in _COMPOSE["secrets"].values():
        assert secret["file"].startswith("secrets/")
    assert (_DEPLOY / ".gitignore").read_text() == "secrets/\n"
    for one in _OBJECTS:
        if one["kind"] == "Secret":
            for line in one["stringData"]["service"].splitlines()[1:]:
                name, _, value = line.partition("=")
                assert value == "REPLACE" or name in ("sslmode", "sslrootcert")


def test_the_secrets_that_services_name_are_declared_and_made(tmp_path: Path) -> None:
    named = {
        each if isinstance(each, str) else each["source"]
        for one in _SERVICES.values()
        for each in one.get("secrets", [])
    }
    assert named == set(_COMPOSE["secrets"])

    script = tmp_path / "secrets.sh"
    script.write_bytes((_DEPLOY / "secrets.sh").read_bytes())
    subprocess.run(["sh", script], check=True, capture_output=True)
    made = tmp_path / "secrets"
    assert {f"secrets/{one.name}" for one in made.iterdir()} == {
        one["file"] for one in _COMPOSE["secrets"].values()
    }
    assert made.stat().st_mode & 0o077 == 0
    password = (made / "chat_password").read_text()
    assert re.fullmatch(r"[0-9a-f]{48}", password)
    assert f"user=chat\npassword={password}\n" in (made / "chat_service").read_text()
    assert subprocess.run(["sh", script], check=False, capture_output=True).returncode


def test_only_the_proxy_is_published_and_on_this_machine_alone_unless_told_otherwise() -> None:
    published = {name: one["ports"] for name, one in _SERVICES.items() if "ports" in one}
    assert list(published) == ["proxy"]
    for port in published["proxy"]:
        assert port.startswith("${PRESSMARK_BIND:-127.0.0.1}:")
    assert not any(one.get("network_mode") for one in _SERVICES.values())
    assert not any("hostNetwork" in pod for pod in _PODS.values())
    for one in _OBJECTS:
        if one["kind"] == "Service":
            assert one["spec"].get("type", "ClusterIP") == "ClusterIP"


def test_readers_are_checked_for_and_kept_where_streamlit_says() -> None:
    probes = [
        container[probe]["httpGet"]["path"]
        for container in _CONTAINERS
        for probe in ("startupProbe", "readinessProbe", "livenessProbe")
        if probe in container
    ]
    assert probes == [_HEALTH] * 3
    proxy = (_DEPLOY / "haproxy.cfg").read_text("utf-8")
    assert f"option httpchk GET {_HEALTH}\n" in proxy
    assert "cookie pressmark insert" in proxy
    servers = dict(re.findall(r"^  server \S+ (\S+):8501 cookie (\S+)$", proxy, re.MULTILINE))
    assert set(servers) == {name for name in _OURS if name.startswith("chat")}
    for name in servers:
        assert _HEALTH in _SERVICES[name]["healthcheck"]["test"][-1]
    service = next(one for one in _OBJECTS if one["kind"] == "Service")
    assert service["spec"]["sessionAffinity"] == "ClientIP"


def test_streamlit_has_the_path_that_is_checked() -> None:
    import streamlit

    sources = Path(streamlit.__file__).parent / "web" / "server"
    assert any("_stcore/health" in one.read_text("utf-8") for one in sources.rglob("*.py"))


@pytest.mark.parametrize(
    "arguments",
    [one["command"] for one in _OURS.values()] + [one["args"] for one in _CONTAINERS],
    ids=" ".join,
)
def test_every_command_is_one_with_its_options(arguments: list[str]) -> None:
    assert parsed(arguments) in ("pressmark index build", "pressmark chat")


def test_every_variable_is_read_and_the_index_is_an_address() -> None:
    for one in _SERVICES.values():
        assert set(one.get("environment", {})) <= (_READ_BY_US | _READ_BY_LIBPQ | _READ_BY_POSTGRES)
    given = [one["environment"] for one in _OURS.values()]
    for container in _CONTAINERS:
        given.append({one["name"]: one["value"] for one in container["env"]})
    for environment in given:
        assert set(environment) == {INDEX_VARIABLE, "PGSERVICEFILE"}
        assert Address.read(environment[INDEX_VARIABLE]).server.endswith("?service=pressmark")


def test_what_runs_us_has_no_root_and_nothing_to_write_but_tmp() -> None:
    for one in _OURS.values():
        assert one["read_only"]
        assert one["cap_drop"] == ["ALL"]
        assert one["tmpfs"] == ["/tmp"]  # noqa: S108 - in a container of its own
    for pod in _PODS.values():
        assert pod["securityContext"]["runAsNonRoot"]
        for container in pod["containers"]:
            assert container["securityContext"]["readOnlyRootFilesystem"]
            assert not container["securityContext"]["allowPrivilegeEscalation"]
            assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
            assert "memory" in container["resources"]["limits"]
    dockerfile = (_DEPLOY / "Dockerfile").read_text("utf-8")
    assert "\nUSER 10001:10001\n" in dockerfile


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    dockerfile = (_DEPLOY / "Dockerfile").read_text("utf-8")
    ignored = (_DEPLOY / "Dockerfile.dockerignore").read_text("utf-8")
    for line in re.findall(r"^COPY (?!--from)(.+) \S+$", dockerfile, re.MULTILINE):
        for name in line.split():
            assert (_ROOT / name).exists()
            assert f"!{name}\n" in ignored


def test_names_within_the_files_fit_together() -> None:
    for one in _SERVICES.values():
        assert set(one.get("depends_on", {})) <= set(_SERVICES)
        assert set(one["networks"]) <= set(_COMPOSE["networks"])
        for mount in one.get("volumes", []):
            if mount.startswith("./"):
                assert (_DEPLOY / mount.partition(":")[0]).is_file()
    there = {(one["kind"], one["metadata"]["name"]) for one in _OBJECTS}
    for pod in _PODS.values():
        assert ("ServiceAccount", pod["serviceAccountName"]) in there
        declared = {volume["name"] for volume in pod["volumes"]}
        for container in pod["containers"]:
            assert {mount["name"] for mount in container["volumeMounts"]} == declared
        for volume in pod["volumes"]:
            if "secret" in volume:
                assert ("Secret", volume["secret"]["secretName"]) in there
            if "configMap" in volume:
                assert ("ConfigMap", volume["configMap"]["name"]) in there
    for kind, only in (("Service", "selector"), ("PodDisruptionBudget", "selector")):
        one = next(each for each in _OBJECTS if each["kind"] == kind)
        wanted = one["spec"][only].get("matchLabels", one["spec"][only])
        chat = next(each for each in _OBJECTS if each["kind"] == "Deployment")
        assert wanted == chat["spec"]["template"]["metadata"]["labels"]


def test_the_roles_are_those_that_the_command_prints() -> None:
    shown = (_DEPLOY / "roles.sql").read_text("utf-8")
    assert shown == roles(Address.read("postgresql://database/pressmark"))


def test_what_a_pooler_is_told_is_what_connections_ask_for() -> None:
    page = (_ROOT / "docs" / "postgresql.md").read_text("utf-8")
    asked = options(Address.read("postgresql://database/pressmark"))["options"]
    settings = dict(re.findall(r"-c (\S+?)=(\S+)", asked))
    assert settings.pop("search_path") == "pressmark,public"
    assert settings.pop("timezone") == "UTC"  # PgBouncer knows it
    assert f"ignore_startup_parameters = {', '.join(settings)}\n" in page
    told = dict(re.findall(r"ALTER ROLE chat SET (\S+) = '?([^';]+)'?;", page))
    told.pop("statement_timeout", None)
    assert told == settings
