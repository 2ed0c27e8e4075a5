/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-file.h"
#include "vault-fixture.h"
#include "vault-keyring.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* The file backend as inside a Flatpak, with the password from the environment
 * instead of the portal. */

#define SECRET "0.AXEAr_t0k3n"

static const char *program;   /* this one, to be started again */

typedef struct
{
  char *folder;
  char *path;
  char *backup;   /* what libsecret leaves of the file before a change */
  char *lock;
  VaultKeyring *keyring;
  VaultKey *key;
} Fixture;

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("toolcrib-vault-XXXXXX", &error);
  g_assert_no_error (error);
  fixture->path = g_build_filename (fixture->folder, "default.keyring", NULL);
  fixture->backup = g_strconcat (fixture->path, "~", NULL);
  fixture->lock = g_strconcat (fixture->path, ".lock", NULL);
  g_setenv ("SECRET_FILE_TEST_PATH", fixture->path, TRUE);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "first password", TRUE);

  fixture->keyring = vault_keyring_new ();
  fixture->key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example", "subject");
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_finalize_object (fixture->keyring);
  vault_key_unref (fixture->key);
  g_unlink (fixture->path);
  g_unlink (fixture->backup);
  g_unlink (fixture->lock);
  g_assert_cmpint (g_rmdir (fixture->folder), ==, 0);
  g_free (fixture->path);
  g_free (fixture->backup);
  g_free (fixture->lock);
  g_free (fixture->folder);
}

static void
store (Fixture    *fixture,
       const char *text)
{
  g_autoptr(GError) error = NULL;

  vault_fixture_store (fixture->keyring, fixture->key, text, VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);
}

static void
read_file (Fixture  *fixture,
           char    **contents,
           gsize    *length)
{
  g_autoptr(GError) error = NULL;

  g_file_get_contents (fixture->path, contents, length, &error);
  g_assert_no_error (error);
}

static void
write_file (Fixture    *fixture,
            const char *contents,
            gsize       length)
{
  g_autoptr(GError) error = NULL;

  g_file_set_contents (fixture->path, contents, length, &error);
  g_assert_no_error (error);
}

/* As when the program is started again. */
static void
restart (Fixture *fixture)
{
  g_assert_finalize_object (fixture->keyring);
  fixture->keyring = vault_keyring_new ();
}

static void
assert_lookup_fails (Fixture    *fixture,
                     VaultError  code)
{
  g_autoptr(GError) error = NULL;

  g_assert_null (vault_fixture_lookup (fixture->keyring, fixture->key, VAULT_ASK_PERSON, &error));
  g_assert_error (error, VAULT_ERROR, (int) code);
}

static void
test_file_life (Fixture       *fixture,
                gconstpointer  data)
{
  g_autofree char *large = g_strnfill (20 * 1024, 'x');
  g_autofree char *contents = NULL;
  g_autoptr(GError) error = NULL;
  GStatBuf info;
  gsize length;

  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_READY);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  store (fixture, SECRET);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);

  g_assert_cmpint (g_stat (fixture->path, &info), ==, 0);
  g_assert_cmpint (info.st_mode & 0777, ==, 0600);
  read_file (fixture, &contents, &length);
  g_assert_null (g_strstr_len (contents, length, "t0k3n"));
  g_assert_null (g_strstr_len (contents, length, "client-1"));
  g_assert_true (vault_file_is_sound (contents, length));

  store (fixture, large);
  restart (fixture);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, large);
  g_assert_true (g_file_test (fixture->backup, G_FILE_TEST_EXISTS));
  g_assert_true (vault_fixture_clear (fixture->keyring, fixture->key, &error));
  g_assert_no_error (error);
  g_assert_false (g_file_test (fixture->backup, G_FILE_TEST_EXISTS));
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  g_assert_true (vault_fixture_clear (fixture->keyring, fixture->key, &error));
  g_assert_no_error (error);
}

static void
test_file_other_process_writes (void)
{
  g_autoptr(VaultKeyring) keyring = vault_keyring_new ();
  g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "client-1", "login.example",
                                           "subject");
  g_autoptr(GError) error = NULL;

  if (!g_test_subprocess ())
    return;

  vault_fixture_store (keyring, key, "by another", VAULT_ASK_NEVER, &error);
  g_assert_no_error (error);
}

/* libsecret 0.20 alone would still hold the old secret, and could not write any more. */
static void
test_file_other_process (Fixture       *fixture,
                         gconstpointer  data)
{
  store (fixture, SECRET);

  for (guint i = 0; i < 2; i++)
    {
      g_test_trap_subprocess ("/vault/file/subprocess/other-process", 0,
                              G_TEST_SUBPROCESS_INHERIT_STDERR);
      g_test_trap_assert_passed ();

      if (i == 0)
        vault_fixture_assert_holds (fixture->keyring, fixture->key, "by another");

      store (fixture, "by us");
      vault_fixture_assert_holds (fixture->keyring, fixture->key, "by us");
    }
}

/* The person reset their login keyring: the portal has another password now. libsecret
 * alone would say that there is nothing. */
static void
test_file_password_changed (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  store (fixture, SECRET);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "second password", TRUE);
  restart (fixture);
  assert_lookup_fails (fixture, VAULT_ERROR_FILE);

  vault_store_get_state_async (VAULT_STORE (fixture->keyring), NULL, vault_fixture_keep_cb,
                               &result);
  vault_fixture_await (&result);
  g_assert_false (vault_store_get_state_finish (VAULT_STORE (fixture->keyring), result, NULL,
                                                &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_FILE);
  g_clear_object (&result);

  store (fixture, "signed in again");
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "signed in again");
  restart (fixture);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "signed in again");
}

static char *
move_aside (Fixture  *fixture,
            GError  **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  vault_keyring_move_aside_async (fixture->keyring, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);

  return vault_keyring_move_aside_finish (fixture->keyring, result, error);
}

/* After the person agreed: nothing is lost, and all begins anew; also where the file is no such
 * file at all, and again when there is none. */
static void
test_file_moved_aside (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *old = NULL;
  g_autofree char *now = NULL;
  gsize n_old, n_now;

  store (fixture, SECRET);
  read_file (fixture, &old, &n_old);
  g_setenv ("SECRET_FILE_TEST_PASSWORD", "second password", TRUE);
  restart (fixture);
  assert_lookup_fails (fixture, VAULT_ERROR_FILE);

  first = move_aside (fixture, &error);
  g_assert_no_error (error);
  g_assert_true (g_str_has_prefix (first, fixture->path));
  g_assert_nonnull (strstr (first, ".unreadable-20"));
  g_assert_true (g_file_get_contents (first, &now, &n_now, NULL));
  g_assert_cmpmem (old, n_old, now, n_now);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  store (fixture, "signed in again");
  vault_fixture_assert_holds (fixture->keyring, fixture->key, "signed in again");

  write_file (fixture, "cut", 3);
  second = move_aside (fixture, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, !=, second);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  g_assert_null (move_aside (fixture, &error));
  g_assert_no_error (error);
  g_unlink (first);
  g_unlink (second);
}

/* Each writes several secrets of its own into the one file, at the same time. */
static void
test_file_both_write (void)
{
  g_autoptr(VaultKeyring) keyring = vault_keyring_new ();
  const char *who = g_getenv ("TEST_WHO");

  if (!g_test_subprocess ())
    return;

  for (guint i = 0; i < 5; i++)
    {
      g_autofree char *subject = g_strdup_printf ("%s-%u", who, i);
      g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", subject);
      g_autoptr(GError) error = NULL;

      vault_fixture_store (keyring, key, subject, VAULT_ASK_NEVER, &error);
      g_assert_no_error (error);
    }
}

static GSubprocess *
spawn_writer (const char *who)
{
  g_autoptr(GSubprocessLauncher) launcher = g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_NONE);
  g_autoptr(GError) error = NULL;
  GSubprocess *process;

  g_subprocess_launcher_setenv (launcher, "TEST_WHO", who, TRUE);
  g_subprocess_launcher_set_flags (launcher, G_SUBPROCESS_FLAGS_STDOUT_SILENCE);
  process = g_subprocess_launcher_spawn (launcher, &error, program, "--GTestSubprocess", "-p",
                                         "/vault/file/subprocess/both-write", NULL);
  g_assert_no_error (error);

  return process;
}

static void
test_file_two_writers (Fixture       *fixture,
                       gconstpointer  data)
{
  static const char * const writers[] = { "one", "two", "three" };
  g_autoptr(GPtrArray) processes = g_ptr_array_new_with_free_func (g_object_unref);

  store (fixture, SECRET);
  for (guint i = 0; i < G_N_ELEMENTS (writers); i++)
    g_ptr_array_add (processes, spawn_writer (writers[i]));

  for (guint i = 0; i < processes->len; i++)
    g_assert_true (g_subprocess_wait_check (processes->pdata[i], NULL, NULL));

  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
  for (guint i = 0; i < 5 * G_N_ELEMENTS (writers); i++)
    {
      g_autofree char *subject = g_strdup_printf ("%s-%u", writers[i / 5], i % 5);
      g_autoptr(VaultKey) key = vault_key_new (VAULT_KIND_ACCOUNT, "c", "a", subject);

      vault_fixture_assert_holds (fixture->keyring, key, subject);
    }
}

/* Another program that has read the file, and writes it back. */
typedef struct
{
  Fixture *fixture;
  int door;
} Writer;

static gboolean
write_back (gpointer user_data)
{
  Writer *writer = user_data;

  write_file (writer->fixture, "cut", 3);
  close (g_steal_fd (&writer->door));

  return G_SOURCE_REMOVE;
}

/* What is to go does not come back by somebody who was writing it. */
static void
test_file_writer_first (Fixture       *fixture,
                        gconstpointer  data)
{
  g_autoptr(VaultFile) file = vault_file_new ();

  for (guint i = 0; i < 2; i++)
    {
      g_autoptr(GAsyncResult) result = NULL;
      g_autoptr(GError) error = NULL;
      g_autofree char *path = NULL;
      Writer writer = { .fixture = fixture };

      write_file (fixture, "cut", 3);
      writer.door = g_open (fixture->lock, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
      g_assert_cmpint (flock (writer.door, LOCK_EX), ==, 0);

      if (i == 0)
        vault_file_remove_async (file, vault_fixture_keep_cb, &result);
      else
        vault_file_move_aside_async (file, vault_fixture_keep_cb, &result);
      g_timeout_add (100, write_back, &writer);
      while (result == NULL || writer.door >= 0)
        g_main_context_iteration (NULL, TRUE);

      if (i == 0)
        g_assert_true (vault_file_remove_finish (file, result, &error));
      else
        path = vault_file_move_aside_finish (file, result, &error);
      g_assert_no_error (error);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
      if (path != NULL)
        g_unlink (path);
    }
}

static void
tidy (Fixture *fixture,
      gint64   before)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  vault_keyring_tidy_async (fixture->keyring, before, NULL, vault_fixture_keep_cb, &result);
  vault_fixture_await (&result);
  g_assert_true (vault_keyring_tidy_finish (fixture->keyring, result, &error));
  g_assert_no_error (error);
}

/* What cannot be understood frees its place, and is kept until its time is over. */
static void
test_file_set_aside (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VaultKey) aside = vault_key_new_aside (fixture->key);
  g_autoptr(GError) error = NULL;
  gint64 now = g_get_real_time () / G_USEC_PER_SEC;

  store (fixture, "rubbish");
  g_assert_true (vault_fixture_set_aside (fixture->keyring, fixture->key, &error));
  g_assert_no_error (error);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  vault_fixture_assert_holds (fixture->keyring, aside, "rubbish");
  store (fixture, SECRET);

  tidy (fixture, now - 60);
  vault_fixture_assert_holds (fixture->keyring, aside, "rubbish");
  tidy (fixture, now + 60);
  vault_fixture_assert_holds (fixture->keyring, aside, NULL);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
  g_assert_true (vault_fixture_set_aside (fixture->keyring, aside, &error));
}

static void
test_file_clear_all (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autoptr(VaultKey) tasks = vault_key_new (VAULT_KIND_TASKS, NULL, "https://a.example", NULL);
  g_autoptr(GError) error = NULL;

  store (fixture, SECRET);
  g_assert_true (vault_fixture_store (fixture->keyring, tasks, "x", VAULT_ASK_NEVER, &error));
  g_assert_true (vault_fixture_set_aside (fixture->keyring, tasks, &error));
  g_assert_true (vault_fixture_clear_all (fixture->keyring, &error));
  g_assert_no_error (error);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, NULL);
  vault_fixture_assert_holds (fixture->keyring, tasks, NULL);
  g_assert_false (g_file_test (fixture->backup, G_FILE_TEST_EXISTS));
  g_assert_true (vault_fixture_clear_all (fixture->keyring, &error));
  g_assert_no_error (error);
}

static void
test_file_no_password (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autoptr(GError) error = NULL;

  g_unsetenv ("SECRET_FILE_TEST_PASSWORD");
  restart (fixture);
  g_assert_cmpint (vault_fixture_get_state (fixture->keyring), ==, VAULT_STATE_ABSENT);
  assert_lookup_fails (fixture, VAULT_ERROR_NO_SERVICE);
  g_assert_false (vault_fixture_store (fixture->keyring, fixture->key, SECRET, VAULT_ASK_PERSON,
                                       &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_NO_SERVICE);
  g_assert_null (strstr (error->message, "t0k3n"));
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

static void
test_file_damaged (Fixture       *fixture,
                   gconstpointer  data)
{
  static const char * const wholes[] = { "", "x", "not a keyring", "GnomeKeyring\n\r" };
  g_autoptr(GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (wholes); i++)
    {
      write_file (fixture, wholes[i], strlen (wholes[i]));
      assert_lookup_fails (fixture, VAULT_ERROR_FILE);
    }

  g_assert_false (vault_fixture_store (fixture->keyring, fixture->key, SECRET, VAULT_ASK_NEVER,
                                       &error));
  g_assert_error (error, VAULT_ERROR, VAULT_ERROR_FILE);
  g_assert_nonnull (strstr (error->message, fixture->path));

  /* The person moved it away, as they were told. */
  g_unlink (fixture->path);
  store (fixture, SECRET);
  vault_fixture_assert_holds (fixture->keyring, fixture->key, SECRET);
}

/* libsecret 0.20 aborts the program for some of these lengths. */
static void
test_file_cut_short (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  store (fixture, SECRET);
  read_file (fixture, &contents, &length);

  for (gsize i = 0; i < length; i++)
    {
      write_file (fixture, contents, i);
      assert_lookup_fails (fixture, VAULT_ERROR_FILE);
    }
}

/* One wrong bit anywhere: what comes out is the secret, nothing or an error, and the
 * program goes on. */
static void
test_file_wrong_bit (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *contents = NULL;
  gsize length;

  store (fixture, SECRET);
  read_file (fixture, &contents, &length);

  for (gsize i = 0; i < length; i += i < 64 ? 1 : 7)
    {
      g_autoptr(VaultSecret) secret = NULL;
      g_autoptr(GError) error = NULL;

      contents[i] ^= 1 << (i % 8);
      write_file (fixture, contents, length);
      contents[i] ^= 1 << (i % 8);

      secret = vault_fixture_lookup (fixture->keyring, fixture->key, VAULT_ASK_NEVER, &error);
      g_assert_true (secret == NULL || error == NULL);

      if (secret != NULL)
        g_assert_cmpstr (vault_secret_get_text (secret, NULL), ==, SECRET);
      else if (error != NULL)
        g_assert_true (g_error_matches (error, VAULT_ERROR, VAULT_ERROR_CORRUPT) ||
                       g_error_matches (error, VAULT_ERROR, VAULT_ERROR_FILE));
    }
}

static void
test_file_is_a_folder (Fixture       *fixture,
                       gconstpointer  data)
{
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  assert_lookup_fails (fixture, VAULT_ERROR_FAILED);
  g_assert_cmpint (g_rmdir (fixture->path), ==, 0);
}

/* As libsecret writes it, with the numbers given. */
static gboolean
is_sound (guint32 salt_length,
          gsize   n_salt,
          guint32 rounds)
{
  g_autoptr(GByteArray) file = g_byte_array_new ();
  g_autoptr(GVariant) body = NULL;
  g_autofree guint8 *salt = g_malloc0 (n_salt + 1);

  body = g_variant_ref_sink (
    g_variant_new ("(u@ayutu@a(a{say}ay))", GUINT32_TO_LE (salt_length),
                   g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, salt, n_salt, 1),
                   GUINT32_TO_LE (rounds), (guint64) 0, (guint32) 0,
                   g_variant_new_array (G_VARIANT_TYPE ("(a{say}ay)"), NULL, 0)));
  g_byte_array_append (file, (const guint8 *) "GnomeKeyring\n\r\0\n\1", 18);
  g_byte_array_append (file, g_variant_get_data (body), g_variant_get_size (body));

  return vault_file_is_sound ((const char *) file->data, file->len);
}

static void
test_file_numbers (void)
{
  g_assert_true (is_sound (32, 32, 100000));
  g_assert_false (is_sound (31, 32, 100000));
  g_assert_false (is_sound (33, 32, 100000));
  g_assert_false (is_sound (0, 0, 100000));
  g_assert_false (is_sound (32, 32, 0));
  g_assert_false (is_sound (32, 32, G_MAXUINT32));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  program = argv[0];
  g_setenv ("SECRET_BACKEND", "file", TRUE);
  g_unsetenv ("DBUS_SESSION_BUS_ADDRESS");

#define ADD(name, test) \
  g_test_add ("/vault/file/" name, Fixture, NULL, fixture_set_up, test, fixture_tear_down)

  ADD ("life", test_file_life);
  g_test_add_func ("/vault/file/subprocess/other-process", test_file_other_process_writes);
  ADD ("other-process", test_file_other_process);
  ADD ("password-changed", test_file_password_changed);
  ADD ("moved-aside", test_file_moved_aside);
  g_test_add_func ("/vault/file/subprocess/both-write", test_file_both_write);
  ADD ("two-writers", test_file_two_writers);
  ADD ("writer-first", test_file_writer_first);
  ADD ("set-aside", test_file_set_aside);
  ADD ("clear-all", test_file_clear_all);
  ADD ("no-password", test_file_no_password);
  ADD ("damaged", test_file_damaged);
  ADD ("cut-short", test_file_cut_short);
  ADD ("wrong-bit", test_file_wrong_bit);
  ADD ("is-a-folder", test_file_is_a_folder);
  g_test_add_func ("/vault/file/numbers", test_file_numbers);

  return g_test_run ();
}
