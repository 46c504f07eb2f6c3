"""No file takes more memory than a reader may have, whatever its format.

    python3 tests/ceiling_check.py build/release/themata

Each file is invented: the shortest turn of its format, over and over.
"""
import os
import resource
import subprocess
import sys
import tempfile

FILE_BYTES = 32 * 1024 * 1024
PEAK_BYTES = 512 * 1024 * 1024  # a reader's 256 MB, the program and the file
GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n3\n' \
       '<exists>\n1\n"IntervalTier"\n"A"\n0\n3\n'
TURNS = 2000000
KINDS = [  # file, what it begins with, what is repeated
    ("a.TextGrid", f"{GRID}{TURNS}\n", '0\n1\n"so"\n'),
    ("a.cha", "@UTF8\n@Begin\n", "*A:\tso .\n"),
    ("a.csv", "speaker,text\n", "A,so\n"),
    ("a.txt", "", "A: so\n\nB: so\n\n"),
    ("chat.txt", "", "00:00:01\tA:\tso\n"),
    ("a.vtt", "WEBVTT\n\n", "00:01.000 --> 00:02.000\n<v A>so\n\n"),
    ("a.srt", "", "1\n00:00:01,000 --> 00:00:02,000\nso\n\n"),
    ("a.rtf", "{\\rtf1 ", "A: so\\par B: so\\par "),
    ("a.json", '{"segments":[', '{"start":1,"end":2,"text":"so"},'),
]


def refused(path):
    got = subprocess.run([sys.argv[1], "turns", path],
                         stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    said = got.stderr.decode()
    return got.returncode == 3 and ("more than 256 MB" in said
                                    or "beyond the" in said)


def peak():
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024


def main():
    bad = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, head, unit in KINDS:
            path = os.path.join(folder, name)
            times = TURNS if name == "a.TextGrid" \
                else (FILE_BYTES - len(head)) // len(unit)
            with open(path, "w", encoding="utf-8") as file:
                file.write(head + unit * times)
            good = refused(path) and peak() <= PEAK_BYTES
            bad += not good
            print(f"{'ok' if good else 'NOT OK'}: {name} of "
                  f"{os.path.getsize(path) >> 20} MB is refused in bounds")
            os.remove(path)
    return bad > 0


if os.environ.get("THEMATA_INSTRUMENTED"):
    print("skipped: no limit on memory beside a sanitizer")
    sys.exit(77)
sys.exit(main())
