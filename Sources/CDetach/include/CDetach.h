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

#endif
