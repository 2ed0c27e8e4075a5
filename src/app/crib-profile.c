/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-profile.h"

#include "crib-error.h"
#include "crib-server.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define MAX_DEPTH 32

/* By CribProfileText. */
static const char * const text_names[] = {
  "client_id", "authority", "scope", "redirect_uri", "account", "api",
  "step_up_scope", "ca_file", "client_certificate", "client_key",
  "client_issuer", "client_secret", "registration", "registered_client_id", "registered_issuer",
  "discovery", "resource_parameter", "resource_refused"
};

G_STATIC_ASSERT (G_N_ELEMENTS (text_names) == CRIB_PROFILE_N_TEXTS);

/**
 * crib_profile_new:
 * @name: a name for people
 * @uri: an address
 *
 * Returns: (transfer full): a profile that no file holds yet
 */
CribProfile *
crib_profile_new (const char *name,
                  const char *uri)
{
  CribProfile *self = g_new0 (CribProfile, 1);

  self->name = g_strdup (name);
  self->uri = g_strdup (uri);
  self->favourites = g_ptr_array_new_with_free_func (g_free);
  self->headers = crib_headers_new ();

  return self;
}

/**
 * crib_profile_get_text_name:
 * @text: one of them
 *
 * Returns: what it is called in a file
 */
const char *
crib_profile_get_text_name (CribProfileText text)
{
  return text_names[text];
}

/* What belongs to one client id goes with it. */
static void
forget_client (CribProfile *self)
{
  static const CribProfileText texts[] = {
    CRIB_PROFILE_CLIENT_ISSUER, CRIB_PROFILE_CLIENT_SECRET, CRIB_PROFILE_REGISTERED_ID,
    CRIB_PROFILE_REGISTERED_ISSUER,
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    g_clear_pointer (&self->texts[texts[i]], g_free);
}

/**
 * crib_profile_set_text:
 * @self: a profile
 * @text: which one
 * @value: (nullable): what it becomes; "" is nothing as well
 *
 * With another client id goes what is known of the one before.
 *
 * Returns: whether it was another before
 */
gboolean
crib_profile_set_text (CribProfile     *self,
                       CribProfileText  text,
                       const char      *value)
{
  if (value != NULL && *value == '\0')
    value = NULL;

  if (g_strcmp0 (self->texts[text], value) == 0)
    return FALSE;

  if (text == CRIB_PROFILE_CLIENT_ID)
    forget_client (self);

  g_free (self->texts[text]);
  self->texts[text] = g_strdup (value);

  return TRUE;
}

static void
take_favourites (CribProfile       *self,
                 const CribProfile *other)
{
  g_ptr_array_set_size (self->favourites, 0);

  for (guint i = 0; i < other->favourites->len; i++)
    g_ptr_array_add (self->favourites, g_strdup (g_ptr_array_index (other->favourites, i)));
}

/* @headers: (transfer full) */
void
crib_profile_take_headers (CribProfile *self,
                           GPtrArray   *headers)
{
  g_ptr_array_unref (self->headers);
  self->headers = headers;
}

/**
 * crib_profile_copy:
 * @self: a profile
 *
 * Returns: (transfer full): the same once more
 */
CribProfile *
crib_profile_copy (const CribProfile *self)
{
  CribProfile *copy = crib_profile_new (self->name, self->uri);

  copy->position = self->position;
  copy->json = self->json != NULL ? sjson_value_copy (self->json) : NULL;

  for (guint i = 0; i < CRIB_PROFILE_N_TEXTS; i++)
    copy->texts[i] = g_strdup (self->texts[i]);

  take_favourites (copy, self);
  crib_profile_take_headers (copy, crib_headers_copy (self->headers));

  return copy;
}

void
crib_profile_free (CribProfile *self)
{
  g_clear_pointer (&self->json, sjson_value_free);
  g_ptr_array_unref (self->favourites);
  g_ptr_array_unref (self->headers);
  g_free (self->name);
  g_free (self->uri);

  for (guint i = 0; i < CRIB_PROFILE_N_TEXTS; i++)
    g_free (self->texts[i]);

  g_free (self);
}

/* Positions are copied, never computed twice: the very same double, or another place. */
static gboolean
same_position (const CribProfile *self,
               const CribProfile *other)
{
  return !(self->position < other->position) && !(self->position > other->position);
}

gboolean
crib_profile_has_favourite (const CribProfile *self,
                            const char        *tool_name)
{
  return g_ptr_array_find_with_equal_func (self->favourites, tool_name, g_str_equal, NULL);
}

void
crib_profile_set_favourite (CribProfile *self,
                            const char  *tool_name,
                            gboolean     favourite)
{
  guint index;

  if (g_ptr_array_find_with_equal_func (self->favourites, tool_name, g_str_equal, &index))
    {
      if (!favourite)
        g_ptr_array_remove_index (self->favourites, index);
    }
  else if (favourite)
    {
      g_ptr_array_add (self->favourites, g_strdup (tool_name));
    }
}

static gboolean
read_string (const SjsonValue  *root,
             const char        *name,
             char             **string,
             GError           **error)
{
  SjsonValue value;

  if (!sjson_value_get_member (root, name, &value))
    return TRUE;

  *string = sjson_value_dup_string (&value, NULL);

  if (*string == NULL)
    g_set_error (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                 _("The member “%s” of the file is not a text."), name);

  return *string != NULL;
}

static gboolean
read_texts (const SjsonValue  *root,
            CribProfile       *profile,
            GError           **error)
{
  for (guint i = 0; i < CRIB_PROFILE_N_TEXTS; i++)
    {
      g_autofree char *value = NULL;

      if (!read_string (root, text_names[i], &value, error))
        return FALSE;

      crib_profile_set_text (profile, i, value);
    }

  return TRUE;
}

static gboolean
read_position (const SjsonValue  *root,
               double            *position,
               GError           **error)
{
  SjsonValue value;

  if (!sjson_value_get_member (root, "position", &value) ||
      (sjson_value_get_double (&value, position) && isfinite (*position)))
    return TRUE;

  g_set_error (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
               _("The member “%s” of the file is not a number."), "position");
  return FALSE;
}

static gboolean
read_favourites (const SjsonValue  *root,
                 CribProfile       *profile,
                 GError           **error)
{
  SjsonValue value, element;
  SjsonIter iter;

  if (!sjson_value_get_member (root, "favourites", &value))
    return TRUE;

  if (sjson_value_get_kind (&value) != SJSON_KIND_ARRAY)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                   _("The member “%s” of the file is not a list."), "favourites");
      return FALSE;
    }

  sjson_iter_init (&iter, &value);

  while (sjson_iter_next (&iter, NULL, &element))
    {
      g_autofree char *name = sjson_value_dup_string (&element, NULL);

      if (name != NULL)
        crib_profile_set_favourite (profile, name, TRUE);
    }

  return TRUE;
}

static gboolean
read_headers (const SjsonValue  *root,
              CribProfile       *profile,
              GError           **error)
{
  SjsonValue value;
  GPtrArray *headers;

  if (!sjson_value_get_member (root, "headers", &value))
    return TRUE;

  headers = crib_headers_read (&value, error);

  if (headers != NULL)
    crib_profile_take_headers (profile, headers);

  return headers != NULL;
}

static gboolean
check_format (const SjsonValue  *root,
              GError           **error)
{
  gint64 format = 0;

  if (sjson_value_get_kind (root) != SJSON_KIND_OBJECT ||
      !sjson_value_get_member_int64 (root, "format", &format) || format < 1)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                           _("The file is not the profile of a server."));
      return FALSE;
    }

  if (format > CRIB_PROFILE_FORMAT)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                           _("The file was written by a newer version of Toolcrib. "
                             "It is left as it is."));
      return FALSE;
    }

  return TRUE;
}

/**
 * crib_profile_parse:
 * @text: what a file holds
 * @error: return location for an error
 *
 * Returns: (transfer full) (nullable): what it says, or %NULL with %CRIB_ERROR_PROFILE when it is
 *   no profile, is of a newer format or holds members of another kind than ours: to guess would be
 *   to write the guess over what stands there
 */
CribProfile *
crib_profile_parse (GBytes  *text,
                    GError **error)
{
  SjsonLimits limits = { .depth = MAX_DEPTH, .size = CRIB_PROFILE_MAX_SIZE };
  g_autoptr(CribProfile) self = crib_profile_new (NULL, NULL);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) local_error = NULL;
  SjsonValue root;

  document = sjson_document_new (text, &limits, &local_error);

  if (document == NULL)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                   _("The file cannot be read: %s"), local_error->message);
      return NULL;
    }

  root = sjson_document_get_root (document);

  if (!check_format (&root, error) ||
      !read_string (&root, "name", &self->name, error) ||
      !read_string (&root, "url", &self->uri, error) ||
      !read_position (&root, &self->position, error) ||
      !read_texts (&root, self, error) ||
      !read_favourites (&root, self, error) ||
      !read_headers (&root, self, error))
    return NULL;

  if (self->uri == NULL)
    {
      g_set_error_literal (error, CRIB_ERROR, CRIB_ERROR_PROFILE,
                           _("The file names no address."));
      return NULL;
    }

  if (self->name == NULL)
    self->name = crib_server_suggest_name (self->uri);

  self->json = sjson_value_copy (&root);

  return g_steal_pointer (&self);
}

static void
merge_favourites (CribProfile       *merged,
                  const CribProfile *base,
                  const CribProfile *ours)
{
  for (guint i = 0; i < ours->favourites->len; i++)
    {
      const char *name = g_ptr_array_index (ours->favourites, i);

      if (!crib_profile_has_favourite (base, name))
        crib_profile_set_favourite (merged, name, TRUE);
    }

  for (guint i = 0; i < base->favourites->len; i++)
    {
      const char *name = g_ptr_array_index (base->favourites, i);

      if (!crib_profile_has_favourite (ours, name))
        crib_profile_set_favourite (merged, name, FALSE);
    }
}

/**
 * crib_profile_merge:
 * @base: what both started from
 * @ours: what a person here made of it
 * @theirs: what somebody else made of it
 *
 * Members that were changed here stay as they are here, all others become what they are there.
 *
 * Returns: (transfer full): both changes in one
 */
CribProfile *
crib_profile_merge (const CribProfile *base,
                    const CribProfile *ours,
                    const CribProfile *theirs)
{
  CribProfile *merged = crib_profile_copy (theirs);

  if (g_strcmp0 (ours->name, base->name) != 0)
    {
      g_free (merged->name);
      merged->name = g_strdup (ours->name);
    }

  if (g_strcmp0 (ours->uri, base->uri) != 0)
    {
      g_free (merged->uri);
      merged->uri = g_strdup (ours->uri);
    }

  for (guint i = 0; i < CRIB_PROFILE_N_TEXTS; i++)
    {
      if (g_strcmp0 (ours->texts[i], base->texts[i]) != 0)
        crib_profile_set_text (merged, i, ours->texts[i]);
    }

  if (!same_position (ours, base))
    merged->position = ours->position;

  merge_favourites (merged, base, ours);
  crib_profile_take_headers (merged, crib_headers_merge (base->headers, ours->headers,
                                                         theirs->headers));

  return merged;
}
