// An object database in front of libgit2's own that keeps new objects in memory, until all of them are
// written at once: one flush for their contents, one for their names (as core.fsyncMethod=batch of
// git-config(1) does it), where libgit2 makes two for each.

#ifdef __linux__
#define _GNU_SOURCE
#endif

#include "CGit2Shim.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <git2/sys/odb_backend.h>

typedef struct {
  git_oid id;
  git_object_t type;
  size_t size;
  unsigned char *data;
} object;

typedef struct {
  git_odb_backend base;
  int is_on;
  // An object was too much for the memory: libgit2 has written and flushed it, but for its folder's name.
  int has_passed;
  object *objects;
  size_t count, room, bytes;
} held_objects;

enum {
  path_limit = 4096,
  most_bytes = 16 << 20,
  // From so many kilobytes on, syncfs(2) may take long: it waits for what every program has written.
  most_dirty_kilobytes = 65536,
};

// MARK: - The database

static object *find(git_odb_backend *backend, const git_oid *id) {
  held_objects *held = (held_objects *)backend;
  for (size_t i = 0; i < held->count; i++)
    if (git_oid_equal(&held->objects[i].id, id)) return &held->objects[i];
  return NULL;
}

static int hold(
  git_odb_backend *backend, const git_oid *id, const void *data, size_t size, git_object_t type
) {
  held_objects *held = (held_objects *)backend;
  if (!held->is_on) return GIT_PASSTHROUGH;
  if (find(backend, id)) return 0;
  if (size > most_bytes - held->bytes) {
    held->has_passed = 1;
    return GIT_PASSTHROUGH;
  }
  if (held->count == held->room) {
    size_t room = held->room ? 2 * held->room : 8;
    object *objects = realloc(held->objects, room * sizeof *objects);
    if (!objects) return GIT_ERROR;
    held->objects = objects;
    held->room = room;
  }
  unsigned char *copy = malloc(size ? size : 1);
  if (!copy) return GIT_ERROR;
  if (size) memcpy(copy, data, size);
  held->objects[held->count++] = (object){.id = *id, .type = type, .size = size, .data = copy};
  held->bytes += size;
  return 0;
}

// libgit2 then asks the next database.
static int hold_no_stream(
  git_odb_stream **stream, git_odb_backend *backend, git_object_size_t size, git_object_t type
) {
  (void)stream, (void)backend, (void)size, (void)type;
  return GIT_ERROR;
}

static int read_held(
  void **data, size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id
) {
  object *found = find(backend, id);
  if (!found) return GIT_ENOTFOUND;
  // libgit2 looks at the byte behind the text of a commit.
  char *copy = git_odb_backend_data_alloc(backend, found->size + 1);
  if (!copy) return GIT_ERROR;
  if (found->size) memcpy(copy, found->data, found->size);
  copy[found->size] = 0;
  *data = copy;
  *size = found->size;
  *type = found->type;
  return 0;
}

static int read_held_header(
  size_t *size, git_object_t *type, git_odb_backend *backend, const git_oid *id
) {
  object *found = find(backend, id);
  if (!found) return GIT_ENOTFOUND;
  *size = found->size;
  *type = found->type;
  return 0;
}

static int has_held(git_odb_backend *backend, const git_oid *id) { return find(backend, id) != NULL; }

static int list_none(git_odb_backend *backend, git_odb_foreach_cb callback, void *payload) {
  (void)backend, (void)callback, (void)payload;
  return 0;
}

static void forget(held_objects *held) {
  for (size_t i = 0; i < held->count; i++) free(held->objects[i].data);
  held->count = held->bytes = 0;
  held->has_passed = 0;
}

static void free_backend(git_odb_backend *backend) {
  held_objects *held = (held_objects *)backend;
  forget(held);
  free(held->objects);
  free(held);
}

// The database of a repository; NULL where it has none yet.
static held_objects *of(git_odb *database) {
  for (size_t i = 0; i < git_odb_num_backends(database); i++) {
    git_odb_backend *backend;
    if (git_odb_get_backend(&backend, database, i) == 0 && backend->free == free_backend)
      return (held_objects *)backend;
  }
  return NULL;
}

static int make(git_odb *database, held_objects **out) {
  held_objects *held = calloc(1, sizeof *held);
  if (!held) return GIT_ERROR;
  git_odb_init_backend(&held->base, GIT_ODB_BACKEND_VERSION);
  held->base.write = hold;
  held->base.writestream = hold_no_stream;
  held->base.read = read_held;
  held->base.read_header = read_held_header;
  held->base.exists = has_held;
  held->base.foreach = list_none;
  held->base.free = free_backend;
  // Asked before all others.
  int code = git_odb_add_backend(database, &held->base, 20);
  if (code < 0) {
    free(held);
    return code;
  }
  *out = held;
  return 0;
}

int handoff_hold_objects(git_repository *repository, int is_on) {
  git_odb *database;
  int code = git_repository_odb(&database, repository);
  if (code < 0) return code;
  held_objects *held = of(database);
  if (!held && is_on) code = make(database, &held);
  if (code == 0 && held) held->is_on = is_on;
  git_odb_free(database);
  return code;
}

// MARK: - The files

static int failed(const char *action, const char *path) {
  char message[path_limit + 256];
  snprintf(message, sizeof message, "failed to %s '%s': %s", action, path, strerror(errno));
  handoff_set_error(GIT_ERROR_OS, message);
  return GIT_ERROR;
}

static int write_all(int file, const unsigned char *data, size_t size) {
  while (size) {
    ssize_t count = write(file, data, size);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return -1;
    data += count;
    size -= (size_t)count;
  }
  return 0;
}

// Writes an object as git keeps it: a header and its content, compressed (gitformat-loose(5)).
static int write_object(int file, const object *item) {
  char header[64];
  int length =
    snprintf(header, sizeof header, "%s %zu", git_object_type2string(item->type), item->size) + 1;
  unsigned char output[16384];
  z_stream stream = {0};
  if (deflateInit(&stream, Z_BEST_SPEED) != Z_OK) {
    errno = ENOMEM;
    return -1;
  }
  int code = Z_OK, result = 0;
  stream.next_in = (unsigned char *)header;
  stream.avail_in = (uInt)length;
  int is_header = 1;
  while (result == 0 && code != Z_STREAM_END) {
    if (is_header && stream.avail_in == 0) {
      is_header = 0;
      stream.next_in = item->data;
      stream.avail_in = (uInt)item->size;
    }
    stream.next_out = output;
    stream.avail_out = sizeof output;
    code = deflate(&stream, is_header ? Z_NO_FLUSH : Z_FINISH);
    result = write_all(file, output, sizeof output - stream.avail_out);
  }
  deflateEnd(&stream);
  return result;
}

static void paths(const char *folder, const object *item, char *temporary, char *final) {
  char name[GIT_OID_HEXSZ + 1];
  git_oid_tostr(name, sizeof name, &item->id);
  // git removes what is left of such a name.
  snprintf(temporary, path_limit, "%s/tmp_obj_%s_%d", folder, name, (int)getpid());
  snprintf(final, path_limit, "%s/%.2s/%s", folder, name, name + 2);
}

static int flush_path(const char *path) {
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return failed("open", path);
  int code = fsync(file);
  // Not every file system flushes folders.
  if (code < 0 && errno == EINVAL) code = 0;
  if (code < 0) code = failed("flush", path);
  close(file);
  return code;
}

// Whether little enough waits to be written to flush a whole file system.
static int is_quiet(void) {
#ifdef __linux__
  char text[1024];
  int file = open("/proc/meminfo", O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t count = read(file, text, sizeof text - 1);
  close(file);
  text[count > 0 ? count : 0] = 0;
  const char *line = strstr(text, "\nDirty:");
  return line && strtoul(line + 7, NULL, 10) < most_dirty_kilobytes;
#else
  return 0;
#endif
}

static int flush_file_system(const char *path) {
#ifdef __linux__
  int file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return -1;
  int code = syncfs(file);
  close(file);
  return code;
#else
  (void)path;
  return -1;
#endif
}

static int write_contents(const held_objects *held, const char *folder, int *is_together) {
  char temporary[path_limit], final[path_limit];
  for (size_t i = 0; i < held->count; i++) {
    paths(folder, &held->objects[i], temporary, final);
    unlink(temporary);
    int file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0444);
    if (file < 0) return failed("create", temporary);
    int code = write_object(file, &held->objects[i]);
    if (code == 0 && !*is_together) code = fsync(file);
    if (code < 0) code = failed("write", temporary);
    if (close(file) < 0 && code == 0) code = failed("write", temporary);
    if (code < 0) return code;
  }
  if (!*is_together || flush_file_system(folder) == 0) return 0;
  *is_together = 0;
  for (size_t i = 0; i < held->count; i++) {
    paths(folder, &held->objects[i], temporary, final);
    int code = flush_path(temporary);
    if (code < 0) return code;
  }
  return 0;
}

static int write_names(const held_objects *held, const char *folder, int is_together) {
  char temporary[path_limit], final[path_limit];
  unsigned char folders[256] = {0};
  for (size_t i = 0; i < held->count; i++) {
    paths(folder, &held->objects[i], temporary, final);
    if (rename(temporary, final) < 0) {
      if (errno != ENOENT) return failed("rename", temporary);
      char *slash = strrchr(final, '/');
      *slash = 0;
      if (mkdir(final, 0777) < 0 && errno != EEXIST) return failed("make the folder", final);
      *slash = '/';
      if (rename(temporary, final) < 0) return failed("rename", temporary);
    }
    folders[held->objects[i].id.id[0]] = 1;
  }
  if (is_together && flush_file_system(folder) == 0) return 0;
  for (int i = 0; i < 256; i++) {
    if (!folders[i]) continue;
    snprintf(final, sizeof final, "%s/%02x", folder, i);
    int code = flush_path(final);
    if (code < 0) return code;
  }
  return flush_path(folder);
}

int handoff_write_held_objects(git_repository *repository) {
  git_odb *database;
  git_buf place = {0};
  int code = git_repository_odb(&database, repository);
  if (code < 0) return code;
  held_objects *held = of(database);
  git_odb_free(database);
  if (!held || (!held->count && !held->has_passed)) return 0;
  code = git_repository_item_path(&place, repository, GIT_REPOSITORY_ITEM_OBJECTS);
  if (code < 0) return code;
  const char *folder = place.ptr;
  // For one or two objects the file system costs as much as they do.
  int is_together = held->count > 2 && is_quiet();
  code = write_contents(held, folder, &is_together);
  if (code == 0) code = write_names(held, folder, is_together);
  for (size_t i = 0; code < 0 && i < held->count; i++) {
    char temporary[path_limit], final[path_limit];
    paths(folder, &held->objects[i], temporary, final);
    unlink(temporary);
  }
  git_buf_dispose(&place);
  if (code == 0) forget(held);
  return code;
}
