// What the name of a tier tells.
#include "parse/tiers/tiers.h"

#include "parse/tiers/tier_inside.h"

// Pieces of names that tell what a tier holds; blanks between.
//
// What was said.
static const char of_speech[] =
    "utterance utterances transcription transcriptions transcript "
    "transcripts text tx txt speech spch orthography orthographic "
    "ortho sentence sentences turn turns verbatim default trs "
    "transkript transkription transcripcion trascrizione transcricao "
    "phrase phrases utt utts intonation tier transliteration ref "
    "interval intervals segment segments annotation annotations";

// Single words.
static const char of_words[] =
    "word words wort woerter mots palabra palabras parola parole "
    "palavra palavras token tokens wd wrd ort";

// Single sounds.
static const char of_sounds[] =
    "phone phones phon phoneme phonemes phonetic phonetics phonology "
    "ipa sampa xsampa mau kan syllable syllables syll sylls silbe "
    "silben syllabe syllabes segmental vowel vowels";

// Noises and silences.
static const char of_noise[] =
    "noise noises ruido ruidos bruit bruits rumore rumori background "
    "sounds silence silences pause pauses music laughter laughs "
    "stille";

// What is said about single words.
static const char of_marks[] =
    "gloss glosses gls lemma lemmas morph morphs morpheme morphemes "
    "mb ge ps pos tone tones tobi breaks pitch f0 intensity vcm lex "
    "mwu xds emotion emotions entity entities language languages";

// What is remarked about utterances, or said in their place.
static const char of_notes[] =
    "note notes notas comment comments comentario comentarios "
    "commentaire commentaires kommentar kommentare context code "
    "codes coding translation translations traduccion traduction "
    "traduzione \u00fcbersetzung \u00dcbersetzung ft norm normalized "
    "normalised gesture gestures gaze posture nonverbal nvb topic "
    "topics section sections metadata stance shrug eyebrows "
    "shoulders facial nod nods smile anonymisation anonymization";

static const struct {
    TierKind kind;
    const char *pieces;
} lists[] = {
    {TIER_WORDS, of_words}, {TIER_SOUNDS, of_sounds}, {TIER_NOISE, of_noise},
    {TIER_MARKS, of_marks}, {TIER_NOTES, of_notes},
};

static bool in_list(const char *list, Str piece)
{
    Str rest = str_of(list), word;
    while (rest.len > 0) {
        str_cut(&rest, ' ', &word);
        if (str_eq_nocase(word, piece)) {
            return true;
        }
    }
    return false;
}

static bool parts_pieces(char c)
{
    return c == ' ' || c == '_' || c == '-' || c == '@' || c == '.' ||
           c == ':' || c == '"' || c == '/' || c == '(' || c == ')' ||
           c == '[' || c == ']';
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

// "MAR" is somebody's code, though "mar" may be a kind of tier; these are not.
static bool is_persons_code(Str name)
{
    bool code = name.len > 0 && name.len <= 3 && !in_list("ORT KAN MAU", name);
    for (ptrdiff_t i = 0; i < name.len; i++) {
        code = code && name.at[i] >= 'A' && name.at[i] <= 'Z';
    }
    return code;
}

TierKind tier_named(Str name)
{
    static const char people[] = "speaker speakers spk sprecher locuteur "
                                 "hablante locutor who parlante diarization";
    if (in_list(people, name)) {
        return TIER_PEOPLE;
    }
    if (is_persons_code(name)) {
        return TIER_SPEECH;
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
    if (is_persons_code(name)) {
        return name;
    }
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
    if (first.len == 0 || tier_named(name) == TIER_PEOPLE) {
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
