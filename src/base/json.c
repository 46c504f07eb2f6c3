#include "base/json.h"

#include "base/utf8.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static void before_value(Json *json)
{
    if (json->follows && !json->keyed) {
        buf_char(json->out, ',');
    }
    json->follows = true;
    json->keyed = false;
}

void json_open(Json *json, char bracket)
{
    assert(json->depth < JSON_DEPTH);
    before_value(json);
    buf_char(json->out, bracket);
    json->closers[json->depth++] = bracket == '{' ? '}' : ']';
    json->follows = false;
}

void json_close(Json *json)
{
    buf_char(json->out, json->closers[--json->depth]);
    json->follows = true;
}

static void quoted(Buf *out, Str s)
{
    s = utf8_clean(s, out->arena);
    buf_char(out, '"');
    for (ptrdiff_t i = 0; i < s.len; i++) {
        unsigned char c = (unsigned char)s.at[i];
        if (c == '"' || c == '\\') {
            buf_char(out, '\\');
            buf_char(out, (char)c);
        } else if (c == '\n') {
            buf_add(out, S("\\n"));
        } else if (c == '\t') {
            buf_add(out, S("\\t"));
        } else if (c < 0x20 || c == 0x7F) {
            buf_format(out, "\\u%04x", (unsigned)c);
        } else {
            buf_char(out, (char)c);
        }
    }
    buf_char(out, '"');
}

void json_key(Json *json, const char *key)
{
    before_value(json);
    quoted(json->out, str_of(key));
    buf_char(json->out, ':');
    json->keyed = true;
}

void json_str(Json *json, Str s)
{
    before_value(json);
    quoted(json->out, s);
}

void json_int(Json *json, int64_t number)
{
    before_value(json);
    buf_int(json->out, number);
}

void json_bool(Json *json, bool value)
{
    before_value(json);
    buf_add(json->out, value ? S("true") : S("false"));
}

void json_null(Json *json)
{
    before_value(json);
    buf_add(json->out, S("null"));
}

void json_double(Json *json, double number)
{
    if (!isfinite(number)) {
        json_null(json);
        return;
    }
    char digits[40];
    int len = 0;
    for (int precision = 1; precision <= 17; precision++) {
        len = snprintf(digits, sizeof digits, "%.*g", precision, number);
        if (strtod(digits, NULL) == number) {
            break;
        }
    }
    before_value(json);
    for (int i = 0; i < len; i++) {
        buf_char(json->out, digits[i] == ',' ? '.' : digits[i]);
    }
}

void json_key_str(Json *json, const char *key, Str s)
{
    json_key(json, key);
    json_str(json, s);
}

void json_key_int(Json *json, const char *key, int64_t number)
{
    json_key(json, key);
    json_int(json, number);
}

void json_key_double(Json *json, const char *key, double number)
{
    json_key(json, key);
    json_double(json, number);
}

void json_key_str_or_null(Json *json, const char *key, Str s)
{
    json_key(json, key);
    if (s.len > 0) {
        json_str(json, s);
    } else {
        json_null(json);
    }
}
