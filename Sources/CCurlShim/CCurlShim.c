#ifndef _GNU_SOURCE
#define _GNU_SOURCE
#endif
// Options that newer headers call deprecated are the ones that older libraries know.
#define CURL_DISABLE_DEPRECATION
#include "CCurlShim.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define FUNCTIONS(X)                                                                               \
  X(curl_global_init)                                                                              \
  X(curl_version_info)                                                                             \
  X(curl_easy_init)                                                                                \
  X(curl_easy_cleanup)                                                                             \
  X(curl_easy_pause)                                                                               \
  X(curl_easy_strerror)                                                                            \
  X(curl_easy_setopt)                                                                              \
  X(curl_easy_getinfo)                                                                             \
  X(curl_slist_append)                                                                             \
  X(curl_slist_free_all)                                                                           \
  X(curl_multi_init)                                                                               \
  X(curl_multi_cleanup)                                                                            \
  X(curl_multi_add_handle)                                                                         \
  X(curl_multi_remove_handle)                                                                      \
  X(curl_multi_perform)                                                                            \
  X(curl_multi_poll)                                                                               \
  X(curl_multi_info_read)                                                                          \
  X(curl_multi_strerror)

// The pointers have the types that the headers declare.
struct handoff_curl {
#define MEMBER(name) __typeof__(&(name)) name;
  FUNCTIONS(MEMBER)
#undef MEMBER
};

// curl_multi_poll is there since 7.66, and can be woken since 7.68.
#define OLDEST 0x074400

static void *open_first(const char *const *names, size_t count, char *reason, size_t size) {
  snprintf(reason, size, "it is not installed");
  bool has_reason = false;
  for (size_t i = 0; i < count; i++) {
    void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    if (library != NULL) {
      return library;
    }
    const char *said = dlerror();
    // The first name is what a system usually has; the others are for systems that have it not.
    if (said != NULL && !has_reason) {
      snprintf(reason, size, "%s", said);
      has_reason = true;
    }
  }
  return NULL;
}

const handoff_curl *handoff_curl_load(
  const char *const *names, size_t count, char *reason, size_t size) {
  void *library = open_first(names, count, reason, size);
  if (library == NULL) {
    return NULL;
  }
  handoff_curl *curl = calloc(1, sizeof *curl);
  if (curl == NULL) {
    snprintf(reason, size, "there is no memory");
    return NULL;
  }
#define FIND(name)                                                                                 \
  *(void **)&curl->name = dlsym(library, #name);                                                   \
  if (curl->name == NULL) {                                                                        \
    snprintf(reason, size, "it is older than 7.68: it has no " #name);                             \
    free(curl);                                                                                    \
    return NULL;                                                                                   \
  }
  FUNCTIONS(FIND)
#undef FIND
  const curl_version_info_data *version = curl->curl_version_info(CURLVERSION_NOW);
  if (version->version_num < OLDEST) {
    snprintf(reason, size, "it is %s, older than 7.68", version->version);
    free(curl);
    return NULL;
  }
  if (curl->curl_global_init(CURL_GLOBAL_DEFAULT) != CURLE_OK) {
    snprintf(reason, size, "it cannot be started");
    free(curl);
    return NULL;
  }
  return curl;
}

const curl_version_info_data *handoff_curl_version(const handoff_curl *curl) {
  return curl->curl_version_info(CURLVERSION_NOW);
}

// SIGPIPE: curl's own way of ignoring it changes the whole process, and is off with NOSIGNAL. Some
// TLS libraries write to a closed connection without MSG_NOSIGNAL. So the signal is held back for
// this thread while curl works, and one that came because of it is taken away.

typedef struct {
  sigset_t before;
  int was_pending;
} held_signals;

static void hold(held_signals *held) {
  sigset_t pipe, pending;
  sigemptyset(&pipe);
  sigaddset(&pipe, SIGPIPE);
  sigemptyset(&pending);
  sigpending(&pending);
  held->was_pending = sigismember(&pending, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &pipe, &held->before);
}

static void let_go(const held_signals *held) {
  sigset_t pipe, pending;
  sigemptyset(&pending);
  sigpending(&pending);
  if (!held->was_pending && sigismember(&pending, SIGPIPE) == 1) {
    sigemptyset(&pipe);
    sigaddset(&pipe, SIGPIPE);
#ifdef __APPLE__
    int taken;
    sigwait(&pipe, &taken);
#else
    struct timespec none = {0, 0};
    sigtimedwait(&pipe, NULL, &none);
#endif
  }
  pthread_sigmask(SIG_SETMASK, &held->before, NULL);
}

// Single handles

CURL *handoff_curl_easy_make(const handoff_curl *curl) { return curl->curl_easy_init(); }

void handoff_curl_easy_free(const handoff_curl *curl, CURL *easy) {
  held_signals held;
  hold(&held);
  curl->curl_easy_cleanup(easy);
  let_go(&held);
}

CURLcode handoff_curl_easy_pause(const handoff_curl *curl, CURL *easy, int directions) {
  held_signals held;
  hold(&held);
  CURLcode code = curl->curl_easy_pause(easy, directions);
  let_go(&held);
  return code;
}

const char *handoff_curl_easy_text(const handoff_curl *curl, CURLcode code) {
  return curl->curl_easy_strerror(code);
}

CURLcode handoff_curl_set_long(
  const handoff_curl *curl, CURL *easy, CURLoption option, long value) {
  return curl->curl_easy_setopt(easy, option, value);
}

CURLcode handoff_curl_set_offset(
  const handoff_curl *curl, CURL *easy, CURLoption option, curl_off_t value) {
  return curl->curl_easy_setopt(easy, option, value);
}

CURLcode handoff_curl_set_text(
  const handoff_curl *curl, CURL *easy, CURLoption option, const char *value) {
  return curl->curl_easy_setopt(easy, option, value);
}

CURLcode handoff_curl_set_list(
  const handoff_curl *curl, CURL *easy, CURLoption option, struct curl_slist *value) {
  return curl->curl_easy_setopt(easy, option, value);
}

CURLcode handoff_curl_set_error_buffer(const handoff_curl *curl, CURL *easy, char *buffer) {
  return curl->curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, buffer);
}

static int close_on_exec(void *payload, curl_socket_t socket, curlsocktype purpose) {
  (void)payload;
  (void)purpose;
  fcntl(socket, F_SETFD, FD_CLOEXEC);
  return CURL_SOCKOPT_OK;
}

void handoff_curl_set_defaults(const handoff_curl *curl, CURL *easy) {
  curl->curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl->curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl->curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl->curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl->curl_easy_setopt(easy, CURLOPT_NETRC, (long)CURL_NETRC_IGNORED);
  curl->curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl->curl_easy_setopt(easy, CURLOPT_TCP_KEEPALIVE, 1L);
  curl->curl_easy_setopt(easy, CURLOPT_SOCKOPTFUNCTION, close_on_exec);
  // CURLOPT_QUICK_EXIT came with 7.87; an older library does not know the number.
  curl->curl_easy_setopt(easy, (CURLoption)(CURLOPTTYPE_LONG + 269), 1L);
}

void handoff_curl_set_callbacks(
  const handoff_curl *curl, CURL *easy, void *payload, handoff_curl_sink header,
  handoff_curl_sink body, handoff_curl_source source, handoff_curl_seek seek,
  handoff_curl_trace trace) {
  curl->curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, header);
  curl->curl_easy_setopt(easy, CURLOPT_HEADERDATA, payload);
  curl->curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, body);
  curl->curl_easy_setopt(easy, CURLOPT_WRITEDATA, payload);
  curl->curl_easy_setopt(easy, CURLOPT_READFUNCTION, source);
  curl->curl_easy_setopt(easy, CURLOPT_READDATA, payload);
  curl->curl_easy_setopt(easy, CURLOPT_SEEKFUNCTION, seek);
  curl->curl_easy_setopt(easy, CURLOPT_SEEKDATA, payload);
  curl->curl_easy_setopt(easy, CURLOPT_DEBUGFUNCTION, trace);
  curl->curl_easy_setopt(easy, CURLOPT_DEBUGDATA, payload);
  curl->curl_easy_setopt(easy, CURLOPT_VERBOSE, 1L);
}

CURLcode handoff_curl_get_long(const handoff_curl *curl, CURL *easy, CURLINFO info, long *value) {
  return curl->curl_easy_getinfo(easy, info, value);
}

CURLcode handoff_curl_get_text(
  const handoff_curl *curl, CURL *easy, CURLINFO info, const char **value) {
  return curl->curl_easy_getinfo(easy, info, value);
}

const struct curl_certinfo *handoff_curl_certificates(const handoff_curl *curl, CURL *easy) {
  struct curl_certinfo *certificates = NULL;
  if (curl->curl_easy_getinfo(easy, CURLINFO_CERTINFO, &certificates) != CURLE_OK) {
    return NULL;
  }
  return certificates;
}

// Lists

struct curl_slist *handoff_curl_list_add(
  const handoff_curl *curl, struct curl_slist *list, const char *line) {
  struct curl_slist *longer = curl->curl_slist_append(list, line);
  if (longer == NULL) {
    curl->curl_slist_free_all(list);
  }
  return longer;
}

void handoff_curl_list_free(const handoff_curl *curl, struct curl_slist *list) {
  curl->curl_slist_free_all(list);
}

// Multi handles

CURLM *handoff_curl_multi_make(const handoff_curl *curl) { return curl->curl_multi_init(); }

void handoff_curl_multi_free(const handoff_curl *curl, CURLM *multi) {
  held_signals held;
  hold(&held);
  curl->curl_multi_cleanup(multi);
  let_go(&held);
}

CURLMcode handoff_curl_multi_add(const handoff_curl *curl, CURLM *multi, CURL *easy) {
  return curl->curl_multi_add_handle(multi, easy);
}

CURLMcode handoff_curl_multi_remove(const handoff_curl *curl, CURLM *multi, CURL *easy) {
  held_signals held;
  hold(&held);
  CURLMcode code = curl->curl_multi_remove_handle(multi, easy);
  let_go(&held);
  return code;
}

CURLMcode handoff_curl_multi_perform(const handoff_curl *curl, CURLM *multi) {
  int running;
  held_signals held;
  hold(&held);
  CURLMcode code = curl->curl_multi_perform(multi, &running);
  let_go(&held);
  return code;
}

CURLMcode handoff_curl_multi_poll(
  const handoff_curl *curl, CURLM *multi, int descriptor, int milliseconds) {
  struct curl_waitfd extra = {descriptor, CURL_WAIT_POLLIN, 0};
  return curl->curl_multi_poll(
    multi, descriptor < 0 ? NULL : &extra, descriptor < 0 ? 0 : 1, milliseconds, NULL);
}

int handoff_curl_multi_next_end(
  const handoff_curl *curl, CURLM *multi, CURL **easy, CURLcode *result) {
  int left;
  CURLMsg *message;
  while ((message = curl->curl_multi_info_read(multi, &left)) != NULL) {
    if (message->msg == CURLMSG_DONE) {
      *easy = message->easy_handle;
      *result = message->data.result;
      return 1;
    }
  }
  return 0;
}

const char *handoff_curl_multi_text(const handoff_curl *curl, CURLMcode code) {
  return curl->curl_multi_strerror(code);
}
