#include "parse/table/column_names.h"

#include "base/buf.h"
#include "parse/talk/line.h"
#include "text/text.h"

enum { KEY_BYTES_MAX = 64 }; // of a column name that is compared

// Names by kind, folded, letters and digits only; the likeliest first.
static const char *const text_names[] = {
    "text",          "transcripttext", "dialogue",    "transcript",
    "transcription", "content",        "utterance",   "said",
    "speech",        "statement",      "sentence",    "message",
    "caption",       "quote",          "excerpt",     "comment",
    "response",      "answer",         "words",       "body",
    "inhalt",        "aussage",        "transkript",  "transkription",
    "äußerung",      "äusserung",      "redebeitrag", "beitrag",
    "antwort",       "texte",          "paroles",     "contenu",
    "propos",        "réponse",        "texto",       "contenido",
    "respuesta",     "resposta",       "conteúdo",    "testo",
    "contenuto",     "risposta",       "tekst",       "antwoord",
    "текст",         "内容",           "文本",        "発言",
    "発話",          "テキスト",       NULL};
static const char *const speaker_names[] = {
    "speaker",     "spkr",        "spk",
    "speakername", "personname",  "speakerlabel",
    "speakerid",   "who",         "role",
    "voice",       "author",      "sender",
    "from",        "user",        "person",
    "sprecher",    "sprecherin",  "sprecherkennung",
    "wer",         "locuteur",    "locutrice",
    "orateur",     "hablante",    "orador",
    "falante",     "parlante",    "spreker",
    "talare",      "спикер",      "说话人",
    "話者",        "participant", "name",
    "interviewee", "respondent",  "sendername",
    NULL};
static const char *const start_names[] = {
    "start",     "starttime",  "sttime",    "begin",     "begintime",
    "beginning", "onset",      "startms",   "beginms",   "startseconds",
    "time",      "timestamp",  "timecode",  "timestart", "tc",
    "tcin",      "timecodein", "in",        "inpoint",   "from",
    "startzeit", "anfang",     "beginn",    "von",       "zeit",
    "zeitmarke", "début",      "debut",     "temps",     "inicio",
    "início",    "tiempo",     "inizio",    "tempo",     "starttijd",
    "tijd",      "timespan",   "timerange", "starts",    "timestampms",
    NULL};
static const char *const end_names[] = {
    "end",      "endtime",    "entime",   "stop",    "stoptime",    "offset",
    "endms",    "endseconds", "timeend",  "tcout",   "timecodeout", "out",
    "outpoint", "to",         "ende",     "endzeit", "bis",         "fin",
    "fim",      "fine",       "eindtijd", "ends",    NULL};
static const char *const document_names[] = {"document",
                                             "documentid",
                                             "documentname",
                                             "doc",
                                             "docid",
                                             "transcriptid",
                                             "transcriptname",
                                             "interview",
                                             "interviewid",
                                             "file",
                                             "filename",
                                             "session",
                                             "sessionid",
                                             "dokument",
                                             "datei",
                                             "entretien",
                                             "fichier",
                                             "documento",
                                             "entrevista",
                                             "archivo",
                                             "intervista",
                                             "interviewee",
                                             "intervieweeid",
                                             "participant",
                                             "participantid",
                                             "respondent",
                                             "respondentid",
                                             "respondentname",
                                             "subject",
                                             "subjectid",
                                             "pid",
                                             "teilnehmer",
                                             "befragter",
                                             "name",
                                             "fullname",
                                             "nombre",
                                             "nom",
                                             "nome",
                                             "naam",
                                             "id",
                                             NULL};
static const char *const group_names[] = {"case", "caseid", "casename", "fall",
                                          "cas",  "caso",   NULL};

// Those that say so as the first or last word of a longer name, too.
static const char *const aside_words[] = {
    "codes",       "coding",       "theme",       "themes",
    "memo",        "memos",        "notes",       "noting",
    "comments",    "remarks",      "categories",  "kodes",
    "codierung",   "kodierung",    "themen",      "kommentare",
    "notiz",       "notizen",      "anmerkung",   "anmerkungen",
    "kategorien",  "commentaires", "remarques",   "thèmes",
    "comentarios", "comentários",  "notas",       "temas",
    "commenti",    "temi",         "opmerkingen", NULL};
static const char *const aside_names[] = {
    "code",       "note",      "comment",   "tag",         "tags",
    "category",   "label",     "labels",    "remark",      "analysis",
    "kode",       "kommentar", "kategorie", "commentaire", "remarque",
    "comentario", "commento",  "opmerking", NULL};

const KnownColumn columns_known[COLUMN_KNOWN] = {
    {COLUMN_TEXT, text_names},         {COLUMN_SPEAKER, speaker_names},
    {COLUMN_START, start_names},       {COLUMN_END, end_names},
    {COLUMN_DOCUMENT, document_names}, {COLUMN_GROUP, group_names},
};

Str column_key(Str name, Arena *arena)
{
    Buf key = {.arena = arena};
    ptrdiff_t bracket = str_find(name, S("("), 1);
    name = bracket > 0 ? str_slice(name, 0, bracket) : name;
    if (name.len > KEY_BYTES_MAX) {
        return (Str){0};
    }
    Str folded = text_fold(name, false, arena).text;
    for (ptrdiff_t i = 0; i < folded.len; i++) {
        char c = folded.at[i];
        if ((c >= 'a' && c <= 'z') || is_digit(c) || (unsigned char)c >= 0x80) {
            buf_char(&key, c);
        }
    }
    return buf_str(&key);
}

bool column_is_called(Str key, const char *name, Arena *arena)
{
    Str word = str_of(name);
    return str_eq(key, word) ||
           ((unsigned char)word.at[0] >= 0x80 &&
            str_eq(key, text_fold(word, false, arena).text));
}

bool column_is_kind(Str key, ColumnKind kind, Arena *arena)
{
    for (size_t k = 0; k < COLUMN_KNOWN; k++) {
        const char *const *name = columns_known[k].names;
        for (; columns_known[k].kind == kind && *name; name++) {
            if (column_is_called(key, *name, arena)) {
                return true;
            }
        }
    }
    return false;
}

static bool is_one_of(Str key, const char *const *names, Arena *arena)
{
    for (; *names; names++) {
        if (column_is_called(key, *names, arena)) {
            return true;
        }
    }
    return false;
}

static bool is_known(Str key, Arena *arena)
{
    for (size_t k = 0; k < COLUMN_KNOWN; k++) {
        if (is_one_of(key, columns_known[k].names, arena)) {
            return true;
        }
    }
    return false;
}

bool column_is_aside(Str name, Arena *arena)
{
    Str key = column_key(name, arena), rest = blank_trim(name, true), word;
    if (is_one_of(key, aside_words, arena) ||
        is_one_of(key, aside_names, arena)) {
        return true;
    }
    if (is_known(key, arena)) {
        return false;
    }
    str_cut(&rest, ' ', &word);
    bool first = is_one_of(column_key(word, arena), aside_words, arena);
    while (str_cut(&rest, ' ', &word)) {
    }
    return first || is_one_of(column_key(word, arena), aside_words, arena);
}
