#ifndef HANDOFF_CGIT2_SHIM_TARGET_H
#define HANDOFF_CGIT2_SHIM_TARGET_H

#include <git2.h>

// git_libgit2_opts is variadic, which Swift cannot call: one function per option.

/// Flush objects, references and their folders to the disk as they are written.
int handoff_opt_enable_fsync_gitdir(int enabled);

/// Replace the folders that configuration of a level is searched in; "" means none.
int handoff_opt_set_search_path(git_config_level_t level, const char *path);

/// Tell whether libgit2 looks at who owns a repository that it opens.
int handoff_opt_get_owner_validation(int *enabled);

/// Set the thread's last error; the function moved between headers in libgit2 1.8.
void handoff_set_error(int category, const char *message);

/// Have a repository refuse its own loose objects whose file ends too early, as after a power cut or on a
/// full disk: libgit2 1.5 reads such a one for ever. An object is looked at when it is read, no other.
int handoff_refuse_cut_objects(git_repository *repository);

/// Keep the objects that libgit2 writes to a repository in memory, or stop to.
int handoff_hold_objects(git_repository *repository, int is_on);

/// Write the objects that are kept, and bring them to the disk with their names. Where that fails they are
/// kept, and nothing of them is left in the repository but whole objects.
int handoff_write_held_objects(git_repository *repository);

#endif
