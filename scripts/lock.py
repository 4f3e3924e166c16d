"""Pin what pyproject.toml asks for: one lock for running, one for scaled, one for development."""

import subprocess
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {
    "requirements.lock": [],
    "requirements-scaled.lock": ["scaled"],
    "requirements-dev.lock": ["scaled", "dev"],
}
# Universal: for every Python we support, not only for the one that runs this.
QUIETLY = ["--quiet", "--universal", "--python-version", "3.11", "--generate-hashes", "--upgrade"]
QUIETLY += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]


def compiler(folder: str) -> str:
    """The program that resolves and hashes, in an environment that is thrown away."""
    venv.create(folder, with_pip=True)
    python = f"{folder}/bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "--quiet", "uv"], check=True)
    return f"{folder}/bin/uv"


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        uv = compiler(folder)
        for lock, extras in LOCKS.items():
            wanted = [word for extra in extras for word in ("--extra", extra)]
            command = [uv, "pip", "compile", *QUIETLY, *wanted, "-o", lock, "pyproject.toml"]
            subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
            lines = (ROOT / lock).read_text().splitlines()
            print(f"{lock}: {sum(line[0].isalnum() for line in lines)} packages")


if __name__ == "__main__":
    main()
