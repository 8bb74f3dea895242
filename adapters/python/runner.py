"""Runs one script of a workflow step, within limits: python3 -I -B -X utf8 runner.py SCRIPT TASK MEMORY_BYTES FILE_BYTES CPU_SECONDS.

Its standard input is a pipe that the hub holds open: when the hub dies, however suddenly, the pipe ends, and so does the script.
"""

import os
import runpy
import sys
import threading


def limit(name, value):
    try:
        import resource

        resource.setrlimit(getattr(resource, name), (value, value))
    except (ImportError, AttributeError, ValueError, OSError):
        # Not every system has every limit; time and output are limited by the hub too.
        pass


def end_with_hub():
    while os.read(0, 4096):
        pass
    os._exit(70)


def main():
    script, task, memory, file_size, cpu = sys.argv[1:6]
    threading.Thread(target=end_with_hub, daemon=True).start()
    limit("RLIMIT_AS", int(memory))
    limit("RLIMIT_FSIZE", int(file_size))
    limit("RLIMIT_CPU", int(cpu))
    limit("RLIMIT_CORE", 0)
    sys.argv = [script, task]
    runpy.run_path(script, run_name="__main__")


main()
