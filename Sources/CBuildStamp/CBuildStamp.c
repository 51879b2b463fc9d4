#include "CBuildStamp.h"

#ifdef __APPLE__
#define SECTION "__DATA,handoff_stamp"
#else
#define SECTION "handoff_stamp"
#endif

// Not constant: the compiler must not know what is in it.
__attribute__((used, section(SECTION))) static char commit[16] = "";

const char *handoff_commit(void) {
  // Whoever writes the section may leave no end.
  commit[sizeof commit - 1] = 0;
  return commit;
}
