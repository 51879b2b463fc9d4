#ifndef HANDOFF_CPROCESSES_H
#define HANDOFF_CPROCESSES_H

#include <sys/types.h>

// Close-on-exec from the start where the platform can (another thread may be starting a program);
// the calls that can are hidden from Swift. No descriptor is one of the standard three.

/// Make a connected pair of stream sockets; 0, or -1 with errno.
int handoff_socket_pair(int descriptors[2]);

/// Make a pipe, the end to read first; 0, or -1 with errno.
int handoff_pipe(int descriptors[2]);

/// Make a stream socket of an address family (AF_INET, AF_INET6) that does not block and keeps idle
/// connections alive; its descriptor, or -1 with errno.
int handoff_stream_socket(int family);

/// Close all descriptors from one on in a program that is started with these file actions
/// (posix_spawn_file_actions_t *), where the C library can.
void handoff_spawn_close_from(void *actions, int descriptor);

/// Change to a folder in a program that is started with these file actions
/// (posix_spawn_file_actions_t *).
void handoff_spawn_change_folder(void *actions, const char *folder);

/// The flag of posix_spawn with which the program gets a session of its own, or at
/// least a process group where the platform has no such flag.
int handoff_spawn_new_session(void);

/// write(2) that never raises SIGPIPE: a pipe that nobody reads gives EPIPE.
ssize_t handoff_write(int descriptor, const void *bytes, size_t count);

/// The environment of this process.
char *const *handoff_environment(void);

#endif
