/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-number-private.h"

#include <math.h>
#include <string.h>

/* Far beyond any place a digit can have in a text of SJSON_PAYLOAD_MAX bytes,
 * far below what overflows when it is multiplied by ten. */
#define HUGE_EXPONENT G_GINT64_CONSTANT (1000000000000000)

/* As many digits as can decide how a double is rounded: 767, and one for "more". */
#define DOUBLE_DIGITS 800

static const guchar *
skip_digits (const guchar *p,
             const guchar *end)
{
  while (p < end && g_ascii_isdigit (*p))
    p++;

  return p;
}

static const guchar *
scan_digits (const guchar *p,
             const guchar *end,
             gboolean     *valid)
{
  const guchar *behind = skip_digits (p, end);

  *valid = behind > p;
  return behind;
}

/*
 * sjson_number_scan:
 * @p: where a number should be
 * @end: the end of the text
 * @valid: (out): whether there is one
 *
 * Reads a number (RFC 8259, section 6).
 *
 * Returns: behind the number, or where it goes wrong
 */
const guchar *
sjson_number_scan (const guchar *p,
                   const guchar *end,
                   gboolean     *valid)
{
  if (p < end && *p == '-')
    p++;

  *valid = TRUE;

  if (p < end && *p == '0')
    p++;
  else
    p = scan_digits (p, end, valid);

  if (*valid && p < end && *p == '.')
    p = scan_digits (p + 1, end, valid);

  if (*valid && p < end && (*p == 'e' || *p == 'E'))
    {
      p++;

      if (p < end && (*p == '+' || *p == '-'))
        p++;

      p = scan_digits (p, end, valid);
    }

  return p;
}

static void
init_exponent (SjsonNumber *self,
               const char  *p,
               const char  *end)
{
  self->exponent_negative = FALSE;

  if (p < end)
    p++;

  if (p < end && (*p == '+' || *p == '-'))
    self->exponent_negative = *p++ == '-';

  while (p < end && *p == '0')
    p++;

  self->exponent = p;
  self->exponent_length = end - p;
}

/*
 * sjson_number_init:
 * @self: uninitialised
 * @text: a number as sjson_number_scan() takes it; must outlive @self
 * @length: of @text
 *
 * Finds the parts of a number.
 */
void
sjson_number_init (SjsonNumber *self,
                   const char  *text,
                   gsize        length)
{
  const char *end = text + length;
  const char *p = text;
  const char *point = NULL;
  const char *first = NULL;
  const char *last = NULL;

  self->negative = *p == '-';
  if (self->negative)
    p++;

  for (; p < end && *p != 'e' && *p != 'E'; p++)
    {
      if (*p == '.')
        point = p;
      else if (*p != '0')
        {
          first = first != NULL ? first : p;
          last = p;
        }
    }

  init_exponent (self, p, end);
  point = point != NULL ? point : p;
  self->digits = first;
  self->n_digits = 0;
  self->point = 0;

  if (first == NULL)
    return;

  self->n_digits = last - first + 1 - (first < point && point < last ? 1 : 0);
  self->point = first < point ? point - first : -(first - point - 1);
}

/* The exponent, or ±HUGE_EXPONENT where it is larger. */
static gint64
get_exponent (const SjsonNumber *self)
{
  gint64 exponent = 0;

  for (gsize i = 0; i < self->exponent_length && exponent < HUGE_EXPONENT; i++)
    exponent = exponent * 10 + (self->exponent[i] - '0');

  exponent = MIN (exponent, HUGE_EXPONENT);

  return self->exponent_negative ? -exponent : exponent;
}

/* The digit of @self's exponent, with its sign, that stands @place from the right. */
static int
get_exponent_digit (const SjsonNumber *self,
                    gsize              place)
{
  int digit;

  if (place >= self->exponent_length)
    return 0;

  digit = self->exponent[self->exponent_length - 1 - place] - '0';

  return self->exponent_negative ? -digit : digit;
}

/* Whether the exponents differ by exactly @difference, which is small, however
 * long they are. The left digits count first: once the difference so far is
 * large, no further digit makes it small again. */
static gboolean
exponents_differ_by (const SjsonNumber *self,
                     const SjsonNumber *other,
                     gint64             difference)
{
  gsize place = MAX (self->exponent_length, other->exponent_length);
  gint64 sum = 0;

  while (place-- > 0)
    {
      sum = sum * 10 + get_exponent_digit (self, place) - get_exponent_digit (other, place);

      if (ABS (sum) > HUGE_EXPONENT)
        return FALSE;
    }

  return sum == difference;
}

static gboolean
digits_equal (const SjsonNumber *self,
              const SjsonNumber *other)
{
  const char *p = self->digits;
  const char *q = other->digits;

  if (self->n_digits != other->n_digits)
    return FALSE;

  for (gsize i = 0; i < self->n_digits; i++, p++, q++)
    {
      p += *p == '.' ? 1 : 0;
      q += *q == '.' ? 1 : 0;

      if (*p != *q)
        return FALSE;
    }

  return TRUE;
}

/*
 * sjson_number_is_integer:
 *
 * Returns: whether nothing is left behind the point (1.0 and 10e-1 are integers,
 *   as JSON Schema says)
 */
gboolean
sjson_number_is_integer (const SjsonNumber *self)
{
  return self->n_digits == 0 || self->point + get_exponent (self) >= (gint64) self->n_digits;
}

/*
 * sjson_number_equal:
 *
 * Returns: whether both are the same number, exactly and at any length (ruling 16);
 *   the two zeros are one
 */
gboolean
sjson_number_equal (const SjsonNumber *self,
                    const SjsonNumber *other)
{
  if (self->n_digits == 0 || other->n_digits == 0)
    return self->n_digits == other->n_digits;

  return self->negative == other->negative &&
         digits_equal (self, other) &&
         exponents_differ_by (self, other, other->point - self->point);
}

static gboolean
append_digit (guint64 *value,
              guint    digit)
{
  return g_uint64_checked_mul (value, *value, 10) &&
         g_uint64_checked_add (value, *value, digit);
}

static gboolean
get_magnitude (const SjsonNumber *self,
               guint64           *value)
{
  const char *p = self->digits;
  gint64 n_places = self->point + get_exponent (self);

  *value = 0;

  if (self->n_digits == 0)
    return TRUE;

  /* G_MAXUINT64 has 20 digits. */
  if (n_places < (gint64) self->n_digits || n_places > 20)
    return FALSE;

  for (gsize i = 0; i < (gsize) n_places; i++)
    {
      guint digit = 0;

      if (i < self->n_digits)
        {
          p += *p == '.' ? 1 : 0;
          digit = *p++ - '0';
        }

      if (!append_digit (value, digit))
        return FALSE;
    }

  return TRUE;
}

/*
 * sjson_number_get_int64:
 * @value: (out): the number
 *
 * Returns: whether it is an integer of that range, whatever way it is written
 */
gboolean
sjson_number_get_int64 (const SjsonNumber *self,
                        gint64            *value)
{
  guint64 magnitude;

  if (!get_magnitude (self, &magnitude) || magnitude > (guint64) G_MAXINT64 + self->negative)
    return FALSE;

  *value = (gint64) (self->negative ? 0 - magnitude : magnitude);
  return TRUE;
}

/*
 * sjson_number_get_uint64:
 * @value: (out): the number
 *
 * Returns: whether it is an integer of that range, whatever way it is written
 */
gboolean
sjson_number_get_uint64 (const SjsonNumber *self,
                         guint64           *value)
{
  guint64 magnitude;

  if (!get_magnitude (self, &magnitude) || (self->negative && magnitude != 0))
    return FALSE;

  *value = magnitude;
  return TRUE;
}

/*
 * sjson_number_get_double:
 * @value: (out): the nearest double
 *
 * Rounds to the nearest double, to the even one of two (IEEE 754, the default
 * mode), however many digits there are. What is too small becomes zero.
 *
 * Returns: %FALSE if the number is too large for a double
 */
gboolean
sjson_number_get_double (const SjsonNumber *self,
                         double            *value)
{
  char text[DOUBLE_DIGITS + 64];
  gsize n_kept = MIN (self->n_digits, DOUBLE_DIGITS);
  const char *p = self->digits;
  char *out = text;
  double number;

  if (self->negative)
    *out++ = '-';

  *out++ = '0';
  *out++ = '.';
  *out++ = '0';

  for (gsize i = 0; i < n_kept; i++)
    {
      p += *p == '.' ? 1 : 0;
      *out++ = *p++;
    }

  if (n_kept < self->n_digits)
    *out++ = '1';

  /* The zero behind the point above makes it one place more. */
  g_snprintf (out, text + sizeof text - out, "e%" G_GINT64_FORMAT,
              self->n_digits > 0 ? self->point + get_exponent (self) + 1 : 0);
  number = g_ascii_strtod (text, NULL);

  if (isinf (number))
    return FALSE;

  *value = number;
  return TRUE;
}
