"""The files of deploy/ hold together, as far as that is seen without containers: nothing here starts an image or a unit."""

from __future__ import annotations

import ipaddress
import re
import shutil
import subprocess

import pytest

from tests import PROJECT_DIR

yaml = pytest.importorskip("yaml")

DEPLOY = PROJECT_DIR / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))
NGINX = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
UNITS = sorted((DEPLOY / "systemd").glob("*.service"))


def test_the_servers_nginx_asks_are_services_of_the_compose_file_and_listen_there():
    asked = dict(re.findall(r"^\s+server ([\w-]+):(\d+)", NGINX, re.MULTILINE))
    assert asked == {"app-1": "8501", "app-2": "8501", "api": "5000"}
    for name, port in asked.items():
        service = COMPOSE["services"][name]
        assert service["networks"] == ["inside"]
        assert f"127.0.0.1:{port}/readyz" in service["healthcheck"]["test"][-1]
        assert "ports" not in service  # only the proxy is reached from outside


def test_the_proxy_that_the_app_believes_is_the_one_that_runs():
    (network,) = COMPOSE["networks"]["inside"]["ipam"]["config"]
    address = COMPOSE["services"]["proxy"]["networks"]["inside"]["ipv4_address"]
    assert ipaddress.ip_address(address) in ipaddress.ip_network(network["subnet"])
    for name in ("app-1", "app-2", "api"):
        assert COMPOSE["services"][name]["environment"]["MAPAPP_PROXY_ADDRESS"] == address
    outside, inside = re.fullmatch(r"\$\{PUBLIC_PORT:-(\d+)\}:(\d+)", COMPOSE["services"]["proxy"]["ports"][0]).groups()
    assert f"listen {inside};" in NGINX
    assert f"PUBLIC_PORT={outside}" in (DEPLOY / "env.example").read_text(encoding="utf-8")


def test_every_setting_the_compose_file_asks_for_stands_in_the_example():
    asked = set(re.findall(r"\$\{(\w+)", (DEPLOY / "compose.yaml").read_text(encoding="utf-8")))
    offered = set(re.findall(r"^#?(\w+)=", (DEPLOY / "env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert asked <= offered


def test_the_image_is_made_of_files_there_are_and_of_no_others():
    copied = re.findall(r"^COPY (.+) \S+$", (DEPLOY / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)
    names = {name for line in copied for name in line.split()}
    assert {name for name in names if not (PROJECT_DIR / name).exists()} == set()
    # Everything else stays out of what is sent to the builder.
    kept = (PROJECT_DIR / ".dockerignore").read_text(encoding="utf-8").split("\n")
    assert kept[0] == "*"
    assert {line[1:] for line in kept if line.startswith("!")} == names


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
@pytest.mark.parametrize("unit", UNITS, ids=lambda path: path.name)
def test_systemd_takes_the_unit(unit, tmp_path):
    text = unit.read_text(encoding="utf-8")
    assert len(re.findall(r"^ExecStart=/opt/mapapp/bin/mapapp ", text, re.MULTILINE)) == 1
    copy = tmp_path / unit.name
    copy.write_text(text.replace("/opt/mapapp/bin/mapapp ", "/bin/true "), encoding="utf-8")
    said = subprocess.run(
        ["systemd-analyze", "verify", "--man=no", str(copy)], capture_output=True, text=True, timeout=60, check=False
    )
    about = [line for line in said.stderr.splitlines() if unit.name.partition("@")[0].partition(".")[0] in line]
    assert (said.returncode, about) == (0, [])
