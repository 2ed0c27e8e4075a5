/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-label-private.h"

static const struct
{
  const char *name;
  const char *label;
} names[] = {
  { "min", "Min" },
  { "customer_email", "Customer email" },
  { "customer-email", "Customer email" },
  { "customer.email", "Customer email" },
  { "customer email", "Customer email" },
  { "maxItems", "Max items" },
  { "MaxItems", "Max items" },
  { "customerID", "Customer ID" },
  { "customer_id", "Customer ID" },
  { "customerIDs", "Customer IDs" },
  { "HTTPServer", "HTTP server" },
  { "parseHTMLDocument", "Parse HTML document" },
  { "URL", "URL" },
  { "baseUrl", "Base URL" },
  { "NASABudget", "NASA budget" },
  { "MAX_ITEMS", "Max items" },
  { "API_KEY", "API key" },
  { "SKU", "SKU" },
  { "address2", "Address 2" },
  { "address2Line", "Address 2 line" },
  { "line_12", "Line 12" },
  { "mp3", "Mp3" },
  { "x1y2", "X1y2" },
  { "2fa", "2fa" },
  { "sha256", "SHA256" },
  { "ipv4Address", "IPv4 address" },
  { "assignee_ids", "Assignee IDs" },
  { "IDsOfUsers", "IDs of users" },
  { "callbackUrls", "Callback URLs" },
  { "vm-os-type", "VM OS type" },
  { "bus", "Bus" },
  { "loss", "Loss" },
  { "iosVersion", "iOS version" },
  { "$filter", "$filter" },
  { "@type", "@type" },
  { "tags[]", "Tags[]" },
  { "__private__name__", "Private name" },
  { "größeInMetern", "Größe in metern" },
  { "älteste", "Älteste" },
  { "订单号", "订单号" },
  { "a", "A" },
  { "aB", "A b" },
  { "", "" },
  { "___", "___" },
  { "a\nb\tc", "A b c" },
  { "x\xE2\x80\xAEy", "X y" },
};

static void
test_label_from_name (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *label = form_label_from_name (names[i].name);

      g_assert_cmpstr (label, ==, names[i].label);
    }
}

static void
test_label_prose (void)
{
  static const char * const prose[] = {
    "body", "file_content", "newDescription", "note", "commit-message", "newText",
  };
  static const char * const others[] = {
    "title", "contentType", "body_id", "contents", "notes", "messages", "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (prose); i++)
    g_assert_true (form_label_is_prose (prose[i]));

  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (form_label_is_prose (others[i]));
}

static void
test_label_long_name (void)
{
  g_autofree char *name = g_strnfill (100000, 'x');
  g_autofree char *label = form_label_from_name (name);

  g_assert_cmpint (g_utf8_strlen (label, -1), ==, 101);
  g_assert_true (g_str_has_suffix (label, "…"));
}

static void
test_label_inline (void)
{
  static const struct
  {
    const char *label;
    const char *text;
  } cases[] = {
    { "Parcels", "parcels" }, { "ID", "ID" }, { "Customer ID", "customer ID" }, { "", "" },
    { "A", "a" }, { "Äpfel", "äpfel" }, { "12", "12" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *text = form_label_to_inline (cases[i].label);

      g_assert_cmpstr (text, ==, cases[i].text);
    }
}

static void
test_label_clean (void)
{
  static const struct
  {
    const char *text;
    gsize limit;
    const char *line;
  } cases[] = {
    { "one", 10, "one" },
    { "  one \n\n two  ", 10, "one two" },
    { "abcdef", 6, "abcdef" },
    { "abcdefg", 6, "abcdef…" },
    { "äöüäöü", 3, "äöü…" },
    { "\x01\x02", 10, "" },
    { "a\xE2\x81\xA7" "b", 10, "a b" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *line = form_label_clean (cases[i].text, cases[i].limit);

      g_assert_cmpstr (line, ==, cases[i].line);
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/form-label/from-name", test_label_from_name);
  g_test_add_func ("/form-label/prose", test_label_prose);
  g_test_add_func ("/form-label/long-name", test_label_long_name);
  g_test_add_func ("/form-label/inline", test_label_inline);
  g_test_add_func ("/form-label/clean", test_label_clean);

  return g_test_run ();
}
