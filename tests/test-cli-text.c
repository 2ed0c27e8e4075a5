/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-text.h"

static void
test_safe (void)
{
  static const struct { const char *text; const char *safe; const char *line; } cases[] = {
    { "plain\n\ttext\n", "plain\n\ttext\n", "plain  text" },
    { "a\r\nb\rc", "a\nb\342\220\215c", "a b\342\220\215c" },
    { "\033[2J\033]0;title\007", "\342\220\233[2J\342\220\233]0;title\342\220\207", NULL },
    { "\302\2332J", "\357\277\2752J", NULL },
    { "a\177b", "a\342\220\241b", NULL },
    { "\342\200\256evil", "\357\277\275evil", NULL },
    { "\342\201\246x\330\234", "\357\277\275x\357\277\275", NULL },
    { "S\303\266hne \360\237\230\200", "S\303\266hne \360\237\230\200", NULL },
    { "bad \377 bytes", "bad \357\277\275 bytes", NULL },
    { "", "", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *safe = cli_text_dup_safe (cases[i].text);
      g_autofree char *line = cli_text_dup_line (cases[i].text);

      g_assert_cmpstr (safe, ==, cases[i].safe);
      g_assert_cmpstr (line, ==, cases[i].line != NULL ? cases[i].line : cases[i].safe);
    }
}

static void
test_json (void)
{
  static const char json[] = "{\"a\":\"\\u001b\302\233x\177\342\200\256\303\266\"}";
  g_autofree char *safe = cli_text_dup_json (json, -1);
  g_autofree char *part = cli_text_dup_json (json, 3);

  g_assert_cmpstr (safe, ==, "{\"a\":\"\\u001b\\u009bx\\u007f\\u202e\303\266\"}");
  g_assert_cmpstr (part, ==, "{\"a");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/cli/text/safe", test_safe);
  g_test_add_func ("/cli/text/json", test_json);

  return g_test_run ();
}
