"""Interviews to measure on: python3 corpus.py ARCHIVE STUDY BYTES FOLDER

Writes files of about BYTES in all into FOLDER: those of ARCHIVE (a .tar.xz of
Markdown) in an order that only their names decide, so that a smaller corpus
is the beginning of a larger one; then, where these do not suffice, the same
files with their turns shuffled. Without an archive, ARCHIVE is '-', they are
made of the turns in STUDY/transcripts. The same arguments, the same bytes.
"""

import hashlib
import os
import random
import re
import sys
import tarfile

DOCUMENT = 50000  # bytes of a made one


def archived(path):
    """The texts of an archive, mixed by the hashes of their names."""
    texts = []
    with tarfile.open(path, "r:xz") as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".md"):
                place = hashlib.sha256(member.name.encode()).digest()
                texts.append((place, archive.extractfile(member).read()))
    return [text for _, text in sorted(texts)]


def turns_of(text):
    return [turn for turn in re.split(rb"\n\s*\n", text.strip()) if turn]


def made(study, length):
    """Texts of the turns of the example study, each turn often."""
    turns = []
    folder = os.path.join(study, "transcripts")
    for name in sorted(os.listdir(folder)):
        if name.endswith((".txt", ".md")) and name != "README.md":
            with open(os.path.join(folder, name), "rb") as file:
                turns += turns_of(file.read())
    chance = random.Random(1)
    size = 0
    while size < length:
        text = []
        wanted = min(DOCUMENT, length - size)
        while wanted > 0:
            turn = chance.choice(turns)
            text.append(turn)
            wanted -= len(turn) + 2
        text = b"\n\n".join(text) + b"\n"
        size += len(text)
        yield text


def repeated(texts):
    """The texts, then for ever the texts with their turns shuffled."""
    yield from texts
    chance = random.Random(1)
    while True:
        for text in texts:
            turns = turns_of(text)
            chance.shuffle(turns)
            yield b"\n\n".join(turns) + b"\n"


def write(texts, length, folder):
    os.makedirs(folder)
    size = 0
    for number, text in enumerate(texts):
        if size >= length:
            break
        with open(os.path.join(folder, f"B{number:06}.md"), "wb") as file:
            file.write(text)
        size += len(text)


def main():
    archive, study, length, folder = sys.argv[1:]
    length = int(length)
    texts = (made(study, length) if archive == "-"
             else repeated(archived(archive)))
    write(texts, length, folder)


if __name__ == "__main__":
    main()
