"""Codebooks made of a codebook, by its lines.

The files in codebooks/ are laid out so that this needs no YAML: a code begins
with "  - id:", its rules follow "    rules:", and each begins with "      - ".
"""

import random
import re


def parts(text):
    """The lines before the codes, and each code: its lines, its rules."""
    head, *codes = re.split(r"(?m)^(?=  - id: )", text.split("\ncodes:\n")[1])
    head = text.split("\ncodes:\n")[0] + "\ncodes:\n" + head
    split = []
    for code in codes:
        lines, rules = code.split("    rules:\n")
        lines = re.sub(r"(?m)^    examples:.*\n", "", lines)
        split.append((lines, re.split(r"(?m)^(?=      - )", rules)[1:]))
    return head, split


def joined(head, codes):
    return head + "".join(
        lines + "    rules:\n" + "".join(rule.rstrip("\n") + "\n"
                                         for rule in rules)
        for lines, rules in codes if rules)


def chosen(text, wanted):
    """Only the rules whose numbers, from 0, are in `wanted`."""
    head, codes = parts(text)
    number = iter(range(10 ** 6))
    return joined(head, [
        (lines, [rule for rule in rules if next(number) in wanted])
        for lines, rules in codes])


def count(text):
    return sum(len(rules) for _, rules in parts(text)[1])


def words(text):
    """All single words of its plain lists, each once."""
    lists = re.findall(r"- any: \[([^\]]*)\]", text)
    found = (word.strip() for one in lists for word in one.split(","))
    return sorted({word for word in found if re.fullmatch("[a-z]{4,}", word)})


def of_size(text, size):
    """`size` rules: some of them, evenly, or all and lists of their words."""
    have = count(text)
    if size <= have:
        return chosen(text, {i * have // size for i in range(size)})
    chance = random.Random(size)
    pool = words(text)
    rules = ["      - any: [" + ", ".join(chance.sample(pool, 4)) + "]\n"
             for _ in range(size - have)]
    head, codes = parts(text)
    added = "  - id: added\n    definition: Lists of words.\n"
    return joined(head, codes + [(added, rules)])


def can_change(text):
    """The numbers of the rules, from 0, that `changed` can change."""
    rules = [rule for _, rules in parts(text)[1] for rule in rules]
    return [number for number, rule in enumerate(rules)
            if "unless:" not in rule]


def changed(text, number, word):
    """The same codebook with one rule that is another, though it finds the
    same: a word that is nowhere said vetoes it."""
    head, codes = parts(text)
    rules = [(i, j) for i, (_, rules) in enumerate(codes)
             for j in range(len(rules))]
    i, j = rules[number]
    codes[i][1][j] = (codes[i][1][j].rstrip("\n") +
                      f"\n        unless: [{word}]\n")
    return joined(head, codes)
