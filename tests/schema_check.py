"""The JSON Schema of codebooks says what the program says.

    python3 tests/schema_check.py build/release/themata    (in the repository)

Every codebook of tests/codebooks/good and of codebooks/ must pass the schema
and `themata check`.  Every one of tests/codebooks/bad begins with comments:

    # expect: C002 4:5      a finding and its line:column; may stand repeatedly
    # schema: invalid       or "valid", where only the program can know

and `themata check` must find exactly that.
"""
import json
import pathlib
import re
import subprocess
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"skipped: {missing}")
    sys.exit(77)


class Core(yaml.SafeLoader):
    """YAML as editors read it: the core schema of YAML 1.2."""


Core.yaml_implicit_resolvers = {}
for kind, pattern, first in (
    ("bool", r"^(?:true|True|TRUE|false|False|FALSE)$", "tTfF"),
    ("int", r"^[-+]?[0-9]+$", "-+0123456789"),
    ("float", r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
     "-+.0123456789"),
    ("null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
):
    Core.add_implicit_resolver(
        f"tag:yaml.org,2002:{kind}", re.compile(pattern), list(first))

FINDING = re.compile(r":(\d+):(\d+): (note|warning|error): .*\[(\w+)\]$", re.M)
UNKNOWN_PLACE = re.compile(r": (note|warning|error): .*\[(\w+)\]$", re.M)
failures = 0


def fail(path, message):
    global failures
    failures += 1
    print(f"{path}: {message}")


def string_keys(value):
    if isinstance(value, dict):
        return {str(k): string_keys(v) for k, v in value.items()}
    if isinstance(value, list):
        return [string_keys(v) for v in value]
    return value


def schema_mistake(schema, text):
    """Why the schema refuses a codebook, or None."""
    try:
        tree = yaml.load(text, Core)
    except (yaml.YAMLError, ValueError, TypeError) as mistake:
        return f"not readable: {mistake}"
    mistake = jsonschema.exceptions.best_match(
        schema.iter_errors(string_keys(tree)))
    return mistake and f"{mistake.json_path}: {mistake.message}"


def check(program, path):
    return subprocess.run([program, "check", str(path)], text=True,
                          encoding="utf-8", capture_output=True)


def check_good(program, schema, path):
    mistake = schema_mistake(schema, path.read_text(encoding="utf-8"))
    if mistake:
        fail(path, f"the schema refuses it: {mistake}")
    result = check(program, path)
    if result.returncode != 0:
        fail(path, f"themata refuses it:\n{result.stderr}")


def check_bad(program, schema, path):
    text = path.read_text(encoding="utf-8")
    wanted = re.findall(r"^# expect: (\w+ \d+:\d+)$", text, re.M)
    valid = re.search(r"^# schema: (valid|invalid)$", text, re.M)[1] == "valid"
    mistake = schema_mistake(schema, text)
    if valid != (mistake is None):
        fail(path, f"the schema says: {mistake or 'valid'}")
    result = check(program, path)
    found = [f"{i} {l}:{c}" for l, c, _, i in FINDING.findall(result.stderr)]
    if found != wanted:
        fail(path, f"expected {wanted}, found {found}:\n{result.stderr}")
    level = any(m[0] == "error" for m in UNKNOWN_PLACE.findall(result.stderr))
    if level != (result.returncode != 0):
        fail(path, f"exit status {result.returncode}")


def main():
    program = sys.argv[1]
    root = pathlib.Path(__file__).resolve().parent.parent
    schema_path = root / "codebooks" / "codebook.schema.json"
    shape = json.loads(schema_path.read_text(encoding="utf-8"))
    jsonschema.Draft7Validator.check_schema(shape)
    schema = jsonschema.Draft7Validator(shape)
    folder = root / "tests" / "codebooks"
    good = sorted(folder.glob("good/*.yaml"))
    good += sorted((root / "codebooks").glob("*.yaml"))
    bad = sorted(folder.glob("bad/*.yaml"))
    for path in good:
        check_good(program, schema, path.relative_to(root))
    for path in bad:
        check_bad(program, schema, path.relative_to(root))
    print(f"{len(good)} good and {len(bad)} bad codebooks, "
          f"{failures} failures")
    return failures > 0


sys.exit(main())
