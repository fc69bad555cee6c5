"""The JSX behind the shared pieces."""

from app.ui.components.shared import jsx

ABOUT = jsx("about.jsx", __name__)
KIT = jsx("kit.jsx", __name__)
SHELL = jsx("shell.jsx", __name__)
PROSE = jsx("prose.jsx", __name__)
PICKERS = jsx("pickers.jsx", __name__)
COMPOSER = jsx("composer.jsx", __name__)
PALETTE = jsx("palette.jsx", __name__)
UNDO_KEYS = jsx("undo_keys.jsx", __name__)
WORDING = jsx("wording.jsx", __name__)
