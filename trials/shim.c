/* Stands between a program and the C library, and lets the n-th call that writes below a folder fail.

   Loaded with LD_PRELOAD. Nothing happens before shim_arm() says which folder, which call and how. Covered
   is every call through the C library: Python's, SQLite's and DuckDB's. Not covered: writes by a mapping of
   memory, calls made without the library, and stdio's own, none of which the program uses for what it keeps. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum { COUNT, KILL, TORN, FULL, BROKEN, SHORT, RECORD }; /* what happens at the n-th call */
enum { OPEN = 1, WRITE = 2, SYNC = 4, NAME = 8, SIZE = 16 }; /* kinds of calls */

static char folder[PATH_MAX];
static size_t folder_length;
static int mode = -1, kinds, log_to = -1;
static long wanted, seen;

void shim_arm(const char *below, int what, int which, long n, int log) {
  strncpy(folder, below, sizeof folder - 1);
  folder_length = strlen(folder);
  kinds = which, wanted = n, log_to = log, seen = 0, mode = what;
}
long shim_seen(void) { return seen; }
void shim_disarm(void) { mode = -1; }

static void absolute(char *to, int at, const char *path) {
  char base[PATH_MAX] = "";
  if (path[0] != '/') {
    if (at == AT_FDCWD) {
      if (!getcwd(base, sizeof base)) base[0] = 0;
    } else {
      char link[64];
      snprintf(link, sizeof link, "/proc/self/fd/%d", at);
      ssize_t length = readlink(link, base, sizeof base - 1);
      base[length > 0 ? length : 0] = 0;
    }
  }
  snprintf(to, PATH_MAX, "%s%s%s", base, base[0] ? "/" : "", path);
}
static void of_file(char *to, int fd) { absolute(to, fd, ""); to[strlen(to) ? strlen(to) - 1 : 0] = 0; }
static int below(const char *path) {
  return mode >= 0 && !strncmp(path, folder, folder_length) && (!path[folder_length] || path[folder_length] == '/');
}
static void die(void) { syscall(SYS_kill, getpid(), SIGKILL); }

/* One line for the power-loss trial: the call, its paths, where and what it wrote. */
static void record(char what, const char *path, const char *other, long long at, const void *data, size_t size) {
  char head[128];
  int length = snprintf(head, sizeof head, "%c %zu %zu %lld %zu\n", what, strlen(path), strlen(other), at, size);
  syscall(SYS_write, log_to, head, length);
  syscall(SYS_write, log_to, path, strlen(path));
  syscall(SYS_write, log_to, other, strlen(other));
  if (size && data) syscall(SYS_write, log_to, data, size);
}
void shim_mark(const char *words) { if (mode == RECORD) record('!', words, "", 0, NULL, 0); }

/* Whether this call is the one: 0 to go on, -1 to fail with errno set. */
static int hit(int kind, const char *path) {
  if (mode < 0 || mode == RECORD || !(kinds & kind) || !below(path)) return 0;
  long n = __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST);
  if (mode == COUNT || mode == SHORT) return 0;
  if ((mode == KILL || mode == TORN) && n == wanted) die();
  if (mode == BROKEN && n == wanted) { errno = EIO; return -1; }
  if (mode == FULL && n >= wanted && (kind & (OPEN | WRITE | SIZE))) { errno = ENOSPC; return -1; }
  return 0;
}
/* For a write: how many bytes go through before it fails or ends short; -1 for all of them. */
static ssize_t part(const char *path, size_t size) {
  if (mode < 0 || !(kinds & WRITE) || !below(path) || size < 2) return -1;
  if (mode == SHORT) return (ssize_t)(size / 2);
  if ((mode == TORN || mode == FULL) && seen + 1 == wanted) return (ssize_t)(size / 2);
  return -1;
}

static int writes(int flags) { return (flags & O_ACCMODE) != O_RDONLY || flags & (O_CREAT | O_TRUNC); }
static int opened(int at, const char *path, int flags, mode_t rights) {
  char whole[PATH_MAX];
  absolute(whole, at, path);
  int counts = writes(flags) && below(whole);
  if (counts && hit(OPEN, whole)) return -1;
  int fd = (int)syscall(SYS_openat, at, path, flags | O_LARGEFILE, rights);
  if (fd >= 0 && counts && mode == RECORD) record(flags & O_TRUNC ? 'T' : 'O', whole, "", 0, NULL, 0);
  return fd;
}
#define RIGHTS mode_t rights = 0; if (flags & (O_CREAT | O_TMPFILE)) { va_list more; va_start(more, flags); rights = va_arg(more, mode_t); va_end(more); }
int open(const char *path, int flags, ...) { RIGHTS return opened(AT_FDCWD, path, flags, rights); }
int open64(const char *path, int flags, ...) { RIGHTS return opened(AT_FDCWD, path, flags, rights); }
int openat(int at, const char *path, int flags, ...) { RIGHTS return opened(at, path, flags, rights); }
int openat64(int at, const char *path, int flags, ...) { RIGHTS return opened(at, path, flags, rights); }
int __open_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return opened(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t rights) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, rights); }

static ssize_t written(int fd, const void *data, size_t size, off_t at, int placed) {
  char path[PATH_MAX];
  if (mode < 0 || (of_file(path, fd), !below(path)))
    return placed ? syscall(SYS_pwrite64, fd, data, size, at) : syscall(SYS_write, fd, data, size);
  ssize_t some = part(path, size);
  if (some >= 0) {
    ssize_t went = placed ? syscall(SYS_pwrite64, fd, data, some, at) : syscall(SYS_write, fd, data, some);
    if (mode == SHORT) { __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST); return went; }
    if (mode == FULL) { __atomic_add_fetch(&seen, 1, __ATOMIC_SEQ_CST); return went; } /* the next call gets none */
  }
  if (hit(WRITE, path)) return -1;
  ssize_t went = placed ? syscall(SYS_pwrite64, fd, data, size, at) : syscall(SYS_write, fd, data, size);
  if (went > 0 && mode == RECORD) record('W', path, "", placed ? at : lseek(fd, 0, SEEK_CUR) - went, data, went);
  return went;
}
ssize_t write(int fd, const void *data, size_t size) { return written(fd, data, size, 0, 0); }
ssize_t pwrite(int fd, const void *data, size_t size, off_t at) { return written(fd, data, size, at, 1); }
ssize_t pwrite64(int fd, const void *data, size_t size, off64_t at) { return written(fd, data, size, at, 1); }
ssize_t writev(int fd, const struct iovec *parts, int count) { /* one part at a time is a short write, as allowed */
  for (int i = 0; i < count; i++) if (parts[i].iov_len) return written(fd, parts[i].iov_base, parts[i].iov_len, 0, 0);
  return 0;
}

#define ON_FILE(kind, mark, call, result) do { char path[PATH_MAX]; of_file(path, fd); \
  if (hit(kind, path)) return -1; \
  int came = call; \
  if (!came && mode == RECORD && below(path)) record(mark, path, "", result, NULL, 0); \
  return came; } while (0)
int fsync(int fd) { ON_FILE(SYNC, 'S', (int)syscall(SYS_fsync, fd), 0); }
int fdatasync(int fd) { ON_FILE(SYNC, 'S', (int)syscall(SYS_fdatasync, fd), 0); }
int ftruncate(int fd, off_t size) { ON_FILE(SIZE, 'C', (int)syscall(SYS_ftruncate, fd, size), size); }
int ftruncate64(int fd, off64_t size) { ON_FILE(SIZE, 'C', (int)syscall(SYS_ftruncate, fd, size), size); }
int fallocate(int fd, int how, off_t at, off_t size) { ON_FILE(SIZE, 'A', (int)syscall(SYS_fallocate, fd, how, at, size), 0); }
int fallocate64(int fd, int how, off64_t at, off64_t size) { ON_FILE(SIZE, 'A', (int)syscall(SYS_fallocate, fd, how, at, size), 0); }

#define ON_NAMES(mark, at, from, to_at, to, call) do { char one[PATH_MAX], two[PATH_MAX]; absolute(one, at, from); absolute(two, to_at, to); \
  if (hit(NAME, below(two) ? two : one)) return -1; \
  int came = call; \
  if (!came && mode == RECORD && (below(one) || below(two))) record(mark, one, two, 0, NULL, 0); \
  return came; } while (0)
int rename(const char *from, const char *to) { ON_NAMES('R', AT_FDCWD, from, AT_FDCWD, to, (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)); }
int renameat(int at, const char *from, int to_at, const char *to) { ON_NAMES('R', at, from, to_at, to, (int)syscall(SYS_renameat2, at, from, to_at, to, 0)); }
int unlink(const char *path) { ON_NAMES('U', AT_FDCWD, path, AT_FDCWD, path, (int)syscall(SYS_unlinkat, AT_FDCWD, path, 0)); }
int unlinkat(int at, const char *path, int flags) { ON_NAMES('U', at, path, at, path, (int)syscall(SYS_unlinkat, at, path, flags)); }
int rmdir(const char *path) { ON_NAMES('U', AT_FDCWD, path, AT_FDCWD, path, (int)syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)); }
int mkdir(const char *path, mode_t rights) { ON_NAMES('M', AT_FDCWD, path, AT_FDCWD, path, (int)syscall(SYS_mkdirat, AT_FDCWD, path, rights)); }
int mkdirat(int at, const char *path, mode_t rights) { ON_NAMES('M', at, path, at, path, (int)syscall(SYS_mkdirat, at, path, rights)); }
int link(const char *from, const char *to) { ON_NAMES('L', AT_FDCWD, from, AT_FDCWD, to, (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0)); }
int truncate(const char *path, off_t size) { ON_NAMES('X', AT_FDCWD, path, AT_FDCWD, path, (int)syscall(SYS_truncate, path, size)); }
int truncate64(const char *path, off64_t size) { ON_NAMES('X', AT_FDCWD, path, AT_FDCWD, path, (int)syscall(SYS_truncate, path, size)); }
