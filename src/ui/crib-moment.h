/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CRIB_MOMENT_DATE = 1 << 0,
  CRIB_MOMENT_TIME = 1 << 1,
} CribMomentParts;

/* A day, a time, or both, as RFC 3339 writes them; what a picker does not change is kept letter by
 * letter. */
typedef struct
{
  CribMomentParts parts;
  guint year, month, day;
  guint hour, minute;
  char separator;           /* between day and time: "T", mostly */
  char *seconds;            /* with its fraction: ":05.250"; "" where none were written */
  char *zone;               /* "Z", "+09:30"; "" where none was written */
} CribMoment;

gboolean crib_moment_parse        (const char       *text,
                                   CribMomentParts   parts,
                                   CribMoment       *moment);
void     crib_moment_init_now     (CribMoment       *moment,
                                   CribMomentParts   parts);
void     crib_moment_clear        (CribMoment       *moment);
/* A time without seconds or zone gets them: 00, and that of this computer. */
void     crib_moment_complete     (CribMoment       *moment);
char    *crib_moment_dup_text     (const CribMoment *moment);
/* For people: "Tue, 24 November 2026, 14:05 (UTC+09:30)". */
char    *crib_moment_dup_words    (const CribMoment *moment);
char    *crib_moment_dup_zone     (const CribMoment *moment);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (CribMoment, crib_moment_clear)

G_END_DECLS
