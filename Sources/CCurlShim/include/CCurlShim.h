#ifndef HANDOFF_CCURL_SHIM_TARGET_H
#define HANDOFF_CCURL_SHIM_TARGET_H

#include <stddef.h>
#include <stdint.h>

// The macros that check the arguments of curl_easy_setopt hide the functions' names.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// libcurl by function pointers, with one function for each type that the variadic calls take.

/// A loaded libcurl; it is never unloaded.
typedef struct handoff_curl handoff_curl;

/// Called with a handle's payload and bytes; returns how many it took, or a CURL_WRITEFUNC_… code.
typedef size_t (*handoff_curl_sink)(char *bytes, size_t size, size_t count, void *payload);

/// Called with a handle's payload; fills the buffer and returns how many bytes, or a
/// CURL_READFUNC_… code.
typedef size_t (*handoff_curl_source)(char *buffer, size_t size, size_t count, void *payload);

/// Called with a handle's payload; goes back to an offset of the body. Returns a CURL_SEEKFUNC_….
typedef int (*handoff_curl_seek)(void *payload, curl_off_t offset, int origin);

/// Called with a handle's payload and what curl tells about the connection.
typedef int (*handoff_curl_trace)(
  CURL *handle, curl_infotype kind, char *text, size_t size, void *payload);

/// Load and start libcurl: the first of the names that can be loaded.
///
/// If none can, or it is too old, NULL is returned, with the reason written to the buffer.
const handoff_curl *handoff_curl_load(
  const char *const *names, size_t count, char *reason, size_t size);

/// The facts of the library about itself.
const curl_version_info_data *handoff_curl_version(const handoff_curl *curl);

CURL *handoff_curl_easy_make(const handoff_curl *curl);
void handoff_curl_easy_free(const handoff_curl *curl, CURL *easy);
CURLcode handoff_curl_easy_pause(const handoff_curl *curl, CURL *easy, int directions);
const char *handoff_curl_easy_text(const handoff_curl *curl, CURLcode code);

CURLcode handoff_curl_set_long(const handoff_curl *curl, CURL *easy, CURLoption option, long value);
CURLcode handoff_curl_set_offset(
  const handoff_curl *curl, CURL *easy, CURLoption option, curl_off_t value);
CURLcode handoff_curl_set_text(
  const handoff_curl *curl, CURL *easy, CURLoption option, const char *value);
CURLcode handoff_curl_set_list(
  const handoff_curl *curl, CURL *easy, CURLoption option, struct curl_slist *value);
CURLcode handoff_curl_set_error_buffer(const handoff_curl *curl, CURL *easy, char *buffer);

/// Set everything that holds for each handle: http and https only, no signals, descriptors that
/// programs we start do not inherit, no thread of a slow name lookup waited for.
void handoff_curl_set_defaults(const handoff_curl *curl, CURL *easy);

/// Set the functions that curl calls, all with the same payload.
void handoff_curl_set_callbacks(
  const handoff_curl *curl, CURL *easy, void *payload, handoff_curl_sink header,
  handoff_curl_sink body, handoff_curl_source source, handoff_curl_seek seek,
  handoff_curl_trace trace);

CURLcode handoff_curl_get_long(const handoff_curl *curl, CURL *easy, CURLINFO info, long *value);
CURLcode handoff_curl_get_text(
  const handoff_curl *curl, CURL *easy, CURLINFO info, const char **value);
/// The server's certificates; NULL if the TLS library does not tell.
const struct curl_certinfo *handoff_curl_certificates(const handoff_curl *curl, CURL *easy);

/// Add a line; if there is no memory, the list is freed and NULL returned.
struct curl_slist *handoff_curl_list_add(
  const handoff_curl *curl, struct curl_slist *list, const char *line);
void handoff_curl_list_free(const handoff_curl *curl, struct curl_slist *list);

CURLM *handoff_curl_multi_make(const handoff_curl *curl);
void handoff_curl_multi_free(const handoff_curl *curl, CURLM *multi);
CURLMcode handoff_curl_multi_add(const handoff_curl *curl, CURLM *multi, CURL *easy);
CURLMcode handoff_curl_multi_remove(const handoff_curl *curl, CURLM *multi, CURL *easy);
CURLMcode handoff_curl_multi_perform(const handoff_curl *curl, CURLM *multi);
/// Wait for the transfers, or for the descriptor to become readable; -1 is none.
CURLMcode handoff_curl_multi_poll(
  const handoff_curl *curl, CURLM *multi, int descriptor, int milliseconds);
/// Return 1 for a transfer that is over, with its result.
int handoff_curl_multi_next_end(
  const handoff_curl *curl, CURLM *multi, CURL **easy, CURLcode *result);
const char *handoff_curl_multi_text(const handoff_curl *curl, CURLMcode code);

#endif
