/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer-private.h"
#include "crib-error.h"
#include "crib-flight-private.h"
#include "crib-policy.h"
#include "crib-sign-in-asker.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

/* Somebody signed in, but not who was asked to: often a browser that remembers another account.
 * What to do about it only the person can say; until they did, the server sees nothing of it. */

static const char *
get_name (OauthAccount *account)
{
  const char *name = oauth_account_get_username (account);

  if (name == NULL)
    name = oauth_account_get_name (account);

  return name != NULL ? name : oauth_account_get_id (account);
}

/* "Other account" is what makes another one right. */
static gboolean
is_expected (CribFlight   *self,
             OauthAccount *account)
{
  return self->kind == CRIB_SIGN_IN_OTHER_ACCOUNT || self->account == NULL ||
         g_strcmp0 (oauth_account_get_id (account), oauth_account_get_id (self->account)) == 0;
}

/* In the list of accounts at once: its item is in the keyring now, and the list is where people
 * find what to sign out. */
static void
remember (CribFlight   *self,
          OauthAccount *account)
{
  CribAccountStore *accounts = crib_identity_get_accounts (self->authorizer->identity);
  g_autoptr(GError) error = NULL;

  self->is_stranger_new = crib_account_store_find_same (accounts, account) == NULL;
  self->is_stranger_listed = crib_account_store_add (accounts, account, &error);

  if (!self->is_stranger_listed)
    g_debug ("The account is not listed: %s", error->message);
}

static void
go_on (CribFlight *self)
{
  g_clear_object (&self->stranger);
  self->is_turning_away = FALSE;

  if (self->rejection != NULL)
    crib_flight_fail_turn (self, g_steal_pointer (&self->rejection));
  else
    crib_flight_sign_in (self);
}

static void
forgotten_cb (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  CribFlight *self = user_data;
  g_autoptr(GError) error = NULL;

  /* It is in the list of accounts, where it can be signed out once more. */
  if (!crib_identity_sign_out_finish (CRIB_IDENTITY (source), result, &error))
    g_warning ("The sign-in of another account is kept: %s", error->message);

  go_on (self);
}

/* At another server, for which somebody chose it while the question stood there. */
static gboolean
is_used (CribFlight   *self,
         OauthAccount *account)
{
  GListModel *servers = crib_identity_get_servers (self->authorizer->identity);
  guint n_servers = servers != NULL ? g_list_model_get_n_items (servers) : 0;

  for (guint i = 0; i < n_servers; i++)
    {
      g_autoptr(CribServer) server = g_list_model_get_item (servers, i);

      if (server != self->authorizer->server && crib_account_is_used_by (account, server))
        return TRUE;
    }

  return FALSE;
}

/* Whoever was signed in before stays so. */
static void
turn_away (CribFlight *self)
{
  OauthAccount *account = oauth_token_get_account (self->stranger);

  self->is_turning_away = TRUE;

  if (self->is_stranger_new && !is_used (self, account))
    crib_identity_sign_out_async (self->authorizer->identity, account, NULL, forgotten_cb, self);
  else
    go_on (self);
}

/* The list says whether somebody was signed out since: then the token is nobody's any more. */
static gboolean
has_left (CribFlight   *self,
          OauthAccount *account)
{
  CribAccountStore *accounts = crib_identity_get_accounts (self->authorizer->identity);

  return self->is_stranger_listed && crib_account_store_find_same (accounts, account) == NULL;
}

static void
welcome (CribFlight *self)
{
  g_autoptr(OauthToken) token = g_steal_pointer (&self->stranger);

  if (has_left (self, oauth_token_get_account (token)))
    {
      crib_flight_fail_turn (self, crib_flight_new_nobody_error (self));
      return;
    }

  crib_flight_end_turn (self);
  crib_flight_succeed (self, token);
}

static void
answer_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  CribFlight *self = user_data;
  CribAccountAnswer answer;

  answer = crib_sign_in_asker_ask_account_finish (CRIB_SIGN_IN_ASKER (source), result,
                                                  &self->rejection);

  switch (self->rejection == NULL ? answer : CRIB_ACCOUNT_ANSWER_CANCEL)
    {
    case CRIB_ACCOUNT_ANSWER_KEEP:
      welcome (self);
      break;
    case CRIB_ACCOUNT_ANSWER_AGAIN:
      self->kind = CRIB_SIGN_IN_AGAIN;
      turn_away (self);
      break;
    case CRIB_ACCOUNT_ANSWER_CANCEL:
    default:
      if (self->rejection == NULL)
        self->rejection = g_error_new_literal (OAUTH_ERROR, OAUTH_ERROR_CANCELLED,
                                               _("Nobody else was let in."));
      turn_away (self);
    }
}

/* Where nobody can be asked it stays in the list of accounts, as what it is: signed in. */
static void
fail_with_other_account (CribFlight   *self,
                         OauthAccount *account)
{
  crib_flight_fail_turn (self, g_error_new (CRIB_ERROR, CRIB_ERROR_OTHER_ACCOUNT,
                                            _("%s signed in, but %s was asked to."),
                                            get_name (account), get_name (self->account)));
}

/*
 * crib_flight_check_tenant:
 * @tenant: (nullable): where somebody signs in, or did
 * @error: return location: `OAUTH_ERROR_SETUP`
 *
 * What has no GUID yet is looked at when it has.
 *
 * Returns: whether the administrator allows it
 */
gboolean
crib_flight_check_tenant (CribFlight  *self,
                          const char  *tenant,
                          GError     **error)
{
  if (tenant == NULL || !g_uuid_string_is_valid (tenant) ||
      !crib_protection_is_entra (self->protection) || crib_policy_allows_tenant (tenant))
    return TRUE;

  g_set_error (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
               _("Your administrator does not allow signing in to the organisation “%s”."), tenant);

  return FALSE;
}

/*
 * crib_flight_receive:
 * @token: what a person's sign-in brought
 *
 * Goes on with it if it is whose it should be; else the person says what is to become of it.
 */
void
crib_flight_receive (CribFlight *self,
                     OauthToken *token)
{
  CribAuthorizer *authorizer = self->authorizer;
  OauthPrompter *prompter = crib_identity_get_prompter (authorizer->identity);
  OauthAccount *account = oauth_token_get_account (token);

  remember (self, account);

  if (!crib_flight_check_tenant (self, oauth_account_get_tenant (account), &self->rejection))
    {
      self->stranger = g_object_ref (token);
      turn_away (self);
    }
  else if (is_expected (self, account))
    {
      crib_flight_end_turn (self);
      crib_flight_succeed (self, token);
    }
  else if (CRIB_IS_SIGN_IN_ASKER (prompter))
    {
      self->stranger = g_object_ref (token);
      crib_sign_in_asker_ask_account_async (CRIB_SIGN_IN_ASKER (prompter),
                                            crib_server_get_name (authorizer->server),
                                            self->account, account, self->cancellable, answer_cb,
                                            self);
    }
  else
    {
      fail_with_other_account (self, account);
    }
}
