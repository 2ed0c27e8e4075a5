/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-identity.h"

#include "oauth-clock.h"
#include "oauth-error-private.h"
#include "oauth-keys.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define PLACEHOLDER "{tenantid}"

/* Whose a token answer is. */
typedef struct
{
  OauthContext *context;
  OauthTokenAnswer *answer;   /* kept by the caller until called back */
  char *nonce;
} Find;

static void
find_free (gpointer data)
{
  Find *self = data;

  oauth_context_unref (self->context);
  vault_wipe_string (self->nonce);
  g_free (self);
}

/* Ruling 4: an authority for many tenants names itself by a template, also in its keys; the token
 * says which tenant it is of, and from there on everything is exact. */
static char *
dup_exact_issuer (const char       *issuer,
                  const SjsonValue *claims)
{
  g_autoptr(GString) exact = g_string_new (issuer);
  g_autofree char *tenant = NULL;

  if (strstr (issuer, PLACEHOLDER) == NULL)
    return g_strdup (issuer);

  tenant = sjson_value_dup_member_string (claims, "tid");
  if (tenant == NULL || *tenant == '\0' ||
      strspn (tenant, G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "-") != strlen (tenant))
    return g_strdup (issuer);

  g_string_replace (exact, PLACEHOLDER, tenant, 0);

  return g_string_free (g_steal_pointer (&exact), FALSE);
}

/* A key that names an issuer signs for that one only (entra.md 1.4). */
static gboolean
check_key_issuer (const char        *key_issuer,
                  const char        *issuer,
                  const SjsonValue  *claims,
                  GError           **error)
{
  g_autofree char *exact = NULL;

  if (key_issuer == NULL)
    return TRUE;

  exact = dup_exact_issuer (key_issuer, claims);
  if (g_str_equal (exact, issuer))
    return TRUE;

  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                       _("The ID token is signed with the key of another authority."));

  return FALSE;
}

/* A token that is good by the clock of who gave it is no forgery (entra.md 3.5). */
static GError *
new_clock_error (gint64 skew)
{
  g_autofree char *sentence = NULL;
  guint minutes = ABS (skew) / 60;
  GError *error;

  sentence = skew > 0
    ? g_strdup_printf (ngettext ("The clock of this computer is %u minute ahead of that of the "
                                 "sign-in service.",
                                 "The clock of this computer is %u minutes ahead of that of the "
                                 "sign-in service.", minutes), minutes)
    : g_strdup_printf (ngettext ("The clock of this computer is %u minute behind that of the "
                                 "sign-in service.",
                                 "The clock of this computer is %u minutes behind that of the "
                                 "sign-in service.", minutes), minutes);
  error = oauth_error_new (OAUTH_ERROR_FORGED, sentence, NULL);
  oauth_error_set_clock_skew (error, skew);

  return error;
}

static gboolean
check_claims (Find              *self,
              const SjsonValue  *claims,
              const char        *issuer,
              GError           **error)
{
  const char *client_id = self->context->client_id;
  gint64 skew = self->context->skew;
  gint64 now = oauth_clock_get_wall ();
  g_autoptr(GError) problem = NULL;

  if (oauth_id_token_check (claims, issuer, client_id, self->nonce, now, &problem))
    return TRUE;

  if (skew != 0 &&
      oauth_id_token_check (claims, issuer, client_id, self->nonce, now - skew, NULL))
    g_propagate_error (error, new_clock_error (skew));
  else
    g_propagate_error (error, g_steal_pointer (&problem));

  return FALSE;
}

static OauthAccount *
read_claims (Find              *self,
             const SjsonValue  *claims,
             const char        *key_issuer,
             GError           **error)
{
  OauthAuthority *authority = self->context->authority;
  g_autofree char *issuer = dup_exact_issuer (oauth_authority_get_issuer (authority), claims);

  if (!check_key_issuer (key_issuer, issuer, claims, error) ||
      !check_claims (self, claims, issuer, error))
    return NULL;

  return oauth_profile_dup_account (oauth_authority_get_profile (authority),
                                    oauth_authority_get_asked_issuer (authority),
                                    self->context->client_id, claims, &self->answer->json, error);
}

static void
return_account (GTask        *task,
                OauthAccount *account,
                GError       *error)
{
  if (account != NULL)
    g_task_return_pointer (task, account, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
verify_cb (GObject      *source,
           GAsyncResult *result,
           gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  Find *self = g_task_get_task_data (task);
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *key_issuer = NULL;
  OauthAccount *account = NULL;
  GError *error = NULL;
  SjsonValue claims;

  document = oauth_key_source_verify_finish (OAUTH_KEY_SOURCE (source), result, &key_issuer,
                                             &error);
  if (document != NULL)
    {
      claims = sjson_document_get_root (document);
      account = read_claims (self, &claims, key_issuer, &error);
    }

  return_account (task, account, error);
}

/*
 * oauth_identity_find_async:
 * @context: of the client
 * @answer: kept by the caller until called back
 * @nonce: (nullable): of the authorization request, `NULL` after a refresh
 *
 * Whose @answer is: by its ID token, whose signature and claims are checked (OpenID Connect Core
 * §3.1.3.7); where there is none, the profile says.
 */
void
oauth_identity_find_async (OauthContext        *context,
                           OauthTokenAnswer    *answer,
                           const char          *nonce,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  OauthAuthority *authority = context->authority;
  Find *self = g_new0 (Find, 1);
  OauthAccount *account;
  GError *error = NULL;

  self->context = oauth_context_ref (context);
  self->answer = answer;
  self->nonce = g_strdup (nonce);
  g_task_set_source_tag (task, oauth_identity_find_async);
  g_task_set_task_data (task, self, find_free);

  if (answer->id_token != NULL)
    {
      oauth_key_source_verify_async (context->keys, context->session, answer->id_token, cancellable,
                                     verify_cb, g_steal_pointer (&task));
      return;
    }

  account = oauth_profile_dup_account (oauth_authority_get_profile (authority),
                                       oauth_authority_get_asked_issuer (authority),
                                       context->client_id, NULL, &answer->json, &error);
  return_account (task, account, error);
}

/*
 * oauth_identity_find_finish:
 * @error: return location: `OAUTH_ERROR_FORGED`, or `OAUTH_ERROR_UNAVAILABLE` where the keys cannot
 *   be had
 *
 * Returns: (transfer full) (nullable): the account
 */
OauthAccount *
oauth_identity_find_finish (GAsyncResult  *result,
                            GError       **error)
{
  g_return_val_if_fail (g_task_is_valid (result, NULL), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
