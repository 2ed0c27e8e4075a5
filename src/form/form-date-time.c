/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "form-date-time-private.h"

#define MINUTES_PER_DAY (24 * 60)

/* Exactly @n digits, of a number up to @most; moves @text behind them. */
static gboolean
read_number (const char **text,
             int          n,
             int          most,
             int         *number)
{
  *number = 0;

  for (int i = 0; i < n; i++, (*text)++)
    {
      if (!g_ascii_isdigit (**text))
        return FALSE;

      *number = *number * 10 + (**text - '0');
    }

  return *number <= most;
}

static gboolean
read_letter (const char **text,
             char         letter)
{
  if (g_ascii_toupper (**text) != letter)
    return FALSE;

  (*text)++;
  return TRUE;
}

static int
days_in_month (int year,
               int month)
{
  static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
  gboolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

  return days[month - 1] + (month == 2 && leap);
}

static gboolean
read_date (const char **text)
{
  int year;
  int month;
  int day;

  return read_number (text, 4, 9999, &year) && read_letter (text, '-') &&
         read_number (text, 2, 12, &month) && read_letter (text, '-') && month > 0 &&
         read_number (text, 2, days_in_month (year, month), &day) && day > 0;
}

static gboolean
read_fraction (const char **text)
{
  if (!read_letter (text, '.'))
    return TRUE;

  if (!g_ascii_isdigit (**text))
    return FALSE;

  while (g_ascii_isdigit (**text))
    (*text)++;

  return TRUE;
}

/* Z, or how many minutes the clock is ahead of it. */
static gboolean
read_offset (const char **text,
             int         *offset)
{
  int sign = **text == '-' ? -1 : 1;
  int hours;
  int minutes;

  *offset = 0;

  if (read_letter (text, 'Z'))
    return TRUE;

  if (!read_letter (text, '+') && !read_letter (text, '-'))
    return FALSE;

  if (!read_number (text, 2, 23, &hours) || !read_letter (text, ':') ||
      !read_number (text, 2, 59, &minutes))
    return FALSE;

  *offset = sign * (hours * 60 + minutes);
  return TRUE;
}

static gboolean
read_time (const char **text)
{
  int hour;
  int minute;
  int second;
  int offset;
  int utc;

  if (!read_number (text, 2, 23, &hour) || !read_letter (text, ':') ||
      !read_number (text, 2, 59, &minute) || !read_letter (text, ':') ||
      !read_number (text, 2, 60, &second) || !read_fraction (text) ||
      !read_offset (text, &offset))
    return FALSE;

  /* RFC 3339 §5.7: a leap second is the last one of a day in UTC. */
  utc = (hour * 60 + minute - offset + MINUTES_PER_DAY) % MINUTES_PER_DAY;

  return second < 60 || utc == MINUTES_PER_DAY - 1;
}

/**
 * form_date_is_valid:
 * @text: what may be a date
 *
 * Returns: whether it is a full-date (RFC 3339 §5.6), and one of the calendar
 */
gboolean
form_date_is_valid (const char *text)
{
  return read_date (&text) && *text == '\0';
}

/**
 * form_date_time_is_valid:
 * @text: what may be a date and time
 *
 * The zone is part of it: without one nobody knows when it is.
 *
 * Returns: whether it is a date-time (RFC 3339 §5.6)
 */
gboolean
form_date_time_is_valid (const char *text)
{
  return read_date (&text) && read_letter (&text, 'T') && read_time (&text) && *text == '\0';
}
