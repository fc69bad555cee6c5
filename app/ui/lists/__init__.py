"""A list as rows or as a board; its browser half is in the three .jsx files beside."""

import reflex as rx

# Named here and not in page.py: where an asset is asked for decides its address.
ROWS = rx.asset("rows.jsx", shared=True).importable_path
BOARD = rx.asset("board.jsx", shared=True).importable_path
WORK = rx.asset("work.jsx", shared=True).importable_path
