"""The benchmark: python3 bench.py --themata PROGRAM --bench PROGRAM
                  --work FOLDER --docs FOLDER [--size full|quick|tiny]

Makes the corpora and codebooks, runs everything side by side, and writes
benchmark.md and benchmark.svg into --docs. Real interviews come from the
folder THEMATA_SHARED, where it has data/interviews-bulk.tar.xz; else the text
is made of the example study's turns.

What would take longer than the size's `limit` (seconds a run) is left out and
said to be. Ratios of one run are what to rely on; nothing here is asserted but
that all ways find the same hits.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys

import page
import process
import vary

HERE = os.path.dirname(os.path.abspath(__file__))
REPOSITORY = os.path.dirname(os.path.dirname(HERE))
MB = 1000000
LOOK = 300000  # bytes of a first look at how fast something is
MEMORY = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
BOOKS = ["small", "medium", "large"]
# What an automaton cannot do: back references, looking around.
BEYOND_REGULAR = ["\\1", "(?=", "(?!", "(?<=", "(?<!"]

SIZES = {
    "full": {"texts": [MB, 3 * MB, 30 * MB, 130 * MB, 1000 * MB],
             "sample": 3 * MB, "peers": 30 * MB, "python": 3 * MB,
             "rules": [10, 30, 100, 300, 600, 1000], "rounds": 5,
             "single": 5, "limit": 100},
    "quick": {"texts": [MB, 3 * MB], "sample": MB, "peers": 3 * MB,
              "python": MB // 4, "rules": [10, 100, 1000], "rounds": 3,
              "single": 2, "limit": 5},
    "tiny": {"texts": [20000], "sample": 20000, "peers": 20000,
             "python": 20000, "rules": [10], "rounds": 1,
             "single": 1, "limit": 60},
}


def say(*words):
    print("bench:", *words, file=sys.stderr, flush=True)


def evenly(patterns, each):
    """The numbers of `each` rules of every sort, spread over the codebook."""
    for sort in ("words", "terms", "regex"):
        mine = [i for i, one in enumerate(patterns) if one[1] == sort]
        yield from (mine[k * len(mine) // each] for k in range(each))


class Bench:
    """One run: its programs, its folder, what it found."""

    def __init__(self, options):
        self.themata = os.path.abspath(options.themata)
        self.program = os.path.abspath(options.bench)
        self.size = SIZES[options.size]
        self.work = os.path.join(os.path.abspath(options.work), options.size)
        self.rg = shutil.which("rg")
        archive = os.path.join(os.environ.get("THEMATA_SHARED", ""), "data",
                               "interviews-bulk.tar.xz")
        self.archive = archive if os.path.exists(archive) else "-"
        if options.size == "tiny":
            self.archive = "-"
        shutil.rmtree(self.work, ignore_errors=True)
        os.makedirs(self.work)
        self.results = {"size": options.size, "rounds": self.size["rounds"],
                        "limit": self.size["limit"],
                        "real": self.archive != "-"}

    # ---- what it works on

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
        path = self.path(name + ".yaml")
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        return path

    def text_of(self, name):
        with open(self.book(name), encoding="utf-8") as file:
            return file.read()

    def answer(self, *arguments):
        return subprocess.run([self.program, *arguments], check=True,
                              capture_output=True, encoding="utf-8").stdout

    def patterns(self, book):
        """(id, sort, pattern) of every rule."""
        return [line.split("\t", 2)
                for line in self.answer("patterns", book).splitlines()]

    # ---- in one process

    def ways(self, book, folder, size, sample, rounds):
        """name and threads of each way -> its figures, as bench.c prints."""
        found = {}
        for line in self.answer("ways", book, folder, str(size), str(sample),
                                str(rounds)).splitlines():
            name, threads, documents, length, hits, _, *seconds = \
                line.split("\t")
            seconds = [float(second) for second in seconds]
            key = name if name in ("read", "validate", "plain") else (
                "sample" if "sample" not in found else "engine" + threads)
            found[key] = {
                "documents": int(documents), "bytes": int(length),
                "hits": int(hits), "seconds": statistics.median(seconds),
                "least": min(seconds), "most": max(seconds)}
        return found

    def affordable(self, book, sizes):
        """Those of `sizes` that a round of all ways can take, by a first look;
        and that memory can hold."""
        first = self.ways(book, self.corpus(self.size["texts"][0]),
                          LOOK, LOOK, 1)
        cost = {way: first[way]["seconds"] / first[way]["bytes"]
                for way in ("engine1", "plain")}
        return [size for size in sizes if 2 * size * cost["engine1"] +
                min(size, self.size["sample"]) * cost["plain"]
                <= self.size["limit"] and 5 * size < MEMORY] or sizes[:1]

    def in_process(self):
        rows = {}
        for name in BOOKS:
            book = self.book(name)
            size = self.affordable(book, self.size["texts"][:4])[-1]
            say(f"{name}: in one process, {size // MB} MB")
            rows[name] = self.ways(book, self.corpus(size), size,
                                   min(size, self.size["sample"]),
                                   self.size["rounds"])
            rows[name]["rules"] = vary.count(self.text_of(name))
        self.results["ways"] = rows

    def over_text(self):
        rows = []
        book = self.book("medium")
        for size in self.affordable(book, self.size["texts"]):
            say(f"{size // MB} MB of text")
            found = self.ways(book, self.corpus(size), size,
                              min(size, self.size["sample"]),
                              self.size["rounds"])
            rows.append(found)
        self.results["texts"] = rows

    def over_rules(self):
        rows = []
        text = self.text_of("large")
        size = self.size["sample"]
        folder = self.corpus(size)
        for rules in self.size["rules"]:
            say(f"{rules} rules")
            book = self.book("rules", vary.of_size(text, rules))
            found = self.ways(book, folder, size, size, self.size["rounds"])
            rows.append({"rules": rules, **found})
        self.results["rules"] = rows

    def single_rules(self):
        """One rule by itself, of every sort."""
        rows = []
        text = self.text_of("large")
        patterns = self.patterns(self.book("large"))
        size = self.size["sample"]
        for number in evenly(patterns, self.size["single"]):
            book = self.book("single", vary.chosen(text, {number}))
            found = self.ways(book, self.corpus(size), size, size,
                              self.size["rounds"])
            rows.append({"rule": patterns[number][0],
                         "sort": patterns[number][1], **found})
        self.results["single"] = rows

    # ---- whole processes

    def study(self, name, size):
        """A new study folder whose transcripts are those of a corpus."""
        folder = self.path("study-" + name)
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(os.path.join(folder, "codebooks"))
        os.symlink(self.corpus(size), os.path.join(folder, "transcripts"))
        return folder

    def run(self, command, folder, fine=(0,)):
        return process.measure(command, folder, self.path("output"), fine)

    def themata_steps(self, folder, text):
        """Import, code, code again, with one rule changed, matrices, run."""
        database = os.path.join(folder, "themata.db")
        book = os.path.join(folder, "codebooks", "book.yaml")
        turn = iter(range(10 ** 6))

        def write(codebook):
            with open(book, "w", encoding="utf-8") as file:
                file.write(codebook)

        def forget():
            for name in (database, database + "-wal", database + "-shm"):
                if os.path.exists(name):
                    os.remove(name)

        def imports():
            forget()
            write(text)
            return self.run([self.themata, "import", "transcripts"], folder)

        def changes():
            write(vary.changed(text, "bench" + "abcdefgh"[next(turn) % 8]))
            return self.run([self.themata, "code"], folder)

        def runs():
            forget()
            write(text)
            shutil.rmtree(os.path.join(folder, "reports"), ignore_errors=True)
            return self.run([self.themata, "run"], folder)

        def simply(*arguments):
            return lambda: self.run([self.themata, *arguments], folder)

        return [("import", imports), ("code", simply("code")),
                ("again", simply("code")), ("changed", changes),
                ("cooccur", simply("cooccur", "--format", "json")),
                ("run", runs)]

    def bearable(self, step, previous, size):
        """Whether a step that took `previous` figures will end in time, and
        in memory, over `size` bytes."""
        if not previous:
            return True
        if step not in previous:
            return False
        more = size / previous["bytes"]
        return (previous[step]["wall"] * more <= self.size["limit"] and
                previous[step]["memory"] * more <= MEMORY / 2)

    def whole(self):
        rows = []
        text = self.text_of("medium")
        previous = None
        for size in self.size["texts"]:
            folder = self.study("medium", size)
            steps = [step for step in self.themata_steps(folder, text)
                     if self.bearable(step[0], previous, size)]
            names = [name for name, _ in steps]
            say(f"themata {', '.join(names)}: {size // MB} MB")
            if "import" not in names or "code" not in names:
                break
            rounds = self.size["rounds"] if size < 100 * MB else 1
            previous = process.alternately(steps, rounds)
            files = os.path.join(folder, "transcripts")
            previous["bytes"] = size
            previous["largest"] = max(
                os.path.getsize(os.path.join(files, name))
                for name in os.listdir(files))
            rows.append(previous)
        self.results["whole"] = rows

    # ---- the peers

    def rg_ways(self, patterns):
        """name -> (command before the folder, how many rules it leaves out).

        A back reference counts groups of its own rule; in one alternation of
        all rules it must do so relatively.
        """
        relative = [one.replace("\\1", "\\g{-1}") for one in patterns]
        regular = [one for one in patterns
                   if not any(part in one for part in BEYOND_REGULAR)]
        simple = [one.replace("(?:'|’)", "'") for one in regular]
        simple = [one for one in simple if one.isascii() and "\\p{" not in one]
        base = [self.rg, "-o", "--no-filename", "-j1", "--no-config"]
        wide = ["--dfa-size-limit", "1G", "--regex-size-limit", "1G"]
        return {
            "rg -P": (base + ["-P"], relative),
            "rg": (base + wide, regular),
            "rg --no-unicode": (base + wide + ["--no-unicode"], simple),
            "rg, one word that is nowhere": (base, ["zqxjzqxj"]),
        }

    def engine_step(self, book, size):
        """The engine on one thread, matching alone, beside processes."""
        def engine():
            found = self.ways(book, self.corpus(size), size, 1, 1)["engine1"]
            return {"wall": found["seconds"], "user": found["seconds"],
                    "system": 0.0, "memory": 0}

        return "engine", engine

    def peer_steps(self, name, book, size):
        steps, left = [], {}
        patterns = [one[2] for one in self.patterns(book)]
        for way, (command, usable) in self.rg_ways(patterns).items():
            file = self.path(way.replace(" ", "") + name)
            with open(file, "w", encoding="utf-8") as to:
                to.write("\n".join(usable) + "\n")
            full = command + ["-f", file, self.corpus(size)]
            # It ends with 1 where it finds nothing.
            steps.append((way, lambda full=full: self.run(full, self.work,
                                                          (0, 1))))
            left[way] = len(patterns) - len(usable)
        return steps + [self.engine_step(book, size)], left

    def peers(self):
        rows = []
        for name in BOOKS[:2]:
            whole = self.text_of(name)
            sorts = [one[1] for one in self.patterns(self.book(name))]
            plain = {i for i, sort in enumerate(sorts) if sort == "words"}
            for sort, text in (("words", vary.chosen(whole, plain)),
                               ("mixed", whole)):
                book = self.book(f"peer-{name}-{sort}", text)
                size = self.size["peers" if sort == "words" else "sample"]
                say(f"{name}, {sort}: ripgrep, {size // MB} MB")
                steps, left = self.peer_steps(name, book, size)
                rows.append({
                    "book": name, "sort": sort, "rules": vary.count(text),
                    "bytes": size, "left": left,
                    "ways": process.alternately(steps, self.size["rounds"])})
        self.results["peers"] = rows

    def python(self):
        rows = []
        size = self.size["python"]
        for name in BOOKS[:2]:
            say(f"{name}: python3 re, {size / MB} MB")
            book = self.book(name)
            file = self.path("python-" + name)
            with open(file, "w", encoding="utf-8") as to:
                to.writelines(one[2] + "\n" for one in self.patterns(book))
            command = [sys.executable, os.path.join(HERE, "re_rules.py"), file,
                       self.corpus(size)]
            steps = [("python3", lambda: self.run(command, self.work)),
                     self.engine_step(book, size)]
            rows.append({"book": name, "bytes": size,
                         "ways": process.alternately(
                             steps, min(self.size["rounds"], 3))})
        self.results["python"] = rows

    # ---- all of it

    def machine(self):
        facts = dict(line.split("\t")
                     for line in self.answer("machine").splitlines())
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.split(":")[1].strip() for line in file
                     if line.startswith("model name")]
        facts["processor"] = names[0] if names else "unknown"
        facts["cores"] = os.cpu_count()
        facts["memory"] = MEMORY
        facts["python"] = sys.version.split()[0]
        if self.rg:
            told = subprocess.run([self.rg, "--version"], capture_output=True,
                                  encoding="utf-8").stdout
            facts["ripgrep"] = told.split()[1]
        self.results["machine"] = facts

    def everything(self):
        self.machine()
        self.in_process()
        self.over_text()
        self.over_rules()
        self.single_rules()
        self.whole()
        if self.rg:
            self.peers()
        else:
            say("no ripgrep: left out")
        self.python()
        return self.results


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("themata", "bench", "work", "docs"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--size", choices=SIZES, default="quick")
    options = parser.parse_args()
    bench = Bench(options)
    results = bench.everything()
    with open(bench.path("results.json"), "w", encoding="utf-8") as file:
        json.dump(results, file, indent=1)
    os.makedirs(options.docs, exist_ok=True)
    for name, text in page.pages(results).items():
        with open(os.path.join(options.docs, name), "w",
                  encoding="utf-8") as file:
            file.write(text)
        say("wrote", name)


if __name__ == "__main__":
    main()
