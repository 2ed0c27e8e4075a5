/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "http-buffer.h"

#include <string.h>

static void
test_buffer_append (void)
{
  HttpBuffer buffer = { NULL, 0, 0 };
  g_autoptr(GBytes) bytes = NULL;
  g_autoptr(GBytes) nothing = NULL;
  char *expected;

  http_buffer_append (&buffer, NULL, 0);
  http_buffer_append (&buffer, "abc", 3);
  http_buffer_append (&buffer, "d\0e", 3);
  memcpy (http_buffer_reserve (&buffer, 100), "f", 1);
  buffer.length++;

  expected = buffer.data;
  bytes = http_buffer_steal (&buffer);
  g_assert_true (g_bytes_get_data (bytes, NULL) == expected);
  g_assert_cmpmem (expected, g_bytes_get_size (bytes), "abcd\0ef", 7);

  nothing = http_buffer_steal (&buffer);
  g_assert_cmpuint (g_bytes_get_size (nothing), ==, 0);
}

/* Byte by byte, yet copied but a few times. */
static void
test_buffer_grow (void)
{
  HttpBuffer buffer = { NULL, 0, 0 };
  gsize allocated = 0;
  guint n_copies = 0;

  for (guint i = 0; i < 4 * 1024 * 1024; i++)
    {
      http_buffer_append (&buffer, "x", 1);
      n_copies += buffer.allocated != allocated;
      allocated = buffer.allocated;
    }

  g_assert_cmpuint (n_copies, <=, 23);

  http_buffer_clear (&buffer);
  g_assert_null (buffer.data);
  g_assert_cmpuint (buffer.length, ==, 0);
  http_buffer_clear (&buffer);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http/buffer/append", test_buffer_append);
  g_test_add_func ("/http/buffer/grow", test_buffer_grow);

  return g_test_run ();
}
