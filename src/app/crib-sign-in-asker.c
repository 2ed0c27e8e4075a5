/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-asker.h"

/**
 * CribSignInAsker:
 *
 * Who asks a person what only they can decide about a sign-in.
 *
 * The prompter of a [class@Crib.Identity] may be one, too: the window is, the terminal is. Where it
 * is none, people sign in where the authority's profile says, and somebody else than was expected
 * is an error.
 */
G_DEFINE_INTERFACE (CribSignInAsker, crib_sign_in_asker, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CribAccountAnswer, crib_account_answer,
                    G_DEFINE_ENUM_VALUE (CRIB_ACCOUNT_ANSWER_KEEP, "keep"),
                    G_DEFINE_ENUM_VALUE (CRIB_ACCOUNT_ANSWER_AGAIN, "again"),
                    G_DEFINE_ENUM_VALUE (CRIB_ACCOUNT_ANSWER_CANCEL, "cancel"))

static void
crib_sign_in_asker_default_init (CribSignInAskerInterface *iface)
{
}

/**
 * crib_sign_in_asker_ask_surface_async:
 * @self: an asker
 * @server_name: what somebody signs in to
 * @reason: why, a sentence
 * @cancellable: (nullable): cancelled once nobody waits any more
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks where to sign in.
 */
void
crib_sign_in_asker_ask_surface_async (CribSignInAsker     *self,
                                      const char          *server_name,
                                      const char          *reason,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (CRIB_IS_SIGN_IN_ASKER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  CRIB_SIGN_IN_ASKER_GET_IFACE (self)->ask_surface_async (self, server_name, reason, cancellable,
                                                          callback, user_data);
}

/**
 * crib_sign_in_asker_ask_surface_finish:
 * @self: an asker
 * @result: what the callback got
 * @error: return location: `OAUTH_ERROR_CANCELLED` when the person gave up
 *
 * Returns: an [enum@Oauth.Surface], or -1 with @error set
 */
int
crib_sign_in_asker_ask_surface_finish (CribSignInAsker  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  g_return_val_if_fail (CRIB_IS_SIGN_IN_ASKER (self), -1);

  return CRIB_SIGN_IN_ASKER_GET_IFACE (self)->ask_surface_finish (self, result, error);
}

/**
 * crib_sign_in_asker_ask_account_async:
 * @self: an asker
 * @server_name: what somebody signed in to
 * @expected: who was asked to
 * @found: who did
 * @cancellable: (nullable): cancelled once nobody waits any more
 * @callback: called with the answer
 * @user_data: for @callback
 *
 * Asks what to do with somebody who signed in and was not asked to.
 */
void
crib_sign_in_asker_ask_account_async (CribSignInAsker     *self,
                                      const char          *server_name,
                                      OauthAccount        *expected,
                                      OauthAccount        *found,
                                      GCancellable        *cancellable,
                                      GAsyncReadyCallback  callback,
                                      gpointer             user_data)
{
  g_return_if_fail (CRIB_IS_SIGN_IN_ASKER (self));
  g_return_if_fail (OAUTH_IS_ACCOUNT (expected));
  g_return_if_fail (OAUTH_IS_ACCOUNT (found));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  CRIB_SIGN_IN_ASKER_GET_IFACE (self)->ask_account_async (self, server_name, expected, found,
                                                          cancellable, callback, user_data);
}

/**
 * crib_sign_in_asker_ask_account_finish:
 * @self: an asker
 * @result: what the callback got
 * @error: return location: `OAUTH_ERROR_CANCELLED` or `G_IO_ERROR_CANCELLED` where there is no
 *   answer; then %CRIB_ACCOUNT_ANSWER_CANCEL is returned
 *
 * Returns: the answer
 */
CribAccountAnswer
crib_sign_in_asker_ask_account_finish (CribSignInAsker  *self,
                                       GAsyncResult     *result,
                                       GError          **error)
{
  g_return_val_if_fail (CRIB_IS_SIGN_IN_ASKER (self), CRIB_ACCOUNT_ANSWER_CANCEL);

  return CRIB_SIGN_IN_ASKER_GET_IFACE (self)->ask_account_finish (self, result, error);
}
