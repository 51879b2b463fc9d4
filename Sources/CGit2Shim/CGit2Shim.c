#include "CGit2Shim.h"

#if LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR >= 8
#include <git2/sys/errors.h>
#endif

int handoff_opt_enable_fsync_gitdir(int enabled) {
  return git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, enabled);
}

int handoff_opt_set_search_path(git_config_level_t level, const char *path) {
  return git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, level, path);
}

int handoff_opt_get_owner_validation(int *enabled) {
  return git_libgit2_opts(GIT_OPT_GET_OWNER_VALIDATION, enabled);
}

void handoff_set_error(int category, const char *message) {
  git_error_set_str(category, message);
}
