"""What is known of each real file: python3 tests/facts_check.py PROGRAM

The folder THEMATA_SHARED holds them, with a list of what was verified of each;
without it the test is skipped. Each file of that list has a line here, or a
pattern, and each line here a file. Where the list counts otherwise, the line
says why.
"""
import collections
import csv
import fnmatch
import json
import os
import subprocess
import sys

DATA = os.path.join(os.environ.get("THEMATA_SHARED", ""), "data")
NOSCRIBE = "S00 26, S01 28, S02 1"
SERDIF = "- 160, MODERATOR 1"
PROJECT = "a REFI-QDA project (.qdpx)"
ANY = None
FACTS = [
    # file; turns, or what it is refused as; who has how many of them ("-":
    # nobody is named); first start and last end in ms; words
    ("vtt/zoom_meeting001.vtt", 300,
     "- 2, Andrew Knight 45, George Harrison 3, John Lennon 7, "
     "Paul McCartney 242, Ringo Starr 1", (4859, 3341970), 8240),
    ("txt/zoom_meeting001_chat.txt", 10,
     "Andrew Knight 6, George Harrison 1, John Lennon 1, Paul McCartney 1, "
     "Ringo Starr 1", ANY, ANY),
    ("noscribe/interview.html", 55, NOSCRIBE, ANY, ANY),
    ("noscribe/interview.txt", 55, NOSCRIBE, ANY, ANY),
    # 56 captions: one is a pause.  The broken voices are S01's.
    ("noscribe/interview.vtt", 55, NOSCRIBE, (34570, 735168), ANY),
    ("docx/amazon_transcribe_call.docx", 37, "Agent 19, Customer 18", ANY,
     ANY),
    ("docx/teams_chat.docx", 2, "James Bond 1, Some Body 1", (0, 4250), 3),
    ("docx/qualcoder_ID1.docx", 3, "- 3", ANY, ANY),
    ("odt/qualcoder_ID2.odt", 3, "- 3", ANY, ANY),
    ("txt/qualcoder_focusgroup_brackets.txt", 7, "id1 3, id2 2, id3 2", ANY,
     ANY),
    # 207 paragraphs less 35 questions and 11 stage directions.
    ("odt/serdif_P1_GMT20211118.odt", 161, SERDIF, ANY, ANY),
    ("odt/serdif_P2_GMT20211119.odt", 164, "- 157, MODERATOR 7", ANY, ANY),
    ("odt/serdif_P10_GMT20211130.odt", 193, "- 185, MODERATOR 8", ANY, ANY),
    ("codebook/serdif_codebook_v*.csv", "a codebook", ANY, ANY, ANY),
    # 95 and 166 numbered paragraphs, the first of them a heading.
    ("pdf/pdpilot_P1.pdf", 94, "Dan 47, Participant 47", ANY, ANY),
    ("pdf/pdpilot_P2.pdf", 165, "Dan 81, Participant 84", ANY, ANY),
    ("pdf/pdpilot_code_system.pdf", "a code system that MAXQDA printed", ANY,
     ANY, ANY),
    ("csv/wac_transcripts.csv", 278, ANY, ANY, ANY),
    ("csv/wac_codes.csv", 0, "", ANY, ANY),  # codes, and nothing said
    ("codebook/wac_codebook.md", ANY, ANY, ANY, ANY),  # the same
    ("html/unix_aho.htm", 92, "Aho 46, MSM 46", ANY, ANY),
    ("html/unix_kernighan.htm", 132, "Kernighan 66, MSM 66", ANY, ANY),
    ("doc/unix_aho.doc", 92, "Aho 46, MSM 46", ANY, ANY),
    ("json/aws_transcribe_call_analytics.json", 37, "AGENT 19, CUSTOMER 18",
     (40, 182890), 462),
    ("json/aws_transcribe.json", 98, "- 98", (13030, 705995), 1791),
    # 1764 words have the tag 2, two the tag 1.
    ("json/google_stt_diarized.json", 100, "Speaker 1 1, Speaker 2 99",
     (12900, 706000), 1766),
    ("json/bbc_kaldi_speakers.json", 141, "S10 40, S12 101", (13020, 704340),
     1712),
    ("json/deepgram_utterances.json", 6, "- 6", (80, 25440), 62),
    ("json/assemblyai_utterances.json", 1, "A 1", (170, 25140), 60),
    ("json/whisper_timestamped.json", 4, "- 4", (120, 25320), 59),
    ("srt/ergo_20241104.srt", 672, "- 672", (10000, 2488000), ANY),
    ("txt/ergo_20240614_bold_timestamps.txt", 198,
     "Armeanio 84, Dan Friedman 54, Sam Lambert 60", ANY, ANY),
    # What CHI, UC1 and UC2 utter, and some of the others, is "0.".
    ("eaf/childproject_example.eaf", 86, "FA1 82, FA2 4", ANY, ANY),
    # One of P's 131 annotations is empty; nobody speaks to the last slot.
    ("eaf/mobileunit_mop03-2b.eaf", 147, "interviewer 17, mop03-2b 130",
     (4675, 320757), ANY),
    # 25 turns, in one of which two speak.
    ("trs/mobileunit_mop03-2b.trs", 26, "Interviewer 12, mop03-2b 14",
     (0, 306920), ANY),
    # 32 utterances: PPP's six and two of APP's three are pauses and events.
    ("cha/bbc_qt_griffin.cha", 24, "APP 1, DIM 10, GRI 11, UNK 2", ANY, ANY),
    ("cha/talkbank_eng-conversation.cha", 5, "GES 3, SPE 2", ANY, ANY),
    ("cha/talkbank_spa-conversation.cha", 5, "CHI 4, MOT 1", ANY, ANY),
    ("cha/talkbank_deu-conversation.cha", 5, "CHI 2, MOT 3", ANY, ANY),
    ("cha/talkbank_zho-conversation.cha", 5, "CHI 3, FAT 2", ANY, ANY),
    ("cha/talkbank_jpn-conversation.cha", 5, "CHI 1, FAT 1, MOT 3", ANY, ANY),
    ("cha/talkbank_heb-conversation.cha", 5, "CHI 3, MOT 2", ANY, ANY),
    ("cha/talkbank_ara-conversation.cha", 4, "CHI 4", ANY, ANY),
    # 7 and 9 intervals have text, of which 3 and 2 are pauses.
    ("textgrid/act_ARG_I_PAR_Beto.TextGrid", 11, "B 4, N 7", ANY, ANY),
    ("textgrid/act_ARG_I_CHI_Santi.TextGrid", 6, "Entrevistador 3, ISanti 3",
     ANY, ANY),
    # Four words that touch are one turn; sounds and pitch are none.
    ("textgrid/praatio_mary_*.TextGrid", 1, "- 1", ANY, 4),
    # 14 and 7 events are 4 and 4 turns.
    ("exb/exmaraldar_linear.exb", 8, "SPK1 4, SPK2 4", ANY, ANY),
    ("txt/nasa_a11_TEC.txt", 8482, ANY, ANY, ANY),
    ("md/bitcoin_wuille_part1.md", 118, "John 53, Jonas 9, Pieter 56", ANY,
     ANY),
    ("md/changelog_founderstalk.md", 287,
     "Adam Stacoviak 144, Break 4, Sam Soffes 139", ANY, ANY),
    # A browser's own tests.  Their .json tells what it makes of captions:
    # it is no transcript, and may look like one.
    ("vtt/vttjs_*.json", ANY, ANY, ANY, ANY),
    ("vtt/vttjs_*.vtt", ANY, ANY, ANY, ANY),
    ("vtt/webvttpy/*", ANY, ANY, ANY, ANY),
    ("qdpx/*.qdpx", PROJECT, ANY, ANY, ANY),
    ("schema/*.xsd", "an XML schema", ANY, ANY, ANY),
    ("qualcoder/*.qda/data.qda", "an SQLite database", ANY, ANY, ANY),
    ("taguette/*.sqlite3", "an SQLite database", ANY, ANY, ANY),
    ("encodings/noscribe.*.txt", 55, NOSCRIBE, ANY, ANY),
    ("encodings/talkbank_jpn.*.cha", 5, "CHI 1, FAT 1, MOT 3", ANY, ANY),
    ("encodings/talkbank_zho.gb18030.cha", 5, "CHI 3, FAT 2", ANY, ANY),
    # Big5 lacks letters of it: one utterance was written as "?".
    ("encodings/talkbank_zho.big5.cha", 4, "CHI 2, FAT 2", ANY, ANY),
    ("converted/serdif_P1.*", 161, SERDIF, ANY, ANY),
    ("converted/noscribe.*", 55, NOSCRIBE, ANY, ANY),
    ("converted/wac_transcripts.*", 278, ANY, ANY, ANY),
    ("nasty/*", ANY, ANY, ANY, ANY),  # real_check.py reads each of them
]


def span_of(turns):
    starts = [turn["start_ms"] for turn in turns
              if turn["start_ms"] is not None]
    ends = [turn["end_ms"] for turn in turns if turn["end_ms"] is not None]
    return (min(starts, default=None), max(ends, default=None))


def wrong(path, turns, speakers, span, words):
    """What does not hold of a file, or nothing."""
    got = subprocess.run([sys.argv[1], "turns", path, "--format", "json"],
                         capture_output=True, timeout=60)
    said = got.stderr.decode()
    if isinstance(turns, str):
        seems = f"this seems to be {turns}"
        return "" if got.returncode == 3 and seems in said else said[:200]
    if got.returncode != 0:
        refused = got.returncode == 3 and turns is ANY
        return "" if refused else f"status {got.returncode}: {said[:200]}"
    told = json.loads(got.stdout)
    by = collections.Counter(turn["speaker"] or "-" for turn in told)
    found = [
        (turns, len(told)),
        (speakers, ", ".join(f"{name} {by[name]}" for name in sorted(by))),
        (span, span_of(told)),
        (words, sum(len(turn["text"].split()) for turn in told)),
    ]
    return "; ".join(f"{is_so}, not {fact}" for fact, is_so in found
                     if fact is not ANY and fact != is_so)


def main():
    with open(os.path.join(DATA, "MANIFEST.tsv"), encoding="utf-8") as file:
        names = [row[0] for row in csv.reader(
            file, delimiter="\t", quoting=csv.QUOTE_NONE)][1:]
    bad = []
    for name in names:
        facts = [fact[1:] for fact in FACTS if fnmatch.fnmatch(name, fact[0])]
        if len(facts) != 1:
            bad.append(f"{name}: {len(facts)} lines of this test, not one")
        elif "*" not in name:
            told = wrong(os.path.join(DATA, name), *facts[0])
            bad += [f"{name}: {told}"] if told else []
    bad += [f"{fact[0]}: no such file is listed" for fact in FACTS
            if not fnmatch.filter(names, fact[0])]
    print("\n".join(bad) or f"{len(names)} files are as they are known to be")
    return len(bad) > 0


if not os.path.isfile(os.path.join(DATA, "MANIFEST.tsv")):
    print("skipped: THEMATA_SHARED names no folder with real data")
    sys.exit(77)
sys.exit(main())
