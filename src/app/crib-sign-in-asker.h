/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-account.h"
#include "oauth-prompter.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SIGN_IN_ASKER (crib_sign_in_asker_get_type ())
#define CRIB_TYPE_ACCOUNT_ANSWER (crib_account_answer_get_type ())

/* What to do with somebody who signed in and was not asked to. */
typedef enum {
  CRIB_ACCOUNT_ANSWER_KEEP,     /* the server is theirs from now on */
  CRIB_ACCOUNT_ANSWER_AGAIN,    /* whoever was expected signs in */
  CRIB_ACCOUNT_ANSWER_CANCEL,   /* all stays as it was */
} CribAccountAnswer;

GType crib_account_answer_get_type (void);

/* Who asks a person about a sign-in, besides showing its page. */
G_DECLARE_INTERFACE (CribSignInAsker, crib_sign_in_asker, CRIB, SIGN_IN_ASKER, GObject)

struct _CribSignInAskerInterface
{
  GTypeInterface parent_iface;

  void              (*ask_surface_async)  (CribSignInAsker      *self,
                                           const char           *server_name,
                                           const char           *reason,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
  int               (*ask_surface_finish) (CribSignInAsker      *self,
                                           GAsyncResult         *result,
                                           GError              **error);
  void              (*ask_account_async)  (CribSignInAsker      *self,
                                           const char           *server_name,
                                           OauthAccount         *expected,
                                           OauthAccount         *found,
                                           GCancellable         *cancellable,
                                           GAsyncReadyCallback   callback,
                                           gpointer              user_data);
  CribAccountAnswer (*ask_account_finish) (CribSignInAsker      *self,
                                           GAsyncResult         *result,
                                           GError              **error);
};

/* Where to sign in, for policy "ask". Returns: an OauthSurface, or -1 with an error */
void              crib_sign_in_asker_ask_surface_async  (CribSignInAsker      *self,
                                                         const char           *server_name,
                                                         const char           *reason,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
int               crib_sign_in_asker_ask_surface_finish (CribSignInAsker      *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);
/* "You signed in as someone else". With an error CRIB_ACCOUNT_ANSWER_CANCEL is returned. */
void              crib_sign_in_asker_ask_account_async  (CribSignInAsker      *self,
                                                         const char           *server_name,
                                                         OauthAccount         *expected,
                                                         OauthAccount         *found,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
CribAccountAnswer crib_sign_in_asker_ask_account_finish (CribSignInAsker      *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
