/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-context.h"
#include "oauth-prompter.h"

G_BEGIN_DECLS

/* What a person is asked for; members are copied. */
typedef struct
{
  OauthPrompter *prompter;
  const char * const *scopes;   /* nullable */
  const char *resource;         /* nullable: the server, as it names itself */
  const char *claims;           /* nullable */
  const char *reason;           /* nullable */
  const char *server_name;      /* nullable */
  const char *login_hint;       /* nullable */
  const char *prompt;           /* nullable */
  int surface;                  /* OauthSurface, or -1 for the profile's choice */
} OauthErrand;

void        oauth_interactive_run_async  (OauthContext         *context,
                                          const OauthErrand    *errand,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
OauthToken *oauth_interactive_run_finish (GAsyncResult         *result,
                                          GError              **save_error,
                                          GError              **error);

G_END_DECLS
