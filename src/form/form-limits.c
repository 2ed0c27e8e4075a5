/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-schema-private.h"

#include "form-decimal-private.h"
#include "form-label-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A longer number is no limit that a person set. */
#define MAX_NUMBER 1000

/* One that is longer than this is checked but not shown. */
#define MAX_SHOWN 24

/* Generators write the range of their number type; that tells nobody anything. */
#define TYPE_RANGE "2147483647"

static char *
dup_number (const SjsonValue *value)
{
  g_auto(FormDecimal) decimal = { 0 };
  g_autofree char *text = NULL;
  const char *start;
  gsize length;

  if (sjson_value_get_kind (value) != SJSON_KIND_NUMBER)
    return NULL;

  start = sjson_value_get_text (value, &length);
  if (length > MAX_NUMBER)
    return NULL;

  text = g_strndup (start, length);

  return form_decimal_init (&decimal, text) ? g_steal_pointer (&text) : NULL;
}

static char *
find_number (const FormSchema *self,
             const char       *name)
{
  SjsonValue member;

  return form_layers_find_of_kind (&self->layers, name, SJSON_KIND_NUMBER, &member)
         ? dup_number (&member) : NULL;
}

/* Takes @text as the end of the range if it leaves less of it; @sign is 1 for the lower end. */
static void
tighten (FormBound *bound,
         char      *text,
         int        sign)
{
  g_auto(FormDecimal) old = { 0 };
  g_auto(FormDecimal) decimal = { 0 };
  g_autofree char *owned = text;

  if (text == NULL)
    return;

  if (bound->text != NULL && form_decimal_init (&old, bound->text) &&
      form_decimal_init (&decimal, text) && sign * form_decimal_compare (&decimal, &old) < 0)
    return;

  g_free (bound->text);
  bound->text = g_steal_pointer (&owned);
  bound->exclusive = TRUE;
}

/* JSON Schema since draft 6 has a number for an open end, draft 4 a mark on the closed one. */
static void
read_bound (FormSchema *self,
            FormBound  *bound,
            const char *name,
            const char *exclusive_name,
            int         sign)
{
  SjsonValue member;

  bound->text = find_number (self, name);
  tighten (bound, find_number (self, exclusive_name), sign);

  if (bound->text != NULL &&
      form_layers_find_of_kind (&self->layers, exclusive_name, SJSON_KIND_BOOLEAN, &member))
    sjson_value_get_boolean (&member, &bound->exclusive);
}

static gint64
read_length (const FormSchema *self,
             const char       *name)
{
  SjsonValue member;
  gint64 length;

  if (!form_layers_find_of_kind (&self->layers, name, SJSON_KIND_NUMBER, &member) ||
      !sjson_value_get_int64 (&member, &length) || length < 0)
    return -1;

  return length;
}

/* Reads the limits that go with the kind of the field. */
void
form_schema_read_limits (FormSchema *self)
{
  if (self->kind == FORM_KIND_STRING)
    {
      self->min_length = read_length (self, "minLength");
      self->max_length = read_length (self, "maxLength");
    }

  if (self->kind == FORM_KIND_INTEGER || self->kind == FORM_KIND_NUMBER)
    {
      read_bound (self, &self->minimum, "minimum", "exclusiveMinimum", 1);
      read_bound (self, &self->maximum, "maximum", "exclusiveMaximum", -1);
      self->step = find_number (self, "multipleOf");
    }
}

/* Whether a limit says something to a person. */
static gboolean
is_shown (const FormSchema *self,
          const FormBound  *bound)
{
  g_auto(FormDecimal) decimal = { 0 };
  g_auto(FormDecimal) huge = { 0 };

  if (bound->text == NULL || strlen (bound->text) > MAX_SHOWN)
    return FALSE;

  form_decimal_init (&decimal, bound->text);
  form_decimal_init (&huge, TYPE_RANGE);
  decimal.negative = FALSE;

  return form_decimal_compare (&decimal, &huge) < 0;
}

static char *
write_range (const FormSchema *self)
{
  const char *minimum = is_shown (self, &self->minimum) ? self->minimum.text : NULL;
  const char *maximum = is_shown (self, &self->maximum) ? self->maximum.text : NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;

  if (minimum != NULL && maximum != NULL && !self->minimum.exclusive && !self->maximum.exclusive)
    /* Translators: the least and the greatest number, as in "1 to 50" */
    return g_strdup_printf (_("%s to %s"), minimum, maximum);

  if (minimum != NULL)
    from = g_strdup_printf (self->minimum.exclusive ? _("more than %s") : _("at least %s"),
                            minimum);
  if (maximum != NULL)
    to = g_strdup_printf (self->maximum.exclusive ? _("less than %s") : _("at most %s"), maximum);

  if (from != NULL && to != NULL)
    /* Translators: joins two limits, as in "more than 0, at most 5" */
    return g_strdup_printf (_("%s, %s"), from, to);

  return from != NULL ? g_steal_pointer (&from) : g_steal_pointer (&to);
}

static char *
write_lengths (const FormSchema *self)
{
  gint64 least = self->min_length;
  gint64 most = self->max_length;
  /* The form of the word follows the last two digits; a gulong may be narrower than the number. */
  gulong n = (gulong) ((most >= 0 ? most : least) % 1000000);

  if (least > 0 && most >= 0)
    return g_strdup_printf (ngettext ("%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " character",
                                      "%" G_GINT64_FORMAT " to %" G_GINT64_FORMAT " characters", n),
                            least, most);
  if (least > 0)
    return g_strdup_printf (ngettext ("at least %" G_GINT64_FORMAT " character",
                                      "at least %" G_GINT64_FORMAT " characters", n), least);
  if (most >= 0)
    return g_strdup_printf (ngettext ("at most %" G_GINT64_FORMAT " character",
                                      "at most %" G_GINT64_FORMAT " characters", n), most);

  return NULL;
}

/* The limits in words: "1 to 50", "at most 5 characters"; NULL without. */
char *
form_schema_dup_limits (const FormSchema *self)
{
  g_autofree char *limits = NULL;
  g_autofree char *extra = NULL;

  limits = self->kind == FORM_KIND_STRING ? write_lengths (self) : write_range (self);

  if (self->step != NULL && strlen (self->step) <= MAX_SHOWN && g_strcmp0 (self->step, "1") != 0)
    extra = g_strdup_printf (_("in steps of %s"), self->step);
  else if (self->pattern != NULL && self->kind == FORM_KIND_STRING)
    /* Translators: %s is a regular expression */
    extra = g_strdup_printf (_("in the form %s"), self->pattern);

  if (limits != NULL && extra != NULL)
    return g_strdup_printf (_("%s, %s"), limits, extra);

  return limits != NULL ? g_steal_pointer (&limits) : g_steal_pointer (&extra);
}
