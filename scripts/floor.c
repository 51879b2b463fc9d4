/* The least that a sync can take: the objects, flushes and connection of one, and nothing else. See scripts/bench.
 *
 * floor FOLDER path|command|https [moved] [COMMAND | CERTIFICATE URL]
 *
 * A session's state is written before and after, as "there is work" and "it is there". In the clone four objects (blob,
 * two trees, commit), one flush of the file system for all of them, and the reference; the same in a remote that is a
 * path. Another remote's connection is opened first, by a shell command, such as a login by ssh, or over https; what
 * is then sent to its git-receive-pack is in the file FOLDER/request. With "moved" the remote's three new objects are
 * written, too, and over https git-upload-pack is asked first, for what it has.
 */
#define _GNU_SOURCE
#include <curl/curl.h>
#include <dlfcn.h>
#include <err.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>
#include <zlib.h>

static bool moved;
static char push[65536];
static size_t push_size;

static void check(bool good, const char *what) {
  if (!good) err(1, "%s", what);
}

static void flush(const char *path) {
  int descriptor = open(path, O_RDONLY | O_CLOEXEC);
  check(descriptor >= 0 && fsync(descriptor) == 0 && close(descriptor) == 0, path);
}

/* Writes beside it, flushes where asked to, and renames. */
static void replace(const char *path, const void *bytes, size_t size, bool flushed) {
  char beside[4096];
  snprintf(beside, sizeof beside, "%s.tmp", path);
  int descriptor = open(beside, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  check(descriptor >= 0 && write(descriptor, bytes, size) == (ssize_t)size, beside);
  check(!flushed || fsync(descriptor) == 0, beside);
  check(close(descriptor) == 0 && rename(beside, path) == 0, path);
}

/* A file of one line, whose name counts when this returns. */
static void note(const char *folder, const char *name) {
  char path[4096];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  replace(path, "0123456789012345678901234567890123456789\n", 41, true);
  flush(folder);
}

static void write_object(const char *repository, size_t size) {
  static unsigned char text[8192], packed[16384];
  char path[4096];
  /* As well packed as prose. */
  for (size_t at = 0; at < size; at++) text[at] = rand() % 8 ? "etaoinsr"[rand() % 8] : ' ';
  uLongf length = sizeof packed;
  check(compress2(packed, &length, text, size, Z_BEST_SPEED) == Z_OK, "compress");
  int end = snprintf(path, sizeof path, "%s/objects/%02x", repository, rand() % 256);
  mkdir(path, 0700);
  snprintf(path + end, sizeof path - end, "/%08x%08x", rand(), rand());
  replace(path, packed, length, false);
}

/* Blob, trees and commit, the batch's one flush, and only then the reference. */
static void write_commit(const char *repository) {
  static const size_t sizes[] = {3400, 80, 40, 250};
  for (int count = 0; count < (moved ? 7 : 4); count++) write_object(repository, sizes[count % 4]);
  int descriptor = open(repository, O_RDONLY | O_CLOEXEC);
  check(descriptor >= 0 && syncfs(descriptor) == 0 && close(descriptor) == 0, repository);
  char refs[4096];
  snprintf(refs, sizeof refs, "%s/refs", repository);
  note(refs, "main");
}

/* libcurl is loaded as handoff does it: when it is needed. */
static CURL *(*make)(void);
static CURLcode (*set)(CURL *, CURLoption, ...);
static CURLcode (*perform)(CURL *);

static size_t ignore(char *bytes, size_t size, size_t count, void *context) {
  (void)bytes, (void)context;
  return size * count;
}

static void request(
    CURL *connection, const char *url, const char *format, const char *service, const char *body, size_t size) {
  char address[4096], problem[CURL_ERROR_SIZE] = "";
  snprintf(address, sizeof address, format, url, service);
  set(connection, CURLOPT_URL, address);
  set(connection, CURLOPT_ERRORBUFFER, problem);
  set(connection, body ? CURLOPT_POST : CURLOPT_HTTPGET, 1L);
  struct curl_slist type = {body ? "Content-Type: application/x-git-receive-pack-request" : "Accept: */*", NULL};
  if (body && strstr(service, "upload")) type.data = "Content-Type: application/x-git-upload-pack-request";
  set(connection, CURLOPT_HTTPHEADER, &type);
  if (body) set(connection, CURLOPT_POSTFIELDSIZE, (long)size), set(connection, CURLOPT_POSTFIELDS, body);
  if (perform(connection) != CURLE_OK) errx(1, "%s: %s", address, problem);
}

static void *ask(void *arguments) {
  char **words = arguments;
  void *library = dlopen("libcurl.so.4", RTLD_NOW);
  if (!library) errx(1, "%s", dlerror());
  make = (CURL * (*)(void)) dlsym(library, "curl_easy_init");
  set = (CURLcode(*)(CURL *, CURLoption, ...))dlsym(library, "curl_easy_setopt");
  perform = (CURLcode(*)(CURL *))dlsym(library, "curl_easy_perform");
  CURL *connection = make();
  set(connection, CURLOPT_CAINFO, words[0]);
  set(connection, CURLOPT_FAILONERROR, 1L);
  set(connection, CURLOPT_WRITEFUNCTION, ignore);
  for (int service = moved ? 0 : 1; service < 2; service++) {
    const char *name = service ? "git-receive-pack" : "git-upload-pack";
    request(connection, words[1], "%s/info/refs?service=%s", name, NULL, 0);
    request(connection, words[1], "%s/%s", name, service ? push : "0000", service ? push_size : 4);
  }
  return NULL;
}

/* Starts a shell command, with a pipe to it and one from it. */
static pid_t start(const char *command, int *input, int *output) {
  int to[2], from[2];
  check(pipe2(to, O_CLOEXEC) == 0 && pipe2(from, O_CLOEXEC) == 0, "pipe");
  pid_t child = vfork();
  if (child == 0) {
    dup2(to[0], 0), dup2(from[1], 1);
    execl("/bin/sh", "sh", "-c", command, NULL);
    _exit(127);
  }
  check(child > 0, "vfork");
  close(to[0]), close(from[1]);
  *input = to[1], *output = from[0];
  return child;
}

static void finish(pid_t child, int input, int output) {
  char bytes[65536];
  ssize_t count, all = 0;
  int status;
  check(write(input, push, push_size) == (ssize_t)push_size && close(input) == 0, "command");
  while ((count = read(output, bytes, sizeof bytes)) > 0) all += count;
  check(waitpid(child, &status, 0) == child, "waitpid");
  if (status != 0 || all == 0) errx(1, "the command failed (%d)", status);
}

int main(int count, char **words) {
  if (count < 3 || chdir(words[1]) != 0) errx(64, "usage: see the top of floor.c");
  const char *kind = words[2];
  words += 3, count -= 3;
  if (count > 0 && strcmp(words[0], "moved") == 0) moved = true, words++, count--;
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  srand(now.tv_nsec ^ getpid());
  static const char *const folders[] = {
      "state", "clone", "clone/objects", "clone/refs", "remote", "remote/objects", "remote/refs"};
  for (size_t at = 0; at < sizeof folders / sizeof *folders; at++) mkdir(folders[at], 0700);
  int file = open("request", O_RDONLY | O_CLOEXEC);
  if (file >= 0) push_size = read(file, push, sizeof push);
  check(push_size < sizeof push && (file < 0 || close(file) == 0), "request");

  pid_t child = 0;
  int input, output;
  pthread_t thread;
  bool is_command = strcmp(kind, "command") == 0 && count == 1, is_https = strcmp(kind, "https") == 0 && count == 2;
  if (!is_command && !is_https && strcmp(kind, "path") != 0) errx(64, "usage: see the top of floor.c");
  if (is_command) child = start(words[0], &input, &output);
  if (is_https) check(pthread_create(&thread, NULL, ask, words) == 0, "pthread_create");
  note("state", "session");
  write_commit("clone");
  if (is_command) finish(child, input, output);
  if (is_https) check(pthread_join(thread, NULL) == 0, "pthread_join");
  if (!is_command && !is_https) write_commit("remote");
  note("state", "session");
  return 0;
}
