"""What a run of the benchmark works with: programs, texts, codebooks."""

import os
import shutil
import statistics
import subprocess
import sys

import process

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
MB = 1000000
LOOK = 300000  # bytes of a first look at how fast something is
MEMORY = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
BOOKS = ["small", "medium", "large"]


def say(*words):
    print("bench:", *words, file=sys.stderr, flush=True)


def written(path, text):
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


class Setting:
    """`size` says how much of everything (bench.py)."""

    def __init__(self, themata, program, work, size, real):
        self.themata = os.path.abspath(themata)
        self.program = os.path.abspath(program)
        self.work = os.path.abspath(work)
        self.size = size
        self.rg = shutil.which("rg")
        help_page = subprocess.run([self.themata, "help", "code"], check=True,
                                   stdout=subprocess.PIPE).stdout
        self.jobs = b"--jobs" in help_page  # it may be told how many threads
        archive = os.path.join(os.environ.get("THEMATA_SHARED", ""), "data",
                               "interviews-bulk.tar.xz")
        self.archive = archive if real and os.path.exists(archive) else "-"
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)

    def path(self, *names):
        return os.path.join(self.work, *names)

    def corpus(self, size):
        """A folder of about `size` bytes of interviews, made when missing."""
        folder = self.path(f"text-{size}")
        if not os.path.exists(folder):
            # By itself, for this program's memory counts as its children's.
            subprocess.run([sys.executable, os.path.join(HERE, "corpus.py"),
                            self.archive, REPOSITORY, str(size), folder],
                           check=True)
        return folder

    def book(self, name, text=None):
        """The path of a codebook: one of codebooks/, or `text`."""
        if text is None:
            return os.path.join(HERE, "codebooks", name + ".yaml")
        return written(self.path(name + ".yaml"), text)

    def text_of(self, name):
        with open(self.book(name), encoding="utf-8") as file:
            return file.read()

    def answer(self, *arguments):
        """What bench_program prints."""
        return subprocess.run([self.program, *arguments], check=True,
                              stdout=subprocess.PIPE, encoding="utf-8").stdout

    def patterns(self, book):
        """(id, sort, pattern) of every rule."""
        return [line.split("\t", 2)
                for line in self.answer("patterns", book).splitlines()]

    def ways(self, book, size, sample=None, rounds=None):
        """All ways over a corpus: name and threads -> figures.

        "sample" is the engine over the text that the plain path has.
        """
        sample = min(size, self.size["sample"]) if sample is None else sample
        found = {}
        for line in self.answer(
                "ways", book, self.corpus(size), str(size), str(sample),
                str(rounds or self.size["rounds"])).splitlines():
            name, threads, documents, length, hits, _, *seconds = \
                line.split("\t")
            if name == "engine":
                name = "engine" + threads if "sample" in found else "sample"
            clock, processor = zip(*(map(float, one.split())
                                     for one in seconds))
            found[name] = {
                "documents": int(documents), "bytes": int(length),
                "hits": int(hits), "seconds": statistics.median(clock),
                "processor": statistics.median(processor),
                "least": min(clock), "most": max(clock)}
        return found

    def affordable(self, book, sizes):
        """Those of `sizes` that a round of all ways can take, by a first look,
        and that memory can hold."""
        first = self.ways(book, min(LOOK, sizes[0]), rounds=1)
        cost = {way: first[way]["seconds"] / first[way]["bytes"]
                for way in ("engine1", "plain")}
        return [size for size in sizes if 2 * size * cost["engine1"] +
                min(size, self.size["sample"]) * cost["plain"]
                <= self.size["limit"] and 5 * size < MEMORY] or sizes[:1]

    def run(self, command, folder=None, fine=(0,)):
        return process.measure(command, folder or self.work,
                               self.path("output"), fine)
