/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "cli-prompter.h"

#include "cli-browser.h"
#include "cli-output.h"
#include "oauth-browser-prompter.h"

#include <glib/gi18n.h>

typedef struct
{
  gboolean browser;
  gboolean json;
} Manner;

/* With the prompter lives what it was made with. */
typedef struct
{
  OauthPrompter *prompter;
  const Manner *manner;
} Opening;

static void
opened_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autofree Opening *opening = user_data;
  g_autoptr(OauthPrompter) prompter = opening->prompter;
  g_autoptr(GError) error = NULL;

  if (!cli_browser_open_finish (result, &error) &&
      !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    cli_output_note (opening->manner->json,
                     _("No browser could be opened; open the address yourself."));
}

static void
open_cb (OauthPrompter *prompter,
         OauthPrompt   *prompt,
         GCancellable  *cancellable,
         gpointer       user_data)
{
  const Manner *manner = user_data;
  const Opening opening = { prompter, manner };
  const char *uri = oauth_prompt_get_uri (prompt);

  cli_output_prompt (manner->json, oauth_prompt_get_reason (prompt), uri, manner->browser);

  if (!manner->browser)
    return;

  g_object_ref (prompter);
  cli_browser_open_async (uri, cancellable, opened_cb, g_memdup2 (&opening, sizeof opening));
}

/**
 * cli_prompter_new:
 * @browser: whether to open the browser, or to say the address only
 * @json: whether what is said is for a program
 *
 * The address stands on standard error in any case: where no browser can be opened it is copied
 * from there.
 *
 * Returns: (transfer full): a prompter for the surface %OAUTH_SURFACE_BROWSER
 */
OauthPrompter *
cli_prompter_new (gboolean browser,
                  gboolean json)
{
  const Manner manner = { browser, json };

  return oauth_browser_prompter_new (open_cb, g_memdup2 (&manner, sizeof manner), g_free);
}
