# SPDX-FileCopyrightText: The Ratchet authors
# SPDX-License-Identifier: Apache-2.0
"""Runs one server in a session of its own and ends the whole process group for certain.

usage: supervisor.py DIRECTORY WATCHED COMMAND...

WATCHED is "stdin" (end of file there means that the parent is gone; the lines "stop" and "kill" are orders) or the
process id to watch. The server's output goes to DIRECTORY/server.log, its group's id to DIRECTORY/server.pid.
When the parent is gone nobody is left to look at DIRECTORY, so it is removed.
"""

import contextlib
import ctypes
import os
import select
import shutil
import signal
import subprocess
import sys
import time

GRACE_SECONDS = 5.0
POLL_SECONDS = 0.1


def adopt_orphans():
    """Makes grandchildren ours on Linux, so that they can be reaped where process 1 does not do it."""
    if sys.platform == "linux":
        pr_set_child_subreaper = 36
        ctypes.CDLL(None, use_errno=True).prctl(pr_set_child_subreaper, 1, 0, 0, 0)


def identity(pid):
    """A value that stays the same as long as the process lives, None when it is gone."""
    try:
        with open(f"/proc/{pid}/stat", encoding="utf-8", errors="replace") as stat:
            fields = stat.read().rpartition(")")[2].split()
        return None if fields[0] in "ZX" else fields[19]
    except OSError:
        if os.path.exists("/proc/self/stat"):
            return None
    try:
        os.kill(pid, 0)
        return "alive"
    except PermissionError:
        return "alive"
    except OSError:
        return None


def reap(server):
    """Collects ended children; true when the server is one of them."""
    try:
        while True:
            pid, _ = os.waitpid(-1, os.WNOHANG)
            if pid == 0:
                return False
            if pid == server:
                return True
    except ChildProcessError:
        return True


def group_exists(group):
    try:
        os.killpg(group, 0)
        return True
    except OSError:
        return False


def send(group, signal_number, seconds):
    """Signals the group and waits until it is empty; true when it is."""
    try:
        os.killpg(group, signal_number)
    except OSError:
        pass
    deadline = time.monotonic() + seconds
    while True:
        reap(-1)
        if not group_exists(group):
            return True
        if time.monotonic() > deadline:
            return False
        time.sleep(POLL_SECONDS / 5)


def order(watched, watched_identity):
    """Waits a moment for a reason to end the server."""
    if watched is None:
        ready, _, _ = select.select([0], [], [], POLL_SECONDS)
        if not ready:
            return None
        return os.read(0, 64).decode().strip() or "orphaned"
    time.sleep(POLL_SECONDS)
    return None if identity(watched) == watched_identity else "orphaned"


def main():
    directory, watched, command = sys.argv[1], sys.argv[2], sys.argv[3:]
    watched = None if watched == "stdin" else int(watched)
    watched_identity = None if watched is None else identity(watched)
    ended = []
    # A signal to the parent's group must not end us before the server.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: ended.append("stop"))
    with contextlib.suppress(OSError):
        os.setsid()
    adopt_orphans()

    with open(os.path.join(directory, "server.log"), "ab") as log:
        server = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=directory, start_new_session=True
        ).pid
    with open(os.path.join(directory, "server.pid"), "w", encoding="utf-8") as file:
        file.write(str(server))

    reason = "orphaned" if watched is not None and watched_identity is None else None
    while reason is None:
        reason = "exited" if reap(server) else ended[0] if ended else order(watched, watched_identity)

    if reason == "kill" or not send(server, signal.SIGTERM, GRACE_SECONDS):
        send(server, signal.SIGKILL, GRACE_SECONDS)
    if reason == "orphaned":
        shutil.rmtree(directory, ignore_errors=True)


main()
