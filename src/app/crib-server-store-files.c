/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-server-store-private.h"

#include "crib-server-order.h"
#include "crib-server-private.h"

#include <string.h>

#define SUFFIX ".json"

char *
crib_server_store_build_path (CribServerStore *self,
                              const char      *id)
{
  g_autofree char *name = g_strconcat (id, SUFFIX, NULL);

  return g_build_filename (self->folder, name, NULL);
}

static void
report (CribServerStore *self,
        const char      *id,
        const GError    *error)
{
  g_autofree char *path = crib_server_store_build_path (self, id);

  crib_server_store_report (self, path, error);
}

CribServer *
crib_server_store_find_id (CribServerStore *self,
                           const char      *id)
{
  for (guint i = 0; i < self->servers->len; i++)
    {
      CribServer *server = g_ptr_array_index (self->servers, i);

      if (g_strcmp0 (crib_server_get_id (server), id) == 0)
        return server;
    }

  return NULL;
}

/* One signal over all that moved: a selection in the range finds its item again. */
static void
sort (CribServerStore *self)
{
  guint first, length;

  if (crib_server_order_sort (self->servers, &first, &length))
    g_list_model_items_changed (G_LIST_MODEL (self), first, length, length);
}

/* What the file holds now joins what was changed here. FALSE: it must not be written. */
static gboolean
merge_with_file (CribServerStore  *self,
                 CribServer       *server,
                 const char       *path,
                 GError          **error)
{
  g_autoptr(CribProfile) theirs = NULL;
  g_autoptr(CribProfile) merged = NULL;
  g_autoptr(GBytes) text = NULL;
  g_autoptr(GError) local_error = NULL;
  GBytes *known = g_hash_table_lookup (self->contents, crib_server_get_id (server));

  text = crib_profile_read_file (path, &local_error);

  if (text == NULL && g_error_matches (local_error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return TRUE;

  if (text == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }

  if (known != NULL && g_bytes_equal (known, text))
    return TRUE;

  theirs = crib_profile_parse (text, error);

  if (theirs == NULL)
    return FALSE;

  merged = crib_profile_merge (crib_server_get_base (server), crib_server_get_profile (server),
                               theirs);
  crib_server_take_base (server, g_steal_pointer (&theirs));
  crib_server_apply (server, merged);

  return TRUE;
}

void
crib_server_store_remember (CribServerStore *self,
                            CribServer      *server,
                            GBytes          *text)
{
  g_hash_table_insert (self->contents, g_strdup (crib_server_get_id (server)), g_bytes_ref (text));
  g_hash_table_remove (self->refused, crib_server_get_id (server));
}

/* Writes the profile of the server. */
static gboolean
save (CribServerStore    *self,
      CribServer         *server,
      const CribProfile  *profile,
      GError            **error)
{
  g_autofree char *path = crib_server_store_build_path (self, crib_server_get_id (server));
  g_autoptr(GBytes) text = crib_profile_write (profile);

  if (!crib_profile_write_file (path, text, error))
    return FALSE;

  crib_server_store_remember (self, server, text);
  crib_server_take_base (server, crib_profile_parse (text, NULL));

  return TRUE;
}

static gboolean
merge_and_save (CribServerStore  *self,
                CribServer       *server,
                GError          **error)
{
  g_autofree char *path = crib_server_store_build_path (self, crib_server_get_id (server));

  return merge_with_file (self, server, path, error) &&
         save (self, server, crib_server_get_profile (server), error);
}

static void
server_changed_cb (CribServer      *server,
                   CribServerStore *self)
{
  g_autoptr(GError) error = NULL;

  g_assert (CRIB_IS_SERVER_STORE (self));

  if (self->is_applying)
    return;

  self->is_applying = TRUE;

  if (!merge_and_save (self, server, &error))
    report (self, crib_server_get_id (server), error);

  self->is_applying = FALSE;
  sort (self);
}

/* What a person may edit, in the profile of the server. What was agreed to is agreed to for one
 * place, and so is who takes the client id. */
static CribProfile *
build_edited (CribServer *server,
              CribServer *edited)
{
  const CribProfileText texts[] = {
    CRIB_PROFILE_CLIENT_ID, CRIB_PROFILE_AUTHORITY, CRIB_PROFILE_SCOPE,
    CRIB_PROFILE_REDIRECT_URI, CRIB_PROFILE_RESOURCE_PARAMETER,
  };
  const CribProfile *values = crib_server_get_profile (edited);
  CribProfile *profile = crib_profile_copy (crib_server_get_profile (server));
  gboolean moved = g_strcmp0 (profile->uri, values->uri) != 0;
  gboolean changed = moved;

  g_free (profile->name);
  profile->name = g_strdup (values->name);
  g_free (profile->uri);
  profile->uri = g_strdup (values->uri);

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    changed |= crib_profile_set_text (profile, texts[i], values->texts[texts[i]]);

  if (changed)
    {
      crib_profile_set_text (profile, CRIB_PROFILE_STEP_UP_SCOPE, NULL);
      crib_profile_set_text (profile, CRIB_PROFILE_RESOURCE_REFUSED, NULL);
    }
  if (moved)
    crib_profile_set_text (profile, CRIB_PROFILE_CLIENT_ISSUER, NULL);
  if (values->texts[CRIB_PROFILE_ACCOUNT] != NULL)
    crib_profile_set_text (profile, CRIB_PROFILE_ACCOUNT, values->texts[CRIB_PROFILE_ACCOUNT]);

  return profile;
}

/* The file first: what cannot be written does not come true here either. */
gboolean
crib_server_store_write_edited (CribServerStore  *self,
                                CribServer       *server,
                                CribServer       *edited,
                                GError          **error)
{
  g_autofree char *path = crib_server_store_build_path (self, crib_server_get_id (server));
  g_autoptr(CribProfile) profile = NULL;
  gboolean saved = FALSE;

  self->is_applying = TRUE;

  if (merge_with_file (self, server, path, error))
    {
      profile = build_edited (server, edited);
      saved = save (self, server, profile, error);
    }

  if (saved)
    crib_server_apply (server, profile);

  self->is_applying = FALSE;
  sort (self);

  return saved;
}

void
crib_server_store_list (CribServerStore *self,
                        CribServer      *server)
{
  guint first, length, index;

  g_ptr_array_add (self->servers, g_object_ref (server));
  crib_server_order_sort (self->servers, &first, &length);
  g_ptr_array_find (self->servers, server, &index);
  g_signal_connect_object (server, "changed", G_CALLBACK (server_changed_cb), self,
                           G_CONNECT_DEFAULT);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 0, 1);
}

void
crib_server_store_unlist (CribServerStore *self,
                          CribServer      *server)
{
  g_autoptr(CribServer) kept = g_object_ref (server);
  guint index;

  if (!g_ptr_array_find (self->servers, server, &index))
    return;

  g_signal_handlers_disconnect_by_func (server, server_changed_cb, self);
  g_hash_table_remove (self->contents, crib_server_get_id (server));
  g_ptr_array_remove_index (self->servers, index);
  g_list_model_items_changed (G_LIST_MODEL (self), index, 1, 0);
}

/* Says each bad text once, not with every event of the folder. */
static void
refuse (CribServerStore *self,
        const char      *id,
        GBytes          *text,
        const GError    *error)
{
  GBytes *known = g_hash_table_lookup (self->refused, id);
  CribServer *server = crib_server_store_find_id (self, id);

  if (server != NULL)
    crib_server_store_unlist (self, server);

  if (known != NULL && text != NULL && g_bytes_equal (known, text))
    return;

  g_hash_table_insert (self->refused, g_strdup (id),
                       text != NULL ? g_bytes_ref (text) : g_bytes_new (NULL, 0));
  report (self, id, error);
}

static void
take_profile (CribServerStore *self,
              const char      *id,
              GBytes          *text,
              CribProfile     *profile)
{
  g_autoptr(CribServer) server = NULL;
  g_autoptr(CribProfile) merged = NULL;
  CribServer *listed = crib_server_store_find_id (self, id);

  if (listed == NULL)
    {
      server = crib_server_new_for_profile (id, profile);
      crib_server_store_remember (self, server, text);
      crib_server_store_list (self, server);
      return;
    }

  merged = crib_profile_merge (crib_server_get_base (listed), crib_server_get_profile (listed),
                               profile);
  self->is_applying = TRUE;
  crib_server_take_base (listed, profile);
  crib_server_apply (listed, merged);
  self->is_applying = FALSE;
  crib_server_store_remember (self, listed, text);
  sort (self);
}

/* Looks at one file and makes the list follow it. */
static void
read_one (CribServerStore *self,
          const char      *id)
{
  g_autofree char *path = crib_server_store_build_path (self, id);
  g_autoptr(GBytes) text = NULL;
  g_autoptr(CribProfile) profile = NULL;
  g_autoptr(GError) error = NULL;
  GBytes *known = g_hash_table_lookup (self->contents, id);
  CribServer *listed = crib_server_store_find_id (self, id);

  text = crib_profile_read_file (path, &error);

  if (text == NULL && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    {
      g_hash_table_remove (self->refused, id);

      if (listed != NULL)
        crib_server_store_unlist (self, listed);

      return;
    }

  /* An empty file is one that somebody is about to write. */
  if (text != NULL && (g_bytes_get_size (text) == 0 ||
                       (known != NULL && g_bytes_equal (known, text))))
    return;

  if (text != NULL)
    profile = crib_profile_parse (text, &error);

  if (profile == NULL)
    refuse (self, id, text, error);
  else
    take_profile (self, id, text, g_steal_pointer (&profile));
}

/**
 * crib_server_store_read_file:
 * @self: a store
 * @name: the name of a file in its folder, which may be any
 *
 * Looks at the file, if it is one of ours by its name, and makes the list follow it.
 */
void
crib_server_store_read_file (CribServerStore *self,
                             const char      *name)
{
  g_autofree char *id = NULL;

  if (name[0] == '.' || !g_str_has_suffix (name, SUFFIX) || !g_utf8_validate (name, -1, NULL))
    return;

  id = g_strndup (name, strlen (name) - strlen (SUFFIX));
  read_one (self, id);
}
