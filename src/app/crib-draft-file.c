/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-draft-file.h"

#include "crib-draft-writer.h"
#include "crib-profile.h"
#include "sjson-builder.h"
#include "sjson-document.h"

/* A file of a higher one is neither read nor written. */
#define FORMAT 1
/* Bytes as they are written. All of them together are a file that crib_profile_read_file()
 * reads. */
#define MAX_ONE (256 * 1024)
#define MAX_ALL (CRIB_PROFILE_MAX_SIZE - 4096)
#define MAX_TEXTS 500
/* What writing adds to a name and a text. */
#define FRAME 32

struct _CribDraftFile
{
  CribDraftWriter *writer;   /* nullable: in memory alone */
  GHashTable *texts;         /* name → text; NULL before the first look */
  GQueue names;              /* of the keys, the one put longest ago first */
  gsize size;
  gboolean is_changed;
  gboolean is_foreign;       /* of a newer version of this program */
};

CribDraftFile *
crib_draft_file_new (const char *path)
{
  CribDraftFile *self = g_new0 (CribDraftFile, 1);

  g_queue_init (&self->names);
  if (path != NULL)
    self->writer = crib_draft_writer_new (path);

  return self;
}

void
crib_draft_file_free (CribDraftFile *self)
{
  g_clear_pointer (&self->writer, crib_draft_writer_unref);
  g_clear_pointer (&self->texts, g_hash_table_unref);
  g_queue_clear (&self->names);
  g_free (self);
}

const char *
crib_draft_file_get_path (CribDraftFile *self)
{
  return self->writer != NULL ? crib_draft_writer_get_path (self->writer) : NULL;
}

static gsize
measure_string (const char *string)
{
  gsize size = 0;

  for (const char *p = string; *p != '\0'; p++)
    {
      if ((guchar) *p < 0x20 || *p == 0x7f)
        size += 6;
      else
        size += *p == '"' || *p == '\\' ? 2 : 1;
    }

  return size;
}

static gsize
measure (const char *name,
         const char *text)
{
  return FRAME + measure_string (name) + measure_string (text);
}

static void
forget (CribDraftFile *self,
        const char    *name)
{
  gpointer key, text;

  if (!g_hash_table_lookup_extended (self->texts, name, &key, &text))
    return;

  self->size -= measure (key, text);
  g_queue_remove (&self->names, key);
  g_hash_table_remove (self->texts, name);
}

static void
remember (CribDraftFile *self,
          const char    *name,
          const char    *text)
{
  gsize size = measure (name, text);
  char *key;

  forget (self, name);
  if (size > MAX_ONE)
    return;

  while (self->names.length >= MAX_TEXTS || self->size + size > MAX_ALL)
    forget (self, g_queue_peek_head (&self->names));

  key = g_strdup (name);
  g_hash_table_insert (self->texts, key, g_strdup (text));
  g_queue_push_tail (&self->names, key);
  self->size += size;
}

static char *
dup_member (const SjsonValue *value,
            const char       *name)
{
  SjsonValue member;

  if (!sjson_value_get_member_of_kind (value, name, SJSON_KIND_STRING, &member))
    return NULL;

  return sjson_value_dup_string (&member, NULL);
}

static void
read_texts (CribDraftFile    *self,
            const SjsonValue *root)
{
  SjsonValue drafts, value;
  SjsonIter iter;
  gint64 format = 0;

  if (!sjson_value_get_member_int64 (root, "format", &format) || format > FORMAT)
    {
      self->is_foreign = format > FORMAT;
      return;
    }

  if (!sjson_value_get_member_of_kind (root, "drafts", SJSON_KIND_ARRAY, &drafts))
    return;

  sjson_iter_init (&iter, &drafts);
  while (sjson_iter_next (&iter, NULL, &value))
    {
      g_autofree char *name = dup_member (&value, "tool");
      g_autofree char *text = dup_member (&value, "draft");

      if (name != NULL && text != NULL && !g_hash_table_contains (self->texts, name))
        remember (self, name, text);
    }
}

/* What cannot be read is as if it were not there, and replaced by what is typed next. */
static void
read_file (CribDraftFile *self)
{
  const SjsonLimits limits = { .depth = 8, .tokens = 16 * (MAX_TEXTS + 1) };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  bytes = crib_profile_read_file (crib_draft_file_get_path (self), NULL);
  if (bytes != NULL)
    document = sjson_document_new (bytes, &limits, NULL);
  if (document == NULL)
    return;

  root = sjson_document_get_root (document);
  if (sjson_value_get_kind (&root) == SJSON_KIND_OBJECT)
    read_texts (self, &root);
}

static void
ensure_read (CribDraftFile *self)
{
  if (self->texts != NULL)
    return;

  self->texts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  if (self->writer != NULL)
    read_file (self);
}

const char *
crib_draft_file_lookup (CribDraftFile *self,
                        const char    *name)
{
  ensure_read (self);

  return g_hash_table_lookup (self->texts, name);
}

void
crib_draft_file_put (CribDraftFile *self,
                     const char    *name,
                     const char    *text)
{
  const char *old = crib_draft_file_lookup (self, name);

  if (g_strcmp0 (old, text) == 0)
    return;

  self->is_changed = TRUE;
  if (text != NULL)
    remember (self, name, text);
  else
    forget (self, name);
}

void
crib_draft_file_clear (CribDraftFile *self)
{
  ensure_read (self);
  g_queue_clear (&self->names);
  g_hash_table_remove_all (self->texts);
  self->size = 0;
  self->is_changed = TRUE;
}

void
crib_draft_file_move (CribDraftFile *self,
                      const char    *path)
{
  if (g_strcmp0 (path, crib_draft_file_get_path (self)) == 0)
    return;

  if (self->writer != NULL)
    {
      ensure_read (self);
      /* At once: the next one to write there may be another. */
      if (!self->is_foreign)
        crib_draft_writer_write (self->writer, NULL);
    }

  g_clear_pointer (&self->writer, crib_draft_writer_unref);
  self->is_foreign = FALSE;
  self->is_changed = self->names.length > 0;
  if (path == NULL)
    return;

  self->writer = crib_draft_writer_new (path);
  if (self->texts != NULL)
    read_file (self);
}

/* Returns: (nullable): nothing is left to keep */
static GBytes *
build (CribDraftFile *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();

  if (self->names.length == 0)
    return NULL;

  sjson_builder_begin_object (builder);
  sjson_builder_int64 (sjson_builder_name (builder, "format"), FORMAT);
  sjson_builder_begin_array (sjson_builder_name (builder, "drafts"));
  for (GList *l = self->names.head; l != NULL; l = l->next)
    {
      sjson_builder_begin_object (builder);
      sjson_builder_string (sjson_builder_name (builder, "tool"), l->data);
      sjson_builder_string (sjson_builder_name (builder, "draft"),
                            g_hash_table_lookup (self->texts, l->data));
      sjson_builder_end_object (builder);
    }
  sjson_builder_end_object (sjson_builder_end_array (builder));

  return sjson_builder_end (builder);
}

static gboolean
has_to_write (CribDraftFile *self)
{
  return self->is_changed && self->writer != NULL && !self->is_foreign;
}

void
crib_draft_file_save (CribDraftFile *self)
{
  g_autoptr(GBytes) text = NULL;

  if (!has_to_write (self))
    return;

  text = build (self);
  crib_draft_writer_write_later (self->writer, text);
  self->is_changed = FALSE;
}

void
crib_draft_file_flush (CribDraftFile *self)
{
  g_autoptr(GBytes) text = NULL;

  if (!has_to_write (self) &&
      (self->writer == NULL || crib_draft_writer_is_done (self->writer)))
    return;

  text = build (self);
  crib_draft_writer_write (self->writer, text);
  self->is_changed = FALSE;
}
