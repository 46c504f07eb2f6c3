// tests/install.c - a program of somebody else that uses the library.
#include "engine/themata.h"

#include <stdio.h>

int main(void)
{
    Err err = {0};
    Themata *study = themata_open("no such folder", STUDY_READ, &err);
    printf("themata %s\n", themata_version());
    return study != NULL;
}
