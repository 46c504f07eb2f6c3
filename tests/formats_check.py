"""docs/formats.md says what the program says of its formats.

    python3 tests/formats_check.py build/release/themata   (in the repository)

ACCEPT=1 in the environment writes the page.
"""
import difflib
import json
import os
import pathlib
import subprocess
import sys

PAGE = pathlib.Path(__file__).resolve().parent.parent / "docs" / "formats.md"
HEAD = """# The transcripts that themata reads

Made from the words of the formats themselves (`themata help formats`); a test
compares this page with them, and `ACCEPT=1 ctest -R outside.formats` writes it.

"""


def asked(*arguments):
    return subprocess.run([sys.argv[1], "help", "formats", *arguments],
                          check=True, capture_output=True).stdout.decode()


def page():
    note = asked().split("\n\n")[0]
    parts = [HEAD + note + "\n"]
    for one in json.loads(asked("--format", "json")):
        names = " ".join(f"`{name}`" for name in one["extensions"].split())
        parts.append(f"""
## {one["title"]}

- `{one["format"]}`; names usually end in {names}
- gives {one["gives"]}
- leaves out {one["loses"]}
""")
    return "".join(parts)


def main():
    wanted = page()
    if os.environ.get("ACCEPT") == "1":
        PAGE.write_text(wanted, encoding="utf-8")
    got = PAGE.read_text(encoding="utf-8") if PAGE.exists() else ""
    difference = list(difflib.unified_diff(
        got.splitlines(), wanted.splitlines(), "docs/formats.md",
        "themata help formats", lineterm=""))
    print("\n".join(difference) or "the page says what the program says")
    return len(difference) > 0


sys.exit(main())
