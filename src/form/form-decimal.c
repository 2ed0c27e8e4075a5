/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-decimal-private.h"

#include <string.h>

/* Beyond this an exponent is as good as any other: it saturates. */
#define MAX_EXPONENT (G_MAXINT64 / 8)

/* 10^18 is the largest power of ten below which r × 10 + 9 still fits a guint64. */
#define MAX_STEP_DIGITS 18

/* No number with more digits than this can be a double exactly and still be sensible to spin. */
#define MAX_DOUBLE_DIGITS 30

__extension__ typedef unsigned __int128 Wide;

static const char *
skip_digits (const char *text)
{
  while (g_ascii_isdigit (*text))
    text++;

  return text;
}

/* The exponent behind the e, or 0; NULL where the letters are no exponent. */
static const char *
read_exponent (const char *text,
               gint64     *exponent)
{
  gboolean negative = FALSE;
  const char *end;

  *exponent = 0;

  if (*text != 'e' && *text != 'E')
    return text;

  text++;
  if (*text == '+' || *text == '-')
    negative = *text++ == '-';

  end = skip_digits (text);
  if (end == text)
    return NULL;

  for (; text < end; text++)
    *exponent = *exponent < MAX_EXPONENT / 10 ? *exponent * 10 + (*text - '0') : MAX_EXPONENT;

  if (negative)
    *exponent = -*exponent;

  return end;
}

/* Takes the zeros off both ends of the digits. */
static void
trim (FormDecimal *self)
{
  gsize leading = strspn (self->digits, "0");
  gsize length = strlen (self->digits);

  while (length > leading && self->digits[length - 1] == '0')
    length--;

  memmove (self->digits, self->digits + leading, length - leading);
  self->digits[length - leading] = '\0';
  self->point -= leading;

  if (self->digits[0] == '\0')
    {
      self->point = 0;
      self->negative = FALSE;
    }
}

/**
 * form_decimal_init:
 * @self: (out caller-allocates): a decimal
 * @text: what may be a number
 *
 * Reads a number as RFC 8259 §6 writes it. No digit is lost.
 *
 * Returns: whether it is one; if not, @self is left empty
 */
gboolean
form_decimal_init (FormDecimal *self,
                   const char  *text)
{
  gboolean negative = *text == '-';
  const char *whole = text + negative;
  const char *point = skip_digits (whole);
  const char *end = point;
  gint64 exponent = 0;

  memset (self, 0, sizeof *self);

  if (point == whole || (whole[0] == '0' && point > whole + 1))
    return FALSE;

  if (*point == '.')
    {
      end = skip_digits (point + 1);
      if (end == point + 1)
        return FALSE;
    }

  self->digits = g_malloc (end - whole + 1);
  memcpy (self->digits, whole, point - whole);
  if (end > point)
    memcpy (self->digits + (point - whole), point + 1, end - point - 1);
  self->digits[end > point ? end - whole - 1 : end - whole] = '\0';

  end = read_exponent (end, &exponent);
  if (end == NULL || *end != '\0')
    {
      form_decimal_clear (self);
      return FALSE;
    }

  self->negative = negative;
  self->point = (point - whole) + exponent;
  trim (self);

  return TRUE;
}

void
form_decimal_clear (FormDecimal *self)
{
  g_clear_pointer (&self->digits, g_free);
}

static int
compare_magnitudes (const FormDecimal *self,
                    const FormDecimal *other)
{
  if (self->digits[0] == '\0' || other->digits[0] == '\0')
    return (self->digits[0] != '\0') - (other->digits[0] != '\0');

  if (self->point != other->point)
    return self->point < other->point ? -1 : 1;

  return strcmp (self->digits, other->digits);
}

/**
 * form_decimal_compare:
 * @self: a decimal
 * @other: another
 *
 * Compares exactly; 1, 1.0 and 1e0 are equal.
 *
 * Returns: less than, equal to or more than 0
 */
int
form_decimal_compare (const FormDecimal *self,
                      const FormDecimal *other)
{
  if (self->negative != other->negative)
    return self->negative ? -1 : 1;

  return self->negative ? compare_magnitudes (other, self) : compare_magnitudes (self, other);
}

/**
 * form_decimal_is_integer:
 * @self: a decimal
 *
 * JSON Schema calls 1.0 an integer, and so do we.
 *
 * Returns: whether nothing stands behind the point
 */
gboolean
form_decimal_is_integer (const FormDecimal *self)
{
  return self->digits[0] == '\0' || self->point >= (gint64) strlen (self->digits);
}

static guint64
multiply_modulo (guint64 a,
                 guint64 b,
                 guint64 modulus)
{
  return (guint64) ((Wide) a * b % modulus);
}

static guint64
power_of_ten_modulo (gint64  exponent,
                     guint64 modulus)
{
  guint64 result = 1 % modulus;
  guint64 base = 10 % modulus;

  for (; exponent > 0; exponent >>= 1)
    {
      if (exponent & 1)
        result = multiply_modulo (result, base, modulus);
      base = multiply_modulo (base, base, modulus);
    }

  return result;
}

/**
 * form_decimal_is_multiple_of:
 * @self: a decimal
 * @step: the unit
 *
 * A step that is not above 0, or that has more than 18 digits, refuses nothing.
 *
 * Returns: whether @self is a whole number of steps
 */
gboolean
form_decimal_is_multiple_of (const FormDecimal *self,
                             const FormDecimal *step)
{
  gsize length = strlen (step->digits);
  gint64 shift = (self->point - (gint64) strlen (self->digits)) - (step->point - (gint64) length);
  guint64 unit;
  guint64 rest = 0;

  if (length == 0 || length > MAX_STEP_DIGITS || step->negative || self->digits[0] == '\0')
    return TRUE;

  /* The digits of neither end in zero, so a finer value than the step is none of its multiples. */
  if (shift < 0)
    return FALSE;

  unit = g_ascii_strtoull (step->digits, NULL, 10);
  for (const char *digit = self->digits; *digit != '\0'; digit++)
    rest = (rest * 10 + (*digit - '0')) % unit;

  return multiply_modulo (rest, power_of_ten_modulo (shift, unit), unit) == 0;
}

/**
 * form_decimal_get_double:
 * @self: a decimal
 * @number: (out): the double
 *
 * Returns: whether there is a double that is exactly this number
 */
gboolean
form_decimal_get_double (const FormDecimal *self,
                         double            *number)
{
  g_autofree char *text = NULL;
  g_auto(FormDecimal) back = { 0 };
  char buffer[96];
  double nearest;

  if (strlen (self->digits) > MAX_DOUBLE_DIGITS || ABS (self->point) > 300)
    return FALSE;

  text = g_strdup_printf ("%s0.%se%d", self->negative ? "-" : "",
                          self->digits[0] != '\0' ? self->digits : "0", (int) self->point);
  nearest = g_ascii_strtod (text, NULL);
  g_ascii_formatd (buffer, sizeof buffer, "%.50e", nearest);

  if (!form_decimal_init (&back, buffer) || form_decimal_compare (self, &back) != 0)
    return FALSE;

  *number = nearest;
  return TRUE;
}
