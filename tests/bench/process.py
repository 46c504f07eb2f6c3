"""Whole processes: how long, how much processor, how much memory."""

import os
import statistics
import subprocess
import time


class Failed(Exception):
    """A process that should have ended well did not."""


def measure(command, folder, output, fine=(0,)):
    """Runs `command` in `folder`, its output into the file `output`.

    Its status must be one of `fine`. Gives seconds of the clock and of the
    processor, and the most memory it held at once, in bytes (never less than
    this program's own).
    """
    with open(output, "wb") as file:
        begun = time.monotonic()
        process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.DEVNULL, stdout=file,
            stderr=subprocess.PIPE)
        problem = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    process.stderr.close()
    if process.returncode not in fine:
        raise Failed(f"{os.path.basename(command[0])} ended with "
                     f"{process.returncode}: {problem[-300:]!r}")
    return {"seconds": wall, "processor": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss * 1024}


def middle(runs):
    """The median of each figure, and of the clock the least and most too."""
    figures = {key: statistics.median(run[key] for run in runs)
               for key in runs[0]}
    figures["least"] = min(run["seconds"] for run in runs)
    figures["most"] = max(run["seconds"] for run in runs)
    figures["runs"] = len(runs)
    return figures


def alternately(steps, rounds):
    """Runs the steps one after the other, `rounds` times: A B C A B C ….

    A step is a name and a function that gives what `measure` gives, or None
    where there is nothing to count. Gives name -> medians.
    """
    runs = {}
    for _ in range(rounds):
        for name, run in steps:
            figures = run()
            if figures:
                runs.setdefault(name, []).append(figures)
    return {name: middle(all_of_it) for name, all_of_it in runs.items()}
