"""Runs one program of a Spark step, as the driver: spark-submit driver.py FOLDER TIMEOUT_SECONDS MAX_LOG_BYTES.

Leaves `began` when it begins, with the id of its submission in it, `log`, and `exit` with the program's code once that has ended; `gone` when the JVM that started it is gone,
which is how Spark ends a driver: it kills the JVM alone.
"""

import collections
import os
import signal
import subprocess
import sys
import threading
import time

FOLDER, TIMEOUT, MAX_LOG = sys.argv[1], float(sys.argv[2]), int(sys.argv[3])
TASK = os.path.join(FOLDER, "task.json")


def path(name):
    return os.path.join(FOLDER, name)


def leave(name, text):
    with open(path(name + ".new"), "w") as file:
        file.write(text)
    os.rename(path(name + ".new"), path(name))


def kill_strays():
    """Kills what the program started and left: all that have its task in their environment."""
    mark = b"PESSCARA_TASK=" + TASK.encode()
    for pid in filter(str.isdigit, os.listdir("/proc")):
        if int(pid) in (os.getpid(), os.getppid()):
            continue
        try:
            with open(f"/proc/{pid}/environ", "rb") as file:
                if mark in file.read().split(b"\0"):
                    os.kill(int(pid), signal.SIGKILL)
        except OSError:
            pass  # it has ended, or is somebody else's


def watch(parent):
    while os.getppid() == parent:
        time.sleep(0.2)
    kill_strays()
    leave("gone", "")
    os._exit(70)


def main():
    try:
        began = os.open(path("began"), os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o644)
    except FileExistsError:
        return 0  # submitted twice, because the answer to the first time was lost; or nobody wants it any more
    # A worker of Spark begins a driver in a folder of its name.
    os.write(began, os.path.basename(os.getcwd()).encode())
    os.close(began)
    threading.Thread(target=watch, args=(os.getppid(),), daemon=True).start()
    environment = {**os.environ, "PESSCARA_TASK": TASK}
    program = subprocess.Popen(
        [sys.executable, path("program.py"), TASK],
        cwd=FOLDER,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    late = threading.Event()

    def stop():
        late.set()
        kill_strays()

    timer = threading.Timer(TIMEOUT, stop)
    timer.start()

    def write_log():
        room, end, kept = MAX_LOG, collections.deque(), 0
        with open(path("log"), "wb", buffering=0) as log:
            while chunk := os.read(program.stdout.fileno(), 65536):
                log.write(chunk[:room])
                end.append(chunk[room:])
                kept += len(end[-1])
                room -= min(room, len(chunk))
                while kept - len(end[0]) > MAX_LOG:
                    kept -= len(end.popleft())
            log.write(b"".join(end))

    logger = threading.Thread(target=write_log)
    logger.start()
    code = program.wait()
    timer.cancel()
    # Before the log is waited for: what was left behind may hold it open.
    kill_strays()
    logger.join()
    code = 124 if late.is_set() else 128 - code if code < 0 else code
    leave("exit", str(code))
    return code


sys.exit(main())
