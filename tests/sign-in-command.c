/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sign-in-command.h"

static char *
build_path (SignInCommand *self,
            const char    *name)
{
  return g_build_filename (self->cli.home, name, NULL);
}

const char *
sign_in_command_get_uri (SignInCommand *self)
{
  return json_object_get_string_member (self->cli.demo.addresses, "protected");
}

const char *
sign_in_command_look_up (SignInCommand *self,
                         const char    *name)
{
  JsonObject *tenant = json_object_get_object_member (self->cli.demo.addresses, "tenant");

  return json_object_get_string_member (tenant, name);
}

void
sign_in_command_plan (SignInCommand *self,
                      const char    *account,
                      const char    *cancel_at)
{
  JsonObject *tenant = json_object_get_object_member (self->cli.demo.addresses, "tenant");
  JsonArray *users = json_object_get_array_member (tenant, "users");
  g_autofree char *path = build_path (self, "plan.json");
  g_autofree char *folder = build_path (self, "browser");
  const char *password = NULL;
  g_autofree char *text = NULL;
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < json_array_get_length (users); i++)
    {
      JsonObject *user = json_array_get_object_element (users, i);

      if (g_str_equal (json_object_get_string_member (user, "username"), account))
        password = json_object_get_string_member (user, "password");
    }

  text = g_strdup_printf ("{\"folder\":\"%s\",\"account\":\"%s\",\"password\":\"%s\","
                          "\"press\":{\"%s\":\"cancel\"}}", folder, account, password,
                          cancel_at != NULL ? cancel_at : "nowhere");
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
register_browser (SignInCommand *self)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "window", "stub-browser.py", NULL);
  g_autofree char *plan = build_path (self, "plan.json");
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GSubprocess) process = NULL;
  g_autoptr(GError) error = NULL;

  g_subprocess_launcher_setenv (launcher, "HOME", self->cli.home, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CONFIG_HOME", self->cli.home, TRUE);
  process = g_subprocess_launcher_spawn (launcher, &error, "/usr/bin/python3", script, "register",
                                         plan, NULL);
  g_assert_no_error (error);
  g_subprocess_wait_check (process, NULL, &error);
  g_assert_no_error (error);
}

static void
save (SignInCommand *self)
{
  CliFixture *cli = &self->cli;
  g_autofree char *id = g_strconcat ("--client-id=", sign_in_command_look_up (self, "client_id"),
                                     NULL);

  g_assert_cmpint (cli_fixture_run (cli, "trust", "add", sign_in_command_look_up (self, "issuer"),
                                    "--kind=entra", "--allow-http-loopback", NULL), ==, 0);
  g_assert_cmpint (cli_fixture_run (cli, "add", sign_in_command_get_uri (self), "--name=Orders",
                                    id, NULL), ==, 0);
}

void
sign_in_command_set_up (SignInCommand *self,
                        gconstpointer  data)
{
  cli_fixture_set_up (&self->cli, NULL);
  sign_in_command_plan (self, "ada@contoso.example", NULL);
  register_browser (self);
  self->keyring = keyring_fixture_new ();

  if (g_strcmp0 (data, SIGN_IN_NO_KEYRING) != 0)
    keyring_fixture_start (self->keyring, KEYRING_PASSWORD);

  if (g_strcmp0 (data, SIGN_IN_NOTHING_SAVED) != 0)
    save (self);
}

void
sign_in_command_tear_down (SignInCommand *self,
                           gconstpointer  data)
{
  keyring_fixture_free (self->keyring);
  cli_fixture_tear_down (&self->cli, NULL);
}

static guint
count (const char *text,
       const char *word)
{
  guint n = 0;

  for (; text != NULL && (text = strstr (text, word)) != NULL; text += strlen (word))
    n++;

  return n;
}

guint
sign_in_command_n_visits (SignInCommand *self)
{
  g_autofree char *path = build_path (self, "browser/started");
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);

  return count (text, "\n");
}

guint
sign_in_command_n_asked (SignInCommand *self,
                         const char    *endpoint)
{
  g_autofree char *log = cli_fixture_dup_log (&self->cli);
  g_autofree char *word = g_strdup_printf ("\"endpoint\":\"%s\"", endpoint);

  return count (log, word);
}

guint
sign_in_command_n_items (SignInCommand *self)
{
  g_autoptr(GPtrArray) items = keyring_fixture_list_items (self->keyring);

  return items->len;
}

void
sign_in_command_sign_in (SignInCommand *self)
{
  g_assert_cmpint (cli_fixture_run (&self->cli, "sign-in", "Orders", NULL), ==, 0);
}

void
sign_in_command_control (SignInCommand *self,
                         const char    *path,
                         const char    *json)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->cli.demo, path, json);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
check_text (GPtrArray  *secrets,
            const char *place,
            const char *text,
            gsize       length)
{
  for (guint i = 0; i < secrets->len; i++)
    {
      const char *secret = g_ptr_array_index (secrets, i);

      if (g_strstr_len (text, length, secret) != NULL)
        g_error ("A secret is in %s", place);
    }
}

/* What the browser keeps is its own. */
static void
check_folder (GPtrArray  *secrets,
              const char *folder)
{
  g_autoptr(GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *text = NULL;
      gsize length;

      if (g_str_equal (name, "browser") || g_str_equal (name, "plan.json"))
        continue;

      if (g_file_test (path, G_FILE_TEST_IS_DIR))
        check_folder (secrets, path);
      else if (g_file_get_contents (path, &text, &length, NULL))
        check_text (secrets, path, text, length);
    }
}

void
sign_in_command_check_leaks (SignInCommand *self,
                             const char    *text)
{
  g_autoptr(DemoReply) reply = demo_fixture_control (&self->cli.demo, "/secrets", NULL);
  JsonArray *array = json_node_get_array (reply->json);
  g_autoptr(GPtrArray) secrets = g_ptr_array_new ();

  for (guint i = 0; i < json_array_get_length (array); i++)
    {
      JsonObject *object = json_array_get_object_element (array, i);

      g_ptr_array_add (secrets, (char *) json_object_get_string_member (object, "value"));
    }

  /* Besides the passwords of all people a code and tokens, once somebody signed in. */
  g_assert_cmpuint (secrets->len, >, 3);
  check_text (secrets, "what was printed", text, strlen (text));
  check_folder (secrets, self->cli.home);
}
