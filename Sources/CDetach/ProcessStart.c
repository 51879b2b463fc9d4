// What has to be looked at before Swift's runtime starts.

#ifdef __linux__

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

// The status of a failure of the system (EX_OSERR, sysexits.h).
enum { FAILURE = 71 };

/// Ends the program where there is no /proc, as in a bare chroot.
///
/// Swift's runtime takes the path and the arguments of the program from there: without it the static
/// programs abort before `main`, and the others see no arguments. Hooks disturb nobody, and say nothing.
/// A priority of 101 is the first that is not the compiler's own, and before that of the runtime.
__attribute__((constructor(101))) static void look_for_proc(int count, char **arguments) {
  if (access("/proc/self/cmdline", R_OK) == 0) {
    return;
  }
  const char *name = count > 0 && arguments[0] != NULL ? arguments[0] : "";
  const char *slash = strrchr(name, '/');
  name = slash == NULL ? name : slash + 1;
  if (strncmp(name, "handoff-", strlen("handoff-")) == 0) {
    _exit(0);
  }
  static const char text[] =
    "error: There is no /proc here, and handoff cannot run without it.\n"
    "  As root: mount -t proc proc /proc\n";
  if (write(2, text, sizeof text - 1) < 0) {
    _exit(FAILURE);
  }
  _exit(FAILURE);
}

#endif
