#include "csystem.h"
#include <unistd.h>

char **csystem_environment(void) { return environ; }
