#!/usr/bin/env python3
"""Does the documentation tell the truth? readme_check.py THEMATA

Runs every "$ themata ..." line of the ```console blocks of README.md and
docs/*.md, in order, in a copy of the example study, one copy per page, and
compares what it prints with the lines below it. A line "…" stands for any
number of lines; a command without lines below it need only succeed.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ANYTHING = "…"


def examples(path):
    """(line number, command, printed lines) for each command of a page."""
    found, inside = [], False
    with open(path, encoding="utf-8") as page:
        for number, line in enumerate(page, 1):
            line = line.rstrip("\n")
            if line.startswith("```"):
                inside = line == "```console"
            elif inside and line.startswith("$ "):
                found.append((number, line[2:], []))
            elif inside and found:
                found[-1][2].append(line)
    return [e for e in found if e[1].split()[0] == "themata"]


def agree(want, got):
    """True if the lines `got` are those of `want`, with its gaps filled."""
    if not want:
        return not got
    if want[0] == ANYTHING:
        return any(agree(want[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and want[0] == got[0].rstrip() and agree(want[1:], got[1:])


def run(command, study, program):
    """What the command prints, as lines, and its exit status."""
    path = os.path.dirname(program) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(
        ["sh", "-c", command], cwd=study, env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode("utf-8").splitlines(), done.returncode


def check(page, program):
    """The number of commands of a page, and of those that do otherwise."""
    wrong = 0
    commands = examples(page)
    with tempfile.TemporaryDirectory() as study:
        for folder in ("codebooks", "transcripts"):
            shutil.copytree(os.path.join(REPOSITORY, folder),
                            os.path.join(study, folder))
        for number, command, want in commands:
            got, status = run(command, study, program)
            if status == 0 and not want or want and agree(want, got):
                continue
            wrong += 1
            name = os.path.relpath(page, REPOSITORY)
            print(f"{name}:{number}: '{command}' exits {status}, prints:")
            print("\n".join("    " + line for line in got[:40]))
    return len(commands), wrong


def main():
    program = os.path.abspath(sys.argv[1])
    pages = [os.path.join(REPOSITORY, "README.md")]
    pages += sorted(glob.glob(os.path.join(REPOSITORY, "docs", "*.md")))
    pages = [page for page in pages if os.path.exists(page)]
    counts = [check(page, program) for page in pages]
    commands = sum(count for count, _ in counts)
    wrong = sum(count for _, count in counts)
    print(f"{commands} commands on {len(pages)} pages, {wrong} wrong")
    return 1 if wrong else 0 if commands else 77


if __name__ == "__main__":
    sys.exit(main())
