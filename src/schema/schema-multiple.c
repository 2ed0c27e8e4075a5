/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-number.h"

/* Longer ones nobody divides by, and the time would grow with their square. */
#define MOST_DIGITS 1000

#define LIMB_DIGITS 9
#define LIMB 1000000000u

/* A whole number, in limbs of nine digits, the lowest first; all here have the same length. */
typedef struct
{
  guint32 *limbs;
  guint n_limbs;
} Whole;

static int
get_digit (const char **p)
{
  *p += **p == '.' ? 1 : 0;

  return *(*p)++ - '0';
}

/* @self × 10 + @digit */
static void
push_digit (Whole *self,
            guint  digit)
{
  guint64 carry = digit;

  for (guint i = 0; i < self->n_limbs; i++)
    {
      carry += (guint64) self->limbs[i] * 10;
      self->limbs[i] = carry % LIMB;
      carry /= LIMB;
    }
}

static gboolean
is_less (const Whole *self,
         const Whole *other)
{
  guint i = self->n_limbs;

  while (i > 0 && self->limbs[i - 1] == other->limbs[i - 1])
    i--;

  return i > 0 && self->limbs[i - 1] < other->limbs[i - 1];
}

static gboolean
is_zero (const Whole *self)
{
  for (guint i = 0; i < self->n_limbs; i++)
    {
      if (self->limbs[i] != 0)
        return FALSE;
    }

  return TRUE;
}

static void
subtract (Whole       *self,
          const Whole *other)
{
  guint32 borrow = 0;

  for (guint i = 0; i < self->n_limbs; i++)
    {
      guint32 taken = other->limbs[i] + borrow;

      borrow = self->limbs[i] < taken;
      self->limbs[i] += borrow ? LIMB - taken : 0 - taken;
    }
}

/* What is left over at each step is less than @divisor, so ten times that has one digit more. */
static void
divide_step (Whole       *rest,
             const Whole *divisor,
             guint        digit)
{
  push_digit (rest, digit);

  while (!is_less (rest, divisor))
    subtract (rest, divisor);
}

/* Whether @self × 10^@n_zeros is a multiple of @of, by their digits alone. */
static gboolean
divides (const SchemaDigits *self,
         gsize               n_zeros,
         const SchemaDigits *of)
{
  guint n_limbs = (of->n_digits + 1) / LIMB_DIGITS + 1;
  g_autofree guint32 *limbs = g_new0 (guint32, 2 * n_limbs);
  Whole divisor = { limbs, n_limbs };
  Whole rest = { limbs + n_limbs, n_limbs };
  const char *p = of->digits;

  for (gsize i = 0; i < of->n_digits; i++)
    push_digit (&divisor, get_digit (&p));

  p = self->digits;

  for (gsize i = 0; i < self->n_digits; i++)
    divide_step (&rest, &divisor, get_digit (&p));

  for (gsize i = 0; i < n_zeros && !is_zero (&rest); i++)
    divide_step (&rest, &divisor, 0);

  return is_zero (&rest);
}

/**
 * schema_number_is_multiple:
 * @of: more than zero
 * @multiple: (out): whether @self is @of times a whole number (JSON Schema 2020-12 Validation,
 *   6.2.1), exactly
 *
 * Exponents cost nothing, however large they are: beyond four zeros for each digit of @of, one
 * more changes nothing, as all its twos and fives are used up.
 *
 * Returns: %FALSE if the numbers are too long
 */
gboolean
schema_number_is_multiple (const SchemaNumber *self,
                           const SchemaNumber *of,
                           gboolean           *multiple)
{
  SchemaDigits digits, divisor;

  if (self->is_small && of->is_small && self->scale + of->scale == 0 && of->small != 0)
    {
      *multiple = self->small % of->small == 0;
      return TRUE;
    }

  schema_number_take_apart (self, &digits);
  schema_number_take_apart (of, &divisor);
  *multiple = digits.n_digits == 0;

  if (*multiple)
    return TRUE;

  if (divisor.n_digits == 0 || (digits.is_far && divisor.is_far) ||
      digits.n_digits > MOST_DIGITS || divisor.n_digits > MOST_DIGITS)
    return FALSE;

  /* Neither ends with a zero, so there is no ten to be had from the digits of @self. */
  *multiple = digits.exponent >= divisor.exponent &&
              divides (&digits, MIN ((guint64) (digits.exponent - divisor.exponent),
                                     4 * divisor.n_digits), &divisor);
  return TRUE;
}
