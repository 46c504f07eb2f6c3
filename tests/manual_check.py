"""The examples of codebooks/README.md are true.

    python3 tests/manual_check.py build/release/themata    (in the repository)

A ```yaml fence that begins with `codebook:` is a codebook.  The ```coded fence
after it says of sentences what must be coded:

    CODE: sentence
    not CODE: sentence

They are added to the codebook as examples and counterexamples, and
`themata check` must agree.  Other fences (```yaml fragment) are not tried.
"""
import pathlib
import re
import subprocess
import sys
import tempfile

try:
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)

FENCE = re.compile(r"^```(\w+)[ ]?(\w*)\n(.*?)^```$", re.M | re.S)


def codebooks(text):
    """Yields (line, yaml, sentences) of each codebook of the manual."""
    fences = list(FENCE.finditer(text))
    for fence, after in zip(fences, fences[1:] + [None]):
        kind, note, body = fence.groups()
        if kind != "yaml" or note or not body.startswith("codebook:"):
            continue
        coded = after and after[1] == "coded"
        line = text.count("\n", 0, fence.start()) + 1
        yield line, body, after[3].splitlines() if coded else []


def with_sentences(body, sentences):
    """The codebook with the sentences as examples of its codes."""
    codebook = yaml.load(body, yaml.BaseLoader)
    codes = {code["id"]: code for code in codebook["codes"]}
    for sentence in sentences:
        negated, code, said = re.fullmatch(
            r"(not )?(\w+): (.*)", sentence).groups()
        key = "counterexamples" if negated else "examples"
        codes[code].setdefault(key, []).append(said)
    return yaml.dump(codebook, allow_unicode=True, sort_keys=False)


def check(program, body):
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "manual.yaml"
        path.write_text(body, encoding="utf-8")
        return subprocess.run([program, "check", str(path)], text=True,
                              encoding="utf-8", capture_output=True)


def main():
    manual = (pathlib.Path(__file__).resolve().parent.parent / "codebooks" /
              "README.md")
    text = manual.read_text(encoding="utf-8")
    books = sentences = failures = 0
    for line, body, said in codebooks(text):
        books += 1
        sentences += len(said)
        for what in (body, with_sentences(body, said)):
            result = check(sys.argv[1], what)
            if result.returncode != 0:
                failures += 1
                print(f"{manual.name}:{line}:\n{result.stderr}")
                break
    print(f"{books} codebooks with {sentences} sentences, "
          f"{failures} failures")
    return failures > 0 or books < 10


sys.exit(main())
