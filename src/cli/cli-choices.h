/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* One thing that may be in a list. */
typedef struct
{
  char *value;
  char *label;
} CliChoice;

/* What the list at @name may hold, by the schema of the object around it; NULL: anything. */
GPtrArray *cli_choices_read  (const SjsonValue  *schema,
                              const char        *name);
/* "1, red" as a JSON array of their values. */
char      *cli_choices_parse (GPtrArray         *choices,
                              const char        *line,
                              GError           **error);

G_END_DECLS
