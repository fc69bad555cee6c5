"""A list as rows or as a board; its browser half is in the three .jsx files beside."""

from app.ui.components.shared import jsx

# Named here and not in page.py: where an asset is asked for decides its address.
ROWS = jsx("rows.jsx", __name__)
BOARD = jsx("board.jsx", __name__)
WORK = jsx("work.jsx", __name__)
