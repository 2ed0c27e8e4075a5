/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-check-private.h"

#include "form-date-time-private.h"
#include "form-decimal-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A number in a sentence; a longer one would be all there is to see. */
#define MAX_QUOTED 24

/* Typed JSON goes into a document that has groups around it (see SJSON_DEFAULT_DEPTH). */
#define MAX_JSON_DEPTH (SJSON_DEFAULT_DEPTH - FORM_MAX_DEPTH - 2)

static char *
quote_number (const char *text)
{
  if (strlen (text) <= MAX_QUOTED)
    return g_strdup (text);

  return g_strdup_printf ("%.*s…", MAX_QUOTED - 4, text);
}

static char *
say_above (const FormSchema *schema,
           const char       *text)
{
  const char *most = schema->maximum.text;
  g_autofree char *number = quote_number (text);

  if (schema->maximum.exclusive)
    return g_strdup_printf (_("%s is too much. It must be less than %s."), number, most);

  if (schema->kind == FORM_KIND_INTEGER)
    return g_strdup_printf (_("%s is too many. The most is %s."), number, most);

  return g_strdup_printf (_("%s is too much. The most is %s."), number, most);
}

static char *
say_below (const FormSchema *schema,
           const char       *text)
{
  const char *least = schema->minimum.text;
  g_autofree char *number = quote_number (text);

  if (schema->minimum.exclusive)
    return g_strdup_printf (_("%s is too little. It must be more than %s."), number, least);

  if (schema->kind == FORM_KIND_INTEGER)
    return g_strdup_printf (_("%s is too few. The least is %s."), number, least);

  return g_strdup_printf (_("%s is too little. The least is %s."), number, least);
}

/* Whether @decimal is beyond @bound; @sign is 1 for the upper end. */
static gboolean
is_beyond (const FormDecimal *decimal,
           const FormBound   *bound,
           int                sign)
{
  g_auto(FormDecimal) limit = { 0 };
  int order;

  if (bound->text == NULL || !form_decimal_init (&limit, bound->text))
    return FALSE;

  order = sign * form_decimal_compare (decimal, &limit);

  return order > 0 || (order == 0 && bound->exclusive);
}

static char *
check_number (const FormSchema *schema,
              const char       *text)
{
  g_auto(FormDecimal) decimal = { 0 };
  g_auto(FormDecimal) step = { 0 };

  if (!form_decimal_init (&decimal, text))
    return g_strdup (schema->kind == FORM_KIND_INTEGER ? _("This is not a whole number.")
                                                       : _("This is not a number."));

  if (schema->kind == FORM_KIND_INTEGER && !form_decimal_is_integer (&decimal))
    return g_strdup (_("This is not a whole number."));

  if (is_beyond (&decimal, &schema->maximum, 1))
    return say_above (schema, text);

  if (is_beyond (&decimal, &schema->minimum, -1))
    return say_below (schema, text);

  if (schema->step != NULL && form_decimal_init (&step, schema->step) &&
      !form_decimal_is_multiple_of (&decimal, &step))
    return g_strdup_printf (_("This must be a multiple of %s."), schema->step);

  return NULL;
}

/* Whether a text of @length characters is within the limits. */
static char *
check_length (const FormSchema *schema,
              gint64            length)
{
  gboolean too_long = schema->max_length >= 0 && length > schema->max_length;
  g_autofree char *has = g_strdup_printf ("%" G_GINT64_FORMAT, length);
  g_autofree char *limit = NULL;

  if (!too_long && length >= schema->min_length)
    return NULL;

  if (length == 0)
    return g_strdup (_("This is needed."));

  limit = g_strdup_printf ("%" G_GINT64_FORMAT,
                           too_long ? schema->max_length : schema->min_length);

  if (too_long)
    return g_strdup_printf (ngettext ("This is %s character long. The most is %s.",
                                      "This is %s characters long. The most is %s.",
                                      (gulong) length), has, limit);

  return g_strdup_printf (ngettext ("This is %s character long. The least is %s.",
                                    "This is %s characters long. The least is %s.",
                                    (gulong) length), has, limit);
}

static char *
check_string (const FormSchema *schema,
              const char       *text)
{
  g_autofree char *problem = check_length (schema, g_utf8_strlen (text, -1));

  if (problem == NULL && g_strcmp0 (schema->format, "date") == 0 && !form_date_is_valid (text))
    return g_strdup (_("Not a date like 2026-11-24"));

  return g_steal_pointer (&problem);
}

/**
 * form_check_text:
 * @schema: of a string, a number or a date and time
 * @text: what was typed
 *
 * Lengths count characters (Unicode code points), as JSON Schema does; numbers
 * are compared exactly. A pattern of the server's is shown, not run.
 *
 * Returns: (transfer full) (nullable): a sentence, or `NULL` if all is well
 */
char *
form_check_text (const FormSchema *schema,
                 const char       *text)
{
  switch (schema->kind)
    {
    case FORM_KIND_STRING:
      return check_string (schema, text);

    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      return check_number (schema, text);

    case FORM_KIND_DATE_TIME:
      return form_date_time_is_valid (text)
             ? NULL : g_strdup (_("Not a date and time like 2026-11-24T14:00:00Z"));

    case FORM_KIND_BOOLEAN:
    case FORM_KIND_CHOICE:
    case FORM_KIND_OBJECT:
    case FORM_KIND_JSON:
    default:
      return NULL;
    }
}

static const char *
say_wanted (guint kinds)
{
  switch (kinds & ~FORM_KIND_BIT (SJSON_KIND_NULL))
    {
    case FORM_KIND_BIT (SJSON_KIND_ARRAY):
      return _("A list goes here: […]");

    case FORM_KIND_BIT (SJSON_KIND_OBJECT):
      return _("A group of values goes here: {…}");

    case FORM_KIND_BIT (SJSON_KIND_STRING):
      return _("A text goes here: \"…\"");

    case FORM_KIND_BIT (SJSON_KIND_NUMBER):
      return _("A number goes here.");

    case FORM_KIND_BIT (SJSON_KIND_BOOLEAN):
      return _("Here goes true or false.");

    default:
      return _("A value of this kind does not fit here.");
    }
}

/* Whether a JSON field takes a value of that kind; the contents are not checked. */
char *
form_check_kind (const FormSchema *schema,
                 SjsonKind         kind)
{
  if (schema->kinds & FORM_KIND_BIT (kind))
    return NULL;

  return g_strdup (say_wanted (schema->kinds));
}

/* What the reader of JSON says, as a sentence: "Line 2, column 5: expected a colon." */
char *
form_check_say (const GError *error)
{
  char *sentence = g_strconcat (error->message, ".", NULL);

  sentence[0] = g_ascii_toupper (sentence[0]);

  return sentence;
}

/**
 * form_check_json:
 * @schema: of a JSON field
 * @text: what was typed
 * @value: (out): the value, `NULL` if @text is not JSON
 *
 * Returns: (transfer full) (nullable): a sentence, or `NULL` if all is well
 */
char *
form_check_json (const FormSchema *schema,
                 const char       *text,
                 SjsonValue      **value)
{
  const SjsonLimits limits = { .depth = MAX_JSON_DEPTH };
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  document = sjson_document_new_from_string (text, -1, &limits, &error);
  if (document == NULL)
    {
      *value = NULL;
      return form_check_say (error);
    }

  root = sjson_document_get_root (document);
  *value = sjson_value_copy (&root);

  return form_check_kind (schema, sjson_value_get_kind (&root));
}

/* Whether @value is still no deeper than JSON may be once it stands inside groups. */
gboolean
form_check_depth (const SjsonValue *value)
{
  const SjsonLimits limits = { .depth = MAX_JSON_DEPTH };
  g_autoptr(SjsonDocument) document = NULL;
  const char *text;
  gsize length;

  if (sjson_value_get_length (value) == 0)
    return TRUE;

  text = sjson_value_get_text (value, &length);
  document = sjson_document_new_from_string (text, length, &limits, NULL);

  return document != NULL;
}
