"""Other programs with the same patterns: ripgrep, and Python's re."""

import os
import sys

import process
import vary
from setting import BOOKS, HERE, MB, say, written

# What an automaton cannot do: back references, looking around.
BEYOND_REGULAR = ["\\1", "(?=", "(?!", "(?<=", "(?<!"]
NOWHERE = "zqxjzqxj"


def engine_step(setting, book, size):
    """The engine on one thread, matching alone, among processes."""
    def engine():
        found = setting.ways(book, size, sample=1, rounds=1)["engine1"]
        return {"seconds": found["seconds"], "processor": found["processor"],
                "memory": 0}

    return "engine", engine


# ---- ripgrep

def rg_ways(rg, patterns):
    """name -> (command, the patterns that it accepts).

    All patterns are one alternation there, so a back reference must count its
    group from where it stands.
    """
    relative = [one.replace("\\1", "\\g{-1}") for one in patterns]
    regular = [one for one in patterns
               if not any(part in one for part in BEYOND_REGULAR)]
    simple = [one.replace("(?:'|’)", "'") for one in regular]
    simple = [one for one in simple if one.isascii() and "\\p{" not in one]
    base = [rg, "-o", "--no-filename", "-j1", "--no-config"]
    wide = base + ["--dfa-size-limit", "1G", "--regex-size-limit", "1G"]
    return {"rg -P": (base + ["-P"], relative),
            "rg": (wide, regular),
            "rg --no-unicode": (wide + ["--no-unicode"], simple),
            "rg, one word that is nowhere": (base, [NOWHERE])}


def rg_step(setting, name, command, size):
    # It ends with 1 where it finds nothing.
    return name, lambda: setting.run(command + [setting.corpus(size)],
                                     fine=(0, 1))


def beside_rg(setting, name, sort, text):
    book = setting.book("peer", text)
    size = setting.size["peers" if sort == "words" else "sample"]
    say(f"{name}, {sort}: ripgrep, {size / MB:g} MB")
    patterns = [one[2] for one in setting.patterns(book)]
    steps, left = [], {}
    for number, (way, (command, usable)) in enumerate(
            rg_ways(setting.rg, patterns).items()):
        file = written(setting.path(f"patterns-{number}"),
                       "".join(one + "\n" for one in usable))
        steps.append(rg_step(setting, way, command + ["-f", file], size))
        if usable != [NOWHERE]:
            left[way] = len(patterns) - len(usable)
    steps.append(engine_step(setting, book, size))
    return {"book": name, "sort": sort, "rules": len(patterns), "bytes": size,
            "left": left,
            "ways": process.alternately(steps, setting.size["rounds"])}


def ripgrep(setting):
    """Plain lists of words, then all rules, of the small and the medium
    codebook."""
    rows = []
    for name in BOOKS[:2]:
        text = setting.text_of(name)
        sorts = [one[1] for one in setting.patterns(setting.book(name))]
        plain = {i for i, sort in enumerate(sorts) if sort == "words"}
        rows.append(beside_rg(setting, name, "words",
                              vary.chosen(text, plain)))
        rows.append(beside_rg(setting, name, "mixed", text))
    return rows


# ---- Python

def python(setting):
    """Its re, rule by rule over each file: what most tools do."""
    rows = []
    size = setting.size["python"]
    for name in BOOKS[:2]:
        say(f"{name}: python3 re, {size / MB:g} MB")
        book = setting.book(name)
        file = written(setting.path("patterns"), "".join(
            one[2] + "\n" for one in setting.patterns(book)))
        command = [sys.executable, os.path.join(HERE, "re_rules.py"), file,
                   setting.corpus(size)]
        steps = [("python3", lambda command=command: setting.run(command)),
                 engine_step(setting, book, size)]
        rows.append({"book": name, "bytes": size, "ways": process.alternately(
            steps, min(setting.size["rounds"], 3))})
    return rows
