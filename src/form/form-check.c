/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-check-private.h"

#include "form-base64-private.h"
#include "sjson-builder.h"

#include <glib/gi18n-lib.h>

/* Whether what was typed is a value at all. Whether the schema allows it, src/schema says. */

/**
 * form_check_number:
 * @text: what was typed
 * @kind: of the field
 *
 * A number is what JSON says it is, of any length; blanks around it do not count.
 *
 * Returns: (transfer full) (nullable): a sentence, or `NULL` if it is one
 */
char *
form_check_number (const char *text,
                   FormKind    kind)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autofree char *stripped = g_strstrip (g_strdup (text));

  if (sjson_builder_number (builder, stripped))
    return NULL;

  return g_strdup (kind == FORM_KIND_INTEGER ? _("This is not a whole number.")
                                             : _("This is not a number."));
}

/**
 * form_check_file:
 * @text: what is to be a file
 *
 * Returns: (transfer full) (nullable): a sentence, or `NULL` if it is one
 */
char *
form_check_file (const char *text)
{
  gsize size;

  return form_base64_measure (text, &size) ? NULL : g_strdup (_("This cannot be read as a file."));
}

/* What the reader of JSON says, as a sentence: "Line 2, column 5: expected a colon." */
char *
form_check_say (const GError *error)
{
  char *sentence = g_strconcat (error->message, ".", NULL);

  sentence[0] = g_ascii_toupper (sentence[0]);

  return sentence;
}

/* What stands inside @depth groups is to be read again as a whole (see SJSON_DEFAULT_DEPTH). */
static SjsonLimits
get_limits (guint depth)
{
  return (SjsonLimits) { .depth = MAX (1, SJSON_DEFAULT_DEPTH - 1 - (int) depth) };
}

/* What of a text that is JSON would not be sent as it stands there: a sentence, or NULL. */
const char *
form_check_losses (SjsonDocument *document)
{
  /* Only one of them could be sent, and nobody would see which. */
  if (sjson_document_get_n_duplicates (document) > 0)
    return _("A name stands here twice.");

  if (sjson_document_get_n_replaced (document) > 0)
    return _("Half a character stands here, which cannot be sent.");

  return NULL;
}

/**
 * form_check_json:
 * @text: what was typed
 * @depth: how many groups are around it
 * @value: (out): the value, `NULL` if @text is not JSON
 *
 * Returns: (transfer full) (nullable): a sentence, or `NULL` if all is well
 */
char *
form_check_json (const char  *text,
                 guint        depth,
                 SjsonValue **value)
{
  const SjsonLimits limits = get_limits (depth);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  *value = NULL;

  document = sjson_document_new_from_string (text, -1, &limits, &error);
  if (document == NULL)
    return form_check_say (error);

  root = sjson_document_get_root (document);
  *value = sjson_value_copy (&root);

  return g_strdup (form_check_losses (document));
}

/* Whether @value is still no deeper than JSON may be once it stands inside @depth groups. */
gboolean
form_check_depth (const SjsonValue *value,
                  guint             depth)
{
  const SjsonLimits limits = get_limits (depth);
  g_autoptr(SjsonDocument) document = NULL;
  const char *text;
  gsize length;

  if (sjson_value_get_length (value) == 0)
    return TRUE;

  text = sjson_value_get_text (value, &length);
  document = sjson_document_new_from_string (text, length, &limits, NULL);

  return document != NULL;
}
