"""No file takes more memory than is stated, and what is honest is read in it.

    python3 tests/ceiling_check.py build/release/themata

Each file is invented: the shortest turn of its format, over and over.  Peaks
are those of the largest process: this one, or one that reads for it.
"""
import os
import subprocess
import sys
import tempfile

MB = 1024 * 1024
FILE = 128  # MB: what a file may have
READER = 256  # MB: what a reader may have
READER_MOST = 512  # of a text, which grows with its bytes
BESIDE = 64  # the program, its libraries, what is rounded up
GRID = 'File type = "ooTextFile"\nObject class = "TextGrid"\n\n0\n3\n' \
       '<exists>\n1\n"IntervalTier"\n"A"\n0\n3\n'
TURN = "{},{},{}.5,\"so we sold the house by the river and went away\"\n"
REPEATED = [  # file, what it begins with, what is repeated, MB of file
    ("a.TextGrid", GRID, '0\n1\n"so"\n', 20),
    ("a.cha", "@UTF8\n@Begin\n", "*A:\tso .\n", 32),
    ("a.csv", "speaker,text\n", "A,so\n", 32),
    ("a.txt", "", "A: so\n\nB: so\n\n", 32),
    ("chat.txt", "", "00:00:01\tA:\tso\n", 32),
    ("a.vtt", "WEBVTT\n\n", "00:01.000 --> 00:02.000\n<v A>so\n\n", 32),
    ("a.srt", "", "1\n00:00:01,000 --> 00:00:02,000\nso\n\n", 32),
    ("a.rtf", "{\\rtf1 ", "A: so\\par B: so\\par ", 32),
    ("a.json", '{"segments":[', '{"start":1,"end":2,"text":"so"},', 32),
]


def repeated(name, head, unit, size):
    """In pieces, for a process is no smaller than the one that starts it."""
    times = (size * MB - len(head)) // len(unit)
    yield head + (f"{times}\n" if name == "a.TextGrid" else "")
    for done in range(0, times, 1000):
        yield unit * min(1000, times - done)


def table(documents, turns):
    yield "document,speaker,start,text\n"
    for document in range(documents):
        for turn in range(turns):
            yield TURN.format(f"D{document:06d}", "AB"[turn % 2], turn)


def pdf(pages):
    """A book of such pages, 44 lines on each, as one text."""
    lines = "".join(f"({'AB'[i % 2]}: {'so we went away ' * 4})Tj T* "
                    for i in range(44))
    page = f"BT /F 11 Tf 14 TL 72 740 Td {lines}ET"
    kids = " ".join(f"{5 + i} 0 R" for i in range(pages))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {pages}/Kids[{kids}]>>",
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        f"<</Length {len(page)}>>\nstream\n{page}\nendstream",
    ] + ["<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R"
         "/Resources<</Font<</F 3 0 R>>>>>>"] * pages
    text, places = "%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{one}\nendobj\n"
    table_at = len(text)
    text += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n"
    text += "".join(f"{place:010d} 00000 n \n" for place in places)
    return text + f"trailer<</Size {len(objects) + 1}/Root 1 0 R>>\n" \
                  f"startxref\n{table_at}\n%%EOF\n"


# What is read: promise, file, what makes its text, MB at most.
READ = [
    ("a table of 400,000 turns", "t.csv", lambda: table(100, 4000), READER),
    ("100,000 documents of ten turns", "d.csv", lambda: table(100000, 10),
     READER + BESIDE),
    ("a text of a million turns", "t.txt",
     lambda: repeated("t.txt", "", "A: so it was\n\nB: so\n\n", 10),
     READER_MOST),
    ("a TextGrid of a million intervals", "t.TextGrid",
     lambda: repeated("a.TextGrid", GRID, '0\n1\n"so we went away"\n', 21),
     READER_MOST),
    ("captions, a million", "t.vtt",
     lambda: repeated("t.vtt", "WEBVTT\n\n",
                      "00:01.000 --> 00:02.000\n<v A>so it was\n\n", 40),
     READER_MOST),
    ("a book of 1,000 pages", "b.pdf", lambda: pdf(1000), READER),
]


def run(words, folder):
    """Status, what it said, and the peak of its largest process in MB."""
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen([os.path.abspath(sys.argv[1]), *words], cwd=folder,
                                   stdout=subprocess.DEVNULL, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        return process.returncode, said.read().decode(), \
            used.ru_maxrss // 1024


def told(good, promise, peak):
    print(f"{'ok' if good else 'NOT OK'}: {promise}, {peak} MB")
    return not good


def check_bounds(folder):
    """Read or refused, in what a reader may have."""
    bad = 0
    for name, head, unit, size in REPEATED:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(repeated(name, head, unit, size))
        status, said, peak = run(["turns", name], folder)
        refused = status == 3 and ("it took more than" in said
                                   or "beyond the" in said)
        bad += told((status == 0 or refused) and
                    peak <= READER_MOST + BESIDE + size,
                    f"{name} of {size} MB is "
                    f"{'read' if status == 0 else 'refused'}", peak)
        os.remove(path)
    return bad


def check_read(folder):
    """What somebody has is read, in what is stated for it."""
    bad = 0
    run(["new", "study"], folder)
    study = os.path.join(folder, "study")
    for promise, name, make, most in READ:
        path = os.path.join(folder, name)
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(make())
        status, said, peak = run(["import", path], study)
        if "install poppler-utils" in said:
            print(f"skipped: {promise}: no pdftotext")
            continue
        bad += told(status == 0 and peak <= most, promise, peak)
        os.remove(path)
    status, said, _ = run(["turns", "D099999"], study)
    return bad + told(status == 0, "the last of them is there", 0)


def check_words(folder):
    """The limits are those that the program states, and a file has one."""
    note = subprocess.run(
        [os.path.abspath(sys.argv[1]), "help", "formats"],
        capture_output=True, check=True).stdout.decode().split("\n\n")[0]
    stated = " ".join(note.split())
    bad = told(f"{READER} MB of memory" in stated and
               f"up to {READER_MOST} MB" in stated and
               f"A file may have {FILE} MB" in stated,
               "the help states these limits", 0)
    with open(os.path.join(folder, "a.txt"), "wb") as file:
        file.truncate(FILE * MB + 1)
    status, said, peak = run(["turns", "a.txt"], folder)
    return bad + told(status == 3 and f"larger than {FILE} MiB" in said and
                      peak < BESIDE, "a larger file is not even read", peak)


def main():
    with tempfile.TemporaryDirectory() as folder:
        return check_words(folder) + check_bounds(folder) + \
            check_read(folder) > 0


if os.environ.get("THEMATA_INSTRUMENTED"):
    print("skipped: no limit on memory beside a sanitizer")
    sys.exit(77)
sys.exit(main())
