"""The JSX behind the shared pieces."""

import reflex as rx

ABOUT = rx.asset("about.jsx", shared=True).importable_path
KIT = rx.asset("kit.jsx", shared=True).importable_path
SHELL = rx.asset("shell.jsx", shared=True).importable_path
PROSE = rx.asset("prose.jsx", shared=True).importable_path
PICKERS = rx.asset("pickers.jsx", shared=True).importable_path
COMPOSER = rx.asset("composer.jsx", shared=True).importable_path
PALETTE = rx.asset("palette.jsx", shared=True).importable_path
WORDING = rx.asset("wording.jsx", shared=True).importable_path
