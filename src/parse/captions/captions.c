#include "parse/captions/captions.h"

#include "parse/lines/cast.h"
#include "parse/captions/cue_text.h"
#include "parse/talk/line.h"
#include "parse/captions/rolling.h"
#include "parse/talk/script.h"

enum {
    RECENT_MAX = 16,  // voices remembered to mend a broken one
    REPEATS_OF = 4,   // one label in four repeats: each caption has one
    LABELLED_OF = 33, // labels on fewer captions than that are none
    DENSE_OF = 2,     // on half of them: a name that stands once is one
};

typedef struct Work { // what the steps share
    Sayings sayings;
    Cast cast;
    bool voiced; // voice tags occur
    bool each;   // each caption has its own label
    bool dense;  // most captions are labelled
    Script *script;
    Odds *odds;
    Arena *arena;
} Work;

// ---- from captions to sayings

// The four digits at `i`, or -1.
static int32_t hex_unit(Str json, ptrdiff_t i)
{
    int32_t unit = 0;
    for (ptrdiff_t k = i; k < i + 4; k++) {
        int digit = k < json.len ? hex_value(json.at[k]) : -1;
        if (digit < 0) {
            return -1;
        }
        unit = unit * 16 + digit;
    }
    return unit;
}

// Adds what the escape at `i`, after its backslash, means; bytes taken.
static ptrdiff_t add_escape(Buf *out, Str json, ptrdiff_t i)
{
    int32_t high = json.at[i] == 'u' ? hex_unit(json, i + 1) : -1;
    if (high < 0) {
        buf_char(out, json.at[i] == 'n' ? '\n' : json.at[i]);
        return 1;
    }
    int32_t low =
        i + 6 < json.len && json.at[i + 5] == '\\' && json.at[i + 6] == 'u'
            ? hex_unit(json, i + 7)
            : -1;
    if (high >= 0xD800 && high < 0xDC00 && low >= 0xDC00 && low < 0xE000) {
        buf_point(out, (uint32_t)(0x10000 + ((high - 0xD800) << 10) +
                                  (low - 0xDC00)));
        return 11;
    }
    buf_point(out, (uint32_t)high);
    return 5;
}

// The value of a key in the one-line JSON that Teams' metadata captions hold;
// or the empty view.
static Str json_value(Str json, Str key, Arena *arena)
{
    Buf value = {.arena = arena};
    ptrdiff_t i = str_find(json, key, 0);
    i = i < 0 ? -1 : str_find(json, S(":"), i + key.len);
    i = i < 0 ? -1 : str_find(json, S("\""), i);
    for (i = i < 0 ? json.len : i + 1; i < json.len && json.at[i] != '"';) {
        if (json.at[i] == '\\' && i + 1 < json.len) {
            i += 1 + add_escape(&value, json, i + 1);
        } else {
            buf_char(&value, json.at[i++]);
        }
    }
    return buf_str(&value);
}

static bool read_json(Str text, CuePiece *piece, Arena *arena)
{
    text = str_trim(text);
    if (!str_starts(text, S("{")) ||
        str_find(text, S("\"spokenText\""), 0) < 0) {
        return false;
    }
    piece->voice = json_value(text, S("\"speakerName\""), arena);
    piece->text = json_value(text, S("\"spokenText\""), arena);
    piece->voiced = true;
    return true;
}

// True for a line that begins a new speaker without naming one: "- yes",
// ">> yes".
static ptrdiff_t dash_len(Str line)
{
    static const char *const dashes[] = {"- ",      ">> ",     ">>> ",
                                         "\u2013 ", "\u2014 ", NULL};
    for (const char *const *dash = dashes; *dash; dash++) {
        if (str_starts(line, str_of(*dash))) {
            return str_of(*dash).len;
        }
    }
    return 0;
}

static int count_dashes(Str text)
{
    int dashes = 0;
    for (Str line; str_line(&text, &line);) {
        dashes += dash_len(line) > 0;
    }
    return dashes;
}

// Adds what one voice says, parted at dialogue dashes.  One "- " alone is no
// change of speaker; one ">> " is.
static void add_sayings(Work *work, const CuePiece *piece, Saying model)
{
    Str rest = piece->text, line;
    bool dashes =
        !piece->voiced && (count_dashes(rest) > 1 || str_starts(rest, S(">>")));
    model.voice = piece->voice;
    model.voiced = piece->voiced;
    model.line = piece->line;
    model.text = rest;
    work->voiced |= piece->voiced && piece->voice.len > 0;
    if (!dashes) {
        *PUSH(&work->sayings, work->arena) = model;
        return;
    }
    for (int32_t at = 0; str_line(&rest, &line); at++) {
        ptrdiff_t dash = dash_len(line);
        if (dash > 0 || at == 0) {
            model.line = piece->line + at;
            model.text = str_slice(line, dash, line.len);
            model.fresh = dash > 0;
            *PUSH(&work->sayings, work->arena) = model;
        } else {
            Str *text = &work->sayings.at[work->sayings.len - 1].text;
            text->len = line.at + line.len - text->at;
        }
    }
}

// Adds what the voices of a caption say.  What it takes to find that out goes
// with `scratch`.
static void read_caption(const Work *work, const Caption *caption,
                         bool *karaoke, Sayings *whole, Arena *apart,
                         Arena *scratch)
{
    CuePiece json = {.line = caption->line};
    CuePieces pieces = {&json, 1, 1};
    if (!read_json(caption->text, &json, scratch)) {
        pieces = cue_text(caption->text, caption->line, karaoke, work->odds,
                          scratch);
    }
    for (ptrdiff_t k = 0; k < pieces.len; k++) {
        const CuePiece *piece = &pieces.at[k];
        bool own = piece->voiced || caption->voice.len == 0;
        Str voice = own ? piece->voice : caption->voice;
        *PUSH(whole, apart) = (Saying){
            .text = str_copy(work->arena, piece->text),
            .voice = voice.len > 0 ? str_copy(work->arena, voice) : voice,
            .voiced = piece->voiced || caption->voice.len > 0,
            .line = piece->line,
            .start_ms = caption->start_ms,
            .end_ms = caption->end_ms,
        };
    }
    if (pieces.len == 0) {
        odds_add(work->odds, ODD_EMPTY_CUE, caption->line);
    }
}

static void read_captions(Work *work, const Captions *captions)
{
    bool karaoke = false;
    Sayings whole = {0};
    Arena apart = {0}, scratch = {0};
    for (ptrdiff_t i = 0; i < captions->len; i++) {
        read_caption(work, &captions->at[i], &karaoke, &whole, &apart,
                     &scratch);
        arena_reset(&scratch);
    }
    arena_release(&scratch);
    sayings_unroll(&whole, karaoke, work->odds);
    for (ptrdiff_t i = 0; i < whole.len; i++) {
        Saying model = whole.at[i];
        CuePiece piece = {model.voice, model.voiced, model.text, model.line};
        add_sayings(work, &piece, model);
    }
    arena_release(&apart);
}

// ---- who speaks

// The label of a saying: a name and a colon, which a line end may part.
static Head label_of(Str text, Arena *arena)
{
    Head head = head_read(text);
    if (head.form != FORM_COLON) {
        head.form = FORM_NONE;
    } else if (str_find(head.name, S("\n"), 0) >= 0) {
        char *name = str_terminated(arena, head.name);
        for (ptrdiff_t i = 0; i < head.name.len; i++) {
            name[i] = name[i] == '\n' ? ' ' : name[i];
        }
        head.name.at = name;
    }
    return head;
}

// Whether labels stand on each caption or at changes of speaker only.
static void judge_labels(Work *work, int64_t labelled, int64_t repeated)
{
    int64_t len = work->sayings.len;
    work->each = work->voiced || repeated * REPEATS_OF >= labelled;
    work->dense = labelled * DENSE_OF >= len;
    for (ptrdiff_t i = 0; i < work->cast.called.len; i++) {
        Called *called = &work->cast.called.at[i];
        bool sparse = labelled * LABELLED_OF < len;
        if (called->kind != NAME_ROLE && sparse) {
            called->speaks = false;
        }
        if (called->kind >= NAME_PROPER && work->dense &&
            called->forms[FORM_COLON] > 0) {
            called->speaks = true;
        }
    }
}

static void find_labels(Work *work)
{
    int64_t labelled = 0, repeated = 0;
    int32_t last = NONE;
    for (ptrdiff_t i = 0; i < work->sayings.len; i++) {
        Saying *saying = &work->sayings.at[i];
        saying->name = NONE;
        if (saying->voiced) {
            continue;
        }
        saying->head = label_of(saying->text, work->arena);
        saying->name = cast_note(&work->cast, &saying->head, true, work->arena);
        labelled += saying->name != NONE;
    }
    cast_decide(&work->cast, (int32_t)work->sayings.len, work->arena);
    work->each = work->voiced;
    if (work->cast.form != FORM_COLON) {
        return;
    }
    labelled = 0;
    for (ptrdiff_t i = 0; i < work->sayings.len; i++) {
        const Saying *saying = &work->sayings.at[i];
        if (cast_takes(&work->cast, saying->name, &saying->head)) {
            labelled++;
            repeated += saying->name == last;
            last = saying->name;
        }
    }
    judge_labels(work, labelled, repeated);
}

// ---- mending noScribe's voices

typedef struct Recent { // speakers, the latest first
    int32_t at[RECENT_MAX];
    int len;
} Recent;

static void remember(Recent *recent, int32_t speaker)
{
    int i = 0;
    while (i < recent->len && recent->at[i] != speaker) {
        i++;
    }
    if (i == recent->len && recent->len < RECENT_MAX) {
        recent->len++;
    }
    i = i < RECENT_MAX ? i : RECENT_MAX - 1;
    for (; i > 0; i--) {
        recent->at[i] = recent->at[i - 1];
    }
    recent->at[0] = speaker;
}

static bool speaks_over(Str text, Str name, Arena *arena)
{
    Str sign = str_format(arena, "//%.*s:", FMT(name));
    return str_find(text, sign, 0) >= 0;
}

// "<v //S02>" names who speaks over the end of the caption.  Its speaker is the
// one heard last who does not speak over it.
static int32_t mend_voice(Work *work, const Recent *recent,
                          const Saying *saying)
{
    Str over = str_trim(str_slice(saying->voice, 2, saying->voice.len));
    odds_add(work->odds, ODD_BROKEN_VOICE, saying->line);
    for (int i = 0; i < recent->len; i++) {
        Str name = work->script->transcript.speakers.at[recent->at[i]].name;
        if (!str_eq(name, over) &&
            !speaks_over(saying->text, name, work->arena)) {
            return recent->at[i];
        }
    }
    return NO_SPEAKER;
}

// ---- sayings to turns

// A caption of the same speaker goes on with the turn before it.  Where nobody
// knows who speaks, only the middle of a sentence tells that.
static bool goes_on(const Work *work, int32_t speaker, const Saying *saying)
{
    const Turns *turns = &work->script->transcript.turns;
    if (turns->len == 0 || saying->fresh) {
        return false;
    }
    const Turn *before = &turns->at[turns->len - 1];
    Str said = str_slice(buf_str(&work->script->text), before->span.begin,
                         before->span.end);
    return before->speaker == speaker && said.len > 0 &&
           (speaker != NO_SPEAKER || !ends_sentence(said));
}

static void say(Work *work, int32_t speaker, const Saying *saying, Str text,
                int32_t line)
{
    text = blank_trim(text, false);
    script_say(work->script,
               (Turn){
                   .speaker = speaker,
                   .start_ms = saying->start_ms,
                   .end_ms = saying->end_ms,
                   .line = line,
                   .continues = text.len > 0 && goes_on(work, speaker, saying),
                   .question = NO_QUESTION,
               },
               text);
}

// Says `text`, parted where one of its later lines has a label too.
static int32_t say_parts(Work *work, int32_t speaker, const Saying *saying,
                         Str text)
{
    int32_t line_no = saying->line, first = saying->line;
    Str rest = text, line;
    const char *begin = text.at;
    for (bool top = true; str_line(&rest, &line); top = false, line_no++) {
        Head head = top ? (Head){0} : label_of(line, work->arena);
        int32_t name = top ? NONE : cast_find(&work->cast, &head);
        if (!cast_takes(&work->cast, name, &head)) {
            continue;
        }
        Str before = {begin, line.at - begin};
        say(work, speaker, saying, before, first);
        speaker = script_labelled(work->script, &head);
        begin = line.at + head.said;
        first = line_no;
    }
    say(work, speaker, saying, (Str){begin, text.at + text.len - begin}, first);
    return speaker;
}

static void turn_labelled(Work *work, const Saying *saying, int32_t *speaker)
{
    Str text = saying->text;
    bool labelled = cast_takes(&work->cast, saying->name, &saying->head);
    if (labelled) {
        bool once = cast_stands_once(&work->cast, saying->name) &&
                    !work->cast.called.at[saying->name].certain;
        if (once && work->cast.recurs) {
            odds_add(work->odds, ODD_ONCE_TAKEN, saying->line);
        }
        *speaker = script_labelled(work->script, &saying->head);
        text = str_slice(text, saying->head.said, text.len);
    } else if (is_event(text)) {
        odds_add(work->odds, ODD_EVENT, saying->line);
        return;
    } else if (work->each || saying->fresh) {
        *speaker = NO_SPEAKER;
    }
    *speaker = say_parts(work, *speaker, saying, text);
}

static void turn_voiced(Work *work, const Saying *saying, Recent *recent)
{
    int32_t speaker = NO_SPEAKER;
    if (saying->voice.len == 0 && is_event(saying->text)) {
        odds_add(work->odds, ODD_EVENT, saying->line);
        return;
    }
    if (str_starts(saying->voice, S("//"))) {
        speaker = mend_voice(work, recent, saying);
    } else {
        speaker = script_speaker(work->script, saying->voice);
    }
    if (speaker != NO_SPEAKER) {
        remember(recent, speaker);
    }
    say(work, speaker, saying, saying->text, saying->line);
}

Transcripts captions_transcript(const Source *source, const char *format,
                                const Captions *captions, Odds *odds,
                                Diags *diags)
{
    Arena *arena = diags->arena;
    Transcripts transcripts = {0};
    Script script = script_new(source, format, odds, arena);
    Work work = {.script = &script, .odds = odds, .arena = arena};
    Recent recent = {{0}, 0};
    int32_t speaker = NO_SPEAKER;
    cast_know(&work.cast, source->labels, arena);
    read_captions(&work, captions);
    find_labels(&work);
    for (ptrdiff_t i = 0; i < work.sayings.len; i++) {
        if (work.sayings.at[i].voiced) {
            turn_voiced(&work, &work.sayings.at[i], &recent);
        } else {
            turn_labelled(&work, &work.sayings.at[i], &speaker);
        }
    }
    for (ptrdiff_t i = 0; i < captions->len; i++) {
        script.transcript.cues += captions->at[i].timed;
    }
    bool silent = script_is_silent(&script);
    if (silent) {
        odds_add(odds, ODD_NOTHING, 0);
    } else if (script.transcript.speakers.len == 0) {
        odds_add(odds, ODD_NO_LABEL_CUES, script.transcript.turns.at[0].line);
    }
    odds_report(odds, source->file, diags);
    *PUSH(&transcripts, arena) = script_end(&script, diags);
    return transcripts;
}
