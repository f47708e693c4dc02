"""Seconds from `scripts/run` on prepared data to its first page."""

import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

from scripts.figures import figure, site

ROOT = Path(__file__).parents[2]
PATIENCE = 60


@figure("second start of scripts/run until the first page", limit=5, unit="s", slow=True)
def second_start():
    site.fill()
    port = free_port()
    started = time.monotonic()
    server = subprocess.Popen(
        ["scripts/run"], cwd=ROOT, env=os.environ | {"PORT": str(port)}, stdout=subprocess.DEVNULL
    )
    try:
        while not answers(port):
            if server.poll() is not None or time.monotonic() - started > PATIENCE:
                raise RuntimeError("scripts/run did not come up")
            time.sleep(0.05)
        return time.monotonic() - started
    finally:
        server.send_signal(signal.SIGINT)
        server.wait()


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def answers(port):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/login/") as page:
            return page.status == 200
    except urllib.error.HTTPError as wrong:
        raise RuntimeError(f"the sign-in page answers {wrong.code}") from wrong
    except OSError:
        return False
