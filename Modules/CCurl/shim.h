#ifndef HANDOFF_CCURL_SHIM_H
#define HANDOFF_CCURL_SHIM_H

// Types and constants only: the library itself is loaded when it is first needed. Linking it would
// cost milliseconds at each start, also of commands that never use the network.

#include <curl/curl.h>

#if LIBCURL_VERSION_NUM < 0x074400
#error "handoff needs libcurl 7.68 or newer (Debian: apt-get install libcurl4-openssl-dev)."
#endif

#endif
