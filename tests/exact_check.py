"""Both ways of matching find the same in real interviews.

usage: exact_check.py THEMATA, whose folder holds tests/bench/bench_program

Every transcript of the shared folder and some of its many interviews, under
the benchmark's codebooks and the example's; the program compares every hit.
Without the shared folder it is skipped (77).
"""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
BENCH = os.path.join(HERE, "bench")
FEW = bool(os.environ.get("THEMATA_INSTRUMENTED"))  # all takes ten times longer
INTERVIEWS = 200000 if FEW else 4000000  # bytes of the many ones
ALL = "2000000000"


def codebooks():
    folder = os.path.join(BENCH, "codebooks")
    names = ["small.yaml"] if FEW else sorted(os.listdir(folder))
    yield from (os.path.join(folder, name) for name in names)
    yield os.path.join(HERE, "..", "codebooks", "pm-implementation.yaml")


def compare(program, codebook, folder):
    """Prints how many hits both ways found."""
    ways = subprocess.run(
        [program, "ways", codebook, folder, "0", ALL, "1"],
        capture_output=True, text=True, check=False)
    if ways.returncode != 0:
        sys.exit(f"{codebook}: the two ways differ\n{ways.stdout}{ways.stderr}")
    fields = next(line for line in ways.stdout.splitlines()
                  if line.startswith("plain")).split("\t")
    print(f"{os.path.basename(codebook)}: {fields[2]} documents, "
          f"{fields[3]} bytes, {fields[4]} hits, the same both ways")


def main():
    shared = os.environ.get("THEMATA_SHARED")
    program = os.path.join(os.path.dirname(sys.argv[1]),
                           "tests/bench/bench_program")
    if not shared:
        print("skipped: no shared folder")
        sys.exit(77)
    archive = os.path.join(shared, "data", "interviews-bulk.tar.xz")
    with tempfile.TemporaryDirectory() as scratch:
        many = os.path.join(scratch, "many")
        folders = [] if FEW else [os.path.join(shared, "data")]
        if os.path.exists(archive):
            subprocess.run(
                [sys.executable, "-B", os.path.join(BENCH, "corpus.py"),
                 archive, "-", str(INTERVIEWS), many], check=True)
            folders.append(many)
        for folder in folders:
            for codebook in codebooks():
                compare(program, codebook, folder)
    print("all the same")


main()
