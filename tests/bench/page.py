"""The results as a page: Markdown and a plot."""

import goals
import plot

MB = 1000000

WAYS = [
    ("read", "sum of the text's 8-byte words"),
    ("validate", "UTF-8 validation alone"),
    ("engine1", "the engine, 1 thread"),
    ("engine2", "the engine, 2 threads"),
    ("sample", "the engine, 1 thread, on the sample"),
    ("plain", "the plain path, on the sample"),
]
STEPS = [
    ("import", "`themata import`"),
    ("code", "`themata code`, all"),
    ("again", "`themata code`, nothing changed"),
    ("changed", "`themata code`, one rule changed"),
    ("code2", "`themata code --jobs 2`, all"),
    ("cooccur", "`themata cooccur`"),
    ("freq", "`themata freq`"),
    ("recommend", "`themata recommend`"),
    ("excerpts", "`themata excerpts` of one code"),
    ("run", "`themata run`: files to report"),
]


def seconds(value):
    if value >= 10:
        return f"{value:.1f} s"
    return f"{value:.2f} s" if value >= 1 else f"{value * 1000:.3g} ms"


def rate(length, value):
    speed = length / value / MB
    return f"{speed:,.0f} MB/s" if speed >= 20 else f"{speed:.2g} MB/s"


def size(length):
    return f"{length / MB:,.0f} MB" if length >= MB else f"{length / MB:.2g} MB"


def cost(row, key):
    """Seconds of a way: of the processor on one thread, else of the clock."""
    return row[key]["seconds" if key == "engine2" else "processor"]


def speed(row, key):
    return rate(row[key]["bytes"], cost(row, key))


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return lines + [""]


def spread(figures):
    return f"{seconds(figures['least'])} to {seconds(figures['most'])}"


# ---- the parts of the page

def top(results):
    machine = results["machine"]
    text = ("real interviews" if results["real"] else
            "turns of the example study, shuffled")
    peers = f", ripgrep {machine['ripgrep']}" if "ripgrep" in machine else ""
    return [
        "# Benchmark", "",
        "Made by `cmake --build build/release --target bench`; not written by "
        "hand.", "",
        f"- Machine: {machine['processor']}, {machine['cores']} cores, "
        f"{machine['memory'] / 2 ** 30:.0f} GiB of memory.",
        f"- Compiler {machine['compiler']}; PCRE2 {machine['PCRE2']}"
        f"{peers}, Python {machine['python']}.",
        f"- Text: {text}. Codebooks: `tests/bench/codebooks`. Size of the "
        f"run: {results['size']}.",
        f"- Medians of {results['rounds']} rounds; in a round everything that "
        "is compared runs once, one after the other. Files were in memory. "
        "Ratios are what to rely on; on one thread they, and speeds, are of "
        "processor time, so that a busy machine disturbs less; when this run "
        f"began, the load was {results['load']:.1f}. What would take more "
        f"than {results['limit']:g} seconds a round was left out.", "",
        "![Cost over text and over rules](benchmark.svg)", ""]


def reached(results):
    rows = [[what, goals.times(wanted), goals.times(value),
             "–" if value is None else "yes" if value >= wanted else "no"]
            for what, wanted, value in goals.goals(results)]
    rows += [[f"memory of {what}", f"under {size(allowed)}",
              "not measured" if value is None else size(value),
              "–" if value is None else "yes" if value <= allowed else "no"]
             for what, allowed, value in goals.memory(results)]
    rows += [[what, f"under {seconds(allowed)}",
              "not measured" if value is None else seconds(value),
              "–" if value is None else "yes" if value <= allowed else "no"]
             for what, allowed, value in goals.preview(results)]
    return ["## What is to be reached", "",
            "How many times faster than what the first column names:", ""] + \
        table(["than", "wanted", "measured", "reached"], rows)


def matching(results):
    lines = ["## Matching, in one process", "",
             "The text lies in memory, read and parsed by the product itself; "
             "hits are made with their contexts, and found equal.", ""]
    for name, row in results["ways"].items():
        hits = row["engine1"]
        lines += [f"**{name}**: {row['rules']} rules, "
                  f"{hits['hits'] / hits['bytes'] * 1000:.1f} hits in 1,000 "
                  f"bytes, {hits['documents']} interviews.", ""]
        lines += table(
            ["way", "text", "median", "least to most", "speed"],
            [[words, size(row[key]["bytes"]), seconds(row[key]["seconds"]),
              spread(row[key]), speed(row, key)] for key, words in WAYS])
    return lines


def over_rules(results):
    rows = [[f"{row['rules']:,}",
             f"{row['engine1']['hits'] / row['engine1']['bytes'] * 1000:.1f}",
             speed(row, "engine1"), speed(row, "plain"),
             goals.times(goals.ratio(row["plain"], row["sample"]))]
            for row in results["rules"]]
    return ["### Over the number of rules", "",
            "Parts of the large codebook; beyond it, lists of its words.", ""
            ] + table(["rules", "hits in 1,000 bytes", "engine", "plain path",
                       "ratio"], rows)


def single(results):
    rows = [[f"`{row['rule']}`", row["sort"],
             speed(row, "sample"), speed(row, "plain"),
             goals.times(goals.ratio(row["plain"], row["sample"]))]
            for row in results["single"]]
    return ["### One rule by itself", ""] + \
        table(["rule of the large codebook", "sort", "engine", "plain path",
               "ratio"], rows)


def over_text(results):
    rows = [[size(row["engine1"]["bytes"])] +
            [speed(row, key) for key in ("engine1", "engine2", "read")]
            for row in results["texts"]]
    return ["### Over the size of the text", "", "The medium codebook.", ""] + \
        table(["text", "engine, 1 thread", "2 threads", "read"], rows)


def peers(results):
    lines = ["## Beside other programs", "",
             "Whole processes over the same files, on one thread; the engine "
             "is matching alone, in the same rounds. ripgrep finds one match "
             "at a place, whichever rule's, and does not tell the rule, the "
             "sentence or the context; it does less. Its `-P` is PCRE2; "
             "without it a rule with a back reference or that looks around is "
             "left out, with `--no-unicode`, which knows no letters outside "
             "ASCII, one with such a character too. The last ripgrep row is "
             "its start and its reading alone.", ""]
    for peer in results.get("peers", []):
        lines += [f"**{peer['book']}**, {peer['sort']}: {peer['rules']} "
                  f"rules, {size(peer['bytes'])}", ""]
        mine = peer["ways"]["engine"]["processor"]
        lines += table(
            ["", "rules left out", "median", "processor", "memory", "speed",
             "times the engine's"],
            [[f"`{name}`" if name != "engine" else "the engine",
              str(peer["left"].get(name, 0)), seconds(way["seconds"]),
              seconds(way["processor"]),
              size(way["memory"]) if way["memory"] else "",
              rate(peer["bytes"], way["processor"]),
              goals.times(way["processor"] / mine)]
             for name, way in peer["ways"].items()])
    for row in results.get("python", []):
        way, mine = row["ways"]["python3"], row["ways"]["engine"]
        lines += [f"**{row['book']}**, python3 `re`, every rule by itself "
                  f"over every file, {size(row['bytes'])}: "
                  f"{seconds(way['seconds'])}, "
                  f"{rate(row['bytes'], way['processor'])}; "
                  f"{goals.times(goals.ratio(way, mine))} the engine's time.",
                  ""]
    return lines


def one_changed(row):
    """How much a changed rule costs depends on how many documents have it."""
    full, costs = row["code"]["processor"], row["costs"]
    told = [goals.times(full / costs[place * (len(costs) - 1) // 4])
            for place in range(5)]
    return (f"Of {len(costs)} rules, each changed by itself, coding again was "
            f"{told[0]} cheaper than coding all for the cheapest, {told[1]} at "
            f"the lower quarter, {told[2]} at the median, {told[3]} at the "
            f"upper quarter, {told[4]} for the dearest.")


def whole(results):
    lines = ["## The whole program", "",
             "The medium codebook. Memory is the most that was held at once, "
             "and never less than what the measuring program holds, some 25 "
             "MB.", ""]
    for row in results["whole"]:
        runs = row["import"]["runs"]
        lines += [f"**{size(row['bytes'])}**, medians of {runs}:" if runs > 1
                  else f"**{size(row['bytes'])}**, once:", ""]
        lines += table(
            ["", "median", "processor", "memory", "speed"],
            [[words, seconds(row[key]["seconds"]),
              seconds(row[key]["processor"]), size(row[key]["memory"]),
              rate(row["bytes"], row[key]["seconds"])]
             for key, words in STEPS if key in row])
        lines += [one_changed(row), ""]
    return lines


def preview(results):
    rows = [[size(study["bytes"]), f"`{row['rule']}`", row["sort"],
             f"{row['on1']['again']['hits']:,}"] +
            [f"{seconds(one['seconds'])} ({seconds(one['processor'])})"
             for one in (row["on2"]["begin"], row["on2"]["first"],
                         row["on1"]["again"], row["on2"]["again"])]
            for study in results["whole"] for row in study["previews"]]
    return ["### One rule while it is edited", "",
            "`themata_preview`: compiling the codebook's rule, its hits in "
            "all interviews, the first 50 excerpts. The first preview opens "
            "the study and reads it; for the next its texts are in memory. In "
            "brackets the processor's time.", ""] + \
        table(["text", "rule", "sort", "hits", "first document, 2 threads",
               "all of the first, 2 threads", "next, 1 thread",
               "next, 2 threads"], rows)


def formats(results):
    rows = []
    for row in results.get("formats", []):
        mine = row["programs"]["themata"]["processor"]
        other = row["programs"].get("converter")
        rows.append([
            f"{row['title']} (`{row['format']}`)",
            f"{row['bytes'] / 1000:,.0f} kB `{row['extension']}`" +
            ("" if row["real"] else ", invented"),
            rate(row["bytes"], row["processor"]), seconds(mine),
            f"{seconds(other['processor'])} `{row['converter']}`"
            if other else "–",
            goals.times(other["processor"] / mine) if other else "–"])
    return ["### Formats", "",
            "The largest file of each format that is there, a real one where "
            "there is one. The speed is that of reading it into turns and "
            "sentences, over and over in one process, by the bytes of the file "
            "as it is, packed or not; beside it whole programs, start "
            "included: `themata turns` and what converts the same file to "
            "plain text, which tells no speakers. All is processor time.", ""
            ] + table(["format", "file", "reading", "`themata turns`",
                       "converter", "times `themata`'s"], rows)


# ---- the plot

def curve(rows, key, across):
    """Milliseconds for a megabyte, over what `across` tells of a row."""
    return [(across(row), cost(row, key) * 1000 / (row[key]["bytes"] / MB))
            for row in rows]


def curves(results):
    texts, rules = results["texts"], results["rules"]
    over = [(words, [(row[key]["bytes"] / MB, cost(row, key))
                     for row in texts])
            for key, words in (("engine1", "engine"),
                               ("engine2", "2 threads"))]
    over += [(words, [(row["bytes"] / MB, row[key]["seconds"])
                      for row in results["whole"] if key in row])
             for key, words in (("code", "themata code"),
                                ("run", "themata run"))]
    return plot.plot([
        (("Text, at the medium codebook", "MB of text", "seconds"), over),
        (("Rules", "rules", "milliseconds for 1 MB"),
         [("engine", curve(rules, "engine1", lambda row: row["rules"])),
          ("plain path", curve(rules, "plain", lambda row: row["rules"]))])])


def pages(results):
    """name -> text of the files."""
    lines = []
    for part in (top, reached, matching, over_text, over_rules, single, peers,
                 whole, preview, formats):
        lines += part(results)
    return {"benchmark.md": "\n".join(lines).rstrip() + "\n",
            "benchmark.svg": curves(results)}
