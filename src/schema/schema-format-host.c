/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-format-private.h"

#include <idn2.h>
#include <string.h>

/* Addresses and names of hosts, and of people there. */

#define MOST_OF_A_NAME 253
#define MOST_OF_A_LABEL 63
#define MOST_OF_A_MAILBOX 64

/* RFC 2673, section 3.2: no leading zeros. */
gboolean
schema_format_is_ipv4 (const char *text,
                       gsize       length)
{
  const char *end = text + length;
  guint n_parts = 0;

  for (const char *p = text; n_parts < 4; p++)
    {
      const char *start = p;
      guint number = 0;

      for (; p < end && p - start < 3 && g_ascii_isdigit (*p); p++)
        number = number * 10 + (*p - '0');

      if (p == start || number > 255 || (*start == '0' && p - start > 1))
        return FALSE;

      n_parts++;

      if (p == end || *p != '.')
        return n_parts == 4 && p == end;
    }

  return FALSE;
}

/* Groups of four hexadecimal digits, the last two of which may be an IPv4 address; -1: none. */
static int
count_groups (const char *text,
              gsize       length)
{
  const char *end = text + length;
  int n_groups = 0;

  for (const char *p = text; p < end; p++)
    {
      const char *start = p;

      while (p < end && p - start < 4 && g_ascii_isxdigit (*p))
        p++;

      if (p < end && *p == '.')
        return schema_format_is_ipv4 (start, end - start) ? n_groups + 2 : -1;

      n_groups++;

      if (p == start || (p < end && *p != ':') || p + 1 == end)
        return -1;

      if (p == end)
        break;
    }

  return n_groups;
}

/* RFC 4291, section 2.2 */
gboolean
schema_format_is_ipv6 (const char *text,
                       gsize       length)
{
  const char *gap = g_strstr_len (text, length, "::");
  int before, after;

  if (length > 45)
    return FALSE;

  if (gap == NULL)
    return count_groups (text, length) == 8;

  before = count_groups (text, gap - text);
  after = count_groups (gap + 2, text + length - gap - 2);

  /* No IPv4 address before the gap. */
  if (memchr (text, '.', gap - text) != NULL)
    return FALSE;

  return before >= 0 && after >= 0 && before + after < 8;
}

/* An A-label has to be one that its U-label would get (RFC 5891, section 4). */
static gboolean
check_a_label (const char *label)
{
  g_autofree char *lower = g_ascii_strdown (label, -1);
  guint8 *result = NULL;
  gboolean valid = idn2_register_u8 (NULL, (const guint8 *) lower, &result, 0) == IDN2_OK;

  idn2_free (result);

  return valid;
}

/* What goes right to left libidn2 does not judge (RFC 5893). */
static gboolean
check_u_label (const char *label)
{
  guint8 *result = NULL;
  gboolean valid = idn2_register_u8 ((const guint8 *) label, NULL, &result,
                                     IDN2_NFC_INPUT) == IDN2_OK;

  idn2_free (result);

  return valid;
}

/* RFC 1123, section 2.1, and RFC 5890, section 2.3.1: "--" in the third place is for A-labels. */
static gboolean
check_ascii_label (const char *label)
{
  gsize length = strlen (label);

  if (length == 0 || length > MOST_OF_A_LABEL ||
      label[strspn (label, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-")] != '\0' ||
      label[0] == '-' || label[length - 1] == '-')
    return FALSE;

  if (length < 4 || label[2] != '-' || label[3] != '-')
    return TRUE;

  return g_ascii_strncasecmp (label, "xn--", 4) == 0 && check_a_label (label);
}

static gboolean
is_host_name (const char *text,
              gsize       length,
              gboolean    any)
{
  g_autofree char *name = NULL;
  g_auto(GStrv) labels = NULL;
  gboolean valid = length > 0 && length <= MOST_OF_A_NAME && memchr (text, '\0', length) == NULL;

  if (!valid)
    return FALSE;

  name = g_strndup (text, length);
  labels = g_strsplit (name, ".", -1);

  for (guint i = 0; labels[i] != NULL && valid; i++)
    {
      if (any && !g_str_is_ascii (labels[i]))
        valid = check_u_label (labels[i]);
      else
        valid = check_ascii_label (labels[i]);
    }

  return valid;
}

gboolean
schema_format_is_host_name (const char *text,
                            gsize       length)
{
  return is_host_name (text, length, FALSE);
}

/* RFC 5890, section 2.3.2.3; IDNA knows three more full stops (RFC 3490, section 3.1). */
gboolean
schema_format_is_any_host_name (const char *text,
                                gsize       length)
{
  static const char * const stops[] = { "\xe3\x80\x82", "\xef\xbc\x8e", "\xef\xbd\xa1" };
  g_autoptr(GString) name = NULL;

  if (length > 4 * MOST_OF_A_NAME)
    return FALSE;

  name = g_string_new_len (text, length);

  for (guint i = 0; i < G_N_ELEMENTS (stops); i++)
    g_string_replace (name, stops[i], ".", 0);

  return is_host_name (name->str, name->len, TRUE);
}

/* RFC 5321, section 4.1.2; RFC 6531 lets all of Unicode in. */
static gboolean
is_mailbox_character (char     c,
                      gboolean any)
{
  return g_ascii_isalnum (c) || (c != '\0' && strchr ("!#$%&'*+-/=?^_`{|}~", c) != NULL) ||
         (any && (guchar) c >= 0x80);
}

static gboolean
check_dot_string (const char *text,
                  gsize       length,
                  gboolean    any)
{
  for (gsize i = 0; i < length; i++)
    {
      gboolean at_end = i == 0 || i + 1 == length || text[i - 1] == '.';

      if (text[i] == '.' ? at_end : !is_mailbox_character (text[i], any))
        return FALSE;
    }

  return length > 0;
}

static gboolean
check_quoted_string (const char *text,
                     gsize       length,
                     gboolean    any)
{
  gsize i = 1;

  while (i + 1 < length)
    {
      if (text[i] == '\\')
        i++;
      else if (text[i] == '"')
        return FALSE;

      if (i + 1 >= length || ((guchar) text[i] >= 0x80 ? !any : !g_ascii_isprint (text[i])))
        return FALSE;

      i++;
    }

  return length >= 2 && text[length - 1] == '"';
}

static gboolean
check_domain (const char *text,
              gsize       length,
              gboolean    any)
{
  if (length < 2 || text[0] != '[' || text[length - 1] != ']')
    return is_host_name (text, length, any);

  if (length > 7 && g_ascii_strncasecmp (text + 1, "IPv6:", 5) == 0)
    return schema_format_is_ipv6 (text + 6, length - 7);

  return schema_format_is_ipv4 (text + 1, length - 2);
}

static gboolean
is_email (const char *text,
          gsize       length,
          gboolean    any)
{
  const char *at = g_strrstr_len (text, length, "@");
  gsize n_before;

  if (at == NULL)
    return FALSE;

  n_before = at - text;

  if (n_before > MOST_OF_A_MAILBOX || !check_domain (at + 1, length - n_before - 1, any))
    return FALSE;

  if (*text == '"')
    return check_quoted_string (text, n_before, any);

  return check_dot_string (text, n_before, any);
}

gboolean
schema_format_is_email (const char *text,
                        gsize       length)
{
  return is_email (text, length, FALSE);
}

gboolean
schema_format_is_any_email (const char *text,
                            gsize       length)
{
  return is_email (text, length, TRUE);
}
