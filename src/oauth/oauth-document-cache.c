/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-document-cache.h"

#include "oauth-clock.h"
#include "sjson-builder.h"
#include "sjson-document.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <libsoup/soup.h>
#include <sys/stat.h>
#include <unistd.h>

/* Entra.md 1.5. */
#define MOST_SECONDS (24 * 60 * 60)
#define MOST_BYTES (256 * 1024)
#define MOST_FILES 64

/**
 * OauthDocumentCache:
 *
 * Public documents of servers and authorities in files, so that the next start need not ask.
 *
 * One file for each, which only its owner may read: it says when it ends and what question it
 * answers. Whoever reads one judges it as if it had just come from the network; there is nothing in
 * it that would be believed for standing here. What cannot be read, written or understood is as
 * good as not there: the network knows it. Files are written beside and then put in place, so that
 * programs at the same time see the old or the new one. Nothing here holds up the main loop.
 */
struct _OauthDocumentCache
{
  GObject parent_instance;

  char *folder;
};

/* A file that something is done to, in another thread. */
typedef struct
{
  char *folder;
  char *key;       /* nullable: all files */
  GBytes *text;    /* nullable: to be written */
  GTask *task;     /* nullable: who wants to know what is in it, and owns this then */
  guint seconds;
} Job;

G_DEFINE_FINAL_TYPE (OauthDocumentCache, oauth_document_cache, G_TYPE_OBJECT)

static void
job_free (gpointer data)
{
  Job *job = data;

  g_free (job->folder);
  g_free (job->key);
  g_clear_pointer (&job->text, g_bytes_unref);
  g_free (job);
}

static Job *
job_new (OauthDocumentCache *self,
         const char         *key)
{
  Job *job = g_new0 (Job, 1);

  job->folder = g_strdup (self->folder);
  job->key = g_strdup (key);

  return job;
}

static char *
dup_path (Job *job)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, job->key, -1);
  g_autofree char *name = g_strconcat (hash, ".json", NULL);

  return g_build_filename (job->folder, name, NULL);
}

/* At most so much of a file of ours that is one. */
static GBytes *
read_file (const char *path)
{
  int fd = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  g_autoptr(GByteArray) bytes = g_byte_array_new ();
  guint8 buffer[8192];
  struct stat info;
  gssize n_read = -1;

  if (fd < 0)
    return NULL;

  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_uid == geteuid ())
    while ((n_read = read (fd, buffer, sizeof buffer)) > 0 && bytes->len <= MOST_BYTES)
      g_byte_array_append (bytes, buffer, n_read);

  close (fd);

  return n_read == 0 && bytes->len <= MOST_BYTES
         ? g_byte_array_free_to_bytes (g_steal_pointer (&bytes)) : NULL;
}

/* Nothing is good for longer than a day, so that a clock that was wrong once spoils no more. */
static gboolean
read_seconds (const SjsonValue *root,
              guint            *seconds)
{
  gint64 now = oauth_clock_get_wall ();
  gint64 end;

  if (!sjson_value_get_member_int64 (root, "until", &end) || end <= now ||
      end - now > MOST_SECONDS)
    return FALSE;

  *seconds = end - now;

  return TRUE;
}

static SjsonValue *
read_entry (GBytes *text,
            Job    *job)
{
  g_autoptr(SjsonDocument) document = sjson_document_new (text, NULL, NULL);
  SjsonValue root, key, found;

  if (document == NULL)
    return NULL;

  root = sjson_document_get_root (document);

  if (!sjson_value_get_member (&root, "key", &key) ||
      !sjson_value_equals_string (&key, job->key) || !read_seconds (&root, &job->seconds) ||
      !sjson_value_get_member_of_kind (&root, "document", SJSON_KIND_OBJECT, &found))
    return NULL;

  return sjson_value_isolate (&found);
}

static void
value_clear (gpointer data)
{
  if (data != NULL)
    sjson_value_free (data);
}

static void
load (Job *job)
{
  g_autoptr(GTask) task = job->task;
  g_autofree char *path = dup_path (job);
  g_autoptr(GBytes) text = read_file (path);

  g_task_return_pointer (task, text != NULL ? read_entry (text, job) : NULL, value_clear);
}

typedef struct
{
  char *path;
  gint64 time;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  g_free (entry->path);
  g_free (entry);
}

static int
compare_entries (gconstpointer a,
                 gconstpointer b)
{
  const Entry *one = *(const Entry * const *) a;
  const Entry *other = *(const Entry * const *) b;

  return one->time < other->time ? -1 : one->time > other->time;
}

/* The oldest first. */
static GPtrArray *
list_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  GPtrArray *entries = g_ptr_array_new_with_free_func (entry_free);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      struct stat info;
      Entry *entry;

      if (g_lstat (path, &info) != 0 || !S_ISREG (info.st_mode))
        continue;

      entry = g_new0 (Entry, 1);
      entry->path = g_steal_pointer (&path);
      entry->time = info.st_mtime;
      g_ptr_array_add (entries, entry);
    }

  g_ptr_array_sort (entries, compare_entries);

  return entries;
}

/* What ended long ago goes first because it is oldest. */
static void
make_room (const char *folder,
           guint       n_kept)
{
  g_autoptr(GPtrArray) entries = list_files (folder);

  for (guint i = 0; i + n_kept < entries->len; i++)
    g_unlink (((Entry *) g_ptr_array_index (entries, i))->path);
}

static void
write_file (Job *job)
{
  g_autofree char *path = dup_path (job);
  g_autoptr(GError) error = NULL;
  gsize length;
  const char *text = g_bytes_get_data (job->text, &length);

  if (g_mkdir_with_parents (job->folder, 0700) != 0)
    g_debug ("No place for documents: %s", g_strerror (errno));
  else if (!g_file_set_contents_full (path, text, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                      &error))
    g_debug ("A document is not kept: %s", error->message);
  else
    make_room (job->folder, MOST_FILES);
}

static void
change (Job *job)
{
  g_autofree char *path = job->key != NULL ? dup_path (job) : NULL;

  if (job->text != NULL)
    write_file (job);
  else if (path != NULL)
    g_unlink (path);
  else
    make_room (job->folder, 0);

  job_free (job);
}

/* One at a time, so that what was dropped is not read any more. */
static void
work_cb (gpointer data,
         gpointer user_data)
{
  Job *job = data;

  if (job->task != NULL)
    load (job);
  else
    change (job);
}

static void
push (Job *job)
{
  static GThreadPool *pool;

  if (g_once_init_enter (&pool))
    g_once_init_leave (&pool, g_thread_pool_new (work_cb, NULL, 1, FALSE, NULL));

  g_thread_pool_push (pool, job, NULL);
}

static void
oauth_document_cache_finalize (GObject *object)
{
  OauthDocumentCache *self = OAUTH_DOCUMENT_CACHE (object);

  g_clear_pointer (&self->folder, g_free);

  G_OBJECT_CLASS (oauth_document_cache_parent_class)->finalize (object);
}

static void
oauth_document_cache_class_init (OauthDocumentCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oauth_document_cache_finalize;
}

static void
oauth_document_cache_init (OauthDocumentCache *self)
{
}

/**
 * oauth_document_cache_new:
 * @folder: where the files are; made when there is one to be written
 *
 * Returns: (transfer full): a cache
 */
OauthDocumentCache *
oauth_document_cache_new (const char *folder)
{
  OauthDocumentCache *self;

  g_return_val_if_fail (folder != NULL, NULL);

  self = g_object_new (OAUTH_TYPE_DOCUMENT_CACHE, NULL);
  self->folder = g_strdup (folder);

  return self;
}

/**
 * oauth_document_cache_dup_default_folder:
 *
 * Returns: (transfer full): the person's own, in `$XDG_CACHE_HOME`
 */
char *
oauth_document_cache_dup_default_folder (void)
{
  return g_build_filename (g_get_user_cache_dir (), "toolcrib", "documents", NULL);
}

/**
 * oauth_document_cache_parse_control:
 * @cache_control: (nullable): the Cache-Control field of an answer (RFC 9111 §5.2.2)
 *
 * Returns: for how many seconds the answer may be kept: a day at most, and where nothing is said
 */
guint
oauth_document_cache_parse_control (const char *cache_control)
{
  GHashTable *directives;
  const char *age;
  guint64 seconds = MOST_SECONDS;

  if (cache_control == NULL)
    return MOST_SECONDS;

  directives = soup_header_parse_param_list (cache_control);
  age = g_hash_table_lookup (directives, "max-age");

  if (g_hash_table_contains (directives, "no-store") ||
      g_hash_table_contains (directives, "no-cache") ||
      (g_hash_table_contains (directives, "max-age") &&
       (age == NULL || !g_ascii_string_to_unsigned (age, 10, 0, G_MAXUINT64, &seconds, NULL))))
    seconds = 0;

  soup_header_free_param_list (directives);

  return MIN (seconds, MOST_SECONDS);
}

/**
 * oauth_document_cache_load_async:
 * @self: a cache
 * @key: what was asked
 * @cancellable: (nullable): to give up
 * @callback: called when it is known
 * @user_data: for @callback
 *
 * Looks for the answer to a question, after all that was stored and dropped before.
 */
void
oauth_document_cache_load_async (OauthDocumentCache  *self,
                                 const char          *key,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  GTask *task;
  Job *job;

  g_return_if_fail (OAUTH_IS_DOCUMENT_CACHE (self));
  g_return_if_fail (key != NULL);

  /* The other thread must not be the last who knows the cache. */
  task = g_task_new (NULL, cancellable, callback, user_data);
  g_task_set_source_tag (task, oauth_document_cache_load_async);
  job = job_new (self, key);
  job->task = task;
  g_task_set_task_data (task, job, job_free);
  push (job);
}

/**
 * oauth_document_cache_load_finish:
 * @self: a cache
 * @result: what the callback was given
 * @seconds: (out): how long it may be used still
 *
 * Returns: (transfer full) (nullable): an object as it once came, to be judged anew
 */
SjsonValue *
oauth_document_cache_load_finish (OauthDocumentCache *self,
                                  GAsyncResult       *result,
                                  guint              *seconds)
{
  Job *job;

  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  job = g_task_get_task_data (G_TASK (result));
  *seconds = job->seconds;

  return g_task_propagate_pointer (G_TASK (result), NULL);
}

/**
 * oauth_document_cache_store:
 * @self: a cache
 * @key: what was asked
 * @document: an object that was found good
 * @seconds: from oauth_document_cache_parse_control(); nothing is stored for 0
 *
 * Keeps @document for the next start. What is too large for that is not kept.
 */
void
oauth_document_cache_store (OauthDocumentCache *self,
                            const char         *key,
                            const SjsonValue   *document,
                            guint               seconds)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(GBytes) text = NULL;
  Job *job;

  g_return_if_fail (OAUTH_IS_DOCUMENT_CACHE (self));
  g_return_if_fail (key != NULL);

  sjson_builder_begin_object (builder);
  sjson_builder_string (sjson_builder_name (builder, "key"), key);
  sjson_builder_int64 (sjson_builder_name (builder, "until"),
                       oauth_clock_get_wall () + MIN (seconds, MOST_SECONDS));
  sjson_builder_value (sjson_builder_name (builder, "document"), document);
  sjson_builder_end_object (builder);
  text = sjson_builder_end (builder);

  job = job_new (self, key);
  if (seconds > 0 && g_bytes_get_size (text) <= MOST_BYTES)
    job->text = g_steal_pointer (&text);
  push (job);
}

/**
 * oauth_document_cache_drop:
 * @self: a cache
 * @key: (nullable): what was asked; %NULL for all
 *
 * Forgets what turned out to be no longer so.
 */
void
oauth_document_cache_drop (OauthDocumentCache *self,
                           const char         *key)
{
  g_return_if_fail (OAUTH_IS_DOCUMENT_CACHE (self));

  push (job_new (self, key));
}
