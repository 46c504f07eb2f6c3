"""One rule, looked for in a study that is open: bench_program preview."""

import statistics

import inside
from setting import MB, MEMORY, say

THREADS = (1, 2)


def figures(line):
    """Of one line that bench_program prints."""
    name, documents, hits, *seconds = line.split("\t")
    clock, processor = zip(*(map(float, one.split()) for one in seconds))
    return name, {"documents": int(documents), "hits": int(hits),
                  "seconds": statistics.median(clock),
                  "processor": statistics.median(processor)}


def of_study(setting, study, size, rounds):
    """A rule of every sort: the first preview, and the next one, for which
    the texts are in memory; by the number of threads."""
    rows = []
    kept = max(256 * MB, 3 * size)
    if 2 * kept > MEMORY:
        return rows
    for number in inside.evenly(setting.patterns(study.book), 1):
        rule, sort, _ = setting.patterns(study.book)[number]
        row = {"rule": rule, "sort": sort}
        say(f"preview of {rule}: {size / MB:g} MB")
        for threads in THREADS:
            told = setting.answer("preview", study.folder, study.book, rule,
                                  str(threads), str(kept >> 20), str(rounds))
            row[f"on{threads}"] = dict(map(figures, told.splitlines()))
        rows.append(row)
    return rows
