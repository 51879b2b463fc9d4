// A library to preload (LD_PRELOAD) into the programs under test: it sees every call that changes files below
// some folders, and kills the process before the nth, makes it fail, or writes down what was done, so that
// the disk after a power cut can be made of it. It also sets the clock of a program wrong. Linux, glibc.
//
//   FAULTS_ROOTS    the folders, separated by colons
//   FAULTS_CONTROL  a file of `struct control` that all processes of a run share
//   FAULTS_LOG      every change is written there as a line: number, operation, inode, path, and more
//   FAULTS_BLOBS    a folder for the contents of files when they are flushed or closed
//   FAULTS_CLOCK    seconds that are added to the clock

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#define TEXT (2 * PATH_MAX)
#define FILES 4096

enum mode { count_only, kill_before, fail_once, fail_from };

struct control {
  atomic_uint lock, count, at, mode, error, fired, blobs;
};

static struct control *control;
static const char *roots, *blobs;
static long clock_offset;
// The descriptors of files below the roots that are open for writing.
static unsigned char written[FILES];

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("FAULTS_CONTROL"), *offset = getenv("FAULTS_CLOCK");
  if (offset) clock_offset = atol(offset);
  roots = getenv("FAULTS_ROOTS");
  if (!path || !roots) return;
  int file = (int)syscall(SYS_openat, AT_FDCWD, path, O_RDWR | O_CLOEXEC, 0);
  if (file < 0) return;
  void *place = mmap(NULL, sizeof *control, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  syscall(SYS_close, file);
  if (place == MAP_FAILED) return;
  blobs = getenv("FAULTS_BLOBS");
  control = place;
}

// MARK: - Places

static int is_below(const char *path) {
  for (const char *root = roots; root && *root;) {
    size_t length = strcspn(root, ":");
    if (length && strncmp(path, root, length) == 0 && (path[length] == '/' || !path[length])) return 1;
    root += length + (root[length] == ':');
  }
  return 0;
}

static int path_of_file(int file, char *out) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, out, PATH_MAX - 1);
  out[length < 0 ? 0 : length] = 0;
  return length > 0 && out[0] == '/';
}

// The absolute path, if it is below a root.
static int place(int folder, const char *path, char *out) {
  if (!control || !path) return 0;
  if (path[0] == '/') {
    snprintf(out, TEXT, "%s", path);
  } else {
    char start[PATH_MAX];
    if (folder == AT_FDCWD ? syscall(SYS_getcwd, start, sizeof start) <= 0
                           : !path_of_file(folder, start)) return 0;
    snprintf(out, TEXT, "%s/%s", start, path);
  }
  return is_below(out);
}

static int place_of_file(int file, char *out) {
  return control && file >= 0 && path_of_file(file, out) && is_below(out);
}

static unsigned long inode(const char *path) {
  struct stat info;
  return syscall(SYS_newfstatat, AT_FDCWD, path, &info, AT_SYMLINK_NOFOLLOW) == 0 ? info.st_ino : 0;
}

// MARK: - What is written down

static void lock(void) {
  unsigned free = 0;
  while (!atomic_compare_exchange_weak(&control->lock, &free, 1)) {
    free = 0;
    sched_yield();
  }
}

static void unlock(void) { atomic_store(&control->lock, 0); }

static void note(
  const char *operation, unsigned long number, const char *path, const char *more
) {
  const char *log = getenv("FAULTS_LOG");
  if (!log) return;
  int before = errno;
  // Opened anew each time: whoever makes a process without streams closes the rest, too.
  int file = (int)syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  char line[3 * TEXT];
  int length = snprintf(line, sizeof line, "%u\t%s\t%lu\t%s\t%s\t%d\n", atomic_load(&control->count),
    operation, number, path, more ? more : "", getpid());
  if (file >= 0) {
    syscall(SYS_write, file, line, length);
    syscall(SYS_close, file);
  }
  errno = before;
}

// Copies what a file has now.
static void keep(const char *operation, int file, const char *path) {
  struct stat info;
  if (!blobs || syscall(SYS_fstat, file, &info) != 0 || !S_ISREG(info.st_mode)) return;
  char source[64], target[PATH_MAX], name[16], chunk[65536];
  snprintf(name, sizeof name, "%u", atomic_fetch_add(&control->blobs, 1));
  snprintf(source, sizeof source, "/proc/self/fd/%d", file);
  snprintf(target, sizeof target, "%s/%s", blobs, name);
  int from = (int)syscall(SYS_openat, AT_FDCWD, source, O_RDONLY | O_CLOEXEC, 0);
  int to = (int)syscall(SYS_openat, AT_FDCWD, target, O_WRONLY | O_CREAT | O_CLOEXEC, 0600);
  long count;
  while (from >= 0 && to >= 0 && (count = syscall(SYS_read, from, chunk, sizeof chunk)) > 0) {
    syscall(SYS_write, to, chunk, count);
  }
  if (from >= 0) syscall(SYS_close, from);
  if (to >= 0) syscall(SYS_close, to);
  note(operation, info.st_ino, path, name);
}

// Counts a call that is about to be made; returns the error that it has instead.
static int step(const char *operation, const char *path, int needs_space) {
  unsigned count = atomic_fetch_add(&control->count, 1) + 1, at = atomic_load(&control->at);
  enum mode mode = atomic_load(&control->mode);
  if (mode == count_only || count < at || (mode != fail_from && count > at)) return 0;
  if (mode == fail_from && !needs_space) return 0;
  if (!atomic_exchange(&control->fired, 1)) note(operation, 0, path, "fault");
  if (mode == kill_before) {
    syscall(SYS_kill, getpid(), SIGKILL);
    for (;;) pause();
  }
  return (int)atomic_load(&control->error);
}

#define GUARD(operation, path, needs_space)                 \
  do {                                                      \
    int error = step(operation, path, needs_space);         \
    if (error) {                                            \
      errno = error;                                        \
      return -1;                                            \
    }                                                       \
  } while (0)

// MARK: - Opening and closing

static int open_file(int folder, const char *path, int flags, mode_t mode) {
  char full[TEXT];
  struct stat info;
  if (!(flags & (O_CREAT | O_TRUNC | O_WRONLY | O_RDWR)) || !place(folder, path, full))
    return (int)syscall(SYS_openat, folder, path, flags, mode);
  int is_there = syscall(SYS_newfstatat, AT_FDCWD, full, &info, 0) == 0;
  if (is_there && !S_ISREG(info.st_mode)) return (int)syscall(SYS_openat, folder, path, flags, mode);
  const char *change = !is_there && (flags & O_CREAT) ? "create" : NULL;
  if (is_there && (flags & O_TRUNC)) change = "truncate";
  if (change) GUARD(change, full, !is_there);
  lock();
  int file = (int)syscall(SYS_openat, folder, path, flags, mode);
  if (file >= 0 && change) note(change, inode(full), full, NULL);
  unlock();
  if (file >= 0 && file < FILES) written[file] = (flags & O_ACCMODE) != O_RDONLY;
  return file;
}

#define MODE(flags)                                         \
  mode_t mode = 0;                                          \
  if ((flags) & (O_CREAT | O_TMPFILE)) {                    \
    va_list rest;                                           \
    va_start(rest, flags);                                  \
    mode = va_arg(rest, mode_t);                            \
    va_end(rest);                                           \
  }

int open(const char *path, int flags, ...) { MODE(flags) return open_file(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_file(AT_FDCWD, path, flags, mode); }
int openat(int folder, const char *path, int flags, ...) {
  MODE(flags) return open_file(folder, path, flags, mode);
}
int openat64(int folder, const char *path, int flags, ...) {
  MODE(flags) return open_file(folder, path, flags, mode);
}
int creat(const char *path, mode_t mode) {
  return open_file(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode);
}
int creat64(const char *path, mode_t mode) { return creat(path, mode); }

static int make_temporary(char *pattern, int flags) {
  size_t length = strlen(pattern);
  if (length < 6) return errno = EINVAL, -1;
  static atomic_uint number;
  for (int tries = 0; tries < 100; tries++) {
    static const char digits[] = "abcdefghijklmnopqrstuvwxyz012345";
    struct timespec now;
    syscall(SYS_clock_gettime, CLOCK_MONOTONIC, &now);
    uint32_t bits =
      (uint32_t)now.tv_nsec * 2654435761u ^ (uint32_t)getpid() * 40503u ^ (number++ << 20);
    for (int index = 0; index < 6; index++, bits = bits >> 5 | bits << 27)
      pattern[length - 6 + index] = digits[bits & 31];
    int file = open_file(AT_FDCWD, pattern, O_RDWR | O_CREAT | O_EXCL | flags, 0600);
    if (file >= 0 || errno != EEXIST) return file;
  }
  return errno = EEXIST, -1;
}

int mkstemp(char *pattern) { return make_temporary(pattern, 0); }
int mkstemp64(char *pattern) { return make_temporary(pattern, 0); }
int mkostemp(char *pattern, int flags) { return make_temporary(pattern, flags); }
int mkostemp64(char *pattern, int flags) { return make_temporary(pattern, flags); }

int close(int file) {
  if (file >= 0 && file < FILES && written[file]) {
    char path[TEXT];
    written[file] = 0;
    if (blobs && place_of_file(file, path)) {
      lock();
      keep("close", file, path);
      unlock();
    }
  }
  return (int)syscall(SYS_close, file);
}

// MARK: - Contents

static int is_written(int file, char *path) {
  return file >= 0 && file < FILES && written[file] && place_of_file(file, path);
}

ssize_t write(int file, const void *bytes, size_t count) {
  char path[TEXT];
  if (is_written(file, path)) GUARD("write", path, 1);
  return syscall(SYS_write, file, bytes, count);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t offset) {
  char path[TEXT];
  if (is_written(file, path)) GUARD("write", path, 1);
  return syscall(SYS_pwrite64, file, bytes, count, offset);
}
ssize_t pwrite64(int file, const void *bytes, size_t count, off_t offset) {
  return pwrite(file, bytes, count, offset);
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  char path[TEXT];
  if (is_written(file, path)) GUARD("write", path, 1);
  return syscall(SYS_writev, file, parts, count);
}

int ftruncate(int file, off_t length) {
  char path[TEXT];
  if (is_written(file, path)) GUARD("write", path, 1);
  return (int)syscall(SYS_ftruncate, file, length);
}
int ftruncate64(int file, off_t length) { return ftruncate(file, length); }

int truncate(const char *path, off_t length) {
  int file = open_file(AT_FDCWD, path, O_WRONLY, 0);
  if (file < 0) return -1;
  int result = ftruncate(file, length), error = errno;
  close(file);
  errno = error;
  return result;
}
int truncate64(const char *path, off_t length) { return truncate(path, length); }

int fallocate(int file, int mode, off_t offset, off_t length) {
  char path[TEXT];
  if (is_written(file, path)) GUARD("write", path, 1);
  return (int)syscall(SYS_fallocate, file, mode, offset, length);
}
int fallocate64(int file, int mode, off_t offset, off_t length) {
  return fallocate(file, mode, offset, length);
}
int posix_fallocate(int file, off_t offset, off_t length) {
  return fallocate(file, 0, offset, length) == 0 ? 0 : errno;
}
int posix_fallocate64(int file, off_t offset, off_t length) {
  return posix_fallocate(file, offset, length);
}

// MARK: - Flushes: none reaches the disk, which nobody looks at here

int fsync(int file) {
  char path[TEXT];
  struct stat info;
  if (!place_of_file(file, path)) return (int)syscall(SYS_fsync, file);
  int is_folder = syscall(SYS_fstat, file, &info) == 0 && S_ISDIR(info.st_mode);
  GUARD(is_folder ? "flush-folder" : "flush", path, 0);
  lock();
  if (is_folder) note("flush-folder", info.st_ino, path, NULL);
  else if (blobs) keep("flush", file, path);
  else note("flush", info.st_ino, path, NULL);
  unlock();
  return 0;
}
int fdatasync(int file) { return fsync(file); }
int sync_file_range(int file, off64_t offset, off64_t count, unsigned flags) {
  return (int)syscall(SYS_sync_file_range, file, offset, count, flags);
}

static void flush_all(void) {
  char path[TEXT];
  lock();
  for (int file = 0; file < FILES && blobs; file++) {
    if (written[file] && place_of_file(file, path)) keep("close", file, path);
  }
  note("flush-all", 0, "", NULL);
  unlock();
}

void sync(void) {
  if (!control) {
    syscall(SYS_sync);
  } else if (step("flush-all", "", 0) == 0) {
    flush_all();
  }
}

int syncfs(int file) {
  if (!control) return (int)syscall(SYS_syncfs, file);
  GUARD("flush-all", "", 0);
  flush_all();
  return 0;
}

// MARK: - Names

static int move(int folder, const char *path, int other_folder, const char *other, unsigned flags) {
  char from[TEXT], to[TEXT];
  // Both are looked at: either may be below.
  if (!(place(folder, path, from) | place(other_folder, other, to)))
    return (int)syscall(SYS_renameat2, folder, path, other_folder, other, flags);
  const char *change = flags & RENAME_EXCHANGE ? "exchange" : "rename";
  GUARD(change, to, 0);
  lock();
  int result = (int)syscall(SYS_renameat2, folder, path, other_folder, other, flags);
  if (result == 0) note(change, inode(to), from, to);
  unlock();
  return result;
}

int rename(const char *path, const char *other) { return move(AT_FDCWD, path, AT_FDCWD, other, 0); }
int renameat(int folder, const char *path, int other_folder, const char *other) {
  return move(folder, path, other_folder, other, 0);
}
int renameat2(int folder, const char *path, int other_folder, const char *other, unsigned flags) {
  return move(folder, path, other_folder, other, flags);
}

int linkat(int folder, const char *path, int other_folder, const char *other, int flags) {
  char from[TEXT], to[TEXT];
  if (!(place(folder, path, from) | place(other_folder, other, to)))
    return (int)syscall(SYS_linkat, folder, path, other_folder, other, flags);
  GUARD("link", to, 1);
  lock();
  int result = (int)syscall(SYS_linkat, folder, path, other_folder, other, flags);
  if (result == 0) note("link", inode(to), from, to);
  unlock();
  return result;
}
int link(const char *path, const char *other) { return linkat(AT_FDCWD, path, AT_FDCWD, other, 0); }

int symlinkat(const char *target, int folder, const char *path) {
  char full[TEXT];
  if (!place(folder, path, full)) return (int)syscall(SYS_symlinkat, target, folder, path);
  GUARD("symlink", full, 1);
  lock();
  int result = (int)syscall(SYS_symlinkat, target, folder, path);
  if (result == 0) note("symlink", inode(full), full, target);
  unlock();
  return result;
}
int symlink(const char *target, const char *path) { return symlinkat(target, AT_FDCWD, path); }

static int remove_name(int folder, const char *path, int flags) {
  char full[TEXT];
  if (!place(folder, path, full)) return (int)syscall(SYS_unlinkat, folder, path, flags);
  const char *change = flags & AT_REMOVEDIR ? "rmdir" : "unlink";
  // To remove what is not there changes nothing.
  if (inode(full)) GUARD(change, full, 0);
  lock();
  int result = (int)syscall(SYS_unlinkat, folder, path, flags);
  if (result == 0) note(change, 0, full, NULL);
  unlock();
  return result;
}

int unlink(const char *path) { return remove_name(AT_FDCWD, path, 0); }
int unlinkat(int folder, const char *path, int flags) { return remove_name(folder, path, flags); }
int rmdir(const char *path) { return remove_name(AT_FDCWD, path, AT_REMOVEDIR); }
int remove(const char *path) {
  int result = unlink(path);
  return result != 0 && (errno == EISDIR || errno == EPERM) ? rmdir(path) : result;
}

int mkdirat(int folder, const char *path, mode_t mode) {
  char full[TEXT];
  if (!place(folder, path, full)) return (int)syscall(SYS_mkdirat, folder, path, mode);
  if (!inode(full)) GUARD("mkdir", full, 1);
  lock();
  int result = (int)syscall(SYS_mkdirat, folder, path, mode);
  if (result == 0) note("mkdir", inode(full), full, NULL);
  unlock();
  return result;
}
int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

// MARK: - The clock, and the times of files, which are written by it

int clock_gettime(clockid_t clock, struct timespec *time) {
  int result = (int)syscall(SYS_clock_gettime, clock, time);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE || clock == CLOCK_TAI))
    time->tv_sec += clock_offset;
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  int result = (int)syscall(SYS_gettimeofday, time, zone);
  if (result == 0) time->tv_sec += clock_offset;
  return result;
}

time_t time(time_t *place) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (place) *place = now.tv_sec;
  return now.tv_sec;
}

static int moved(int result, struct stat *info) {
  if (result == 0) {
    info->st_atim.tv_sec += clock_offset;
    info->st_mtim.tv_sec += clock_offset;
    info->st_ctim.tv_sec += clock_offset;
  }
  return result;
}

int fstatat(int folder, const char *restrict path, struct stat *restrict info, int flags) {
  return moved((int)syscall(SYS_newfstatat, folder, path, info, flags), info);
}
int stat(const char *restrict path, struct stat *restrict info) { return fstatat(AT_FDCWD, path, info, 0); }
int lstat(const char *restrict path, struct stat *restrict info) {
  return fstatat(AT_FDCWD, path, info, AT_SYMLINK_NOFOLLOW);
}
int fstat(int file, struct stat *info) { return moved((int)syscall(SYS_fstat, file, info), info); }
int stat64(const char *restrict path, struct stat64 *restrict info) {
  return stat(path, (struct stat *)info);
}
int lstat64(const char *restrict path, struct stat64 *restrict info) {
  return lstat(path, (struct stat *)info);
}
int fstat64(int file, struct stat64 *info) { return fstat(file, (struct stat *)info); }
int fstatat64(int folder, const char *restrict path, struct stat64 *restrict info, int flags) {
  return fstatat(folder, path, (struct stat *)info, flags);
}
