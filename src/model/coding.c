#include "model/coding.h"

const char *action_name(Action action)
{
    static const char *const names[ACTIONS] = {
        [ACTION_ADD] = "add",         [ACTION_REMOVE] = "remove",
        [ACTION_CONFIRM] = "confirm", [ACTION_RECODE] = "recode",
        [ACTION_MOVE] = "move",       [ACTION_MEMO] = "memo",
    };
    return names[action];
}

bool action_named(Str name, Action *action)
{
    for (int i = 0; i < ACTIONS; i++) {
        if (str_eq(name, str_of(action_name((Action)i)))) {
            *action = (Action)i;
            return true;
        }
    }
    return false;
}

const char *status_name(Status status)
{
    static const char *const names[STATUSES] = {
        [STATUS_CODED] = "coded",
        [STATUS_CONFIRMED] = "confirmed",
        [STATUS_ADDED] = "added",
        [STATUS_REMOVED] = "removed",
    };
    return names[status];
}

const char *origin_name(Origin origin)
{
    return origin == ORIGIN_RULE ? "rule" : "coder";
}

int64_t codings_standing(const Codings *codings)
{
    int64_t standing = 0;
    for (ptrdiff_t i = 0; i < codings->len; i++) {
        standing += codings->at[i].status != STATUS_REMOVED;
    }
    return standing;
}
