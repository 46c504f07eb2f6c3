"""The benchmark: python3 bench.py --themata PROGRAM --bench PROGRAM
                  --work FOLDER --docs FOLDER [--size full|quick|tiny]

Makes texts and codebooks, runs everything side by side, and writes
benchmark.md and benchmark.svg into --docs. Real interviews come from the
folder THEMATA_SHARED, where it has data/interviews-bulk.tar.xz; else the text
is made of the example study's turns.

What would take longer than the size's `limit` (seconds a round) is left out,
and the page says so. Ratios of one run are what to rely on; nothing here is
asserted but that all ways find the same hits.
"""

import argparse
import json
import os
import subprocess
import sys

import formats
import inside
import page
import peers
import whole
from setting import MB, MEMORY, Setting, say, written

SIZES = {  # texts, sample, peers, python: bytes
    "full": {"texts": [MB, 3 * MB, 30 * MB, 130 * MB, 1000 * MB],
             "sample": 3 * MB, "peers": 30 * MB, "python": 3 * MB,
             "rules": [10, 30, 100, 300, 600, 1000], "single": 5,
             "changed": 24,
             "rounds": 3, "limit": 20},
    "quick": {"texts": [MB, 3 * MB], "sample": MB, "peers": 3 * MB,
              "python": MB // 4, "rules": [10, 100, 1000], "single": 2,
              "changed": 24,
              "rounds": 3, "limit": 5},
    "tiny": {"texts": [20000], "sample": 20000, "peers": 20000,
             "python": 20000, "rules": [10], "single": 1, "changed": 2,
             "rounds": 1, "limit": 60},
}


def machine(setting):
    facts = dict(line.split("\t")
                 for line in setting.answer("machine").splitlines())
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        names = [line.split(":")[1].strip() for line in file
                 if line.startswith("model name")]
    facts["processor"] = names[0] if names else "unknown"
    facts["cores"] = os.cpu_count()
    facts["memory"] = MEMORY
    facts["python"] = sys.version.split()[0]
    if setting.rg:
        told = subprocess.run([setting.rg, "--version"], encoding="utf-8",
                              stdout=subprocess.PIPE).stdout
        facts["ripgrep"] = told.split()[1]
    return facts


def measured(setting, name):
    return {
        "size": name,
        "rounds": setting.size["rounds"],
        "limit": setting.size["limit"],
        "real": setting.archive != "-",
        "load": os.getloadavg()[0],
        "machine": machine(setting),
        "ways": inside.by_book(setting),
        "texts": inside.by_text(setting),
        "rules": inside.by_rules(setting),
        "single": inside.single_rules(setting),
        "whole": whole.by_text(setting),
        "peers": peers.ripgrep(setting) if setting.rg else [],
        "python": peers.python(setting),
        "formats": formats.by_format(setting),
    }


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    for name in ("themata", "bench", "work", "docs"):
        parser.add_argument("--" + name, required=True)
    parser.add_argument("--size", choices=SIZES, default="quick")
    parser.add_argument("--limit", type=float, help="seconds a round")
    options = parser.parse_args()
    size = dict(SIZES[options.size])
    size["limit"] = options.limit or size["limit"]
    setting = Setting(options.themata, options.bench,
                      os.path.join(options.work, options.size), size,
                      real=options.size != "tiny")
    results = measured(setting, options.size)
    written(setting.path("results.json"), json.dumps(results, indent=1))
    os.makedirs(options.docs, exist_ok=True)
    for name, text in page.pages(results).items():
        written(os.path.join(options.docs, name), text)
        say("wrote", name)


if __name__ == "__main__":
    main()
