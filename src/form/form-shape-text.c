/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

#include "form-label-private.h"

#include <string.h>

#define MAX_TITLE 120
#define MAX_DESCRIPTION 16384
#define MAX_REPEATED 200
#define MAX_FORMAT 40
#define MAX_PATTERN 60
#define MAX_PLACEHOLDER 80

/* So many of the examples are looked at. */
#define MAX_EXAMPLES 10

/* From this length on a text is not meant for one line; up to the other it has room in one. */
#define LONG_TEXT 250
#define SHORT_TEXT 100

/* A string that is longer, as it stands in the schema, is not read at all. */
#define MAX_STRING (256 * 1024)

void
form_words_free (FormWords *self)
{
  g_free (self->title);
  g_free (self->description);
  g_free (self->format);
  g_free (self->pattern);
  g_free (self->placeholder);
  g_free (self->limits);
  g_free (self->content_type);
  g_free (self);
}

static char *
dup_string (FormShape  *self,
            const char *name)
{
  SjsonValue member;
  gsize length;

  if (!form_shape_find_words (self, name, SJSON_KIND_STRING, &member))
    return NULL;

  sjson_value_get_text (&member, &length);

  return length <= MAX_STRING ? sjson_value_dup_string (&member, NULL) : NULL;
}

/* A string of the schema, one line, or NULL. */
static char *
dup_line (FormShape  *self,
          const char *name,
          gsize       limit)
{
  g_autofree char *text = dup_string (self, name);
  g_autofree char *line = text != NULL ? form_label_clean (text, limit) : NULL;

  return line != NULL && *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/* The same of what a reference hides from everybody. */
static char *
dup_rule (FormShape  *self,
          const char *name,
          gsize       limit)
{
  g_autofree char *text = NULL;
  g_autofree char *line = NULL;
  SjsonValue member;
  gsize length;

  if (!form_shape_find_of_kind (self, name, SJSON_KIND_STRING, &member))
    return NULL;

  sjson_value_get_text (&member, &length);
  text = length <= MAX_STRING ? sjson_value_dup_string (&member, NULL) : NULL;
  line = text != NULL ? form_label_clean (text, limit) : NULL;

  return line != NULL && *line != '\0' ? g_steal_pointer (&line) : NULL;
}

/* References may repeat a long description at will; then only its beginning is kept. */
static gsize
get_room (FormShape *self,
          gsize      length)
{
  gsize most = MIN (length, MAX_DESCRIPTION);

  if (most > self->all->bytes)
    return MIN (most, MAX_REPEATED);

  self->all->bytes -= most;
  return most;
}

static char *
dup_description (FormShape *self)
{
  g_autofree char *text = dup_string (self, "description");
  gsize room;

  if (text == NULL)
    return NULL;

  g_strstrip (text);
  room = get_room (self, strlen (text));

  if (strlen (text) > room)
    {
      *g_utf8_find_prev_char (text, text + room) = '\0';
      return g_strconcat (text, "…", NULL);
    }

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* A scalar as a person would type it, or NULL. */
static char *
dup_example (const SjsonValue *value)
{
  g_autofree char *text = NULL;
  gsize length;

  sjson_value_get_text (value, &length);

  if (sjson_value_is_null (value) || length > MAX_DESCRIPTION)
    return NULL;

  text = sjson_value_dup_string (value, NULL);
  if (text == NULL)
    text = sjson_value_to_json (value, NULL);

  return *text != '\0' ? g_steal_pointer (&text) : NULL;
}

/* The first of `examples` that shows something. */
static char *
find_one_of_examples (FormShape *self)
{
  SjsonValue list;
  SjsonValue example;
  SjsonIter iter;
  char *text = NULL;

  if (!form_shape_find_words (self, "examples", SJSON_KIND_ARRAY, &list))
    return NULL;

  sjson_iter_init (&iter, &list);
  for (guint i = 0;
       text == NULL && i < MAX_EXAMPLES && sjson_iter_next (&iter, NULL, &example); i++)
    text = dup_example (&example);

  return text;
}

static char *
find_example (FormShape *self)
{
  SjsonValue member;
  char *text = NULL;

  if (form_shape_get_default (self, &member))
    text = dup_example (&member);

  if (text == NULL)
    text = find_one_of_examples (self);

  for (guint i = 0; i < self->layers->len && text == NULL; i++)
    if (sjson_value_get_member (&form_shape_get_layer (self, i)->node, "example", &member))
      text = dup_example (&member);

  return text;
}

static char *
make_placeholder (FormShape  *self,
                  const char *example)
{
  if (example != NULL)
    return form_label_clean (example, MAX_PLACEHOLDER);

  switch (self->kind)
    {
    case FORM_KIND_DATE_TIME:
      return g_strdup ("2026-11-24T14:00:00Z");
    case FORM_KIND_DATE:
      return g_strdup ("2026-11-24");
    case FORM_KIND_TIME:
      return g_strdup ("14:00:00Z");
    default:
      return NULL;
    }
}

static gboolean
wants_lines (FormShape  *self,
             const char *example)
{
  static const char * const formats[] = { "markdown", "multi-line", "multiline", "textarea", NULL };
  const char *format = self->words->format;

  if (self->kind == FORM_KIND_JSON)
    return TRUE;

  return self->kind == FORM_KIND_STRING &&
         (form_shape_ensure_range (self)->most >= LONG_TEXT ||
          (example != NULL && strchr (example, '\n') != NULL) ||
          (format != NULL && g_strv_contains (formats, format)) ||
          self->words->content_type != NULL);
}

static FormWords *
ensure_words (FormShape *self)
{
  g_autofree char *example = NULL;

  if (self->words != NULL)
    return self->words;

  form_shape_ensure_kind (self);
  self->words = g_new0 (FormWords, 1);
  self->words->title = dup_line (self, "title", MAX_TITLE);
  self->words->description = dup_description (self);
  self->words->format = dup_rule (self, "format", MAX_FORMAT);
  self->words->pattern = dup_rule (self, "pattern", MAX_PATTERN);
  self->words->content_type = dup_line (self, "contentMediaType", MAX_FORMAT);

  example = find_example (self);
  self->words->placeholder = make_placeholder (self, example);
  self->words->multiline = wants_lines (self, example);
  self->words->limits = form_shape_dup_limits (self);

  return self->words;
}

/**
 * form_shape_get_title:
 *
 * Returns: (nullable): its title; text of a server, so never markup
 */
const char *
form_shape_get_title (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_words (self)->title;
}

/**
 * form_shape_get_description:
 *
 * Returns: (nullable): what the server says about it, perhaps several lines
 */
const char *
form_shape_get_description (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_words (self)->description;
}

/**
 * form_shape_get_format:
 *
 * Returns: (nullable): the `format`
 */
const char *
form_shape_get_format (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_words (self)->format;
}

/**
 * form_shape_get_pattern:
 *
 * Returns: (nullable): the `pattern`, cut for showing
 */
const char *
form_shape_get_pattern (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_words (self)->pattern;
}

/**
 * form_shape_get_placeholder:
 *
 * Returns: (nullable): a default or an example in one line
 */
const char *
form_shape_get_placeholder (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_words (self)->placeholder;
}

/**
 * form_shape_get_limits:
 *
 * Returns: (nullable): the limits in words: "1 to 50", "at most 5 characters"
 */
const char *
form_shape_get_limits (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_words (self)->limits;
}

/**
 * form_shape_get_content_type:
 *
 * Returns: (nullable): the `contentMediaType`
 */
const char *
form_shape_get_content_type (FormShape *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return ensure_words (self)->content_type;
}

/**
 * form_shape_is_secret:
 *
 * Returns: whether it is not for bystanders (`writeOnly`, `format: password`)
 */
gboolean
form_shape_is_secret (FormShape *self)
{
  return form_shape_is_true (self, "writeOnly") ||
         g_strcmp0 (form_shape_get_format (self), "password") == 0;
}

/**
 * form_shape_is_multiline:
 *
 * Returns: whether its text wants several lines
 */
gboolean
form_shape_is_multiline (FormShape *self)
{
  g_return_val_if_fail (self != NULL, FALSE);

  return ensure_words (self)->multiline;
}

/**
 * form_shape_is_short:
 *
 * Returns: whether its text is one of a few words, whatever its name promises
 */
gboolean
form_shape_is_short (FormShape *self)
{
  gint64 most;

  g_return_val_if_fail (self != NULL, FALSE);

  most = form_shape_ensure_range (self)->most;

  return (most >= 0 && most <= SHORT_TEXT) || form_shape_get_format (self) != NULL;
}
