/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "pool-fixture.h"

#include "window-fixture.h"

#include <glib/gstdio.h>

void
pool_fixture_set_up (PoolFixture   *self,
                     gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_set_up (&self->sign_in, data);
  crib_identity_set_prompter (self->sign_in.identity, OAUTH_PROMPTER (self->sign_in.person));
  self->folder = g_dir_make_tmp ("toolcrib-pool-XXXXXX", &error);
  g_assert_no_error (error);
  self->store = crib_server_store_new (self->folder);
  crib_server_store_load (self->store);
  self->server = sign_in_fixture_dup_server (&self->sign_in, NULL);
  crib_server_store_add (self->store, self->server, &error);
  g_assert_no_error (error);
  self->pool = crib_connection_pool_new (self->store, self->sign_in.identity);
  self->connection = crib_connection_pool_find (self->pool, self->server);
  self->settings = g_settings_new (APPLICATION_ID);
}

static void
remove_files (const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_assert_cmpint (g_unlink (path), ==, 0);
    }

  g_assert_cmpint (g_rmdir (folder), ==, 0);
}

void
pool_fixture_tear_down (PoolFixture   *self,
                        gconstpointer  data)
{
  g_settings_reset (self->settings, "sign-in-surface");
  g_assert_finalize_object (self->settings);
  g_clear_object (&self->server);
  g_assert_finalize_object (self->pool);
  g_assert_finalize_object (self->store);
  sign_in_fixture_settle ();
  remove_files (self->folder);
  g_free (self->folder);
  sign_in_fixture_tear_down (&self->sign_in, data);
}

void
pool_fixture_enter (PoolFixture *self)
{
  g_autoptr(GError) error = NULL;

  sign_in_fixture_sign_in (self->connection, CRIB_SIGN_IN_PLAIN, &error);
  g_assert_no_error (error);
  window_fixture_wait_settled (self->connection);
}

void
pool_fixture_seat_tom (PoolFixture *self)
{
  self->sign_in.person->username = "tom@contoso.example";
  self->sign_in.person->password = "Admin-1972!";
}
