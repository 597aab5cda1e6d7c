"""`reportedly serve`: it listens, and says in a sentence why it cannot."""

import signal
import socket
import subprocess
import sys
import urllib.request

from typer.testing import CliRunner

from reportedly.cli import app

RUNNER = CliRunner()


def test_no_such_story(tmp_path):
    result = RUNNER.invoke(app, ["serve", str(tmp_path / "none.db")])
    assert result.exit_code == 1 and "there is no such story" in result.stderr


def test_a_port_that_is_taken(example_db):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        result = RUNNER.invoke(app, ["serve", str(example_db), "--port", str(port)])
    assert result.exit_code == 1 and f"port {port}" in result.stderr and "is taken" in result.stderr


def test_a_token_that_can_be_guessed(example_db):
    result = RUNNER.invoke(app, ["serve", str(example_db), "--token", "1234"])
    assert result.exit_code == 2 and "too short" in result.stderr


def test_it_serves_until_it_is_stopped(example_db):
    command = [sys.executable, "-c", "from reportedly.cli import main; main()", "serve", str(example_db), "--port", "0"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        try:
            with urllib.request.urlopen(f"{address}/index.json") as answer:
                assert answer.status == 200 and answer.read().startswith(b"[{")
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) in (0, 130, -signal.SIGINT)
