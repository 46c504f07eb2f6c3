"""The program as people run it: import, code, code again, matrices, run."""

import os
import shutil

import previews
import process
import vary
from setting import MB, MEMORY, say, written


class Study:
    """A study folder whose transcripts are a corpus."""

    def __init__(self, setting, text, size):
        self.setting = setting
        self.text = text
        self.folder = setting.path("study")
        self.transcripts = os.path.join(self.folder, "transcripts")
        self.book = os.path.join(self.folder, "codebooks", "book.yaml")
        shutil.rmtree(self.folder, ignore_errors=True)
        os.makedirs(os.path.join(self.folder, "codebooks"))
        os.symlink(setting.corpus(size), self.transcripts)

    def write(self, codebook):
        written(self.book, codebook)

    def anew(self):
        for name in os.listdir(self.folder):
            if name.startswith("themata.db"):
                os.remove(os.path.join(self.folder, name))
        shutil.rmtree(os.path.join(self.folder, "reports"), ignore_errors=True)
        self.write(self.text)

    def themata(self, *arguments):
        return self.setting.run([self.setting.themata, *arguments],
                                self.folder)

    def jobs(self, number):
        return ["--jobs", str(number)] if self.setting.jobs else []

    # ---- the steps, in their order

    def do_import(self):
        self.anew()
        return self.themata("import", "transcripts")

    def do_code(self):
        return self.themata("code", *self.jobs(1))

    def do_code_by_two(self):
        self.do_import()
        return self.themata("code", *self.jobs(2))

    def do_cooccur(self):
        return self.themata("cooccur", "--format", "json")

    def do_freq(self):
        return self.themata("freq", "--by", "case", "--format", "json")

    def do_recommend(self):
        return self.themata("recommend", "--format", "csv")

    def do_excerpts(self):
        return self.themata("excerpts", "--code", "staff", "--format", "csv")

    def do_run(self):
        self.anew()
        return self.themata("run")

    def steps(self):
        steps = [("import", self.do_import), ("code", self.do_code),
                  ("again", self.do_code), ("cooccur", self.do_cooccur),
                  ("freq", self.do_freq), ("recommend", self.do_recommend),
                  ("excerpts", self.do_excerpts),
                 ("code2", self.do_code_by_two),
                 ("run", self.do_run)]
        return [step for step in steps
                if self.setting.jobs or step[0] != "code2"]

    def each_changed(self, count):
        """Coding again after one rule changed, for `count` rules from all over
        the codebook, one after the other."""
        self.do_import()
        self.do_code()
        text = self.text
        rules = vary.can_change(text)
        chosen = [rules[i * len(rules) // count] for i in range(count)]
        runs = []
        for number in chosen:
            text = vary.changed(text, number, f"bench{number}")
            self.write(text)
            runs.append(self.do_code())
        self.write(self.text)
        self.do_code()
        return runs

    def largest(self):
        return max(os.path.getsize(os.path.join(self.transcripts, name))
                   for name in os.listdir(self.transcripts))


def bearable(step, previous, size, limit):
    """Whether a step will end in time, and in memory, over `size` bytes; told
    from how it went over less."""
    if not previous:
        return True
    if step not in previous:
        return False
    more = size / previous["bytes"]
    return (previous[step]["seconds"] * more <= limit and
            previous[step]["memory"] * more <= MEMORY / 2)


def by_text(setting):
    """Every step's figures, for each size of text; what would take too long
    is left out."""
    rows = []
    text = setting.text_of("medium")
    for size in setting.size["texts"]:
        previous = rows[-1] if rows else None
        study = Study(setting, text, size)
        steps = [step for step in study.steps()
                 if bearable(step[0], previous, size, setting.size["limit"])]
        names = [name for name, _ in steps]
        if "import" not in names or "code" not in names:
            break
        say(f"themata {', '.join(names)}: {size / MB:g} MB")
        rounds = setting.size["rounds"] if size < 100 * MB else 1
        row = {"bytes": size, "largest": study.largest(),
               **process.alternately(steps, rounds)}
        say(f"one rule changed, and another, and another: {size / MB:g} MB")
        runs = study.each_changed(setting.size["changed"])
        row["changed"] = process.middle(runs)
        row["costs"] = sorted(run["processor"] for run in runs)
        row["previews"] = previews.of_study(setting, study, size, rounds)
        rows.append(row)
    return rows
