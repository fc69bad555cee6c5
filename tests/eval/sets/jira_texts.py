"""What is written in the Jira project: open questions, and the issues whose text answers them.

Gold was read out of the issues' own descriptions and comments. Half of the questions use the source's
words; the other half say the same in words of their own.
"""

from agents.answer import Source
from tests.eval.scoring import Question, citing

SAME_WORDS = (
    ("why does closure-compiler warn for suspicious Alloy code on Android?", {852}),
    ("why was the rhino support workaround with the thread stack size needed?", {477, 340}),
    ("which version of uglify-js is used for AST operations?", {536}),
    ("why are image views with relative paths not displaying images in Android?", {286}),
    ("where is the CHANGELOG.md of Alloy?", {338}),
    ("why should the string builtin be removed from the runtime alloy.js?", {356}),
    ("why does the textfield set a value of 86.599999999?", {1707}),
    ("why does comparing Titanium SDK versions by string break with 10.0.0?", {1720}),
    ("why does the Windows app crash with OS_BLACKBERRY?", {1331}),
    ("why is the bluebird promise not firing then on iOS 10?", {1604}),
    ("what type should the value of accessoryType for a ListItem be?", {1511}),
    ("how can a specific version of alloy be installed globally with npm?", {269}),
    ("where does the extract-i18n command write strings.xml?", {1375}),
    ("why does the label show &amp; instead of an unescaped entity?", {677}),
    ("why does should.js cause a compile time error?", {920, 921}),
    ("how does a developer choose the Backbone version in config.json?", {1074}),
    ("how does the dataFunction attribute give a name to the binding function?", {489, 563}),
    ("why are a widget's platform-specific assets copied to the Resources folder?", {1002}),
    ("why do files imported in alloy.js not have access to Alloy globals?", {1734}),
    ("why does Ti.Database crash with a self type check failed?", {1686}),
    ("how is the BlurView supported in XML?", {1358}),
    ("why was a REST sync adapter reconsidered for Arrow?", {1267}),
    ("what error comes on Android when sql columns are not declared?", {1617}),
    ("how could source maps be used in the Safari debugger?", {1612}),
)
OTHER_WORDS = (
    ("why does an Android release build print so many minifier warnings?", {852}),
    ("which engine forced a bigger call stack on Android builds?", {477, 340}),
    ("why do pictures stay away on Android unless their path begins with a slash?", {286}),
    ("where do people find notes about what changed between releases?", {338}),
    ("why does a text field display another decimal number than it was given?", {1707}),
    ("will the version check still work when the major number has two digits?", {1720}),
    ("why does an app stop at startup on a Windows phone?", {1331}),
    ("why do promises of a third party library stay open on older iPhones?", {1604}),
    ("why do translated texts end up in the generated folder?", {1375}),
    ("why can an assertion library not be compiled into an app?", {920, 921}),
    ("is it possible to stay on an old release of Backbone?", {1074}),
    ("how can one step through hand-written controllers in Chrome?", {1612}),
    ("could generated identifiers be easier to understand when reading the output?", {399}),
    ("why does making a widget fail when the project settings file was deleted?", {1138}),
    ("why are theme pictures ignored when they lie in no folder of a platform?", {1035}),
    ("how does one blur what lies behind a view in markup?", {1358}),
    ("which rule wins when an id selector and a conditional TSS style disagree?", {1004}),
    ("can a style sheet use what was handed to its controller?", {1316, 1610}),
    ("how could Studio learn which elements may be nested in others?", {1171}),
    ("why is swiping through a ScrollableView slow on Android?", {739}),
    ("why does a model whose name begins with a slash fail?", {1649}),
    ("can the rows of a table be built from a reusable component?", {461}),
    ("is a hand-written JSON grammar of any use to us?", {30}),
    ("why does SQLite reject a table that lists no fields?", {1617}),
)


def questions() -> list[Question]:
    parts = (("same words", SAME_WORDS), ("other words", OTHER_WORDS))
    return [
        Question("evidence", text, citing({f"ALOY-{n}" for n in gold}, issue_of), part)
        for part, asked in parts
        for text, gold in asked
    ]


def issue_of(source: Source) -> str:
    """The issue a source belongs to, by its address."""
    return source.url.partition("#")[0].removeprefix("/tasks/")
