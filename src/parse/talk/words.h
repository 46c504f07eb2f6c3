// parse/talk/words.h - words that tell a speaker's name from other names, in
// several languages.
//
// Lists end with NULL.  Words are folded, as text_fold leaves them.
#ifndef PARSE_TALK_WORDS_H
#define PARSE_TALK_WORDS_H

extern const char *const words_asking[];    // "interviewer", "q"
extern const char *const words_answering[]; // "participant", "witness"
extern const char *const words_question[];  // "q", "question"
extern const char *const words_answer[];    // "a", "answer"
// A role beside such a word or a number: "Male 1", "Multiple speakers".
extern const char *const words_counted[];
// What may stand before or after a role: "the witness", "male voice".
extern const char *const words_beside[];
// Names' small words: "Ludwig van Beethoven", "Bank of Spain".
extern const char *const words_of_names[];
// What stands before a name, as it is written: "Mr", "Senator".
extern const char *const words_of_title[];
// What heads metadata or a sentence, never a turn: "date", "for example".
extern const char *const words_never[];

#endif
