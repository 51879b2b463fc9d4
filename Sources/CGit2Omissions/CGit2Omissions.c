#include "CGit2Omissions.h"

#include <git2.h>
#include <git2/sys/transport.h>
#if __has_include(<git2/sys/errors.h>)
#include <git2/sys/errors.h>
#endif

// The parts of libgit2 that the program does without: its ssh, its TLS and its Kerberos. Remotes over
// ssh and https go through transports of ours, so nothing ever calls them.
//
// A release takes libgit2 in from its archive. There a linker takes a member only where a name that
// it defines is still missing, and these are all the names that the rest of libgit2 1.5 wants of
// transports/ssh.c, streams/mbedtls.c and transports/auth_negotiate.c. As they are defined here, on
// the link line before the archives, those three stay out, and with them libssh2, OpenSSL, mbedTLS'
// TLS and X.509, Kerberos, and 2 ms that libgit2 spends on reading certificates at each start.
// An archive whose members are divided otherwise fails to link, with "multiple definition" or
// "undefined reference": it cannot be half left out.
//
// A build with the shared library has these functions, too, and never uses them. Libraries must not
// depend on this target: an embedder may want libgit2's own transports.

typedef struct git_http_auth_context git_http_auth_context;
typedef struct git_net_url git_net_url;
typedef struct git_stream git_stream;

int git_transport_ssh_global_init(void);
int git_mbedtls_stream_global_init(void);
int git_mbedtls__set_cert_location(const char *file, const char *path);
int git_mbedtls_stream_new(git_stream **out, const char *host, const char *port);
int git_mbedtls_stream_wrap(git_stream **out, git_stream *in, const char *host);
int git_http_auth_negotiate(git_http_auth_context **out, const git_net_url *url);

static int omitted(void) {
  git_error_set_str(GIT_ERROR_NET, "this part of libgit2 is not in the program");
  return GIT_ERROR;
}

// Called by git_libgit2_init; there is nothing to prepare.
int git_transport_ssh_global_init(void) { return 0; }
int git_mbedtls_stream_global_init(void) { return 0; }
int git_mbedtls__set_cert_location(const char *file, const char *path) {
  (void)file, (void)path;
  return 0;
}

int git_smart_subtransport_ssh(git_smart_subtransport **out, git_transport *owner, void *param) {
  (void)out, (void)owner, (void)param;
  return omitted();
}

int git_transport_ssh_with_paths(git_transport **out, git_remote *owner, void *payload) {
  (void)out, (void)owner, (void)payload;
  return omitted();
}

int git_mbedtls_stream_new(git_stream **out, const char *host, const char *port) {
  (void)out, (void)host, (void)port;
  return omitted();
}

int git_mbedtls_stream_wrap(git_stream **out, git_stream *in, const char *host) {
  (void)out, (void)in, (void)host;
  return omitted();
}

int git_http_auth_negotiate(git_http_auth_context **out, const git_net_url *url) {
  (void)out, (void)url;
  return omitted();
}
