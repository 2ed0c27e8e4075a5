/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-number.h"

#define FAR_EXPONENT G_GINT64_CONSTANT (1000000000000000)

/* As many digits as any number of that length fits into a gint64. */
#define SMALL_DIGITS 18

static gboolean
init_small (SchemaNumber *self,
            const char   *p,
            const char   *end)
{
  gint64 number = 0;

  self->is_negative = *p == '-';
  p += self->is_negative ? 1 : 0;
  self->is_small = end - p <= SMALL_DIGITS;

  for (; p < end && self->is_small; p++)
    {
      self->is_small = g_ascii_isdigit (*p);
      number = number * 10 + (*p - '0');
    }

  self->small = self->is_negative ? -number : number;
  return self->is_small;
}

static void
read_exponent (SchemaNumber *self,
               const char   *p,
               const char   *end)
{
  gboolean negative = FALSE;

  self->exponent = 0;
  self->is_far = FALSE;

  if (p < end)
    p++;

  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';

  for (; p < end && !self->is_far; p++)
    {
      self->exponent = self->exponent * 10 + (*p - '0');
      self->is_far = self->exponent > FAR_EXPONENT;
    }

  self->exponent = negative ? -self->exponent : self->exponent;
}

/* Finds the digits, and counts by how many places the point is away from their end. */
static void
read_digits (SchemaNumber *self,
             const char   *p,
             const char   *end)
{
  const char *point = NULL;
  const char *last = NULL;

  self->digits = NULL;
  self->n_digits = 0;

  for (; p < end && *p != 'e' && *p != 'E'; p++)
    {
      if (*p == '.')
        point = p;
      else if (*p != '0')
        {
          self->digits = self->digits != NULL ? self->digits : p;
          last = p;
        }
    }

  read_exponent (self, p, end);

  if (last == NULL)
    return;

  point = point != NULL ? point : p;
  self->n_digits = last + 1 - self->digits - (self->digits < point && point < last ? 1 : 0);
  self->exponent += last < point ? point - last - 1 : -(last - point);
}

/**
 * schema_number_init:
 * @self: uninitialised
 * @value: a number, which must outlive @self
 *
 * Finds the parts of a number of any length (ruling 16).
 */
void
schema_number_init (SchemaNumber     *self,
                    const SjsonValue *value)
{
  gsize length;
  const char *text = sjson_value_get_text (value, &length);
  const char *start = text;

  self->is_far = FALSE;
  init_small (self, text, text + length);
  read_digits (self, start + (self->is_negative ? 1 : 0), text + length);
}

/* Where the first digit stands: 1 for 1 to 9. */
static gint64
get_magnitude (const SchemaNumber *self)
{
  return self->exponent + (gint64) self->n_digits;
}

static int
get_digit (const char **p)
{
  *p += **p == '.' ? 1 : 0;

  return *(*p)++ - '0';
}

static int
compare_digits (const SchemaNumber *self,
                const SchemaNumber *other)
{
  gsize n_common = MIN (self->n_digits, other->n_digits);
  const char *p = self->digits;
  const char *q = other->digits;

  for (gsize i = 0; i < n_common; i++)
    {
      int difference = get_digit (&p) - get_digit (&q);

      if (difference != 0)
        return difference;
    }

  return self->n_digits > n_common ? 1 : other->n_digits > n_common ? -1 : 0;
}

static int
get_sign (const SchemaNumber *self)
{
  if (self->n_digits == 0)
    return 0;

  return self->is_negative ? -1 : 1;
}

/**
 * schema_number_compare:
 * @order: (out): less than, equal to or more than 0, as @self is to @other
 *
 * Compares exactly, at any length.
 *
 * Returns: %FALSE if both have exponents beyond counting
 */
gboolean
schema_number_compare (const SchemaNumber *self,
                       const SchemaNumber *other,
                       int                *order)
{
  int sign = get_sign (self);

  if (self->is_small && other->is_small)
    {
      *order = self->small < other->small ? -1 : self->small > other->small;
      return TRUE;
    }

  *order = sign - get_sign (other);

  if (*order != 0 || sign == 0)
    return TRUE;

  if (self->is_far && other->is_far)
    return FALSE;

  if (get_magnitude (self) != get_magnitude (other))
    *order = get_magnitude (self) < get_magnitude (other) ? -sign : sign;
  else
    *order = sign * compare_digits (self, other);

  return TRUE;
}

/**
 * schema_number_hash:
 *
 * Returns: the same for numbers that are equal, however they are written
 */
guint64
schema_number_hash (const SchemaNumber *self)
{
  const char *p = self->digits;
  guint64 sum = (guint64) self->exponent * (self->n_digits > 0 && !self->is_far) +
                (self->is_negative && self->n_digits > 0);

  for (gsize i = 0; i < self->n_digits; i++)
    sum = sum * G_GUINT64_CONSTANT (0x100000001b3) + (guint) get_digit (&p) + 1;

  return sum;
}
