#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
#include "CProcesses.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

// A process that was started without standard descriptors gets 0, 1 and 2 for new ones; those would
// collide with the child's.
static int above_standard(int descriptors[2]) {
  for (int i = 0; i < 2; i++) {
    if (descriptors[i] > 2) {
      continue;
    }
    int moved = fcntl(descriptors[i], F_DUPFD_CLOEXEC, 3);
    if (moved < 0) {
      int code = errno;
      close(descriptors[0]);
      close(descriptors[1]);
      errno = code;
      return -1;
    }
    close(descriptors[i]);
    descriptors[i] = moved;
  }
  return 0;
}

#ifdef __APPLE__
static int close_on_exec(int descriptors[2]) {
  fcntl(descriptors[0], F_SETFD, FD_CLOEXEC);
  fcntl(descriptors[1], F_SETFD, FD_CLOEXEC);
  return above_standard(descriptors);
}
#endif

int handoff_socket_pair(int descriptors[2]) {
#ifdef __APPLE__
  if (socketpair(AF_UNIX, SOCK_STREAM, 0, descriptors) < 0) {
    return -1;
  }
  int on = 1;
  setsockopt(descriptors[0], SOL_SOCKET, SO_NOSIGPIPE, &on, sizeof on);
  return close_on_exec(descriptors);
#else
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, descriptors) < 0) {
    return -1;
  }
  return above_standard(descriptors);
#endif
}

int handoff_pipe(int descriptors[2]) {
#ifdef __APPLE__
  return pipe(descriptors) < 0 ? -1 : close_on_exec(descriptors);
#else
  return pipe2(descriptors, O_CLOEXEC) < 0 ? -1 : above_standard(descriptors);
#endif
}

int handoff_stream_socket(int family) {
#ifdef __APPLE__
  int descriptor = socket(family, SOCK_STREAM, 0);
  if (descriptor < 0) {
    return -1;
  }
  fcntl(descriptor, F_SETFD, FD_CLOEXEC);
  fcntl(descriptor, F_SETFL, O_NONBLOCK);
  setsockopt(descriptor, SOL_SOCKET, SO_NOSIGPIPE, &(int){1}, sizeof(int));
#else
  int descriptor = socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
  if (descriptor < 0) {
    return -1;
  }
#endif
  setsockopt(descriptor, SOL_SOCKET, SO_KEEPALIVE, &(int){1}, sizeof(int));
  return descriptor;
}

void handoff_spawn_close_from(void *actions, int descriptor) {
  // Darwin does it by a flag of the attributes.
#if defined(__GLIBC__) && (__GLIBC__ > 2 || __GLIBC_MINOR__ >= 34)
  posix_spawn_file_actions_addclosefrom_np(actions, descriptor);
#else
  (void)actions;
  (void)descriptor;
#endif
}

void handoff_spawn_change_folder(void *actions, const char *folder) {
  posix_spawn_file_actions_addchdir_np(actions, folder);
}

int handoff_spawn_new_session(void) {
#ifdef POSIX_SPAWN_SETSID
  return POSIX_SPAWN_SETSID;
#else
  return POSIX_SPAWN_SETPGROUP;
#endif
}

ssize_t handoff_write(int descriptor, const void *bytes, size_t count) {
#ifdef F_SETNOSIGPIPE
  fcntl(descriptor, F_SETNOSIGPIPE, 1);
  return write(descriptor, bytes, count);
#else
  // The signal is held back for this thread, and one that came because of this call is taken away.
  sigset_t pipe, pending, before;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigemptyset(&pending);
  sigpending(&pending);
  int was_pending = sigismember(&pending, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &before);
  ssize_t written = write(descriptor, bytes, count);
  int code = errno;
  if (written < 0 && code == EPIPE && !was_pending) {
    struct timespec none = {0, 0};
    while (sigtimedwait(&pipe, NULL, &none) < 0 && errno == EINTR) {
    }
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  errno = code;
  return written;
#endif
}

char *const *handoff_environment(void) { return environ; }
