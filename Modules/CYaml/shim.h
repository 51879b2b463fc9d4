#ifndef HANDOFF_CYAML_SHIM_H
#define HANDOFF_CYAML_SHIM_H

// libyaml: what is read and written of YAML. Debian: apt-get install libyaml-dev.
#include <yaml.h>

#endif
