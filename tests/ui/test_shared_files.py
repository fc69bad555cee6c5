"""The address of a shared file is the same whether Reflex finds it or it is said."""

import pytest

from app.ui import lists
from app.ui.ask import page
from app.ui.components import door, js
from app.ui.components.shared import jsx


@pytest.mark.parametrize(
    ("found", "name", "module"),
    [
        (js.KIT, "kit.jsx", js.__name__),
        (lists.ROWS, "rows.jsx", lists.__name__),
        (page._file, "ask.jsx", page.__name__),
        (door._file, "door.jsx", door.__name__),
    ],
)
def test_a_served_page_names_the_file_that_was_built(monkeypatch, found, name, module):
    monkeypatch.setenv("__REFLEX_SKIP_COMPILE", "true")

    assert jsx(name, module) == found
