/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-era-cache.h"

#include "mcp-era.h"
#include "sjson-builder.h"
#include "sjson-value.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FORMAT 1

/* Verdicts kept at most, the youngest; bytes of the file that are read at most. */
#define MAX_VERDICTS 200
#define MAX_SIZE (64 * 1024)

/* Seconds for which a verdict holds. A server with sessions is asked again in a while, for it may
 * have learned the newest revision; one that speaks that says so itself when it does no more. */
#define DAY (24 * 60 * 60)
#define LIFE_OF_NEWEST (90 * DAY)
#define LIFE_OF_OTHERS (7 * DAY)

/* Milliseconds. Another process needs a few; one that was stopped must not stop us. */
#define PATIENCE 500
#define PAUSE 2

/**
 * McpEraCache:
 *
 * Which server speaks which revision (MCP 2026-07-28, "Versioning": the verdict should be kept).
 *
 * The file is read whenever something is asked, for another process may have written it; it is
 * replaced as a whole, under a lock, and what is no verdict in it counts for nothing. Servers
 * stand there by a digest of their address, which may hold a secret. That a verdict could not be
 * kept is no error: the server is asked again then.
 */
struct _McpEraCache
{
  GObject parent_instance;

  char *path;
};

G_DEFINE_FINAL_TYPE (McpEraCache, mcp_era_cache, G_TYPE_OBJECT)

typedef struct
{
  char *key;
  McpEra era;
  char *version;
  gint64 time;   /* seconds since 1970 */
} Verdict;

static const char * const names[] = {
  [MCP_ERA_UNKNOWN] = "",
  [MCP_ERA_STATELESS] = "stateless",
  [MCP_ERA_SESSION] = "session",
  [MCP_ERA_EVENTS] = "events",
};

static void
verdict_free (gpointer data)
{
  Verdict *verdict = data;

  g_free (verdict->key);
  g_free (verdict->version);
  g_free (verdict);
}

static Verdict *
verdict_new (const char *key,
             McpEra      era,
             const char *version,
             gint64      time)
{
  Verdict *verdict = g_new (Verdict, 1);

  verdict->key = g_strdup (key);
  verdict->era = era;
  verdict->version = g_strdup (version);
  verdict->time = time;

  return verdict;
}

static gint64
get_now (void)
{
  return g_get_real_time () / G_USEC_PER_SEC;
}

/* Of this program, of this time: what another one, or a wrong clock, wrote is not believed. */
static gboolean
is_good (McpEra      era,
         const char *version,
         gint64      time)
{
  gint64 now = get_now ();
  gint64 life = era == MCP_ERA_STATELESS ? LIFE_OF_NEWEST : LIFE_OF_OTHERS;
  McpEra era_of_version = version != NULL ? mcp_era_of_version (version) : MCP_ERA_UNKNOWN;

  if (era == MCP_ERA_UNKNOWN || era_of_version == MCP_ERA_UNKNOWN ||
      (era == MCP_ERA_STATELESS) != (era_of_version == MCP_ERA_STATELESS))
    return FALSE;

  return time > now - life && time <= now + DAY;
}

static McpEra
read_era (const SjsonValue *json)
{
  for (guint era = MCP_ERA_STATELESS; era < G_N_ELEMENTS (names); era++)
    {
      if (sjson_value_equals_string (json, names[era]))
        return era;
    }

  return MCP_ERA_UNKNOWN;
}

/* NULL: nothing that we would have written. */
static Verdict *
read_verdict (const SjsonValue *name,
              const SjsonValue *json)
{
  g_autofree char *key = sjson_value_dup_string (name, NULL);
  g_autofree char *version = sjson_value_dup_member_string (json, "version");
  SjsonValue member;
  gint64 time;
  McpEra era;

  if (!sjson_value_get_member (json, "era", &member) ||
      !sjson_value_get_member_int64 (json, "time", &time))
    return NULL;

  era = read_era (&member);

  return is_good (era, version, time) ? verdict_new (key, era, version, time) : NULL;
}

static GPtrArray *
read_verdicts (const SjsonValue *root)
{
  g_autoptr(GPtrArray) verdicts = g_ptr_array_new_with_free_func (verdict_free);
  SjsonValue servers, name, json;
  SjsonIter iter;
  gint64 format;

  if (!sjson_value_get_member_int64 (root, "format", &format) || format != FORMAT ||
      !sjson_value_get_member_of_kind (root, "servers", SJSON_KIND_OBJECT, &servers))
    return g_steal_pointer (&verdicts);

  sjson_iter_init (&iter, &servers);

  while (verdicts->len < MAX_VERDICTS && sjson_iter_next (&iter, &name, &json))
    {
      Verdict *verdict = read_verdict (&name, &json);

      if (verdict != NULL)
        g_ptr_array_add (verdicts, verdict);
    }

  return g_steal_pointer (&verdicts);
}

/* An ordinary file of a size that we would write, or NULL: neither a device nor a pipe holds us
 * up, nor does a link lead elsewhere. */
static GBytes *
read_file (const char *path)
{
  int descriptor = g_open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0);
  g_autofree char *text = NULL;
  struct stat status;
  gssize n_read = -1;

  if (descriptor < 0)
    return NULL;

  if (fstat (descriptor, &status) == 0 && S_ISREG (status.st_mode) && status.st_size <= MAX_SIZE)
    {
      text = g_malloc (MAX_SIZE);
      n_read = read (descriptor, text, MAX_SIZE);
    }

  close (descriptor);

  return n_read >= 0 ? g_bytes_new_take (g_steal_pointer (&text), n_read) : NULL;
}

static GPtrArray *
load (McpEraCache *self)
{
  g_autoptr(GBytes) text = read_file (self->path);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  if (text != NULL)
    document = sjson_document_new (text, NULL, NULL);

  if (document == NULL)
    return g_ptr_array_new_with_free_func (verdict_free);

  root = sjson_document_get_root (document);

  return read_verdicts (&root);
}

static void
save (McpEraCache *self,
      GPtrArray   *verdicts)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = NULL;
  const char *data;
  gsize length;

  sjson_builder_int64 (sjson_builder_name (builder, "format"), FORMAT);
  sjson_builder_begin_object (sjson_builder_name (builder, "servers"));

  for (guint i = 0; i < verdicts->len; i++)
    {
      const Verdict *verdict = g_ptr_array_index (verdicts, i);

      sjson_builder_begin_object (sjson_builder_name (builder, verdict->key));
      sjson_builder_string (sjson_builder_name (builder, "era"), names[verdict->era]);
      sjson_builder_string (sjson_builder_name (builder, "version"), verdict->version);
      sjson_builder_int64 (sjson_builder_name (builder, "time"), verdict->time);
      sjson_builder_end_object (builder);
    }

  text = sjson_builder_end (sjson_builder_end_object (sjson_builder_end_object (builder)));
  data = g_bytes_get_data (text, &length);

  if (!g_file_set_contents_full (self->path, data, length, G_FILE_SET_CONTENTS_CONSISTENT, 0600,
                                 &error))
    g_debug ("What servers speak could not be kept: %s", error->message);
}

static gboolean
wait_for_lock (int descriptor)
{
  gint64 end = g_get_monotonic_time () + PATIENCE * 1000;

  while (flock (descriptor, LOCK_EX | LOCK_NB) != 0)
    {
      if ((errno != EWOULDBLOCK && errno != EINTR) || g_get_monotonic_time () >= end)
        return FALSE;

      g_usleep (PAUSE * 1000);
    }

  return TRUE;
}

/* A file beside it, since the one that is renamed over another cannot be what is locked.
 *
 * Returns: -1: no chance */
static int
lock (McpEraCache *self)
{
  g_autofree char *folder = g_path_get_dirname (self->path);
  g_autofree char *name = g_strconcat (self->path, ".lock", NULL);
  int descriptor;

  g_mkdir_with_parents (folder, 0700);
  descriptor = g_open (name, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  if (descriptor >= 0 && !wait_for_lock (descriptor))
    {
      close (descriptor);
      return -1;
    }

  return descriptor;
}

static char *
dup_key (const char *uri)
{
  return g_compute_checksum_for_string (G_CHECKSUM_SHA256, uri, -1);
}

static Verdict *
find (GPtrArray  *verdicts,
      const char *uri)
{
  g_autofree char *key = dup_key (uri);

  for (guint i = 0; i < verdicts->len; i++)
    {
      Verdict *verdict = g_ptr_array_index (verdicts, i);

      if (strcmp (verdict->key, key) == 0)
        return verdict;
    }

  return NULL;
}

static void
drop_oldest (GPtrArray *verdicts)
{
  guint oldest = 0;

  for (guint i = 1; i < verdicts->len; i++)
    {
      const Verdict *verdict = g_ptr_array_index (verdicts, i);
      const Verdict *other = g_ptr_array_index (verdicts, oldest);

      if (verdict->time < other->time)
        oldest = i;
    }

  g_ptr_array_remove_index (verdicts, oldest);
}

/* Reads the file again and writes it with that one change: what another process put there
 * meanwhile stays. @verdict: (nullable) (transfer full): what holds from now on */
static void
replace (McpEraCache *self,
         const char  *uri,
         Verdict     *verdict)
{
  g_autoptr(GPtrArray) verdicts = NULL;
  Verdict *old;
  int descriptor = lock (self);

  if (descriptor < 0)
    {
      g_clear_pointer (&verdict, verdict_free);
      return;
    }

  verdicts = load (self);
  old = find (verdicts, uri);

  if (old != NULL)
    g_ptr_array_remove (verdicts, old);

  if (verdict != NULL && verdicts->len >= MAX_VERDICTS)
    drop_oldest (verdicts);

  if (verdict != NULL)
    g_ptr_array_add (verdicts, verdict);

  if (verdict != NULL || old != NULL)
    save (self, verdicts);

  close (descriptor);
}

static void
mcp_era_cache_finalize (GObject *object)
{
  g_free (MCP_ERA_CACHE (object)->path);

  G_OBJECT_CLASS (mcp_era_cache_parent_class)->finalize (object);
}

static void
mcp_era_cache_class_init (McpEraCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mcp_era_cache_finalize;
}

static void
mcp_era_cache_init (McpEraCache *self)
{
}

/**
 * mcp_era_cache_new:
 * @path: a file, which need not be there; its folder is made, for its owner alone
 *
 * Returns: (transfer full): what is known of servers
 */
McpEraCache *
mcp_era_cache_new (const char *path)
{
  McpEraCache *self;

  g_return_val_if_fail (path != NULL, NULL);

  self = g_object_new (MCP_TYPE_ERA_CACHE, NULL);
  self->path = g_strdup (path);

  return self;
}

/**
 * mcp_era_cache_lookup:
 * @uri: the address of a server
 *
 * Returns: how that server was talked to the last time; a guess
 */
McpEra
mcp_era_cache_lookup (McpEraCache *self,
                      const char  *uri)
{
  g_autoptr(GPtrArray) verdicts = NULL;
  const Verdict *verdict;

  g_return_val_if_fail (MCP_IS_ERA_CACHE (self), MCP_ERA_UNKNOWN);
  g_return_val_if_fail (uri != NULL, MCP_ERA_UNKNOWN);

  verdicts = load (self);
  verdict = find (verdicts, uri);

  return verdict != NULL ? verdict->era : MCP_ERA_UNKNOWN;
}

/**
 * mcp_era_cache_store:
 * @uri: the address of a server
 * @era: how it is talked to
 * @version: the revision that both agreed on
 *
 * Keeps that. Nothing is written where the same was found out the same day.
 */
void
mcp_era_cache_store (McpEraCache *self,
                     const char  *uri,
                     McpEra       era,
                     const char  *version)
{
  g_autoptr(GPtrArray) verdicts = NULL;
  const Verdict *known;

  g_return_if_fail (MCP_IS_ERA_CACHE (self));
  g_return_if_fail (uri != NULL);

  if (!is_good (era, version, get_now ()))
    return;

  verdicts = load (self);
  known = find (verdicts, uri);

  if (known == NULL || known->era != era || strcmp (known->version, version) != 0 ||
      known->time < get_now () - DAY)
    {
      g_autofree char *key = dup_key (uri);

      replace (self, uri, verdict_new (key, era, version, get_now ()));
    }
}

/**
 * mcp_era_cache_forget:
 * @uri: the address of a server
 *
 * Forgets what is known of it: the server contradicted it, or is used no more.
 */
void
mcp_era_cache_forget (McpEraCache *self,
                      const char  *uri)
{
  g_return_if_fail (MCP_IS_ERA_CACHE (self));
  g_return_if_fail (uri != NULL);

  if (mcp_era_cache_lookup (self, uri) != MCP_ERA_UNKNOWN)
    replace (self, uri, NULL);
}
