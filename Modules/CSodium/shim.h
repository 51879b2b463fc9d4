#ifndef HANDOFF_CSODIUM_SHIM_H
#define HANDOFF_CSODIUM_SHIM_H

// libsodium: the primitives of age's files. Debian: apt-get install libsodium-dev.
#include <sodium.h>

#endif
