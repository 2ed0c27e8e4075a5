/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-format.h"

#include <string.h>

/* What has the format, and what has not; the official suite has many more. */
static const struct
{
  const char *format;
  const char *valid[6];
  const char *invalid[8];
} cases[] = {
  { "date", { "2024-02-29", "0001-01-01", "2000-02-29" },
    { "", "2023-02-29", "1900-02-29", "2026-13-01", "2026-00-10", "2026-1-1", "2026-01-01Z" } },
  { "time", { "00:00:00Z", "23:59:60Z", "12:00:00.5+05:30", "15:59:60-08:00" },
    { "12:00:00", "24:00:00Z", "12:00:60Z", "12:00:00.Z", "12:00Z", "12:00:00+24:00" } },
  { "date-time", { "2026-01-31T00:00:00Z", "2026-01-31t00:00:00z" },
    { "2026-01-31 00:00:00Z", "2026-01-31T00:00:00", "2026-01-31", "2026-01-31T00:00:00Z " } },
  { "duration", { "P1Y2M3DT4H5M6S", "PT0S", "P3W" },
    { "P", "PT", "P1Y3D", "P1W1D", "PW", "1D", "P1.5D", "P1H" } },
  { "email", { "a@b", "a.b+c@example.com", "\"a b\\\"\"@c", "a@[192.0.2.1]", "a@[IPv6:::1]" },
    { "a", "@b", "a@", "a..b@c", ".a@c", "a b@c", "\"a\"b\"@c", "a@[1.2.3]" } },
  { "idn-email", { "\xc3\xa4@\xc3\xb6.example" }, { "\xc3\xa4@", "@\xc3\xb6" } },
  { "hostname", { "a", "a-b.example", "xn--nxasmq6b", "1.2.3.4", "a--b" },
    { "", ".", "a.", "-a", "a-", "a_b", "xn--a", "ab--c" } },
  { "idn-hostname", { "\xc3\xb6.example", "a.b", "a\xe3\x80\x82" "b" },
    { "", "\xcc\x88", "a..b", "\xc3\xb6-", "-\xc3\xb6" } },
  { "ipv4", { "0.0.0.0", "255.255.255.255" },
    { "", "1.2.3", "1.2.3.4.5", "256.1.1.1", "01.2.3.4", "1.2.3.4 ", "1..2.3", "0x1.2.3.4" } },
  { "ipv6", { "::", "::1", "1::", "1:2:3:4:5:6:7:8", "::ffff:1.2.3.4", "1:2:3:4:5:6:7::" },
    { "", ":", ":::", "1:2:3:4:5:6:7:8:9", "1::2::3", "::1.2.3", "12345::",
      "1:2:3:4:5:6:7:8::" } },
  { "uri", { "a:", "https://[::1]:80/p?q#f", "urn:a:b", "http://a@b:/%20" },
    { "", "a", "//a/b", "a:b c", "http://[::1", "http://a:b/", "http://a/%2", "http://a/[" } },
  { "uri-reference", { "", "#", "?", "a/b", "//h", "../x" }, { "a b", "1:2", "\\", "%", "##" } },
  { "iri", { "http://\xc3\xb6/\xe2\x82\xac?\xee\x80\x80" },
    { "\xc3\xb6", "http://\xee\x80\x80/" } },
  { "iri-reference", { "\xc3\xb6#\xc3\xb6" }, { "\xc3\xb6 ", "\xc2\x80" } },
  { "uuid", { "01234567-89ab-CDEF-0123-456789abcdef" },
    { "", "0123456789abcdef0123456789abcdef", "g1234567-89ab-cdef-0123-456789abcdef" } },
  { "json-pointer", { "", "/", "/a~0b~1c/0" }, { "a", "/~", "/~2", "#/a" } },
  { "relative-json-pointer", { "0", "10#", "1/a" }, { "", "a", "01", "-1", "0##", "1a", "/a" } },
  { "regex", { "", "^a$" }, { "(", "a++", "\\Z" } },
};

static void
test_formats (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SchemaFormat *format = schema_format_find (cases[i].format);

      g_assert_nonnull (format);
      g_assert_true (g_str_has_prefix (schema_format_get_sentence (format), "This has to be "));

      for (gsize j = 0; j < 6 && cases[i].valid[j] != NULL; j++)
        {
          g_test_message ("%s: “%s”", cases[i].format, cases[i].valid[j]);
          g_assert_true (schema_format_check (format, cases[i].valid[j],
                                              strlen (cases[i].valid[j])));
        }

      for (gsize j = 0; j < 8 && cases[i].invalid[j] != NULL; j++)
        {
          g_test_message ("%s: not “%s”", cases[i].format, cases[i].invalid[j]);
          g_assert_false (schema_format_check (format, cases[i].invalid[j],
                                               strlen (cases[i].invalid[j])));
        }
    }
}

/* Nothing hides behind a NUL, and no text is cut where a beginning has the format. */
static void
test_zero (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SchemaFormat *format = schema_format_find (cases[i].format);
      g_autoptr(GString) text = g_string_new (cases[i].valid[0]);

      g_string_append_c (text, '\0');

      /* A pointer and a pattern may hold one. */
      if (strstr (cases[i].format, "json-pointer") == NULL && strcmp (cases[i].format, "regex"))
        g_assert_false (schema_format_check (format, text->str, text->len));
    }
}

static void
check_cuts (const SchemaFormat *format,
            const char         *text)
{
  gsize length = strlen (text);

  for (gsize n = 0; n <= length; n++)
    {
      g_autofree char *block = g_memdup2 (text, MAX (n, 1));

      if (n == length || g_utf8_validate (block, n, NULL))
        schema_format_check (format, block, n);
    }
}

/* Read to the very end of a block and no further: memory checkers see to it. */
static void
test_cuts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      const SchemaFormat *format = schema_format_find (cases[i].format);

      for (gsize j = 0; j < 6 && cases[i].valid[j] != NULL; j++)
        check_cuts (format, cases[i].valid[j]);

      for (gsize j = 0; j < 8 && cases[i].invalid[j] != NULL; j++)
        check_cuts (format, cases[i].invalid[j]);
    }
}

static void
test_unknown (void)
{
  g_assert_null (schema_format_find ("of-nobody"));
  g_assert_null (schema_format_find (""));
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/schema/format/formats", test_formats);
  g_test_add_func ("/schema/format/zero", test_zero);
  g_test_add_func ("/schema/format/cuts", test_cuts);
  g_test_add_func ("/schema/format/unknown", test_unknown);

  return g_test_run ();
}
