#include "resolve_sample.h"

// Documents are "NAME SPEAKER…" (I is the interviewer, O an observer), with
// "NAME@CASE" where a table names the case; participants "ID=CASE,CASE" with
// '!' after the id where they may not be quoted; assignments "DOCUMENT=CASE";
// casts "DOCUMENT.SPEAKER=ID".  Out come "NAME[CASES] SPEAKER=ID…" for each
// document ('!' after the name of an unsure one), then each participant as
// "ID(CASES)CONSENT", '?' where implied.
static const struct {
    const char *promise;
    const char *documents, *cases, *participants, *assignments, *casts;
    const char *want, *findings;
} registers[] = {
    {"nothing declared: each document is a case, each speaker somebody",
     "D1 I P;D2 I Q", NULL, "", "", "",
     "D1[D1?] I=- P=P;D2[D2?] I=- Q=Q;P(D1?)quote?;Q(D2?)quote?", ""},
    {"a label in two documents is two people until declared", "D1 R;D2 R", NULL,
     "", "", "",
     "D1[D1?] R=D1:R;D2[D2?] R=D2:R;D1:R(D1?)quote?;D2:R(D2?)quote?", ""},
    {"declared, it is one", "D1 R;D2 R", "C", "R=C", "", "",
     "D1[C] R=R;D2[C] R=R;R(C)quote", ""},
    {"a document has its participants' cases", "D1 P Q", "C E F", "P=C,E Q=E",
     "", "", "D1[C,E] P=P Q=Q;P(C,E)quote;Q(E)quote", ""},
    {"what is assigned comes first", "D1 P", "C E", "P=C", "D1=E", "",
     "D1[E] P=P;P(C)quote", ""},
    {"one interview may stand for two cases", "D1 P", "C E", "P=", "D1=E,C", "",
     "D1[C,E] P=P;P(C,E)quote", ""},
    {"a participant without cases has those of the documents", "D1 P;D2 P",
     "C E", "P=", "D1=E D2=C", "", "D1[E] P=P;D2[C] P=P;P(C,E)quote", ""},
    {"a table names the case", "D1@C P;D2@N P", "C", "P=", "", "",
     "D1[C] P=P;D2[N?] P=P;P(C,N?)quote", ""},
    {"what is assigned comes before that", "D1@C P", "C E", "P=", "D1=E", "",
     "D1[E] P=P;P(E)quote", ""},
    {"who interviews is nobody", "D1 I P", "C", "P=C", "", "",
     "D1[C] I=- P=P;P(C)quote", ""},
    {"unless declared a participant", "D1 I P", "C", "I!=C P=C", "", "",
     "D1[C] I=I P=P;I(C)none;P(C)quote", ""},
    {"a document called as a case stands for it", "C P", "C", "P=", "", "",
     "C[C] P=P;P(C)quote", ""},
    {"a cast says who a label is", "D1 R;D2 R", "C E", "P=C Q=E", "",
     "D1.R=P D2.R=Q", "D1[C] R=P;D2[E] R=Q;P(C)quote;Q(E)quote", ""},
    {"a cast may name an interviewer, too", "D1 I P", "C", "P=C Q=C", "",
     "D1.I=Q", "D1[C] I=Q P=P;P(C)quote;Q(C)quote", ""},
    {"an observer is nobody where nothing is declared", "D1 O P", NULL, "", "",
     "", "D1[D1?] O=- P=P;P(D1?)quote?", ""},
    {"but has the study's consent where something is", "D1 O P", "C", "P=C", "",
     "", "D1[C] O=D1 speaker 1 P=P;P(C)quote;D1 speaker 1(C)none?", "K002"},
    {"whatever the role, a consent is as declared", "D1 O P", "C", "O!=C P=C",
     "", "", "D1[C] O=O P=P;O(C)none;P(C)quote", ""},
    {"who is not declared has the study's consent, and it is said", "D1 P Q",
     "C", "P=C", "", "",
     "D1[C] P=P Q=D1 speaker 2;P(C)quote;D1 speaker 2(C)none?", "K002"},
    {"a consent is as declared", "D1 P", "C", "P!=C", "", "",
     "D1[C] P=P;P(C)none", ""},
    {"an assigned document that is not there", "D1 P", "C", "P=C", "D9=C", "",
     "D1[C] P=P;P(C)quote", "K004"},
    {"a cast in such a document, said once", "D1 P", "C", "P=C", "D9=C",
     "D9.P=P", "D1[C] P=P;P(C)quote", "K004"},
    {"a document without an entry may be the one that is not there", "D1 P Q",
     "C", "P=C Q!=C", "D9=C", "", "D1![C] P=P Q=Q;P(C)quote;Q(C)none",
     "K004 K010"},
    {"one with an entry is not", "D1 P Q", "C", "P=C Q!=C", "D9=C D1=C", "",
     "D1[C] P=P Q=Q;P(C)quote;Q(C)none", "K004"},
    {"a label like that of somebody withheld is theirs", "D1 ZED", "C",
     "Zed!=C", "", "", "D1[C] ZED=Zed;Zed(C)none", ""},
    {"so is one like a cast of the document", "D1 P R r", "C", "P=C Q!=C", "",
     "D1.R=Q", "D1[C] P=P R=Q r=Q;P(C)quote;Q(C)none", ""},
    {"but not one like a cast of another", "D1 R;D2 r", "C", "Q!=C", "",
     "D1.R=Q",
     "D1[C] R=Q;D2[D2?] r=D2 speaker 1;Q(C)none;"
     "D2 speaker 1(D2?)none?",
     "K002"},
    {"a cast speaker who is not there", "D1 P", "C", "P=C", "", "D1.X=P",
     "D1![C] P=P;P(C)quote", "K005"},
};

static Ints ints_of(Str names, const Cases *cases, Arena *arena)
{
    Ints ints = {0};
    Str one;
    while (names.len > 0) {
        str_cut(&names, ',', &one);
        for (ptrdiff_t i = 0; i < cases->len; i++) {
            if (str_eq(cases->at[i].id, one)) {
                *PUSH(&ints, arena) = (int32_t)i;
            }
        }
    }
    return ints;
}

static Register register_of(int row, Arena *arena)
{
    Register declared = {.file = S("cases.yaml"), .title = S("T")};
    Str one, left, rest = str_of(registers[row].cases);
    while (rest.len > 0) {
        str_cut(&rest, ' ', &one);
        *PUSH(&declared.cases, arena) = (Case){.id = one, .label = one};
    }
    rest = str_of(registers[row].participants);
    while (rest.len > 0) {
        str_cut(&rest, ' ', &one);
        str_cut(&one, '=', &left);
        bool none = str_ends(left, S("!"));
        *PUSH(&declared.participants, arena) = (Participant){
            .id = {left.at, left.len - none},
            .consent = none ? CONSENT_NONE : CONSENT_QUOTE,
            .cases = ints_of(one, &declared.cases, arena),
        };
    }
    rest = str_of(registers[row].assignments);
    while (rest.len > 0) {
        str_cut(&rest, ' ', &one);
        str_cut(&one, '=', &left);
        *PUSH(&declared.assignments, arena) = (Assignment){
            .document = left, .cases = ints_of(one, &declared.cases, arena)};
    }
    rest = str_of(registers[row].casts);
    while (rest.len > 0) {
        str_cut(&rest, ' ', &one);
        Cast cast = {0};
        str_cut(&one, '.', &cast.document);
        str_cut(&one, '=', &cast.speaker);
        cast.participant = one;
        *PUSH(&declared.casts, arena) = cast;
    }
    return declared;
}

static void add_documents(Study *study, Str rest, Arena *arena)
{
    Str one, word, name;
    while (rest.len > 0) {
        str_cut(&rest, ';', &one);
        Document *document = PUSH(&study->documents, arena);
        *document = (Document){0};
        Transcript *t = &document->transcript;
        str_cut(&one, ' ', &word);
        str_cut(&word, '@', &name);
        t->document = name;
        t->group = word;
        while (one.len > 0) {
            str_cut(&one, ' ', &word);
            int32_t speaker = transcript_speaker(t, word, arena);
            if (str_eq(word, S("I"))) {
                t->speakers.at[speaker].role = ROLE_INTERVIEWER;
            } else if (str_eq(word, S("O"))) {
                t->speakers.at[speaker].role = S("observer");
            }
        }
    }
}

static void write_cases(Buf *out, const Study *study, Ints cases)
{
    for (ptrdiff_t i = 0; i < cases.len; i++) {
        const Case *entry = &study->cases.at[cases.at[i]];
        buf_format(out, "%s%.*s%s", i > 0 ? "," : "", FMT(entry->id),
                   entry->implied ? "?" : "");
    }
}

static Str register_written(const Study *study, Arena *arena)
{
    Buf out = {.arena = arena};
    for (ptrdiff_t i = 0; i < study->documents.len; i++) {
        const Document *document = &study->documents.at[i];
        const Transcript *t = &document->transcript;
        buf_format(&out, "%s%.*s%s[", i > 0 ? ";" : "", FMT(t->document),
                   document->unsure ? "!" : "");
        write_cases(&out, study, document->cases);
        buf_char(&out, ']');
        for (ptrdiff_t j = 0; j < t->speakers.len; j++) {
            int32_t who = document->participants.at[j];
            buf_format(
                &out, " %.*s=%.*s", FMT(t->speakers.at[j].name),
                FMT(who == NONE ? S("-") : study->participants.at[who].id));
        }
    }
    for (ptrdiff_t i = 0; i < study->participants.len; i++) {
        const Participant *p = &study->participants.at[i];
        buf_format(&out, ";%.*s(", FMT(p->id));
        write_cases(&out, study, p->cases);
        buf_format(&out, ")%s%s", consent_name(p->consent),
                   p->implied ? "?" : "");
    }
    return buf_str(&out);
}

START_TEST(cases_and_people_are_put_together)
{
    Arena arena = {0};
    Diags diags = {.arena = &arena};
    Study study = {0};
    add_documents(&study, str_of(registers[_i].documents), &arena);
    Register declared = {0};
    if (registers[_i].cases) {
        declared = register_of(_i, &arena);
    }
    for (int i = 0; i < 2; i++) { // again is the same
        diags.len = 0;
        resolve_register(&study, registers[_i].cases ? &declared : NULL, &arena,
                         &diags);
    }
    ASSERT_STR(register_written(&study, &arena), registers[_i].want,
               registers[_i].promise);
    ASSERT_STR(findings_written(&diags, &arena), registers[_i].findings,
               registers[_i].promise);
    ck_assert_int_eq(study.declared, registers[_i].cases != NULL);
    arena_release(&arena);
}
END_TEST

#define ROWS(table) (int)(sizeof(table) / sizeof *(table))

int main(void)
{
    Suite *suite = suite_create("register");
    TCase *all = tcase_create("register");
    tcase_set_timeout(all, 300);
    tcase_add_loop_test(all, cases_and_people_are_put_together, 0,
                        ROWS(registers));
    suite_add_tcase(suite, all);
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_NORMAL);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
