/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"

/* A token that is renewed while it is still used. */
typedef struct
{
  GWeakRef authorizer;
  OauthToken *old;
} Renewal;

static void
renewal_free (Renewal *renewal)
{
  g_weak_ref_clear (&renewal->authorizer);
  g_object_unref (renewal->old);
  g_free (renewal);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Renewal, renewal_free)

/* What is still good does, whatever became of the new one. */
static void
acquire_cb (GObject      *source,
            GAsyncResult *result,
            gpointer      user_data)
{
  g_autoptr(Renewal) renewal = user_data;
  g_autoptr(CribAuthorizer) self = g_weak_ref_get (&renewal->authorizer);
  g_autoptr(OauthToken) token = NULL;

  token = oauth_client_acquire_silent_finish (OAUTH_CLIENT (source), result, NULL);

  if (self != NULL && token != NULL && self->token == renewal->old)
    crib_authorizer_take_token (self, token, OAUTH_CLIENT (source), FALSE);
}

/*
 * crib_authorizer_renew_ahead:
 *
 * Where the token that was just given out is due for renewal (entra.md 3.2), asks for one anew: the
 * client gives the old one as long as there is none, and renews it meanwhile, so that what comes is
 * taken here with one of the next calls. Nobody waits for it. A token that fulfils a challenge is
 * not replaced by one that may not.
 */
void
crib_authorizer_renew_ahead (CribAuthorizer *self)
{
  OauthResource *resource;
  Renewal *renewal;

  if (self->token == NULL || self->client == NULL || self->protection == NULL ||
      self->has_claims || self->is_stale || !oauth_token_is_due (self->token))
    return;

  resource = crib_protection_get_resource (self->protection);
  renewal = g_new0 (Renewal, 1);
  g_weak_ref_init (&renewal->authorizer, self);
  renewal->old = g_object_ref (self->token);

  oauth_client_acquire_silent_async (self->client, oauth_token_get_account (self->token),
                                     crib_protection_get_scopes (self->protection),
                                     resource != NULL ? oauth_resource_get_identifier (resource)
                                                      : NULL,
                                     NULL, VAULT_ASK_NEVER, NULL, acquire_cb, renewal);
}
