"""How fast each transcript format is read, beside a converter of its file."""

import os
import shutil
import statistics
import subprocess

import process

HERE = os.path.dirname(os.path.abspath(__file__))
GOLDEN = os.path.join(os.path.dirname(HERE), "golden", "parse")
# What converts a file to plain text, by its extension.
PANDOC = {".docx": "docx", ".odt": "odt", ".rtf": "rtf", ".html": "html",
          ".htm": "html", ".csv": "csv", ".md": "markdown",
          ".txt": "commonmark", ".epub": "epub"}


def files(folder, skipped=()):
    """All files below a folder, in order."""
    found = []
    for path, names, here in os.walk(folder):
        names[:] = sorted(name for name in names if name not in skipped)
        found += [os.path.join(path, name) for name in sorted(here)]
    return found


def candidates():
    """Real files where they are, then the golden inputs."""
    shared = os.path.join(os.environ.get("THEMATA_SHARED", ""), "data")
    real = files(shared, ("nasty",)) if os.path.isdir(shared) else []
    golden = [path for path in files(GOLDEN)
              if os.path.basename(path).startswith("input.")]
    return [(path, path in real) for path in real + golden]


def converter(path):
    """The command that converts a file, and the program's name, or None."""
    extension = os.path.splitext(path)[1].lower()
    if extension == ".pdf" and shutil.which("pdftotext"):
        return "pdftotext", ["pdftotext", "-layout", path, "-"]
    if extension in PANDOC and shutil.which("pandoc"):
        return "pandoc", ["pandoc", "-f", PANDOC[extension], "-t", "plain",
                          path]
    return None


def reading(setting, path, rounds):
    """What bench_program tells of a file, or None where it is not read."""
    ran = subprocess.run([setting.program, "reading", path, str(rounds)],
                         encoding="utf-8", stdout=subprocess.PIPE,
                         stderr=subprocess.DEVNULL)
    if ran.returncode != 0 or not ran.stdout.strip():
        return None
    name, title, length, documents, turns, *seconds = \
        ran.stdout.strip().split("\t")
    return {"format": name, "title": title, "bytes": int(length),
            "documents": int(documents), "turns": int(turns),
            "processor": statistics.median(map(float, seconds or ["0"]))}


def largest(setting):
    """The largest file of each format; real ones before golden ones, those
    that a converter reads before others."""
    best = {}
    for path, real in candidates():
        told = reading(setting, path, 0)
        if told and told["turns"] + told["documents"] > 0:
            rank = (real, converter(path) is not None, told["bytes"])
            known = best.get(told["format"])
            if not known or rank > known[0]:
                best[told["format"]] = (rank, path)
    return {name: (path, rank[0]) for name, (rank, path) in best.items()}


def by_format(setting):
    rows = []
    for name, (path, real) in sorted(largest(setting).items()):
        row = reading(setting, path, setting.size["rounds"])
        if not row:
            continue
        steps = [("themata", lambda: setting.run(
            [setting.themata, "turns", path]))]
        other = converter(path)
        if other:
            steps.append(("converter", lambda: setting.run(other[1])))
        try:
            row["programs"] = process.alternately(
                steps, setting.size["rounds"])
        except process.Failed:
            continue
        row.update(extension=os.path.splitext(path)[1], real=real,
                   converter=other[0] if other else "")
        rows.append(row)
    return rows
