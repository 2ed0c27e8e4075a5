/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-number.h"

#define FAR_EXPONENT G_GINT64_CONSTANT (1000000000000000)

/* As many digits as any number of that length fits into a gint64. */
#define SMALL_DIGITS 18

/**
 * schema_number_init:
 * @self: uninitialised
 * @value: a number, which must outlive @self
 *
 * Looks at a number of any length (ruling 16).
 */
void
schema_number_init (SchemaNumber     *self,
                    const SjsonValue *value)
{
  const char *p = self->text = sjson_value_get_text (value, &self->length);
  const char *end = p + self->length;
  const char *point = end;
  gint64 number = 0;

  self->is_negative = *p == '-';
  p += self->is_negative ? 1 : 0;
  self->is_small = end - p <= SMALL_DIGITS;

  for (; p < end && self->is_small; p++)
    {
      if (g_ascii_isdigit (*p))
        number = number * 10 + (*p - '0');
      else if (*p == '.')
        point = p + 1;
      else
        self->is_small = FALSE;
    }

  self->small = self->is_negative ? -number : number;
  self->scale = end - point;
}

static void
read_exponent (SchemaDigits *self,
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

/**
 * schema_number_take_apart:
 * @digits: (out): its parts, which borrow its text
 *
 * Finds the digits, and counts by how many places the point is away from their end.
 */
void
schema_number_take_apart (const SchemaNumber *self,
                          SchemaDigits       *digits)
{
  const char *p = self->text + (self->is_negative ? 1 : 0);
  const char *end = self->text + self->length;
  const char *point = NULL;
  const char *last = NULL;

  *digits = (SchemaDigits) { .is_negative = self->is_negative };

  for (; p < end && *p != 'e' && *p != 'E'; p++)
    {
      if (*p == '.')
        point = p;
      else if (*p != '0')
        {
          digits->digits = digits->digits != NULL ? digits->digits : p;
          last = p;
        }
    }

  read_exponent (digits, p, end);

  if (last == NULL)
    return;

  point = point != NULL ? point : p;
  digits->n_digits = last + 1 - digits->digits - (digits->digits < point && point < last ? 1 : 0);
  digits->exponent += last < point ? point - last - 1 : -(last - point);
}

/**
 * schema_number_is_integer:
 *
 * Returns: whether nothing is left behind the point; 1.0 and 1e400 are integers
 */
gboolean
schema_number_is_integer (const SchemaNumber *self)
{
  SchemaDigits digits;

  if (self->is_small && self->scale == 0)
    return TRUE;

  schema_number_take_apart (self, &digits);

  return digits.n_digits == 0 || digits.exponent >= 0;
}

/* Where the first digit stands: 1 for 1 to 9. */
static gint64
get_magnitude (const SchemaDigits *self)
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
compare_digits (const SchemaDigits *self,
                const SchemaDigits *other)
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
get_sign (const SchemaDigits *self)
{
  if (self->n_digits == 0)
    return 0;

  return self->is_negative ? -1 : 1;
}

/* @number × 10^@power, both of few digits. */
static inline __int128
scale_up (gint64 number,
          guint  power)
{
  __int128 scaled = number;

  for (; power > 0; power--)
    scaled *= 10;

  return scaled;
}

static int
compare_small (const SchemaNumber *self,
               const SchemaNumber *other)
{
  __int128 left = scale_up (self->small, other->scale);
  __int128 right = scale_up (other->small, self->scale);

  return left < right ? -1 : left > right;
}

static gboolean
compare (const SchemaDigits *self,
         const SchemaDigits *other,
         int                *order)
{
  int sign = get_sign (self);

  *order = sign - get_sign (other);

  if (*order != 0 || sign == 0)
    return TRUE;

  if (self->is_far && other->is_far && (self->exponent < 0) == (other->exponent < 0))
    return FALSE;

  if (get_magnitude (self) != get_magnitude (other))
    *order = get_magnitude (self) < get_magnitude (other) ? -sign : sign;
  else
    *order = sign * compare_digits (self, other);

  return TRUE;
}

/**
 * schema_number_compare:
 * @order: (out): less than, equal to or more than 0, as @self is to @other
 *
 * Compares exactly, at any length.
 *
 * Returns: %FALSE if both are as far away, with exponents beyond counting
 */
gboolean
schema_number_compare (const SchemaNumber *self,
                       const SchemaNumber *other,
                       int                *order)
{
  SchemaDigits digits[2];

  if (self->is_small && other->is_small)
    {
      *order = compare_small (self, other);
      return TRUE;
    }

  schema_number_take_apart (self, &digits[0]);
  schema_number_take_apart (other, &digits[1]);

  return compare (&digits[0], &digits[1], order);
}

/**
 * schema_number_hash:
 *
 * Returns: the same for numbers that are equal, however they are written
 */
guint64
schema_number_hash (const SchemaNumber *self)
{
  SchemaDigits digits;
  const char *p;
  guint64 sum;

  schema_number_take_apart (self, &digits);
  p = digits.digits;
  sum = digits.n_digits > 0 && digits.is_negative;

  /* What is as far away may be counted differently from one way of writing it to another. */
  if (digits.n_digits > 0 && ABS (digits.exponent) < FAR_EXPONENT / 2)
    sum += (guint64) digits.exponent;

  for (gsize i = 0; i < digits.n_digits; i++)
    sum = sum * G_GUINT64_CONSTANT (0x100000001b3) + (guint) get_digit (&p) + 1;

  return sum;
}
