#!/bin/sh
# The example study: sh tests/example.sh FOLDER (in the repository)
#
# 'themata run' on a copy of codebooks/ and transcripts/ must write reports/ as
# they are committed, byte for byte, and again when it runs a second time.
set -u
folder=$1
repository=$PWD

rm -rf "$folder"
mkdir -p "$folder"
cp -R codebooks transcripts "$folder"
cd "$folder" || exit 1

for time in first second; do
    # shellcheck disable=SC2086 # the wrapper is a list of words
    ${THEMATA_WRAPPER-} "$THEMATA_BIN" run || exit 1
    if ! diff -ru "$repository/reports" reports >difference; then
        head -n 60 difference
        printf 'reports/ differ after the %s run; if that is meant: %s\n' \
            "$time" 'themata run, look at git diff reports, commit'
        exit 1
    fi
done
