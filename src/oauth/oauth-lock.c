/* SPDX-License-Identifier: GPL-3.0-or-later */

/* For open file description locks, which POSIX has only since 2024. */
#define _GNU_SOURCE

#include "config.h"

#include "oauth-lock-private.h"

#include "oauth-error-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <sys/stat.h>
#include <unistd.h>

/* entra.md 7.4, in milliseconds. */
#define PATIENCE (60 * 1000)
#define PAUSE 100

/**
 * OauthLock:
 *
 * A lock on one name that excludes every other holder: in this thread, another thread, another
 * process (entra.md 7.4).
 *
 * An open file description lock on a file below `$XDG_RUNTIME_DIR/toolcrib`: the
 * kernel lets it go when its holder dies, and two objects of one process exclude
 * each other, which POSIX's own record locks would not. The file stays, since to
 * remove it would let two holders lock two files of one name.
 */
struct _OauthLock
{
  GObject parent_instance;

  int fd;
};

G_DEFINE_FINAL_TYPE (OauthLock, oauth_lock, G_TYPE_OBJECT)

typedef struct
{
  char *file;
  guint patience;
} Job;

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->file);
  g_free (job);
}

static gboolean
fail (GError **error)
{
  int cause = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (cause),
               _("The lock file for signing in cannot be used: %s"), g_strerror (cause));

  return FALSE;
}

/* Each run of a Flatpak has a runtime directory of its own, but for this one, which all runs of one
 * application share. */
static char *
dup_directory (void)
{
  const char *runtime = g_get_user_runtime_dir ();
  const char *id = g_getenv ("FLATPAK_ID");

  if (id != NULL && g_application_id_is_valid (id))
    {
      g_autofree char *shared = g_build_filename (runtime, "app", id, NULL);

      if (g_file_test (shared, G_FILE_TEST_IS_DIR))
        return g_build_filename (shared, "toolcrib", NULL);
    }

  return g_build_filename (runtime, "toolcrib", NULL);
}

/* Ours alone, and no link to somewhere else. */
static int
open_directory (GError **error)
{
  g_autofree char *path = dup_directory ();
  struct stat info;
  int fd;

  g_mkdir_with_parents (path, 0700);

  fd = open (path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  if (fd >= 0 && fstat (fd, &info) == 0)
    {
      if (info.st_uid != geteuid ())
        errno = EPERM;
      else if ((info.st_mode & 077) == 0 || fchmod (fd, 0700) == 0)
        return fd;
    }

  fail (error);
  if (fd >= 0)
    close (fd);

  return -1;
}

static int
open_file (const char  *name,
           GError     **error)
{
  int directory = open_directory (error);
  struct stat info;
  int fd;

  if (directory < 0)
    return -1;

  fd = openat (directory, name, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC | O_NONBLOCK, 0600);
  if (fd >= 0 && fstat (fd, &info) == 0)
    {
      if (S_ISREG (info.st_mode) && info.st_uid == geteuid ())
        {
          close (directory);
          return fd;
        }
      errno = EPERM;
    }

  fail (error);
  if (fd >= 0)
    close (fd);
  close (directory);

  return -1;
}

/* FALSE without an error: somebody else has it. */
static gboolean
try_lock (int      fd,
          GError **error)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  if (fcntl (fd, F_OFD_SETLK, &lock) == 0)
    return TRUE;

  if (errno != EAGAIN && errno != EACCES && errno != EINTR)
    fail (error);

  return FALSE;
}

static void
pause_a_little (GCancellable *cancellable)
{
  GPollFD poll_fd;

  if (g_cancellable_make_pollfd (cancellable, &poll_fd))
    {
      g_poll (&poll_fd, 1, PAUSE);
      g_cancellable_release_fd (cancellable);
    }
  else
    g_usleep (PAUSE * 1000);
}

static gboolean
wait_for_lock (int            fd,
               guint          patience,
               GCancellable  *cancellable,
               GError       **error)
{
  gint64 end = g_get_monotonic_time () + (gint64) patience * 1000;

  while (!g_cancellable_set_error_if_cancelled (cancellable, error))
    {
      GError *failure = NULL;

      if (try_lock (fd, &failure))
        return TRUE;

      if (failure == NULL && g_get_monotonic_time () >= end)
        failure = oauth_error_new (OAUTH_ERROR_UNAVAILABLE, _("Another Toolcrib has been renewing "
                                   "this sign-in for too long. Try again."), NULL);
      if (failure != NULL)
        {
          g_propagate_error (error, failure);
          return FALSE;
        }

      pause_a_little (cancellable);
    }

  return FALSE;
}

static void
acquire (GTask        *task,
         gpointer      source,
         gpointer      task_data,
         GCancellable *cancellable)
{
  Job *job = task_data;
  GError *error = NULL;
  OauthLock *self;
  int fd = open_file (job->file, &error);

  if (fd < 0 || !wait_for_lock (fd, job->patience, cancellable, &error))
    {
      if (fd >= 0)
        close (fd);
      g_task_return_error (task, error);
      return;
    }

  self = g_object_new (OAUTH_TYPE_LOCK, NULL);
  self->fd = fd;
  g_task_return_pointer (task, self, g_object_unref);
}

static void
oauth_lock_dispose (GObject *object)
{
  oauth_lock_release (OAUTH_LOCK (object));

  G_OBJECT_CLASS (oauth_lock_parent_class)->dispose (object);
}

static void
oauth_lock_class_init (OauthLockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = oauth_lock_dispose;
}

static void
oauth_lock_init (OauthLock *self)
{
  self->fd = -1;
}

/*
 * oauth_lock_acquire_within_async:
 * @patience: milliseconds to wait while somebody else has it
 *
 * See [func@Oauth.Lock.acquire_async].
 */
void
oauth_lock_acquire_within_async (const char          *name,
                                 guint                patience,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  g_autofree char *hash = NULL;
  Job *job;

  g_return_if_fail (name != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, name, -1);
  job = g_new0 (Job, 1);
  job->file = g_strconcat (hash, ".lock", NULL);
  job->patience = patience;

  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_lock_acquire_within_async);
  g_task_set_task_data (task, job, job_free);
  g_task_run_in_thread (task, acquire);
}

/**
 * oauth_lock_acquire_async:
 * @name: anything; its SHA-256 names the file, so that it tells nothing
 * @cancellable: (nullable): ends the wait within a tenth of a second
 *
 * Waits in a worker, for at most 60 seconds, until nobody else holds @name.
 */
void
oauth_lock_acquire_async (const char          *name,
                          GCancellable        *cancellable,
                          GAsyncReadyCallback  callback,
                          gpointer             user_data)
{
  oauth_lock_acquire_within_async (name, PATIENCE, cancellable, callback, user_data);
}

/**
 * oauth_lock_acquire_finish:
 * @error: return location: `OAUTH_ERROR_UNAVAILABLE` after 60 seconds
 *
 * Returns: (transfer full) (nullable): the lock; to be released, or let go
 */
OauthLock *
oauth_lock_acquire_finish (GAsyncResult  *result,
                           GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * oauth_lock_release:
 *
 * Lets the next one have it. Doing so twice does nothing.
 */
void
oauth_lock_release (OauthLock *self)
{
  g_return_if_fail (OAUTH_IS_LOCK (self));

  if (self->fd >= 0)
    close (g_steal_fd (&self->fd));
}
