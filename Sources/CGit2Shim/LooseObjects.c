// An object database in front of libgit2's own that has no objects: it only refuses loose ones that libgit2
// could not read to their end.

#include "CGit2Shim.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <zlib.h>

#include <git2/sys/odb_backend.h>

typedef struct {
  git_odb_backend base;
  char folder[];
} cut_objects;

// More than any header has: `commit 18446744073709551615\0`.
enum { header_limit = 64 };

// Whether the zlib stream in a file ends before its file does, or has as many bytes as are asked for. True
// for anything else that libgit2 refuses by itself.
static int is_whole(int file, size_t wanted) {
  unsigned char input[16384], output[16384];
  z_stream stream = {0};
  ssize_t count;
  int code = Z_OK;
  if (inflateInit(&stream) != Z_OK) return 1;
  while (code == Z_OK && stream.total_out < wanted && (count = read(file, input, sizeof input)) > 0) {
    stream.next_in = input;
    stream.avail_in = (uInt)count;
    do {
      stream.next_out = output;
      stream.avail_out = sizeof output;
      code = inflate(&stream, Z_NO_FLUSH);
    } while (code == Z_OK && stream.avail_out == 0);
    // All input was used, and there may be more.
    if (code == Z_BUF_ERROR) code = Z_OK;
  }
  int whole = code != Z_OK || stream.total_out >= wanted;
  inflateEnd(&stream);
  return whole;
}

static int look(git_odb_backend *backend, const git_oid *id, size_t wanted) {
  char name[GIT_OID_HEXSZ + 1], path[4096];
  git_oid_tostr(name, sizeof name, id);
  int length =
    snprintf(path, sizeof path, "%s/%.2s/%s", ((cut_objects *)backend)->folder, name, name + 2);
  if (length < 0 || (size_t)length >= sizeof path) return GIT_ENOTFOUND;
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return GIT_ENOTFOUND;
  int whole = is_whole(file, wanted);
  close(file);
  if (whole) return GIT_ENOTFOUND;
  char message[GIT_OID_HEXSZ + 64];
  snprintf(message, sizeof message, "the file of the object %s ends too early", name);
  handoff_set_error(GIT_ERROR_ODB, message);
  return GIT_ERROR;
}

static int look_at_all(
  void **data, size_t *length, git_object_t *type, git_odb_backend *backend, const git_oid *id
) {
  (void)data, (void)length, (void)type;
  return look(backend, id, SIZE_MAX);
}

static int look_at_header(
  size_t *length, git_object_t *type, git_odb_backend *backend, const git_oid *id
) {
  (void)length, (void)type;
  return look(backend, id, header_limit);
}

static int list_none(git_odb_backend *backend, git_odb_foreach_cb callback, void *payload) {
  (void)backend, (void)callback, (void)payload;
  return 0;
}

static void free_backend(git_odb_backend *backend) { free(backend); }

int handoff_refuse_cut_objects(git_repository *repository) {
  git_odb *database;
  git_buf folder = {0};
  int code = git_repository_item_path(&folder, repository, GIT_REPOSITORY_ITEM_OBJECTS);
  if (code < 0) return code;
  size_t size = strlen(folder.ptr) + 1;
  cut_objects *backend = calloc(1, sizeof *backend + size);
  if (backend) memcpy(backend->folder, folder.ptr, size);
  git_buf_dispose(&folder);
  if (!backend) return GIT_ERROR;
  git_odb_init_backend(&backend->base, GIT_ODB_BACKEND_VERSION);
  backend->base.read = look_at_all;
  backend->base.read_header = look_at_header;
  backend->base.foreach = list_none;
  backend->base.free = free_backend;
  code = git_repository_odb(&database, repository);
  if (code == 0) {
    // Asked before those of libgit2, which have 1 and 2.
    code = git_odb_add_backend(database, &backend->base, 10);
    git_odb_free(database);
  }
  if (code < 0) free(backend);
  return code;
}
