/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-kind.h"

#include <glib/gi18n.h>

static const struct
{
  const char *kind;
  const char *format;   /* nullable: of any */
  const char *words;
} all[] = {
  { "string", "email", N_("e-mail address") },
  { "string", "uri", N_("address of a page") },
  { "string", NULL, N_("text") },
  { "integer", NULL, N_("whole number") },
  { "number", NULL, N_("number") },
  { "boolean", NULL, N_("yes or no") },
  { "choice", NULL, N_("one of these") },
  { "multi-choice", NULL, N_("any of these") },
  { "date", NULL, N_("date, as 2026-11-23") },
  { "time", NULL, N_("time, as 09:30:00Z") },
  { "date-time", "date", N_("date, as 2026-11-23") },
  { "date-time", NULL, N_("date and time, as 2026-11-23T09:30:00Z") },
  { "file", NULL, N_("a file") },
  { "object", NULL, N_("group") },
  { "map", NULL, N_("names and values") },
  { "list", NULL, N_("list") },
  { "tuple", NULL, N_("list of given places") },
  { "union", NULL, N_("one of several kinds") },
  { "null", NULL, N_("nothing") },
};

/**
 * cli_kind_get_words:
 * @kind: the nick of a FormKind
 * @format: (nullable): of a text
 *
 * Returns: (transfer none): it in words; what is none of them is typed as JSON
 */
const char *
cli_kind_get_words (const char *kind,
                    const char *format)
{
  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      if (g_strcmp0 (all[i].kind, kind) == 0 &&
          (all[i].format == NULL || g_strcmp0 (all[i].format, format) == 0))
        return gettext (all[i].words);
    }

  return _("JSON");
}
