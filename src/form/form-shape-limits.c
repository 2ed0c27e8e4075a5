/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-shape-parts-private.h"

#include "form-decimal-private.h"

#include <string.h>

#include <glib/gi18n-lib.h>

/* A longer number is no limit that a person set. */
#define MAX_NUMBER 1000

/* One that is longer than this is checked but not shown. */
#define MAX_SHOWN 40

void
form_range_free (FormRange *self)
{
  g_free (self->minimum.text);
  g_free (self->maximum.text);
  g_free (self->step);
  g_free (self);
}

static char *
dup_number (const SjsonValue *node,
            const char       *name)
{
  g_auto(FormDecimal) decimal = { 0 };
  g_autofree char *text = NULL;
  const char *start;
  SjsonValue member;
  gsize length;

  if (!sjson_value_get_member_of_kind (node, name, SJSON_KIND_NUMBER, &member))
    return NULL;

  start = sjson_value_get_text (&member, &length);
  if (length > MAX_NUMBER)
    return NULL;

  text = g_strndup (start, length);

  return form_decimal_init (&decimal, text) ? g_steal_pointer (&text) : NULL;
}

/* Takes @text as the end of the range if it leaves less of it; @sign is 1 for the lower end. */
static void
tighten (FormEnd  *end,
         char     *text,
         gboolean  exclusive,
         int       sign)
{
  g_auto(FormDecimal) old = { 0 };
  g_auto(FormDecimal) decimal = { 0 };
  g_autofree char *owned = text;
  int order = 1;

  if (text == NULL)
    return;

  if (end->text != NULL && form_decimal_init (&old, end->text) &&
      form_decimal_init (&decimal, text))
    order = sign * form_decimal_compare (&decimal, &old);

  if (order < 0 || (order == 0 && !exclusive))
    return;

  g_free (end->text);
  end->text = g_steal_pointer (&owned);
  end->exclusive = exclusive;
}

/* JSON Schema since draft 6 has a number for an open end, draft 4 a mark on the closed one. */
static void
read_end (FormEnd          *end,
          const SjsonValue *node,
          const char       *name,
          const char       *exclusive_name,
          int               sign)
{
  gboolean exclusive = FALSE;

  sjson_value_get_member_boolean (node, exclusive_name, &exclusive);
  tighten (end, dup_number (node, name), exclusive, sign);
  tighten (end, dup_number (node, exclusive_name), TRUE, sign);
}

static void
read_counts (FormRange        *range,
             const SjsonValue *node,
             const char       *least,
             const char       *most)
{
  gint64 count;

  if (sjson_value_get_member_int64 (node, least, &count) && count >= 0)
    range->least = MAX (range->least, count);

  if (sjson_value_get_member_int64 (node, most, &count) && count >= 0)
    range->most = range->most < 0 ? count : MIN (range->most, count);
}

static void
read_layer (FormShape        *self,
            FormRange        *range,
            const SjsonValue *node)
{
  switch (self->kind)
    {
    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      read_end (&range->minimum, node, "minimum", "exclusiveMinimum", 1);
      read_end (&range->maximum, node, "maximum", "exclusiveMaximum", -1);
      if (range->step == NULL)
        range->step = dup_number (node, "multipleOf");
      break;

    case FORM_KIND_OBJECT:
    case FORM_KIND_MAP:
      read_counts (range, node, "minProperties", "maxProperties");
      break;

    case FORM_KIND_LIST:
    case FORM_KIND_TUPLE:
    case FORM_KIND_CHOICES:
      read_counts (range, node, "minItems", "maxItems");
      break;

    case FORM_KIND_STRING:
      read_counts (range, node, "minLength", "maxLength");
      break;

    default:
      break;
    }
}

/* The tightest limits of all layers, as far as they go with the kind. */
FormRange *
form_shape_ensure_range (FormShape *self)
{
  if (self->range != NULL)
    return self->range;

  form_shape_ensure_kind (self);
  self->range = g_new0 (FormRange, 1);
  self->range->least = -1;
  self->range->most = -1;

  for (guint i = 0; i < self->layers->len; i++)
    if (!form_shape_get_layer (self, i)->words_only)
      read_layer (self, self->range, &form_shape_get_layer (self, i)->node);

  return self->range;
}

/* Generators write the range of their number type; that tells nobody anything. */
static gboolean
is_type_range (const FormDecimal *decimal)
{
  static const char * const ends[] = {
    "-2147483648", "2147483647", "4294967295", "-9007199254740991", "-9007199254740992",
    "9007199254740991", "9007199254740992", "-9223372036854775808", "9223372036854775807",
    "18446744073709551615", "-3.4028234663852886e+38", "3.4028234663852886e+38",
    "-1.7976931348623157e+308", "1.7976931348623157e+308",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      g_auto(FormDecimal) end = { 0 };

      form_decimal_init (&end, ends[i]);
      if (form_decimal_compare (decimal, &end) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Whether a limit says something to a person. */
static gboolean
is_shown (const FormEnd *end)
{
  g_auto(FormDecimal) decimal = { 0 };

  return end->text != NULL && strlen (end->text) <= MAX_SHOWN &&
         form_decimal_init (&decimal, end->text) && !is_type_range (&decimal);
}

static char *
join (char *limits,
      char *more)
{
  g_autofree char *first = limits;
  g_autofree char *second = more;

  if (first != NULL && second != NULL)
    /* Translators: joins two limits, as in "more than 0, at most 5" */
    return g_strdup_printf (_("%s, %s"), first, second);

  return first != NULL ? g_steal_pointer (&first) : g_steal_pointer (&second);
}

static char *
write_range (const FormRange *range)
{
  const char *minimum = is_shown (&range->minimum) ? range->minimum.text : NULL;
  const char *maximum = is_shown (&range->maximum) ? range->maximum.text : NULL;
  char *from = NULL;
  char *to = NULL;

  if (minimum != NULL && maximum != NULL && !range->minimum.exclusive &&
      !range->maximum.exclusive)
    /* Translators: the least and the greatest number, as in "1 to 50" */
    return g_strdup_printf (_("%s to %s"), minimum, maximum);

  if (minimum != NULL)
    from = g_strdup_printf (range->minimum.exclusive ? _("more than %s") : _("at least %s"),
                            minimum);
  if (maximum != NULL)
    to = g_strdup_printf (range->maximum.exclusive ? _("less than %s") : _("at most %s"),
                          maximum);

  return join (from, to);
}

static char *
write_lengths (const FormRange *range)
{
  g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, range->least);
  g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, range->most);
  gulong n = (gulong) (range->most >= 0 ? range->most : range->least);

  if (range->least > 0 && range->most >= 0)
    return g_strdup_printf (ngettext ("%s to %s character", "%s to %s characters", n),
                            least, most);

  if (range->least > 0)
    return g_strdup_printf (ngettext ("at least %s character", "at least %s characters", n),
                            least);

  if (range->most >= 0)
    return g_strdup_printf (ngettext ("at most %s character", "at most %s characters", n), most);

  return NULL;
}

static char *
write_counts (const FormRange *range)
{
  g_autofree char *least = g_strdup_printf ("%" G_GINT64_FORMAT, range->least);
  g_autofree char *most = g_strdup_printf ("%" G_GINT64_FORMAT, range->most);
  gulong n = (gulong) (range->most >= 0 ? range->most : range->least);

  if (range->least > 0 && range->most == range->least)
    /* Translators: how many entries a list or group has to have */
    return g_strdup_printf (ngettext ("exactly %s entry", "exactly %s entries", n), most);

  if (range->least > 0 && range->most >= 0)
    return g_strdup_printf (ngettext ("%s to %s entry", "%s to %s entries", n), least, most);

  if (range->least > 0)
    return g_strdup_printf (ngettext ("at least %s entry", "at least %s entries", n), least);

  if (range->most >= 0)
    return g_strdup_printf (ngettext ("at most %s entry", "at most %s entries", n), most);

  return NULL;
}

static char *
write_numbers (const FormRange *range)
{
  char *steps = NULL;

  if (range->step != NULL && strlen (range->step) <= MAX_SHOWN &&
      g_strcmp0 (range->step, "1") != 0)
    steps = g_strdup_printf (_("in steps of %s"), range->step);

  return join (write_range (range), steps);
}

static char *
write_text (FormShape       *self,
            const FormRange *range)
{
  char *form = NULL;

  if (self->words->pattern != NULL)
    /* Translators: %s is a regular expression */
    form = g_strdup_printf (_("in the form %s"), self->words->pattern);

  return join (write_lengths (range), form);
}

/* The limits in words; NULL without. */
char *
form_shape_dup_limits (FormShape *self)
{
  const FormRange *range = form_shape_ensure_range (self);

  switch (self->kind)
    {
    case FORM_KIND_STRING:
      return write_text (self, range);

    case FORM_KIND_INTEGER:
    case FORM_KIND_NUMBER:
      return write_numbers (range);

    default:
      return write_counts (range);
    }
}

static gboolean
get_double (const FormEnd *end,
            double        *number)
{
  g_auto(FormDecimal) decimal = { 0 };

  return end->text != NULL && !end->exclusive && form_decimal_init (&decimal, end->text) &&
         form_decimal_get_double (&decimal, number);
}

/**
 * form_shape_get_range:
 * @minimum: (out) (optional): the least number
 * @maximum: (out) (optional): the greatest
 *
 * Returns: whether both ends are there and are doubles exactly
 */
gboolean
form_shape_get_range (FormShape *self,
                      double    *minimum,
                      double    *maximum)
{
  const FormRange *range;
  double least;
  double most;

  g_return_val_if_fail (self != NULL, FALSE);

  range = form_shape_ensure_range (self);
  if (!get_double (&range->minimum, &least) || !get_double (&range->maximum, &most) ||
      least > most)
    return FALSE;

  if (minimum != NULL)
    *minimum = least;
  if (maximum != NULL)
    *maximum = most;

  return TRUE;
}

/**
 * form_shape_get_min_count:
 *
 * Returns: how many items or members there have to be at least, or -1
 */
gint64
form_shape_get_min_count (FormShape *self)
{
  g_return_val_if_fail (self != NULL, -1);

  if (form_shape_get_kind (self) == FORM_KIND_STRING)
    return -1;

  return form_shape_ensure_range (self)->least;
}

/**
 * form_shape_get_max_count:
 *
 * Returns: how many items or members there may be at most, or -1
 */
gint64
form_shape_get_max_count (FormShape *self)
{
  g_return_val_if_fail (self != NULL, -1);

  if (form_shape_get_kind (self) == FORM_KIND_STRING)
    return -1;

  return form_shape_ensure_range (self)->most;
}
