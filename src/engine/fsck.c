// Fsck: is all as it was stored.
#include "engine/inside.h"

bool themata_fsck(Themata *study, Strs *problems, Err *err)
{
    return store_check(study->store, &study->arena, problems, err);
}
