"""Matching, in one process: bench_program over texts and codebooks."""

import vary
from setting import BOOKS, MB, say


def by_book(setting):
    """name of the codebook -> all ways, on as much text as is affordable."""
    rows = {}
    for name in BOOKS:
        book = setting.book(name)
        size = setting.affordable(book, setting.size["texts"][:4])[-1]
        say(f"{name}: in one process, {size / MB:g} MB")
        rows[name] = setting.ways(book, size)
        rows[name]["rules"] = vary.count(setting.text_of(name))
    return rows


def by_text(setting):
    rows = []
    book = setting.book("medium")
    for size in setting.affordable(book, setting.size["texts"]):
        say(f"{size / MB:g} MB of text")
        rows.append(setting.ways(book, size))
    return rows


def round_of(row):
    """Seconds that one round of all ways took."""
    return sum(way["seconds"] for way in row.values()
               if isinstance(way, dict))


def by_rules(setting):
    rows = []
    text = setting.text_of("large")
    for rules in setting.size["rules"]:
        if rows and round_of(rows[-1]) * rules / rows[-1]["rules"] > \
                setting.size["limit"]:
            break
        say(f"{rules} rules")
        book = setting.book("rules", vary.of_size(text, rules))
        rows.append({"rules": rules,
                     **setting.ways(book, setting.size["sample"])})
    return rows


def evenly(patterns, each):
    """The numbers of `each` rules of every sort, spread over the codebook."""
    for sort in ("words", "terms", "regex"):
        mine = [i for i, one in enumerate(patterns) if one[1] == sort]
        yield from (mine[k * len(mine) // each] for k in range(each))


def single_rules(setting):
    """One rule by itself, of every sort."""
    rows = []
    text = setting.text_of("large")
    patterns = setting.patterns(setting.book("large"))
    for number in evenly(patterns, setting.size["single"]):
        name, sort, _ = patterns[number]
        say(f"one rule, {name}")
        book = setting.book("single", vary.chosen(text, {number}))
        rows.append({"rule": name, "sort": sort,
                     **setting.ways(book, setting.size["sample"])})
    return rows
