/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-format.h"

#include "schema-format-private.h"
#include "schema-regex.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SchemaFormat
{
  const char *name;
  SchemaFormatFunc check;
  const char *sentence;   /* not yet translated */
};

static gboolean
is_uuid (const char *text,
         gsize       length)
{
  gboolean valid = length == 36;

  for (gsize i = 0; i < length && valid; i++)
    {
      if (i == 8 || i == 13 || i == 18 || i == 23)
        valid = text[i] == '-';
      else
        valid = g_ascii_isxdigit (text[i]);
    }

  return valid;
}

/* RFC 6901, section 3 */
static gboolean
is_pointer (const char *text,
            gsize       length)
{
  gboolean valid = length == 0 || *text == '/';

  for (gsize i = 0; i < length && valid; i++)
    valid = text[i] != '~' || (i + 1 < length && (text[i + 1] == '0' || text[i + 1] == '1'));

  return valid;
}

/* draft-bhutton-relative-json-pointer-00, section 3, as far as JSON Schema takes it over */
static gboolean
is_relative_pointer (const char *text,
                     gsize       length)
{
  gsize n_digits = 0;

  while (n_digits < length && g_ascii_isdigit (text[n_digits]))
    n_digits++;

  if (n_digits == 0 || (*text == '0' && n_digits > 1))
    return FALSE;

  if (length == n_digits + 1 && text[n_digits] == '#')
    return TRUE;

  return is_pointer (text + n_digits, length - n_digits);
}

static const SchemaFormat formats[] = {
  { "date-time", schema_format_is_date_time,
    N_("This has to be a date and time, such as 2026-01-31T14:30:00Z.") },
  { "date", schema_format_is_date, N_("This has to be a date, such as 2026-01-31.") },
  { "time", schema_format_is_time, N_("This has to be a time with a zone, such as 14:30:00Z.") },
  { "duration", schema_format_is_duration,
    N_("This has to be a duration, such as P1DT12H for a day and a half.") },
  { "email", schema_format_is_email, N_("This has to be an email address.") },
  { "idn-email", schema_format_is_any_email, N_("This has to be an email address.") },
  { "hostname", schema_format_is_host_name, N_("This has to be the name of a host.") },
  { "idn-hostname", schema_format_is_any_host_name, N_("This has to be the name of a host.") },
  { "ipv4", schema_format_is_ipv4, N_("This has to be an IPv4 address, such as 192.0.2.1.") },
  { "ipv6", schema_format_is_ipv6, N_("This has to be an IPv6 address, such as 2001:db8::1.") },
  { "uri", schema_format_is_uri,
    N_("This has to be a whole address, such as https://example.com/.") },
  { "uri-reference", schema_format_is_uri_reference, N_("This has to be an address.") },
  { "iri", schema_format_is_iri,
    N_("This has to be a whole address, such as https://example.com/.") },
  { "iri-reference", schema_format_is_iri_reference, N_("This has to be an address.") },
  { "uuid", is_uuid, N_("This has to be a UUID.") },
  { "json-pointer", is_pointer, N_("This has to be a JSON Pointer.") },
  { "relative-json-pointer", is_relative_pointer,
    N_("This has to be a relative JSON Pointer.") },
  { "regex", schema_regex_is_valid, N_("This has to be a regular expression.") },
};

/**
 * schema_format_find:
 * @name: what `format` says
 *
 * Returns: (transfer none) (nullable): the format, if it is one that is checked (JSON Schema
 *   2020-12 Validation, 7.3)
 */
const SchemaFormat *
schema_format_find (const char *name)
{
  g_return_val_if_fail (name != NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      if (g_str_equal (formats[i].name, name))
        return &formats[i];
    }

  return NULL;
}

/**
 * schema_format_check:
 * @text: UTF-8; may hold NULs
 * @length: of @text
 *
 * Returns: whether @text has the format
 */
gboolean
schema_format_check (const SchemaFormat *self,
                     const char         *text,
                     gsize               length)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (text != NULL, FALSE);

  return self->check (text, length);
}

/**
 * schema_format_get_sentence:
 *
 * Returns: what a text without the format is told, translated
 */
const char *
schema_format_get_sentence (const SchemaFormat *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return gettext (self->sentence);
}
