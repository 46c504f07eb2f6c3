// base/json.h - JSON written piece by piece.
//
// Commas, quotes and escapes are the writer's; a caller cannot forget them:
//     Json json = {.out = &buf};
//     json_open(&json, '{');
//     json_key(&json, "n");
//     json_int(&json, 3);
//     json_close(&json);
// Strings must be valid UTF-8.  Numbers are printed with the fewest digits
// that read back as the same double, so equal numbers are equal bytes.
// Source: RFC 8259.
#ifndef BASE_JSON_H
#define BASE_JSON_H

#include "base/buf.h"

enum { JSON_DEPTH = 32 };

typedef struct Json {
    Buf *out;
    int depth;
    char closers[JSON_DEPTH];
    bool follows; // a value stands before the next one
    bool keyed;   // a key was just written
} Json;

void json_open(Json *json, char bracket); // '{' or '['
void json_close(Json *json);              // the innermost open one
void json_key(Json *json, const char *key);
void json_str(Json *json, Str s);
void json_int(Json *json, int64_t number);
void json_bool(Json *json, bool value);
void json_null(Json *json);
// NaN and infinity are written as null: undefined is not a number.
void json_double(Json *json, double number);
// A key with its value, for the common kinds.
void json_key_str(Json *json, const char *key, Str s);
void json_key_int(Json *json, const char *key, int64_t number);
void json_key_double(Json *json, const char *key, double number);
// null where the string is empty.
void json_key_str_or_null(Json *json, const char *key, Str s);

#endif
