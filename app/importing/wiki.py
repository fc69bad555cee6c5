"""Jira's wiki markup as Markdown.

A library exists (jira2markdown), but needs 0.2 s a text: twenty minutes for a project that should
take half a minute. Syntax: Atlassian's “Wiki renderer” notation guide.
"""

import re
from collections.abc import Callable

BLOCK = re.compile(
    r"\{(code|noformat)(?::([^}\n]*))?\}[ \t]*\n?(.*?)\n?[ \t]*\{\1\}", re.DOTALL | re.IGNORECASE
)
QUOTE = re.compile(r"\{quote\}(.*?)\{quote\}", re.DOTALL | re.IGNORECASE)
PANEL = re.compile(r"\{panel(?::([^}]*))?\}(.*?)\{panel\}", re.DOTALL | re.IGNORECASE)
COLOUR = re.compile(r"\{color(?::[^}]*)?\}", re.IGNORECASE)
HELD = re.compile(r"\x00(\d+)\x00")
HEADING = re.compile(r"^[ \t]*h([1-6])\.\s*(.+)$", re.MULTILINE)
BLOCKQUOTE = re.compile(r"^[ \t]*bq\.\s*(.+)$", re.MULTILINE)
RULE = re.compile(r"^[ \t]*-{4,}[ \t]*$", re.MULTILINE)
LIST = re.compile(r"^[ \t]*([*#-]+)[ \t]+(.*)$")
MONOSPACE = re.compile(r"\{\{(.+?)\}\}")
USER = re.compile(r"\[~([\w.@-]+)\]")
LINK = re.compile(r"\[([^\[\]|\n]*)\|([^\[\]|\s]+)(?:\|[^\]]*)?\]")
BARE_LINK = re.compile(r"\[((?:https?|ftp|mailto):[^\[\]|\s]+)\]")
ATTACHED = re.compile(r"\[\^([^\]\n]+)\]")
IMAGE = re.compile(
    r"(?<![\w!])!([^\s!|][^!|\n]*\.(?:png|jpe?g|gif|bmp|svg|webp|tiff?|mov|mp4))(?:\|[^!\n]*)?!(?!\w)",
    re.IGNORECASE,
)
LEFT = r"(?:^|(?<=[\s(\[>,;:.!?'\"]))"
RIGHT = r"(?=$|[\s)\],;:.!?'\"<])"
BOLD = re.compile(LEFT + r"\*(\S(?:[^*\n]*?\S)?)\*" + RIGHT, re.MULTILINE)
ITALIC = re.compile(LEFT + r"_(\S(?:[^_\n]*?\S)?)_" + RIGHT, re.MULTILINE)
STRIKE = re.compile(LEFT + r"-([^\s-](?:[^-\n]*?\S)?)-" + RIGHT, re.MULTILINE)
INSERTED = re.compile(LEFT + r"\+(\S(?:[^+\n]*?\S)?)\+" + RIGHT, re.MULTILINE)
CITED = re.compile(LEFT + r"\?\?(\S(?:[^?\n]*?\S)?)\?\?" + RIGHT, re.MULTILINE)
ESCAPED = re.compile(r"\\([*_{}\[\]\-+~^!|])")
LANGUAGES = {"html/xml": "xml", "actionscript": "js", "none": "", "plain": "", "text": ""}


def to_markdown(wiki: str | None) -> str:
    """Markdown with the same words; code is left exactly as it was."""
    if not wiki:
        return ""
    text = wiki.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "").replace("\u00a0", " ")
    held: list[str] = []

    def hold(words: str) -> str:
        held.append(words)
        return f"\x00{len(held) - 1}\x00"

    text = BLOCK.sub(lambda m: hold(_code(m.group(1), m.group(2), m.group(3))), text)
    text = MONOSPACE.sub(lambda m: hold(_monospace(m.group(1))), text)
    text = COLOUR.sub("", text)
    text = PANEL.sub(lambda m: _panel(m.group(1), m.group(2)), text)
    text = QUOTE.sub(lambda m: "\n\n" + _quoted(m.group(1)) + "\n\n", text)
    text = "\n".join(_line(line) for line in _tables(text.split("\n")))
    text = _inline(text, hold)
    while HELD.search(text):
        text = HELD.sub(lambda m: held[int(m.group(1))], text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()


def _code(kind: str, options: str | None, body: str) -> str:
    """A fenced block; the fence is longer than any inside."""
    language = ""
    for part in (options or "").split("|"):
        word = part.partition("language=")[2] or ("" if "=" in part else part)
        language = LANGUAGES.get(word.strip().lower(), word.strip().lower()) or language
    if kind.lower() == "noformat":
        language = ""
    fence = "```"
    while fence in body:
        fence += "`"
    return f"\n\n{fence}{re.sub(r'[^a-z0-9+#-]', '', language)}\n{body.strip(chr(10))}\n{fence}\n\n"


def _monospace(words: str) -> str:
    words = words.strip()
    return f"`` {words} ``" if "`" in words else f"`{words}`"


def _panel(options: str | None, body: str) -> str:
    title = re.search(r"title=([^|]*)", options or "")
    head = f"**{title.group(1).strip()}**\n\n" if title else ""
    return "\n\n" + _quoted(head + body.strip()) + "\n\n"


def _quoted(body: str) -> str:
    return "\n".join(f"> {line}".rstrip() for line in body.strip().split("\n"))


def _line(line: str) -> str:
    """A list item keeps its depth; every other line stays."""
    found = LIST.match(line)
    if not found or (found.group(1).startswith("-") and len(found.group(1)) > 1):
        return line
    marks, words = found.groups()
    bullet = "1." if marks[-1] == "#" else "-"
    indent = "".join("   " if mark == "#" else "  " for mark in marks[:-1])
    return f"{indent}{bullet} {words}"


def _tables(lines: list[str]) -> list[str]:
    """`||head||` and `|cell|` rows as Markdown tables."""
    out: list[str] = []
    inside = False
    for line in lines:
        row = line.strip()
        if row.startswith("|") and row.endswith("|") and len(row) > 2:
            is_head = row.startswith("||")
            cells = [c.strip() for c in row.strip("|").split("||" if is_head else "|")]
            if not inside:
                head = cells if is_head else [""] * len(cells)
                out += ["", _row(head), _row(["---"] * len(cells))]
            if not (is_head and not inside):
                out.append(_row(cells))
            inside = True
        else:
            if inside:
                out.append("")
            inside = False
            out.append(line)
    return out


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _inline(text: str, hold: Callable[[str], str]) -> str:
    text = ESCAPED.sub(lambda m: hold(m.group(1)), text)
    text = ATTACHED.sub(lambda m: f"(attached: {m.group(1)})", text)
    text = USER.sub(lambda m: hold(f"@{m.group(1)}"), text)
    text = BARE_LINK.sub(lambda m: hold(f"<{m.group(1)}>"), text)
    text = LINK.sub(lambda m: hold(_link(m.group(1), m.group(2))), text)
    text = IMAGE.sub(lambda m: f"(image: {m.group(1)})", text)
    # Addresses are full of _ and -: nothing in them is markup.
    text = re.sub(r"(?:https?|ftp)://[^\s<>|\x00]+", lambda m: hold(m.group(0)), text)
    text = HEADING.sub(lambda m: "#" * int(m.group(1)) + " " + m.group(2), text)
    text = BLOCKQUOTE.sub(r"> \1", text)
    text = RULE.sub("\n---\n", text)
    text = BOLD.sub(r"**\1**", text)
    text = ITALIC.sub(r"*\1*", text)
    text = CITED.sub(r"*\1*", text)
    text = INSERTED.sub(r"\1", text)
    return STRIKE.sub(r"~~\1~~", text)


def _link(words: str, target: str) -> str:
    """Only addresses become links; anchors and attachments keep their words."""
    if re.match(r"(?:https?|ftp|mailto):", target):
        return f"[{words.strip() or target}]({target.replace(')', '%29')})"
    return words.strip() or target
