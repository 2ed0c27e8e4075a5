/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-web-dead-end.h"

#include <string.h>

static void
test_dead_end_address (void)
{
  const struct
  {
    const char *address;
    const char *kind;
  } cases[] = {
    { "https://login.microsoft.com/contoso.example/fido/get?uiflavor=Web", "security-key" },
    { "https://login.microsoft.com/common/FIDO", "security-key" },
    { "https://login.microsoftonline.com/common/DeviceAuthTls/reprocess", "device" },
    { "https://login.microsoftonline.com/common/deviceauth", "device" },
    { "https://device.login.microsoftonline.com/", "device" },
    { "https://login.example/fidonet/", NULL },
    { "https://login.example/confido/", NULL },
    { "https://login.example/?go=/fido/", NULL },
    { "https://login.example/#/fido/", NULL },
    { "https://login.example/common/oauth2/deviceauth2.js/x", "device" },
    { "https://login.example/common/devicelogin", NULL },
    { "https://login.example/mydeviceauth", NULL },
    { "https://notdevice.login.example/", NULL },
    { "https://login.microsoftonline.com/common/oauth2/v2.0/authorize", NULL },
    { "nothing", NULL },
    { "", NULL },
    { NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (crib_web_dead_end_of_address (cases[i].address), ==, cases[i].kind);
}

static void
test_dead_end_text (void)
{
  const struct
  {
    const char *text;
    const char *kind;
  } cases[] = {
    { "AADSTS50097: Device authentication is required.", "device" },
    { "first AADSTS50105: no.\nthen AADSTS530003: yes", "device" },
    { "AADSTS53000", "device" },
    { "AADSTS53001", "device" },
    { "AADSTS50129", "device" },
    { "AADSTS50192", "device" },
    /* A longer number is another error. */
    { "AADSTS530001", NULL },
    { "AADSTS5300", NULL },
    { "AADSTS50105", NULL },
    { "53000", NULL },
    { "AADSTS", NULL },
    { "", NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpstr (crib_web_dead_end_of_text (cases[i].text), ==, cases[i].kind);
}

static void
assert_error (const char *text,
              const char *wanted)
{
  g_autofree char *error = crib_web_dead_end_dup_error (text);

  g_assert_cmpstr (error, ==, wanted);
}

/* The process of a page may send anything. */
static void
test_dead_end_error (void)
{
  g_autofree char *letters = g_strnfill (2041, 'x');
  g_autofree char *cut = g_strconcat ("AADSTS1", letters, NULL);
  g_autofree char *euro = g_strconcat (cut, "€", NULL);
  g_autofree char *long_text = g_strconcat (cut, "yz", NULL);
  g_autofree char *late = g_strconcat (letters, "xxxxxxxxxAADSTS1", NULL);
  g_autofree char *bytes = g_strnfill (2041, '\xff');
  g_autofree char *invalid = g_strconcat ("AADSTS1", bytes, NULL);
  g_autofree char *mended = crib_web_dead_end_dup_error (invalid);

  assert_error (NULL, NULL);
  assert_error ("", NULL);
  assert_error ("AADSTSx", NULL);
  assert_error ("aadsts50105", NULL);
  assert_error ("AADSTSx AADSTS7", "AADSTSx AADSTS7");
  assert_error ("AADSTS5\xff", "AADSTS5\357\277\275");
  assert_error (cut, cut);
  /* No half of a letter is left. */
  assert_error (euro, cut);
  assert_error (late, NULL);
  g_assert_true (g_utf8_validate (mended, -1, NULL));
  g_assert_cmpuint (strlen (mended), <=, 2048);
  g_assert_cmpuint (strlen (long_text), ==, 2050);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dead-end/address", test_dead_end_address);
  g_test_add_func ("/dead-end/text", test_dead_end_text);
  g_test_add_func ("/dead-end/error", test_dead_end_error);

  return g_test_run ();
}
