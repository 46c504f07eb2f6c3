"""What the engine is to reach, and whether a run's results show it.

A goal is (what, wanted, measured): `measured` is None where it was not.
Larger is better, except where `wanted` begins with "under".
"""

MB = 1000000


def ratio(slow, fast, figure="processor"):
    """How many times more `slow` took than `fast`."""
    return slow[figure] / fast[figure] if fast[figure] else None


def times(value):
    if value is None:
        return "not measured"
    digits = 0 if value >= 20 else 1 if value >= 2 else 2
    return f"{value:,.{digits}f}x"


def over_plain(results):
    for name, wanted in (("small", 100), ("medium", 120), ("large", 250)):
        row = results["ways"][name]
        # Both walked the same sample in the same rounds.
        value = ratio(row["plain"], row["sample"])
        yield (f"the plain path at {row['rules']} rules", wanted, value)


def without(row, floor):
    """What a program took beyond its start and its reading."""
    return {"processor": max(row["processor"] - floor["processor"], 0)}


def over_ripgrep(results):
    """Its best case, ASCII words; else what means the same as the rules.

    The engine is matching alone, so ripgrep's start and reading are taken off.
    """
    for peer in results["peers"]:
        ways, mine = peer["ways"], peer["ways"]["engine"]
        floor = ways["rg, one word that is nowhere"]
        if peer["sort"] == "words":
            yield (f"`rg --no-unicode` without its start and reading, its "
                   f"best case: {peer['rules']} lists of plain words", 1.5,
                   ratio(without(ways["rg --no-unicode"], floor), mine))
        else:
            yield (f"`rg` or `rg -P`, {peer['rules']} mixed rules",
                   30 if peer["book"] == "small" else 80,
                   min(ratio(without(ways[way], floor), mine)
                       for way in ("rg", "rg -P")))


def over_python(results):
    for row in results["python"]:
        yield (f"python3 `re` rule by rule, {row['book']} codebook", 700,
               ratio(row["ways"]["python3"], row["ways"]["engine"]))


def threads(results):
    for name, row in results["ways"].items():
        yield (f"two threads over one, {name} codebook", 1.8,
               ratio(row["engine1"], row["engine2"], "seconds"))


def one_rule(results):
    values = [ratio(row["plain"], row["sample"])
              for row in results["single"]]
    return [("a codebook of one rule, the worst of "
             f"{len(values)}, over the plain path", 0.9, min(values))]


def store(results):
    """Matching alone as a share of coding, storing and matrices."""
    sizes = {row["engine1"]["bytes"] // MB: row for row in results["texts"]}
    for row in reversed(results["whole"]):
        match = sizes.get(row["bytes"] // MB)
        if match and "cooccur" in row:
            whole = row["code"]["processor"] + row["cooccur"]["processor"]
            return [("coding, storing and matrices at this share of matching "
                     f"alone ({row['bytes'] / MB:g} MB)", 0.6,
                     match["engine1"]["processor"] / whole)]
    return []


def changed(results):
    for row in [row for row in results["whole"] if "changed" in row][-1:]:
        yield (f"one changed rule over coding all ({row['bytes'] / MB:g} MB), "
               f"median of {len(row['costs'])} rules", 20,
               ratio(row["code"], row["changed"]))


def goals(results):
    """All ratios: (what, wanted, measured or None)."""
    found = []
    for some in (over_plain, over_ripgrep, over_python, threads, store,
                 changed, one_rule):
        found += list(some(results))
    return found


def preview(results):
    """(what, most seconds allowed, measured or None) on two threads."""
    for size, allowed in ((3 * MB, 0.01), (1000 * MB, 0.5)):
        rows = [row for study in results["whole"] if study["bytes"] == size
                for row in study["previews"]]
        for when, words in (("again", "texts in memory"),
                            ("first", "study opened for it")):
            yield (f"preview of one rule, {size // MB:,} MB, {words}", allowed,
                   max((row["on2"][when]["seconds"] for row in rows),
                       default=None))


def memory(results):
    """(what, most allowed, measured) in bytes, for the largest study."""
    for row in results["whole"][-1:]:
        allowed = 128 * 1024 * 1024 + 32 * row["largest"]
        for step in ("import", "code", "cooccur", "freq", "recommend",
                     "excerpts", "run"):
            yield (f"`themata {step}`, {row['bytes'] / MB:g} MB", allowed,
                   row[step]["memory"] if step in row else None)
