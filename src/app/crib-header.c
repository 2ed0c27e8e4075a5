/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-header.h"

#include "crib-error.h"

#include <gio/gio.h>
#include <glib/gi18n-lib.h>

/**
 * crib_header_new:
 * @name: of a header field
 * @value: (nullable): what it says; %NULL for a secret
 * @secret: (nullable): the name of the secret in the vault
 *
 * Returns: (transfer full): a header field
 */
CribHeader *
crib_header_new (const char *name,
                 const char *value,
                 const char *secret)
{
  CribHeader *self = g_new0 (CribHeader, 1);

  self->name = g_strdup (name);
  self->value = g_strdup (value);
  self->secret = g_strdup (secret);

  return self;
}

void
crib_header_free (CribHeader *self)
{
  g_free (self->name);
  g_free (self->value);
  g_free (self->secret);
  g_free (self);
}

/**
 * crib_header_new_key:
 * @self: a secret header field
 * @uri: the address of the server
 *
 * The key holds the origin: a profile that is given another address, by whom ever, does not take
 * the secret along.
 *
 * Returns: (transfer full): where the secret lies in the vault
 */
VaultKey *
crib_header_new_key (const CribHeader *self,
                     const char       *uri)
{
  g_autoptr(GUri) parsed = g_uri_parse (uri, G_URI_FLAGS_HAS_PASSWORD, NULL);
  g_autofree char *origin = NULL;

  if (parsed != NULL && g_uri_get_host (parsed) != NULL)
    {
      g_autofree char *host = g_ascii_strdown (g_uri_get_host (parsed), -1);

      origin = g_strdup_printf ("%s://%s:%d", g_uri_get_scheme (parsed), host,
                                g_uri_get_port (parsed));
    }

  return vault_key_new (VAULT_KIND_API_KEY, NULL, origin != NULL ? origin : uri, self->secret);
}

GPtrArray *
crib_headers_new (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) crib_header_free);
}

static gpointer
copy_header (gconstpointer header,
             gpointer      user_data)
{
  const CribHeader *self = header;

  return crib_header_new (self->name, self->value, self->secret);
}

GPtrArray *
crib_headers_copy (GPtrArray *self)
{
  return g_ptr_array_copy (self, (GCopyFunc) copy_header, NULL);
}

static gboolean
header_equal (const CribHeader *one,
              const CribHeader *other)
{
  return g_ascii_strcasecmp (one->name, other->name) == 0 &&
         g_strcmp0 (one->value, other->value) == 0 &&
         g_strcmp0 (one->secret, other->secret) == 0;
}

gboolean
crib_headers_equal (GPtrArray *self,
                    GPtrArray *other)
{
  if (self->len != other->len)
    return FALSE;

  for (guint i = 0; i < self->len; i++)
    {
      if (!header_equal (g_ptr_array_index (self, i), g_ptr_array_index (other, i)))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_named (gconstpointer header,
          gconstpointer name)
{
  return g_ascii_strcasecmp (((const CribHeader *) header)->name, name) == 0;
}

/**
 * crib_headers_find:
 * @self: header fields
 * @name: a name
 *
 * Returns: (nullable) (transfer none): the field of that name
 */
CribHeader *
crib_headers_find (GPtrArray  *self,
                   const char *name)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (self, name, is_named, &index))
    return NULL;

  return g_ptr_array_index (self, index);
}

void
crib_headers_remove (GPtrArray  *self,
                     const char *name)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (self, name, is_named, &index))
    g_ptr_array_remove_index (self, index);
}

void
crib_headers_set (GPtrArray  *self,
                  CribHeader *header)
{
  guint index;

  if (!g_ptr_array_find_with_equal_func (self, header->name, is_named, &index))
    {
      g_ptr_array_add (self, header);
      return;
    }

  crib_header_free (g_ptr_array_index (self, index));
  g_ptr_array_index (self, index) = header;
}

/* Whether @ours is another than it was. */
static gboolean
is_changed (GPtrArray        *base,
            const CribHeader *ours)
{
  const CribHeader *old = crib_headers_find (base, ours->name);

  return old == NULL || !header_equal (old, ours);
}

/**
 * crib_headers_merge:
 * @base: what both started from
 * @ours: what a person here made of it
 * @theirs: what somebody else made of it
 *
 * Returns: (transfer full): fields that were changed here as they are here, all others as there
 */
GPtrArray *
crib_headers_merge (GPtrArray *base,
                    GPtrArray *ours,
                    GPtrArray *theirs)
{
  GPtrArray *merged = crib_headers_copy (theirs);

  for (guint i = 0; i < base->len; i++)
    {
      const CribHeader *old = g_ptr_array_index (base, i);

      if (crib_headers_find (ours, old->name) == NULL)
        crib_headers_remove (merged, old->name);
    }

  for (guint i = 0; i < ours->len; i++)
    {
      if (is_changed (base, g_ptr_array_index (ours, i)))
        crib_headers_set (merged, copy_header (g_ptr_array_index (ours, i), NULL));
    }

  return merged;
}

/**
 * crib_headers_read:
 * @value: the member of a file
 * @error: return location: %CRIB_ERROR_PROFILE
 *
 * Returns: (transfer full): the fields; names and values are looked at when they are sent
 */
GPtrArray *
crib_headers_read (const SjsonValue  *value,
                   GError           **error)
{
  g_autoptr(GPtrArray) self = crib_headers_new ();
  SjsonValue element;
  SjsonIter iter;
  gboolean good = sjson_value_get_kind (value) == SJSON_KIND_ARRAY;

  sjson_iter_init (&iter, value);

  while (good && sjson_iter_next (&iter, NULL, &element))
    {
      g_autofree char *name = sjson_value_dup_member_string (&element, "name");
      g_autofree char *text = sjson_value_dup_member_string (&element, "value");
      g_autofree char *secret = sjson_value_dup_member_string (&element, "secret");

      good = name != NULL && (text == NULL) != (secret == NULL);

      if (good)
        crib_headers_set (self, crib_header_new (name, text, secret));
    }

  if (good)
    return g_steal_pointer (&self);

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
               _("The member “%s” of the file is not a list of header fields."), "headers");

  return NULL;
}

static void
write_string (SjsonBuilder *builder,
              const char   *name,
              const char   *text)
{
  if (text != NULL)
    sjson_builder_string (sjson_builder_name (builder, name), text);
}

/**
 * crib_headers_write:
 * @self: header fields
 * @builder: where they are written to, as the member of a file
 */
void
crib_headers_write (GPtrArray    *self,
                    SjsonBuilder *builder)
{
  sjson_builder_begin_array (builder);

  for (guint i = 0; i < self->len; i++)
    {
      const CribHeader *header = g_ptr_array_index (self, i);

      sjson_builder_begin_object (builder);
      write_string (builder, "name", header->name);
      write_string (builder, "value", header->value);
      write_string (builder, "secret", header->secret);
      sjson_builder_end_object (builder);
    }

  sjson_builder_end_array (builder);
}
