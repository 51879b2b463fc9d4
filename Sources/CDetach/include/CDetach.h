#ifndef HANDOFF_CDETACH_H
#define HANDOFF_CDETACH_H

/// Leaves a process of its own behind, as daemon(7) describes for System V: fork, setsid, fork.
///
/// The process that is left has no terminal, no parent but init, /dev/null as its three standard
/// streams, no other descriptor, and `folder` as its working folder (or "/").
///
/// Returns 1 in the caller, 0 in the process that is left, -1 where no process could be made.
/// Only for programs with a single thread.
int handoff_detach(const char *folder);

/// Puts a file in the place of another one as one step, and the other in its place: renameat2(2) with
/// RENAME_EXCHANGE, renamex_np(2) with RENAME_SWAP.
///
/// Where a file is renamed over another, ext4 first writes the new one's blocks (its mount option
/// auto_da_alloc), which takes longer than all that a hook does.
///
/// Returns 0, or -1 with errno: ENOENT where one of them is missing, EINVAL, ENOSYS or ENOTSUP where
/// it cannot be done.
int handoff_exchange(const char *path, const char *other);

#endif
