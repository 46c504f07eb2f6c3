"""What most tools do: python3 re_rules.py PATTERNS FOLDER

Every pattern by itself over every file, by Python's re. Prints how many
patterns it could not compile, and how many hits the others have.
"""

import os
import re
import sys

# Python's re knows no \p{Lu}; Latin capitals are near enough.
CAPITAL = ("\\p{Lu}", "[A-ZÀ-ÖØ-Þ]")


def compiled(lines):
    for line in lines:
        try:
            yield re.compile(line.rstrip("\n").replace(*CAPITAL))
        except re.error:
            yield None


def main():
    patterns, folder = sys.argv[1:]
    with open(patterns, encoding="utf-8") as file:
        rules = list(compiled(file))
    hits = 0
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8",
                  errors="replace") as file:
            text = file.read()
        for rule in filter(None, rules):
            for match in rule.finditer(text):
                hits += match.end() > match.start()
    print(rules.count(None), hits)


if __name__ == "__main__":
    main()
