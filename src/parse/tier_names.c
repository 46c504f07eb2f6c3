// What the name of a tier tells.
#include "parse/tiers.h"

#include "parse/tier_inside.h"

static const char *const of_speech[] = {"utterance",
                                        "utterances",
                                        "transcription",
                                        "transcriptions",
                                        "transcript",
                                        "transcripts",
                                        "text",
                                        "tx",
                                        "txt",
                                        "speech",
                                        "spch",
                                        "orthography",
                                        "orthographic",
                                        "ortho",
                                        "sentence",
                                        "sentences",
                                        "turn",
                                        "turns",
                                        "verbatim",
                                        "default",
                                        "trs",
                                        "transkript",
                                        "transkription",
                                        "transcripcion",
                                        "trascrizione",
                                        "transcricao",
                                        "phrase",
                                        "phrases",
                                        "utt",
                                        "utts",
                                        "intonation",
                                        "tier",
                                        "transliteration",
                                        "ref",
                                        "interval",
                                        "intervals",
                                        "segment",
                                        "segments",
                                        "annotation",
                                        "annotations",
                                        NULL};

static const char *const of_words[] = {
    "word",    "words",    "wort",   "woerter", "mot",     "mots",
    "palabra", "palabras", "parola", "parole",  "palavra", "palavras",
    "token",   "tokens",   "wd",     "wrd",     "ort",     NULL};

static const char *const of_sounds[] = {
    "phone",    "phones",    "phon",      "phoneme",  "phonemes",
    "phonetic", "phonetics", "phonology", "ipa",      "sampa",
    "xsampa",   "mau",       "kan",       "syllable", "syllables",
    "syll",     "sylls",     "silbe",     "silben",   "syllabe",
    "syllabes", "segmental", "vowel",     "vowels",   NULL};

static const char *const of_noise[] = {
    "noise",  "noises",     "ruido",  "ruidos",  "bruit",    "bruits", "rumore",
    "rumori", "background", "sounds", "silence", "silences", "pause",  "pauses",
    "music",  "laughter",   "laughs", "stille",  NULL};

static const char *const of_notes[] = {"note",
                                       "notes",
                                       "notas",
                                       "comment",
                                       "comments",
                                       "comentario",
                                       "comentarios",
                                       "commentaire",
                                       "commentaires",
                                       "kommentar",
                                       "kommentare",
                                       "context",
                                       "code",
                                       "codes",
                                       "coding",
                                       "translation",
                                       "translations",
                                       "traduccion",
                                       "traduction",
                                       "traduzione",
                                       "gloss",
                                       "glosses",
                                       "gls",
                                       "lemma",
                                       "lemmas",
                                       "morph",
                                       "morphs",
                                       "morpheme",
                                       "morphemes",
                                       "mb",
                                       "ge",
                                       "ps",
                                       "ft",
                                       "pos",
                                       "gesture",
                                       "gestures",
                                       "gaze",
                                       "posture",
                                       "tone",
                                       "tones",
                                       "tobi",
                                       "breaks",
                                       "pitch",
                                       "f0",
                                       "intensity",
                                       "nonverbal",
                                       "nvb",
                                       "topic",
                                       "topics",
                                       "section",
                                       "sections",
                                       "metadata",
                                       "anonymisation",
                                       "anonymization",
                                       "vcm",
                                       "lex",
                                       "mwu",
                                       "xds",
                                       NULL};

static const struct {
    TierKind kind;
    const char *const *pieces;
} lists[] = {
    {TIER_WORDS, of_words},
    {TIER_SOUNDS, of_sounds},
    {TIER_NOISE, of_noise},
    {TIER_NOTES, of_notes},
};

static bool in_list(const char *const *list, Str piece)
{
    for (; *list; list++) {
        if (str_eq_nocase(str_of(*list), piece)) {
            return true;
        }
    }
    return false;
}

static bool parts_pieces(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '@' || c == '.' ||
           c == ':' || c == '/' || c == '(' || c == ')' || c == '[' || c == ']';
}

// The next piece of a name.  Result: false at its end.
static bool next_piece(Str *rest, Str *piece)
{
    ptrdiff_t begin = 0, end;
    while (begin < rest->len && parts_pieces(rest->at[begin])) {
        begin++;
    }
    for (end = begin; end < rest->len && !parts_pieces(rest->at[end]);) {
        end++;
    }
    *piece = str_slice(*rest, begin, end);
    *rest = str_slice(*rest, end, rest->len);
    return end > begin;
}

TierKind tier_named(Str name)
{
    static const char *const people[] = {"speaker",     "speakers", "spk",
                                         "sprecher",    "locuteur", "hablante",
                                         "locutor",     "who",      "parlante",
                                         "diarization", NULL};
    if (in_list(people, name)) {
        return TIER_PEOPLE;
    }
    Str rest = name;
    for (Str piece; next_piece(&rest, &piece);) {
        for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
            if (in_list(lists[i].pieces, piece)) {
                return lists[i].kind;
            }
        }
    }
    return str_eq_nocase(name, S("on_off")) ? TIER_NOTES : TIER_SPEECH;
}

bool tier_is_named_speech(Str name)
{
    Str rest = name;
    for (Str piece; next_piece(&rest, &piece);) {
        if (in_list(of_speech, piece)) {
            return true;
        }
    }
    return false;
}

// True for a piece that tells what a tier holds and not who speaks in it.
static bool tells_kind(Str piece)
{
    bool told = in_list(of_speech, piece);
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        told = told || in_list(lists[i].pieces, piece);
    }
    return told;
}

Str tier_speaker(Str name)
{
    ptrdiff_t at = str_find(name, S("@"), 0);
    if (at > 0 && at + 1 < name.len) {
        return str_trim(str_slice(name, at + 1, name.len));
    }
    Str rest = name, first = {0}, last = {0};
    for (Str piece; next_piece(&rest, &piece);) {
        int32_t number;
        bool numbered = last.len == 0 && str_number(piece, &number);
        if (!tells_kind(piece) && !numbered) {
            first = first.len > 0 ? first : piece;
            last = piece;
        }
    }
    if (first.len == 0) {
        return (Str){0};
    }
    // What stands between belongs to it, and so does a bracket at its end.
    ptrdiff_t begin = first.at - name.at;
    ptrdiff_t end = last.at + last.len - name.at;
    end += end < name.len && (name.at[end] == ')' || name.at[end] == ']');
    begin -=
        begin > 0 && (name.at[begin - 1] == '(' || name.at[begin - 1] == '[');
    return str_slice(name, begin, end);
}
