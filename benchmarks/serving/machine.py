"""What figures depend on besides the servers."""

import platform
import subprocess
from pathlib import Path


def machine() -> dict[str, str]:
    """Its parts by name, with their versions."""
    wrk = subprocess.run(["wrk", "-v"], capture_output=True, text=True, check=False).stdout
    return {
        "machine": f"{platform.platform()}, {_processor()}",
        "python": platform.python_version(),
        "wrk": " ".join(wrk.split()[1:2]),
    }


def _processor() -> str:
    told = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.partition(":")[2].strip() for line in told if line.startswith("model name")]
    return f"{len(names)} × {names[0]}" if names else platform.machine()
