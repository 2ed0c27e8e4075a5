/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "schema-format-private.h"

#include <string.h>

/* Dates, times and durations as RFC 3339 has them, section 5.6 and appendix A. */

#define MINUTES_OF_A_DAY (24 * 60)

typedef struct
{
  const char *next;
  const char *end;
} Reader;

static gboolean
skip (Reader     *reader,
      const char *any)
{
  if (reader->next >= reader->end || *reader->next == '\0' || !strchr (any, *reader->next))
    return FALSE;

  reader->next++;
  return TRUE;
}

static gsize
skip_digits (Reader *reader)
{
  const char *start = reader->next;

  while (reader->next < reader->end && g_ascii_isdigit (*reader->next))
    reader->next++;

  return reader->next - start;
}

/* Exactly @n_digits, at most @most. */
static gboolean
read_number (Reader *reader,
             guint   n_digits,
             guint   most,
             guint  *number)
{
  *number = 0;

  for (guint i = 0; i < n_digits; i++)
    {
      if (reader->next >= reader->end || !g_ascii_isdigit (*reader->next))
        return FALSE;

      *number = *number * 10 + (*reader->next++ - '0');
    }

  return *number <= most;
}

static guint
get_days_in_month (guint year,
                   guint month)
{
  static const guint days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

  return days[month - 1] + (month == 2 && leap ? 1 : 0);
}

static gboolean
read_date (Reader *reader)
{
  guint year, month, day;

  return read_number (reader, 4, 9999, &year) && skip (reader, "-") &&
         read_number (reader, 2, 12, &month) && month > 0 && skip (reader, "-") &&
         read_number (reader, 2, 31, &day) && day > 0 && day <= get_days_in_month (year, month);
}

/* @offset: (out): in minutes, east of Greenwich */
static gboolean
read_offset (Reader *reader,
             int    *offset)
{
  guint hours, minutes;
  int sign;

  *offset = 0;

  if (skip (reader, "Zz"))
    return TRUE;

  sign = reader->next < reader->end && *reader->next == '-' ? -1 : 1;

  if (!skip (reader, "+-") || !read_number (reader, 2, 23, &hours) || !skip (reader, ":") ||
      !read_number (reader, 2, 59, &minutes))
    return FALSE;

  *offset = sign * (int) (hours * 60 + minutes);
  return TRUE;
}

/* A second may be the 60th only where the day ends at Greenwich. */
static gboolean
read_time (Reader *reader)
{
  guint hour, minute, second;
  int offset, utc;

  if (!read_number (reader, 2, 23, &hour) || !skip (reader, ":") ||
      !read_number (reader, 2, 59, &minute) || !skip (reader, ":") ||
      !read_number (reader, 2, 60, &second) ||
      (skip (reader, ".") && skip_digits (reader) == 0) || !read_offset (reader, &offset))
    return FALSE;

  utc = (int) (hour * 60 + minute) - offset + MINUTES_OF_A_DAY;

  return second < 60 || utc % MINUTES_OF_A_DAY == MINUTES_OF_A_DAY - 1;
}

gboolean
schema_format_is_date (const char *text,
                       gsize       length)
{
  Reader reader = { text, text + length };

  return read_date (&reader) && reader.next == reader.end;
}

gboolean
schema_format_is_time (const char *text,
                       gsize       length)
{
  Reader reader = { text, text + length };

  return read_time (&reader) && reader.next == reader.end;
}

gboolean
schema_format_is_date_time (const char *text,
                            gsize       length)
{
  Reader reader = { text, text + length };

  return read_date (&reader) && skip (&reader, "Tt") && read_time (&reader) &&
         reader.next == reader.end;
}

/* One or more of @units, in their order and with none left out between two (the grammar of
 * appendix A); none at all where the text ends or goes on otherwise. */
static gboolean
read_parts (Reader     *reader,
            const char *units,
            guint      *n_parts)
{
  const char *expected = NULL;

  for (*n_parts = 0; reader->next < reader->end && g_ascii_isdigit (*reader->next); ++*n_parts)
    {
      const char *unit;

      skip_digits (reader);

      if (reader->next >= reader->end || *reader->next == '\0')
        return FALSE;

      unit = strchr (units, *reader->next++);

      if (unit == NULL || (expected != NULL && unit != expected))
        return FALSE;

      expected = unit + 1;
    }

  return TRUE;
}

gboolean
schema_format_is_duration (const char *text,
                           gsize       length)
{
  Reader reader = { text, text + length };
  guint n_parts, n_times;

  if (!skip (&reader, "P"))
    return FALSE;

  if (length > 2 && text[length - 1] == 'W')
    return skip_digits (&reader) == length - 2;

  if (!read_parts (&reader, "YMD", &n_parts))
    return FALSE;

  if (!skip (&reader, "T"))
    return n_parts > 0 && reader.next == reader.end;

  return read_parts (&reader, "HMS", &n_times) && n_times > 0 && reader.next == reader.end;
}
