"""Which servers a model or mail may be reached at, and clients that hold to it whatever a name resolves to.

Models and mail servers of one's own stand on this machine or in the local network, so those are fine. Never fine are link-local
addresses and those where clouds hand out credentials: neither stands there. Redirects are not followed: whoever
answers could pass the key and the question on.
"""

import ipaddress
import socket
from collections.abc import Iterable
from ipaddress import IPv4Address as IPv4
from ipaddress import IPv6Address as IPv6
from typing import Any
from urllib.request import getproxies

# Where clouds tell a machine its credentials, beside the link-local 169.254.169.254.
METADATA = frozenset(
    ipaddress.ip_address(one)
    for one in ("100.100.100.200", "192.0.0.192", "168.63.129.16", "fd00:ec2::254", "fd20:ce::254")
)
NAMES = frozenset(
    [
        "metadata",
        "metadata.google.internal",
        "metadata.goog",
        "instance-data",
        "instance-data.ec2.internal",
    ]
)
# Addresses that hold another one: IPv4 written for IPv6 networks.
TRANSLATED = ipaddress.ip_network("64:ff9b::/96")


class Forbidden(OSError):
    """Nothing may be reached there."""

    def __init__(self, host: str) -> None:
        super().__init__(
            f"{host} is never reached: it is link-local, or a cloud's metadata service."
        )


def is_forbidden(host: str) -> bool:
    """A name or literal address that is never reached; what a name resolves to is looked at later."""
    name = host.strip("[]").rstrip(".").lower()
    if name in NAMES:
        return True
    try:
        # As the system reads it: 0xA9FEA9FE and 2852039166 are addresses, too.
        plain = socket.inet_ntoa(socket.inet_aton(name)) if ":" not in name else name
        return _is_forbidden(ipaddress.ip_address(plain.partition("%")[0]))
    except (OSError, ValueError):
        return False


def _is_forbidden(address: IPv4 | IPv6) -> bool:
    inner = _inner(address)
    if inner is not None:
        return _is_forbidden(inner)
    return (
        address.is_link_local
        or address.is_multicast
        or address.is_unspecified
        or address in METADATA
    )


def _inner(address: IPv4 | IPv6) -> IPv4 | None:
    if isinstance(address, IPv4):
        return None
    if address in TRANSLATED:
        return IPv4(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour


def resolved(host: str, port: int) -> list[str]:
    """The addresses of a host, all of them allowed; raises Forbidden when one is not."""
    if is_forbidden(host):
        raise Forbidden(host)
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(one[4][0]) for one in found))
    if any(is_forbidden(one) for one in addresses):
        raise Forbidden(host)
    return addresses


class _Checked:
    """A network backend (of httpcore, whichever) that connects to addresses it has looked at."""

    def __init__(self, inner: Any) -> None:  # each httpcore has a class of its own
        self._inner = inner

    def connect_tcp(self, host: str, port: int, *given: Any, **more: Any) -> Any:
        """Connect to the first address that answers; the name itself is never asked for again."""
        return _first(
            resolved(host, port), lambda one: self._inner.connect_tcp(one, port, *given, **more)
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._inner, name)


def _first(addresses: Iterable[str], connect: Any) -> Any:
    last: Exception = OSError("the name has no address")
    for address in addresses:
        try:
            return connect(address)
        except Exception as error:  # noqa: BLE001 - each httpcore has errors of its own
            last = error
    raise last


def client_options(httpx: Any, timeout: float) -> dict[str, Any]:
    """How a client of this httpx is made: looks at every address, follows no redirect.

    With a proxy of the environment the proxy resolves names; then only the written name is looked at.
    """
    options: dict[str, Any] = {"timeout": timeout, "follow_redirects": False}
    if not set(getproxies()) & {"http", "https", "all"}:
        transport = httpx.HTTPTransport()
        pool = transport._pool  # noqa: SLF001 - the library has no public way to it
        pool._network_backend = _Checked(pool._network_backend)  # noqa: SLF001 - nor to this
        options["transport"] = transport
    return options
