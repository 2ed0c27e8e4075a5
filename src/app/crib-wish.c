/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-error.h"
#include "crib-flight.h"
#include "oauth-error.h"

#include <string.h>

/*
 * crib_wish_new:
 * @task: answered with the Authorization field, or with whether somebody is signed in
 *
 * Returns: (transfer full): a wish
 */
CribWish *
crib_wish_new (CribWishKind  kind,
               GTask        *task)
{
  CribWish *self = g_new0 (CribWish, 1);

  self->kind = kind;
  self->task = g_object_ref (task);
  self->surface = -1;

  return self;
}

void
crib_wish_free (CribWish *self)
{
  g_object_unref (self->task);
  g_free (self->challenge);
  g_free (self->step);
  vault_wipe_string (self->header);
  g_free (self);
}

/* Whether a token that pleases another challenge may not please this (entra.md 4.1). */
gboolean
crib_wish_wants_claims (CribWish *self)
{
  return self->challenge != NULL && strstr (self->challenge, "insufficient_claims") != NULL;
}

void
crib_wish_fulfil (CribWish   *self,
                  OauthToken *token)
{
  OauthAccount *account = oauth_token_get_account (token);

  if (self->kind == CRIB_WISH_HEADER)
    {
      g_task_set_task_data (self->task, g_strdup (oauth_account_get_id (account)), g_free);
      g_task_return_pointer (self->task, oauth_token_dup_header (token),
                             (GDestroyNotify) vault_wipe_string);
    }
  else
    g_task_return_boolean (self->task, TRUE);
}

/* Whether the server has the last word: maybe it lets in without. */
static gboolean
may_go_without (const GError *error)
{
  static const OauthError codes[] = {
    OAUTH_ERROR_NEEDS_PERSON, OAUTH_ERROR_DISCOVERY, OAUTH_ERROR_UNTRUSTED, OAUTH_ERROR_SETUP
  };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (error, OAUTH_ERROR, codes[i]))
      return TRUE;

  return g_error_matches (error, CRIB_ERROR, CRIB_ERROR_CLIENT_ID);
}

void
crib_wish_fail (CribWish     *self,
                const GError *error)
{
  if (self->kind == CRIB_WISH_HEADER && may_go_without (error))
    g_task_return_pointer (self->task, NULL, NULL);
  else if (self->kind == CRIB_WISH_STEP_UP &&
           g_error_matches (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON))
    g_task_return_boolean (self->task, FALSE);
  else
    g_task_return_error (self->task, g_error_copy (error));
}
