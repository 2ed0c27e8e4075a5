/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-words.h"

static void
test_words_clip (void)
{
  static const struct { const char *text; gsize max; const char *clipped; } cases[] = {
    { NULL, 5, "" },
    { "", 5, "" },
    { "short", 5, "short" },
    { "longer", 5, "longe…" },
    { "äöüß€", 5, "äöüß€" },
    { "äöüß€!", 5, "äöüß€…" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *clipped = crib_words_clip (cases[i].text, cases[i].max);

      g_assert_cmpstr (clipped, ==, cases[i].clipped);
    }
}

/* Only words longer than any get places to break at; nothing of the text is lost. */
static void
test_words_break (void)
{
  g_autofree char *word = g_strnfill (100, 'D');
  g_autofree char *text = g_strconcat ("A sentence of words. ", word, NULL);
  g_autofree char *same = crib_words_break ("A sentence of many short words, and no long one.",
                                            100);
  g_autofree char *broken = crib_words_break (text, 1000);
  g_autofree char *clipped = crib_words_break (text, 30);
  g_auto(GStrv) parts = g_strsplit (broken, "\u200B", -1);
  g_autofree char *joined = g_strjoinv ("", parts);
  g_autofree char *nothing = crib_words_break (NULL, 10);

  g_assert_cmpstr (same, ==, "A sentence of many short words, and no long one.");
  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  g_assert_cmpstr (joined, ==, text);
  g_assert_cmpint (g_utf8_strlen (clipped, -1), ==, 31);
  g_assert_cmpstr (nothing, ==, "");
}

static void
test_words_from_name (void)
{
  static const struct { const char *name; const char *words; } cases[] = {
    { "order", "Order" },
    { "dueDate", "Due date" },
    { "due_date", "Due date" },
    { "due-date", "Due date" },
    { "orderID", "Order ID" },
    { "__x", "X" },
    { "_", "_" },
    { "", "" },
    { "größe", "Größe" },
    { "a__b", "A b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = crib_words_from_name (cases[i].name);

      g_assert_cmpstr (words, ==, cases[i].words);
    }
}

static void
test_words_times (void)
{
  static const struct { double seconds; const char *words; const char *clock; } cases[] = {
    { -1, "0.0 s", "0:00" },
    { 0.8, "0.8 s", "0:00" },
    { 9.94, "9.9 s", "0:09" },
    { 14.2, "14 s", "0:14" },
    { 125, "2:05", "2:05" },
    { 3725, "1:02:05", "1:02:05" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *words = crib_words_for_seconds (cases[i].seconds);
      g_autofree char *clock = crib_words_for_clock (cases[i].seconds);

      g_assert_cmpstr (words, ==, cases[i].words);
      g_assert_cmpstr (clock, ==, cases[i].clock);
    }
}

static void
test_words_file_names (void)
{
  static const struct { const char *name; const char *file_name; } cases[] = {
    { NULL, "fallback" },
    { "", "fallback" },
    { "report.pdf", "report.pdf" },
    { "../../etc/passwd", "passwd" },
    { "C:\\windows\\system.ini", "system.ini" },
    { ".bashrc", "bashrc" },
    { "....", "fallback" },
    { "a\nb\tc", "abc" },
    { "https://x.example/path/file name.txt?a=b", "file name.txta=b" },
    { "folder/", "folder" },
    { "Größe.txt", "Größe.txt" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *file_name = crib_words_to_file_name (cases[i].name, "fallback");

      g_assert_cmpstr (file_name, ==, cases[i].file_name);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/words/clip", test_words_clip);
  g_test_add_func ("/words/break", test_words_break);
  g_test_add_func ("/words/from-name", test_words_from_name);
  g_test_add_func ("/words/times", test_words_times);
  g_test_add_func ("/words/file-names", test_words_file_names);

  return g_test_run ();
}
