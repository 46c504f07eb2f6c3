"""Real interviews, where they are at hand: python3 real_check.py PROGRAM

The folder THEMATA_SHARED holds them; without it the test is skipped. Each
study below is coded with a codebook of tests/real/, and what is known of the
files must come out. Damaged files must end in an answer or a refusal.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

PROGRAM = os.path.abspath(sys.argv[1])
HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("THEMATA_SHARED", "")
DATA = os.path.join(SHARED, "data")
PATIENCE = 60  # seconds: more is a hang
MEMORY = 256 * 1024 * 1024
with open(PROGRAM, "rb") as program:
    SANITIZED = b"__asan_init" in program.read()  # it keeps shadow memory

failures = []


def expect(holds, promise):
    if not holds:
        failures.append(promise)
        print("failed:", promise)


def themata(folder, *arguments):
    return subprocess.run(
        [PROGRAM, *arguments], cwd=folder, capture_output=True,
        timeout=PATIENCE)


def listed(folder, *arguments):
    done = themata(folder, *arguments, "--format", "json")
    expect(done.returncode == 0,
           f"{' '.join(arguments)} ends well: {done.stderr[-300:]!r}")
    return json.loads(done.stdout or b"null")


def study(codebook, *files):
    folder = tempfile.mkdtemp(prefix="themata-real-")
    os.makedirs(os.path.join(folder, "codebooks"))
    shutil.copy(os.path.join(HERE, "real", codebook + ".yaml"),
                os.path.join(folder, "codebooks"))
    checked = themata(folder, "check")
    expect(checked.returncode == 0,
           f"the codebook {codebook} holds: {checked.stderr[-300:]!r}")
    paths = [os.path.join(DATA, name) for name in files]
    imported = listed(folder, "import", *paths)
    expect(not imported["refused"], f"{files} are read")
    coded = listed(folder, "code")
    excerpts = themata(folder, "excerpts", "--format", "json").stdout
    rows = [json.loads(line) for line in excerpts.splitlines()]
    expect(coded["codings"] == len(rows), f"{codebook}: every coding is listed")
    expect(rows, f"{codebook}: something is coded")
    for row in rows:
        expect(row["role"] != "interviewer" or row["origin"] == "coder",
               f"{codebook}: the interviewer does not code")
    return folder, imported["imported"], coded, rows


def speakers(turns):
    count = {}
    for turn in turns:
        count[turn["speaker"]] = count.get(turn["speaker"], 0) + 1
    return count


def words_said(turns):
    """Who said what, without the time marks that a text has inside a turn."""
    said = [(turn["speaker"], re.sub(r"\[\d\d:\d\d:\d\d\]", "", turn["text"]))
            for turn in turns]
    return [(speaker, " ".join(text.split())) for speaker, text in said]


def zoom():
    folder, _, _, _ = study("zoom", "vtt/zoom_meeting001.vtt")
    turns = listed(folder, "turns", "zoom_meeting001")
    expect(speakers(turns) == {
        "Paul McCartney": 242, "Andrew Knight": 45, "John Lennon": 7,
        "George Harrison": 3, "Ringo Starr": 1, None: 2},
        "Zoom: who said what")
    expect(turns[0]["start_ms"] == 4859 and turns[-1]["end_ms"] == 3341970,
           "Zoom: from the first to the last time")


def noscribe():
    folder, _, _, _ = study("noscribe", "noscribe/interview.txt")
    text = words_said(listed(folder, "turns", "interview"))
    vtt = words_said(listed(
        folder, "turns", os.path.join(DATA, "noscribe/interview.vtt")))
    expect(len(text) == 55, "noScribe: 55 turns")
    expect(text == vtt, "noScribe: text and WebVTT say the same")


def nasa():
    folder, _, _, _ = study("nasa", "txt/nasa_a11_TEC.txt")
    count = speakers(listed(folder, "turns", "nasa_a11_TEC"))
    expect(count.get("CC") == 3912, f"NASA: 3,912 turns of CC, not "
           f"{count.get('CC')}")
    expect(abs(sum(count.values()) - 8482) < 20,
           f"NASA: about 8,482 turns, not {sum(count.values())}")


def ergo():
    folder, _, _, _ = study(
        "ergo", "srt/ergo_20241104.srt", "txt/ergo_20240614_bold_timestamps.txt")
    turns = listed(folder, "turns", "ergo_20241104")
    expect(len(turns) == 672, "SRT: 672 cues are 672 turns")
    expect((turns[0]["start_ms"], turns[-1]["end_ms"]) == (10000, 2488000),
           "SRT: from 10 to 2,488 seconds")


def podcast():
    folder, _, _, _ = study("podcast", "md/changelog_founderstalk.md",
                            "md/bitcoin_wuille_part1.md")
    count = speakers(listed(folder, "turns", "changelog_founderstalk"))
    expect(count == {"Adam Stacoviak": 144, "Sam Soffes": 139, "Break": 4},
           f"podcast: who said what, not {count}")
    count = speakers(listed(folder, "turns", "bitcoin_wuille_part1"))
    expect(count == {"Pieter": 56, "John": 53, "Jonas": 9},
           f"podcast with front matter: who said what, not {count}")


def wise():
    # The codes stand in a file that is read before the words.
    _, imported, _, rows = study("wac", "csv/wac_codes.csv",
                                 "csv/wac_transcripts.csv")
    words = [row for row in imported if row["turns"]]
    expect(len(words) == 57, "57 interviews, one a row")
    given = sum(row["codes"] for row in imported)
    people = [row for row in rows if row["coder"]]
    print(f"wac: {given} codes given by people, {len(rows)} codings, "
          f"{len(people)} of them with a person's word")
    expect(given > 500, "the people's matrix is read")
    expect(people, "people's codes stand beside the rules'")


def encodings():
    folder = os.path.join(DATA, "encodings")
    with open(os.path.join(DATA, "noscribe/interview.txt"), "rb") as file:
        original = file.read().decode("utf-8")
    for name in sorted(os.listdir(folder)):
        done = themata(DATA, "text", os.path.join(folder, name))
        expect(done.returncode == 0, f"{name} is read")
        text = done.stdout.decode("utf-8")
        if not name.startswith("noscribe"):
            continue
        if ".nfd." in name:
            text = unicodedata.normalize("NFC", text)
        lost = sum(a != b for a, b in zip(text, original))
        expect(len(text) == len(original), f"{name}: as long as the original")
        expect(lost <= text.count("?"), f"{name}: the same text as in UTF-8")


def measured(folder, *arguments):
    """What it answers, its status, processor seconds and bytes of memory."""
    with tempfile.TemporaryFile() as out:
        running = subprocess.Popen([PROGRAM, *arguments], cwd=folder,
                                   stdout=out, stderr=subprocess.DEVNULL)
        # Processes that it waited for are counted with it.
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        return (out.read(), running.returncode, used.ru_utime + used.ru_stime,
                used.ru_maxrss * 1024)


def nasty():
    folder = os.path.join(DATA, "nasty")
    slowest = largest = (0, "")
    for name in sorted(os.listdir(folder)):
        with tempfile.TemporaryDirectory(prefix="themata-nasty-") as study_at:
            out, status, seconds, memory = measured(
                study_at, "import", os.path.join(folder, name), "--format",
                "json")
        expect(status in (0, 3), f"{name} ends well: {status}")
        answer = json.loads(out or b"{}")
        expect(answer.get("imported") or answer.get("refused"),
               f"{name}: an answer or a refusal")
        expect(all(one["message"] for one in answer.get("refused", [])),
               f"{name}: a refusal says why")
        expect(SANITIZED or seconds < 5, f"{name}: takes {seconds:.1f} s")
        expect(SANITIZED or memory < MEMORY, f"{name}: takes {memory} bytes")
        slowest = max(slowest, (seconds, name))
        largest = max(largest, (memory, name))
    print(f"at most {slowest[0]:.2f} s ({slowest[1]}) and "
          f"{largest[0] // 1024 // 1024} MiB ({largest[1]})")


def main():
    if not SHARED or not os.path.isdir(DATA):
        print("skipped: no real interviews (THEMATA_SHARED)")
        return 77
    for check in (zoom, noscribe, nasa, ergo, podcast, wise, encodings, nasty):
        check()
    print(f"{len(failures)} failed")
    return 1 if failures else 0


sys.exit(main())
