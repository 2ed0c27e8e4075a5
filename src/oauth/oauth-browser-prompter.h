/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-prompter.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_BROWSER_PROMPTER (oauth_browser_prompter_get_type ())

/* Shows pages in a browser, which a function opens; the answer comes to the listener. */
G_DECLARE_FINAL_TYPE (OauthBrowserPrompter, oauth_browser_prompter, OAUTH, BROWSER_PROMPTER,
                      GObject)

typedef void (*OauthBrowserFunc) (OauthPrompter *prompter,
                                  OauthPrompt   *prompt,
                                  GCancellable  *cancellable,
                                  gpointer       user_data);

OauthPrompter *oauth_browser_prompter_new (OauthBrowserFunc  open,
                                           gpointer          user_data,
                                           GDestroyNotify    destroy);

G_END_DECLS
