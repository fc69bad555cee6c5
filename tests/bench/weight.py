"""What a browser that was never here loads for the home page, file by file, as it comes over the wire."""

from collections import defaultdict
from dataclasses import dataclass

from playwright.sync_api import BrowserContext

# Bytes of content as transferred (gzip), beside the one font.
BUDGET = 200_000
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
    loaded = sorted(_loaded(context), key=lambda one: -one.content)
    rest = [one for one in loaded if one.kind != "font"]
    font = sum(one.content for one in loaded) - sum(one.content for one in rest)
    print(
        f"home, cold: {sum(one.content for one in rest) / 1000:.0f} KB in {len(rest)} files beside"
        f" the font of {font / 1000:.0f}   budget {BUDGET / 1000:.0f}"
        f" · with headers {sum(one.whole for one in rest) / 1000:.0f}"
    )
    by_kind: dict[str, int] = defaultdict(int)
    for one in loaded:
        by_kind[one.kind] += one.content
    print("  " + ", ".join(f"{kind} {by_kind[kind] / 1000:.1f}" for kind in sorted(by_kind)))
    for one in loaded[:LARGEST]:
        print(f"  {one.content / 1000:6.1f} {one.url.split('/', 3)[-1] or '/'}")


def _loaded(context: BrowserContext) -> list[Loaded]:
    """Everything that comes until the page is shown and the network rests."""
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
    page.goto("/")
    page.wait_for_selector("[data-ready=true]")
    page.wait_for_load_state("networkidle")
    page.close()
    return list(found.values())
