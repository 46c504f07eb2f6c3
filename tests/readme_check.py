#!/usr/bin/env python3
"""Does the documentation tell the truth? readme_check.py THEMATA

Blocks of code in README.md and */README.md are run, in order, in a copy of the
example study, one copy per page, after a first 'themata run':
- An indented block that begins with a themata command is a script that must
  succeed as a whole.
- In a ```console block, each "$ themata ..." must print the lines below it; a
  line "…" stands for any number of lines.
"""
import glob
import os
import shutil
import subprocess
import sys
import tempfile

REPOSITORY = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
ANYTHING = "…"


def scripts(lines):
    """(line number, script, None) for each indented block of commands."""
    found, inside = [], False
    for number, line in enumerate(lines, 1):
        code = line.startswith("    ")
        if code and not inside:
            found.append((number, line[4:], None))
        elif code:
            start, text, _ = found[-1]
            found[-1] = (start, text + "\n" + line[4:], None)
        inside = code
    return [one for one in found if one[1].startswith("themata ")]


def sessions(lines):
    """(line number, command, printed lines) from ```console blocks."""
    found, inside = [], False
    for number, line in enumerate(lines, 1):
        if line.startswith("```"):
            inside = line == "```console"
        elif inside and line.startswith("$ "):
            found.append((number, line[2:], []))
        elif inside and found:
            found[-1][2].append(line)
    return [one for one in found if one[1].startswith("themata ")]


def agree(want, got):
    """True if the lines `got` are those of `want`, with its gaps filled."""
    if not want:
        return not got
    if want[0] == ANYTHING:
        return any(agree(want[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and want[0] == got[0].rstrip() and agree(want[1:], got[1:])


def run(script, study, program):
    """What the script prints, as lines, and its exit status."""
    path = os.path.dirname(program) + os.pathsep + os.environ["PATH"]
    done = subprocess.run(
        ["sh", "-ec", script], cwd=study, env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT, check=False)
    return done.stdout.decode("utf-8").splitlines(), done.returncode


def check(page, program):
    """The number of examples on a page, and of those that do otherwise."""
    wrong = 0
    with open(page, encoding="utf-8") as text:
        lines = text.read().split("\n")
    examples = sorted(scripts(lines) + sessions(lines), key=lambda one: one[0])
    if not examples:
        return 0, 0
    with tempfile.TemporaryDirectory() as study:
        for folder in ("codebooks", "transcripts"):
            shutil.copytree(os.path.join(REPOSITORY, folder),
                            os.path.join(study, folder))
        run("themata run", study, program)
        for number, script, want in examples:
            got, status = run(script, study, program)
            if status == 0 if want is None else agree(want, got):
                continue
            wrong += 1
            name = os.path.relpath(page, REPOSITORY)
            print(f"{name}:{number}: exits {status}, prints:")
            print("\n".join("    " + line for line in got[-40:]))
    return len(examples), wrong


def main():
    program = os.path.abspath(sys.argv[1])
    pages = [os.path.join(REPOSITORY, "README.md")]
    pages += sorted(glob.glob(os.path.join(REPOSITORY, "*", "README.md")))
    counts = [check(page, program) for page in pages]
    examples = sum(count for count, _ in counts)
    wrong = sum(count for _, count in counts)
    print(f"{examples} examples on {len(pages)} pages, {wrong} wrong")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
