/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-fixture.h"

#include "vault-keyring.h"

#include <glib/gstdio.h>

#define ISSUER "https://id.example/realms/one"
#define SECRET "s3cret & more"

typedef struct
{
  CliFixture cli;
  char *file;
} Fixture;

static void
set_up (Fixture       *self,
        gconstpointer  data)
{
  cli_fixture_set_up (&self->cli, data);
  self->file = g_build_filename (self->cli.home, "secret", NULL);
}

static void
tear_down (Fixture       *self,
           gconstpointer  data)
{
  g_free (self->file);
  cli_fixture_tear_down (&self->cli, data);
}

static void
write_secret (Fixture    *self,
              const char *text,
              gssize      length)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (self->file, text, length, &error);
  g_assert_no_error (error);
}

static char *
read_profile (Fixture *self)
{
  g_autofree char *path = g_build_filename (self->cli.home, "toolcrib", "servers", "orders.json",
                                            NULL);
  char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return text;
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

/* What the keyring holds for the client id; nullable. */
static char *
look_up (const char *client_id,
         const char *issuer)
{
  g_autoptr(VaultKeyring) vault = vault_keyring_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_CLIENT, client_id, issuer, NULL);
  g_autoptr(VaultSecret) item = NULL;
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vault_store_lookup_async (VAULT_STORE (vault), key, VAULT_ASK_NEVER, NULL, keep_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  item = vault_store_lookup_finish (VAULT_STORE (vault), result, &error);
  g_assert_no_error (error);

  return item != NULL ? g_strdup (vault_secret_get_text (item, NULL)) : NULL;
}

/* Into the keyring and nowhere else, and out of it again. */
static void
test_keep (Fixture       *self,
           gconstpointer  data)
{
  g_autofree char *option = g_strconcat ("--client-secret-file=", self->file, NULL);
  g_autofree char *profile = NULL;
  g_autofree char *item = NULL;
  g_autofree char *after = NULL;

  write_secret (self, SECRET "\n", -1);
  g_assert_cmpint (cli_fixture_run (&self->cli, "add", "https://orders.example/mcp", "--no-check",
                                    "--name=Orders", "--client-id=an-id", "--authority=" ISSUER,
                                    "--debug", option, NULL), ==, 0);
  g_assert_null (strstr (self->cli.output, "s3cret"));
  g_assert_null (strstr (self->cli.errors, "s3cret"));
  profile = read_profile (self);
  assert_says (profile, "\"client_secret\": \"keyring\"");
  assert_says (profile, "\"client_issuer\": \"" ISSUER "\"");
  g_assert_null (strstr (profile, "s3cret"));
  item = look_up ("an-id", ISSUER);
  assert_says (item, "\"client_secret\":\"" SECRET "\"");
  g_assert_null (look_up ("an-id", ISSUER "/"));

  g_assert_cmpint (cli_fixture_run (&self->cli, "edit", "orders", "--client-secret-file=", NULL),
                   ==, 0);
  after = read_profile (self);
  g_assert_null (strstr (after, "client_secret"));
  g_assert_null (look_up ("an-id", ISSUER));
}

/* With another client id goes what belonged to the one before. */
static void
test_other_client (Fixture       *self,
                   gconstpointer  data)
{
  g_autofree char *option = g_strconcat ("--client-secret-file=", self->file, NULL);
  g_autofree char *after = NULL;

  write_secret (self, SECRET, -1);
  cli_fixture_run (&self->cli, "add", "https://orders.example/mcp", "--no-check", "--name=Orders",
                   "--client-id=one", "--authority=" ISSUER, option, NULL);
  g_assert_cmpint (cli_fixture_run (&self->cli, "edit", "orders", "--client-id=other", NULL), ==,
                   0);
  after = read_profile (self);
  g_assert_null (strstr (after, "client_secret"));
  g_assert_null (strstr (after, "client_issuer"));
  g_assert_null (look_up ("one", ISSUER));
}

/* Nothing stays of a server that is gone, unless another one needs it. */
static void
test_removed (Fixture       *self,
              gconstpointer  data)
{
  static const char * const names[] = { "Orders", "Other" };
  g_autofree char *option = g_strconcat ("--client-secret-file=", self->file, NULL);
  g_autofree char *item = NULL;

  write_secret (self, SECRET, -1);

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *uri = g_strdup_printf ("https://orders.example/mcp%u", i);
      g_autofree char *name = g_strconcat ("--name=", names[i], NULL);

      g_assert_cmpint (cli_fixture_run (&self->cli, "add", uri, "--no-check", name,
                                        "--client-id=one", "--authority=" ISSUER, option, NULL),
                       ==, 0);
    }

  g_assert_cmpint (cli_fixture_run (&self->cli, "remove", "Other", NULL), ==, 0);
  item = look_up ("one", ISSUER);
  g_assert_nonnull (item);
  g_assert_cmpint (cli_fixture_run (&self->cli, "remove", "Orders", NULL), ==, 0);
  g_assert_null (look_up ("one", ISSUER));
}

static const struct
{
  const char *text;            /* NULL: no such file */
  gssize length;
  const char *options[2];
  int status;
} refused[] = {
  { NULL, 0, { "--client-id=an-id", "--authority=" ISSUER }, 2 },
  { "", 0, { "--client-id=an-id", "--authority=" ISSUER }, 2 },
  { "\n", -1, { "--client-id=an-id", "--authority=" ISSUER }, 2 },
  { "a\0b\n", 4, { "--client-id=an-id", "--authority=" ISSUER }, 2 },
  { "a\0", 2, { "--client-id=an-id", "--authority=" ISSUER }, 2 },
  { "two\nlines\n", -1, { "--client-id=an-id", "--authority=" ISSUER }, 1 },
  { "p\303\244ss", -1, { "--client-id=an-id", "--authority=" ISSUER }, 1 },
  { SECRET, -1, { "--client-id=an-id", "--scope=a" }, 2 },
  { SECRET, -1, { "--scope=a", "--authority=" ISSUER }, 1 },
  { SECRET, -1, { "--client-id=an-id",
                  "--authority=https://login.microsoftonline.com/contoso.example/v2.0" }, 1 },
};

static void
test_refuse (Fixture       *self,
             gconstpointer  data)
{
  g_autofree char *option = g_strconcat ("--client-secret-file=", self->file, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autofree char *profile = NULL;

      g_test_message ("%u: %s", i, refused[i].text);
      g_remove (self->file);
      if (refused[i].text != NULL)
        write_secret (self, refused[i].text, refused[i].length);

      g_assert_cmpint (cli_fixture_run (&self->cli, "add", "https://orders.example/mcp",
                                        "--no-check", "--name=Orders", option,
                                        refused[i].options[0], refused[i].options[1], NULL),
                       ==, refused[i].status);
      g_assert_null (strstr (self->cli.errors, "s3cret"));
      profile = read_profile (self);
      g_assert_true (profile == NULL || strstr (profile, "client_secret") == NULL);
      g_assert_null (look_up ("an-id", ISSUER));
      cli_fixture_run (&self->cli, "remove", "orders", NULL);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_cmpint (argc, ==, 3);
  cli_fixture_set_programs (argv[1], argv[2]);

#define ADD(path, func) \
  g_test_add ("/cli/client-secret/" path, Fixture, NULL, set_up, func, tear_down)
  ADD ("keep", test_keep);
  ADD ("other-client", test_other_client);
  ADD ("removed", test_removed);
  ADD ("refuse", test_refuse);
#undef ADD

  return g_test_run ();
}
