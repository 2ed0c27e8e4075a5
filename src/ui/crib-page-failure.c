/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-page-failure.h"

#include "crib-words.h"

#include <glib/gi18n.h>

/* "%s" is where it happened. */
static const struct
{
  const char *key;
  const char *words;
  gboolean can_retry;
} failures[] = {
  { "not-secure", N_("It leads to “%s”, which is not encrypted. Nothing was sent there. Cancel, "
                     "and tell your administrator."), FALSE },
  { "tls", N_("“%s” cannot prove that it is who it says. Nothing was sent there. Cancel, and tell "
              "your administrator."), FALSE },
  { "download", N_("A file came in the place of a page, and was not saved. Open the sign-in in "
                   "your browser."), FALSE },
  { "authentication", N_("“%s” asks for a password in a way that only browsers have. Open the "
                         "sign-in in your browser."), FALSE },
  { "form-post", N_("The answer came as a form, which cannot be read here. Open the sign-in in "
                    "your browser."), FALSE },
  { "crashed", N_("The page stopped working. Try again, or open the sign-in in your browser."),
    TRUE },
};

/**
 * crib_page_failure_dup_words:
 * @key: what went wrong with a page of a sign-in, as the web view says it
 * @details: (nullable): where, or the engine's words; out of the page, so that it has its own bound
 * @can_retry: (out): whether the same page may come the next time
 *
 * Returns: (transfer full): a sentence or two for people, not markup
 */
char *
crib_page_failure_dup_words (const char *key,
                             const char *details,
                             gboolean   *can_retry)
{
  const char *words = _("The page cannot be reached. Check your network, then try again.");
  g_autofree char *place = crib_words_clip (details != NULL && *details != '\0' ? details : "?",
                                            80);
  g_auto(GStrv) parts = NULL;

  *can_retry = TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (failures); i++)
    if (g_str_equal (key, failures[i].key))
      {
        words = _(failures[i].words);
        *can_retry = failures[i].can_retry;
      }

  parts = g_strsplit (words, "%s", 2);

  return g_strjoinv (place, parts);
}
