#include "CGit2Shim.h"

// git_error_set_str moved from <git2/errors.h> to <git2/sys/errors.h> in libgit2 1.8.
#if LIBGIT2_VER_MINOR >= 8
#include <git2/sys/errors.h>
#endif

int handoff_opt_enable_fsync_gitdir(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

int handoff_opt_set_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

void handoff_error_set(int category, const char *message) {
  git_error_set_str(category, message);
}
