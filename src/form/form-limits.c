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
  g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, self->min_length);
  g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, self->max_length);
  gulong n = (gulong) (self->max_length >= 0 ? self->max_length : self->min_length);

  if (self->min_length > 0 && self->max_length >= 0)
    return g_strdup_printf (ngettext ("%s to %s character", "%s to %s characters", n),
                            least, most);

  if (self->min_length > 0)
    return g_strdup_printf (ngettext ("at least %s character", "at least %s characters", n),
                            least);

  if (self->max_length >= 0)
    return g_strdup_printf (ngettext ("at most %s character", "at most %s characters", n), most);

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
