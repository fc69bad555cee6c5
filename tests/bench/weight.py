"""What a browser that was never here loads for the home page, file by file, as it comes over the wire."""

from collections import defaultdict

from playwright.sync_api import BrowserContext

# Bytes as transferred (gzip), beside the one font.
BUDGET = 200 * 1024
FONT = "font"
LARGEST = 12


def main(context: BrowserContext) -> None:
    """Print the weight of a cold load of `/`; the context must have loaded nothing yet but a cookie."""
    sizes = _loaded(context)
    font = sum(bytes_ for name, (kind, bytes_) in sizes.items() if kind == FONT)
    rest = sum(bytes_ for kind, bytes_ in sizes.values()) - font
    print(
        f"home, cold: {rest / 1024:.0f} KiB beside the font of {font / 1024:.0f}"
        f"   budget {BUDGET / 1024:.0f}"
    )
    by_kind: dict[str, int] = defaultdict(int)
    for kind, bytes_ in sizes.values():
        by_kind[kind] += bytes_
    print("  " + ", ".join(f"{kind} {by_kind[kind] / 1024:.1f}" for kind in sorted(by_kind)))
    heaviest = sorted(sizes.items(), key=lambda one: -one[1][1])[:LARGEST]
    for name, (_, bytes_) in heaviest:
        print(f"  {bytes_ / 1024:6.1f} {name}")


def _loaded(context: BrowserContext) -> dict[str, tuple[str, int]]:
    """Each address with what kind of thing it is and how many bytes came, until the page is shown."""
    page = context.new_page()
    tools = context.new_cdp_session(page)
    tools.send("Network.enable")
    tools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    kinds: dict[str, tuple[str, str]] = {}
    sizes: dict[str, tuple[str, int]] = {}

    def answered(event: dict) -> None:
        kinds[event["requestId"]] = (event["response"]["url"], event["type"].lower())

    def finished(event: dict) -> None:
        if event["requestId"] in kinds:
            url, kind = kinds[event["requestId"]]
            _, before = sizes.get(url, (kind, 0))
            sizes[url] = (kind, before + int(event["encodedDataLength"]))

    tools.on("Network.responseReceived", answered)
    tools.on("Network.loadingFinished", finished)
    page.goto("/")
    page.wait_for_selector("[data-ready=true]")
    page.wait_for_load_state("networkidle")
    page.close()
    return {url.split("/", 3)[-1] or "/": size for url, size in sizes.items()}
