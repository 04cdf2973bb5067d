"""Which addresses and names mean this machine alone."""

from __future__ import annotations

import ipaddress


def is_loopback(address: str) -> bool:
    """Whether an address is reached from this machine only; no address means every interface.

    >>> is_loopback("127.0.0.1"), is_loopback("localhost"), is_loopback("0.0.0.0"), is_loopback("")
    (True, True, False, False)
    """
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def is_every_interface(address: str) -> bool:
    """Whether an address stands for all a machine has; no browser can open it.

    >>> is_every_interface("0.0.0.0"), is_every_interface("::"), is_every_interface("0"), is_every_interface("10.0.0.1")
    (True, True, True, False)
    """
    try:
        return ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return address == "0"


def names_this_machine(host: str) -> bool:
    """Whether a Host header, with or without a port, is a name that only this machine itself answers to.

    >>> names_this_machine("localhost:8501"), names_this_machine("[::1]:8501"), names_this_machine("evil.example:8501")
    (True, True, False)
    """
    name = host.rpartition(":")[0] if host.rpartition(":")[2].isdigit() and not host.endswith("]") else host
    name = name.strip("[]").lower().removesuffix(".")
    return is_loopback(name) or name.endswith(".localhost")
