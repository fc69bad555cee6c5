"""What a browser that was never here loads for a page, file by file, as it comes over the wire."""

from collections import defaultdict
from dataclasses import dataclass

from playwright.sync_api import BrowserContext

# Bytes as transferred (gzip, with headers), beside the one font.
BUDGET = 200 * 1024
LARGEST = 12


@dataclass
class Loaded:
    """One answer: what it is, and how many bytes came as content and with its headers."""

    url: str
    kind: str
    content: int = 0
    whole: int = 0


def main(context: BrowserContext) -> None:
    """Print the weight of a cold load of `/`; the context holds nothing yet but a cookie."""
    found = loaded(context, "/")
    print(
        f"home, cold: {weight(found) / 1024:.1f} KiB on the wire in {len(found)} files"
        f" beside the font   budget {BUDGET / 1024:.0f}"
        f" · without headers {sum(one.content for one in found) / 1024:.1f}"
    )
    by_kind: dict[str, int] = defaultdict(int)
    for one in found:
        by_kind[one.kind] += one.whole
    print("  " + ", ".join(f"{kind} {by_kind[kind] / 1024:.1f}" for kind in sorted(by_kind)))
    for one in sorted(found, key=lambda one: -one.whole)[:LARGEST]:
        print(f"  {one.whole / 1024:6.1f} {one.url.split('/', 3)[-1] or '/'}")


def weight(found: list[Loaded]) -> int:
    """Bytes on the wire, with headers."""
    return sum(one.whole for one in found)


def loaded(context: BrowserContext, path: str) -> list[Loaded]:
    """Everything beside the font that comes until the page is shown and the network rests."""
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    found: dict[str, Loaded] = {}

    def answered(event: dict) -> None:
        found[event["requestId"]] = Loaded(event["response"]["url"], event["type"].lower())

    def received(event: dict) -> None:
        if event["requestId"] in found:
            found[event["requestId"]].content += int(event["encodedDataLength"])

    def finished(event: dict) -> None:
        if event["requestId"] in found:
            found[event["requestId"]].whole = int(event["encodedDataLength"])

    tools.on("Network.responseReceived", answered)
    tools.on("Network.dataReceived", received)
    tools.on("Network.loadingFinished", finished)
    page.goto(path)
    page.wait_for_selector("[data-ready=true], .auth-page form")
    page.wait_for_load_state("networkidle")
    page.close()
    return [one for one in found.values() if one.kind != "font"]
