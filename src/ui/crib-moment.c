/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-moment.h"

#include <glib/gi18n.h>
#include <string.h>

/* Reads and writes the days and times of RFC 3339 §5.6 for the pickers. Whether a text is valid is
 * the form's to say: here it is enough that the parts to be picked are found in it. */

/* Reads exactly @n_digits. */
static gboolean
read_digits (const char **at,
             guint        n_digits,
             guint       *number)
{
  *number = 0;
  for (guint i = 0; i < n_digits; i++, (*at)++)
    {
      if (!g_ascii_isdigit (**at))
        return FALSE;
      *number = *number * 10 + (guint) g_ascii_digit_value (**at);
    }
  return TRUE;
}

static gboolean
read_char (const char **at,
           char         c)
{
  if (**at != c)
    return FALSE;

  (*at)++;
  return TRUE;
}

static gboolean
read_date (const char **at,
           CribMoment  *moment)
{
  return read_digits (at, 4, &moment->year) && read_char (at, '-') &&
         read_digits (at, 2, &moment->month) && read_char (at, '-') &&
         read_digits (at, 2, &moment->day) &&
         g_date_valid_dmy ((GDateDay) moment->day, moment->month, (GDateYear) moment->year);
}

/* Seconds may have any number of decimals; 60 is a leap second. */
static gboolean
read_seconds (const char **at,
              CribMoment  *moment)
{
  const char *start = *at;
  guint seconds = 0;

  if (read_char (at, ':'))
    {
      if (!read_digits (at, 2, &seconds) || seconds > 60)
        return FALSE;
      if (read_char (at, '.'))
        while (g_ascii_isdigit (**at))
          (*at)++;
    }

  moment->seconds = g_strndup (start, *at - start);
  return TRUE;
}

static gboolean
read_zone (const char **at,
           CribMoment  *moment)
{
  const char *start = *at;
  guint hours, minutes;

  if (**at == '+' || **at == '-')
    {
      (*at)++;
      if (!read_digits (at, 2, &hours) || !read_char (at, ':') || !read_digits (at, 2, &minutes) ||
          hours > 23 || minutes > 59)
        return FALSE;
    }
  else if (!read_char (at, 'Z'))
    read_char (at, 'z');

  moment->zone = g_strndup (start, *at - start);
  return TRUE;
}

static gboolean
read_time (const char **at,
           CribMoment  *moment)
{
  return read_digits (at, 2, &moment->hour) && moment->hour < 24 && read_char (at, ':') &&
         read_digits (at, 2, &moment->minute) && moment->minute < 60 &&
         read_seconds (at, moment) && read_zone (at, moment);
}

static gboolean
read_separator (const char **at,
                CribMoment  *moment)
{
  if (**at == '\0' || strchr ("Tt ", **at) == NULL)
    return FALSE;

  moment->separator = *(*at)++;
  return TRUE;
}

gboolean
crib_moment_parse (const char      *text,
                   CribMomentParts  parts,
                   CribMoment      *moment)
{
  gboolean both = parts == (CRIB_MOMENT_DATE | CRIB_MOMENT_TIME);
  const char *at = text;

  g_return_val_if_fail (text != NULL && moment != NULL, FALSE);

  memset (moment, 0, sizeof *moment);
  moment->parts = parts;
  moment->separator = 'T';

  if (((parts & CRIB_MOMENT_DATE) == 0 || read_date (&at, moment)) &&
      (!both || read_separator (&at, moment)) &&
      ((parts & CRIB_MOMENT_TIME) == 0 || read_time (&at, moment)) && *at == '\0')
    return TRUE;

  crib_moment_clear (moment);
  return FALSE;
}

/* What a picker begins with: today, this minute. */
void
crib_moment_init_now (CribMoment      *moment,
                      CribMomentParts  parts)
{
  g_autoptr(GDateTime) now = g_date_time_new_now_local ();

  memset (moment, 0, sizeof *moment);
  moment->parts = parts;
  moment->separator = 'T';
  moment->year = (guint) g_date_time_get_year (now);
  moment->month = (guint) g_date_time_get_month (now);
  moment->day = (guint) g_date_time_get_day_of_month (now);
  moment->hour = (guint) g_date_time_get_hour (now);
  moment->minute = (guint) g_date_time_get_minute (now);
}

void
crib_moment_clear (CribMoment *moment)
{
  g_clear_pointer (&moment->seconds, g_free);
  g_clear_pointer (&moment->zone, g_free);
}

/* The offset from UTC here on that day; today where there is no day. */
static char *
dup_local_zone (const CribMoment *moment)
{
  g_autoptr(GDateTime) then = NULL;

  if ((moment->parts & CRIB_MOMENT_DATE) != 0)
    then = g_date_time_new_local ((int) moment->year, (int) moment->month, (int) moment->day,
                                  (int) moment->hour, (int) moment->minute, 0);
  if (then == NULL)
    then = g_date_time_new_now_local ();
  return g_date_time_format (then, "%:z");
}

void
crib_moment_complete (CribMoment *moment)
{
  if ((moment->parts & CRIB_MOMENT_TIME) == 0)
    return;

  if (moment->seconds == NULL || *moment->seconds == '\0')
    {
      g_free (moment->seconds);
      moment->seconds = g_strdup (":00");
    }
  if (moment->zone == NULL || *moment->zone == '\0')
    {
      g_free (moment->zone);
      moment->zone = dup_local_zone (moment);
    }
}

char *
crib_moment_dup_text (const CribMoment *moment)
{
  GString *text = g_string_new (NULL);

  if ((moment->parts & CRIB_MOMENT_DATE) != 0)
    g_string_append_printf (text, "%04u-%02u-%02u", moment->year, moment->month, moment->day);
  if (moment->parts == (CRIB_MOMENT_DATE | CRIB_MOMENT_TIME))
    g_string_append_c (text, moment->separator);
  if ((moment->parts & CRIB_MOMENT_TIME) != 0)
    g_string_append_printf (text, "%02u:%02u%s%s", moment->hour, moment->minute,
                            moment->seconds != NULL ? moment->seconds : "",
                            moment->zone != NULL ? moment->zone : "");
  return g_string_free (text, FALSE);
}

/* "UTC", "UTC+09:30"; NULL without a zone. */
char *
crib_moment_dup_zone (const CribMoment *moment)
{
  if (moment->zone == NULL || *moment->zone == '\0')
    return NULL;
  return g_strconcat ("UTC", g_ascii_toupper (*moment->zone) == 'Z' ? "" : moment->zone, NULL);
}

char *
crib_moment_dup_words (const CribMoment *moment)
{
  gboolean has_date = (moment->parts & CRIB_MOMENT_DATE) != 0;
  g_autoptr(GDateTime) then =
    g_date_time_new_utc (has_date ? (int) moment->year : 2000, has_date ? (int) moment->month : 1,
                         has_date ? (int) moment->day : 1, (int) moment->hour,
                         (int) moment->minute, 0);
  g_autofree char *zone = crib_moment_dup_zone (moment);
  g_autofree char *words = NULL;

  if (then == NULL)
    return NULL;

  if (moment->parts == CRIB_MOMENT_TIME)
    /* Translators: an hour and a minute, as g_date_time_format() takes them */
    words = g_date_time_format (then, _("%H:%M"));
  else
    /* Translators: a day, and a day with hour and minute, as g_date_time_format() takes them */
    words = g_date_time_format (then, (moment->parts & CRIB_MOMENT_TIME) == 0
                                        ? _("%a, %-d %B %Y") : _("%a, %-d %B %Y, %H:%M"));
  return zone != NULL ? g_strdup_printf ("%s (%s)", words, zone) : g_steal_pointer (&words);
}
