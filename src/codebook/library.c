#include "codebook/load.h"

#include <yaml.h>

const char *codebook_library(void)
{
    return yaml_get_version_string();
}
