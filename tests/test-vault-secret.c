/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "vault-secret.h"

#include <string.h>

static GByteArray *wiped;

/* These stand in the place of the C library's explicit_bzero(), without and with
 * _FORTIFY_SOURCE: what is wiped is kept to be looked at. By its own name GCC
 * would not let the function read what it is given. */
void wipe_and_remember         (void   *start,
                                size_t  length) __asm__ ("explicit_bzero");
void wipe_and_remember_checked (void   *start,
                                size_t  length,
                                size_t  room) __asm__ ("__explicit_bzero_chk");

void
wipe_and_remember (void   *start,
                   size_t  length)
{
  if (wiped != NULL)
    g_byte_array_append (wiped, start, length);

  memset (start, 0, length);
}

void
wipe_and_remember_checked (void   *start,
                           size_t  length,
                           size_t  room)
{
  g_assert_cmpuint (length, <=, room);
  wipe_and_remember (start, length);
}

static void
assert_wiped (const char *text,
              gsize       length)
{
  g_assert_cmpmem (wiped->data, wiped->len, text, length);
  g_byte_array_set_size (wiped, 0);
}

static void
test_secret_new (void)
{
  char text[] = "a “secret”";
  VaultSecret *secret = vault_secret_new (text, -1);
  gsize length;

  memset (text, 'x', sizeof text - 1);
  g_assert_cmpstr (vault_secret_get_text (secret, &length), ==, "a “secret”");
  g_assert_cmpuint (length, ==, strlen ("a “secret”"));

  vault_secret_unref (secret);
  assert_wiped ("a “secret”", length);
}

static void
test_secret_length (void)
{
  VaultSecret *secret = vault_secret_new ("ab\0cd, and not this", 5);
  gsize length;

  g_assert_cmpmem (vault_secret_get_text (secret, &length), 6, "ab\0cd", 6);
  g_assert_cmpuint (length, ==, 5);

  vault_secret_unref (secret);
  assert_wiped ("ab\0cd", 5);

  secret = vault_secret_new ("", -1);
  g_assert_cmpstr (vault_secret_get_text (secret, &length), ==, "");
  g_assert_cmpuint (length, ==, 0);
  vault_secret_unref (secret);
}

static void
test_secret_new_take (void)
{
  char *text = g_strdup ("taken");
  VaultSecret *secret = vault_secret_new_take (text, -1);

  g_assert_true (vault_secret_get_text (secret, NULL) == text);
  vault_secret_unref (secret);
  assert_wiped ("taken", 5);
}

static void
test_secret_new_take_length (void)
{
  VaultSecret *secret = vault_secret_new_take (g_memdup2 ("no NUL", 6), 6);

  /* The bytes had to move: the first place is wiped already. */
  assert_wiped ("no NUL", 6);
  g_assert_cmpstr (vault_secret_get_text (secret, NULL), ==, "no NUL");
  vault_secret_unref (secret);
  assert_wiped ("no NUL", 6);
}

static void
test_secret_last_reference (void)
{
  VaultSecret *secret = vault_secret_new ("kept", -1);

  g_assert_true (vault_secret_ref (secret) == secret);
  vault_secret_unref (secret);
  g_assert_cmpuint (wiped->len, ==, 0);
  g_assert_cmpstr (vault_secret_get_text (secret, NULL), ==, "kept");
  vault_secret_unref (secret);
  assert_wiped ("kept", 4);
}

static void
test_secret_equal (void)
{
  static const char * const others[] = { "", "sam", "samE", "Same", "same.", "dame" };
  g_autoptr(VaultSecret) secret = vault_secret_new ("same", -1);
  g_autoptr(VaultSecret) same = vault_secret_new ("same", 4);

  g_assert_true (vault_secret_equal (secret, same));

  for (guint i = 0; i < G_N_ELEMENTS (others); i++)
    {
      g_autoptr(VaultSecret) other = vault_secret_new (others[i], -1);

      g_assert_false (vault_secret_equal (secret, other));
    }
}

static void
test_secret_wipe_string (void)
{
  g_byte_array_set_size (wiped, 0);
  vault_wipe_string (NULL);
  vault_wipe_string (g_strdup ("gone"));
  assert_wiped ("gone", 4);
}

int
main (int    argc,
      char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  wiped = g_byte_array_new ();

  g_test_add_func ("/vault/secret/new", test_secret_new);
  g_test_add_func ("/vault/secret/length", test_secret_length);
  g_test_add_func ("/vault/secret/new-take", test_secret_new_take);
  g_test_add_func ("/vault/secret/new-take-length", test_secret_new_take_length);
  g_test_add_func ("/vault/secret/last-reference", test_secret_last_reference);
  g_test_add_func ("/vault/secret/equal", test_secret_equal);
  g_test_add_func ("/vault/secret/wipe-string", test_secret_wipe_string);

  status = g_test_run ();
  g_clear_pointer (&wiped, g_byte_array_unref);

  return status;
}
