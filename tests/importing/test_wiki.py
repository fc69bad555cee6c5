"""Jira's markup becomes Markdown that says the same."""

import pytest

from app.importing.wiki import to_markdown


@pytest.mark.parametrize(
    ("wiki", "markdown"),
    [
        ("h2. Steps", "## Steps"),
        ("*bold* and _italic_ and -gone-", "**bold** and *italic* and ~~gone~~"),
        ("{{code}} here", "`code` here"),
        ("{code:javascript}\nvar a_b = *c*;\n{code}", "```javascript\nvar a_b = *c*;\n```"),
        ("{noformat}\n*as is*\n{noformat}", "```\n*as is*\n```"),
        ("# one\n# two\n## deeper", "1. one\n1. two\n   1. deeper"),
        ("* one\n** two", "- one\n  - two"),
        ("[words|http://x.org/a_b_c]", "[words](http://x.org/a_b_c)"),
        ("[http://x.org]", "<http://x.org>"),
        ("see http://x.org/a_b-c_d", "see http://x.org/a_b-c_d"),
        ("[~tony] wrote", "@tony wrote"),
        ("!screen.png|thumbnail!", "(image: screen.png)"),
        ("[^log.txt]", "(attached: log.txt)"),
        ("||a||b||\n|1|2|", "| a | b |\n| --- | --- |\n| 1 | 2 |"),
        ("{quote}\nsaid\n{quote}", "> said"),
        ("bq. said", "> said"),
        ("{color:red}stop{color}", "stop"),
        ("a-b-c and snake_case_word", "a-b-c and snake_case_word"),
        (None, ""),
        ("", ""),
    ],
)
def test_conversion(wiki, markdown):
    assert to_markdown(wiki) == markdown
