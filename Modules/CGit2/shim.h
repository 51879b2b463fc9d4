#ifndef HANDOFF_CGIT2_SHIM_H
#define HANDOFF_CGIT2_SHIM_H

// <git2.h> leaves these out, although they are public.
#include <git2.h>
#include <git2/sys/commit.h>
#include <git2/sys/credential.h>
#include <git2/sys/odb_backend.h>
#include <git2/sys/repository.h>
#include <git2/sys/transport.h>
// git_error_clear moved here in 1.8.
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif

#if LIBGIT2_VER_MAJOR < 1 || (LIBGIT2_VER_MAJOR == 1 && LIBGIT2_VER_MINOR < 5)
#error "handoff needs libgit2 1.5 or newer (Debian: apt-get install libgit2-dev)."
#endif
#if LIBGIT2_VER_MAJOR >= 2
#error "handoff supports libgit2 1.5 to 1.9; 2.0 and later break its API. Install libgit2 1.9."
#endif

// The two structures that libgit2 hands back to a subtransport of ours. Their first member must be
// libgit2's own, which only C can promise. libgit2 never frees them: our `free` functions do.

/// A subtransport, with the object that does its work.
typedef struct {
  git_smart_subtransport base;
  void *payload;
} handoff_subtransport;

/// A stream of a subtransport, with the object that does its work.
typedef struct {
  git_smart_subtransport_stream base;
  void *payload;
} handoff_stream;

#endif
