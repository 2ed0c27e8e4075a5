/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-token-answer.h"

#include "oauth-error.h"
#include "oauth-jwt.h"
#include "oauth-strv.h"

#include <glib/gi18n-lib.h>

#include <string.h>

/* RFC 6749 §5.1 only recommends expires_in. One that ends sooner is refused by the server, and then
 * dropped. */
#define DEFAULT_LIFETIME (60 * 60)
#define MOST_JITTER 300
#define MOST_OF_A_LIFETIME (365 * 24 * 60 * 60)

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_REFUSED, sentence);

  return FALSE;
}

/* What goes into a header must not end it. */
static gboolean
is_visible_ascii (const char *text)
{
  for (const char *c = text; *c != '\0'; c++)
    if (*c <= 0x20 || *c >= 0x7f)
      return FALSE;

  return *text != '\0';
}

static VaultSecret *
dup_secret (const SjsonValue *json,
            const char       *name)
{
  char *text = sjson_value_dup_member_string (json, name);

  if (text != NULL && is_visible_ascii (text))
    return vault_secret_new_take (text, -1);

  vault_wipe_string (text);

  return NULL;
}

/* Some write the number as a string (entra.md 3.2). */
static gboolean
read_seconds (const SjsonValue *json,
              const char       *name,
              gint64           *seconds)
{
  g_autofree char *text = sjson_value_dup_member_string (json, name);
  double number;

  if (text != NULL)
    return g_ascii_string_to_signed (text, 10, 0, MOST_OF_A_LIFETIME, seconds, NULL);

  if (!sjson_value_get_member_double (json, name, &number))
    return FALSE;

  *seconds = CLAMP (number, 0, MOST_OF_A_LIFETIME);

  return TRUE;
}

/* So that not all who got theirs at the same time come back at the same time (entra.md 3.2). */
static gint64
scatter (gint64 seconds)
{
  gint32 most = MIN (seconds / 10, MOST_JITTER);

  return seconds + g_random_int_range (-most, most + 1);
}

static void
read_span (OauthTokenSpan   *span,
           const SjsonValue *json,
           OauthAuthority   *authority)
{
  if (!read_seconds (json, "expires_in", &span->lifetime))
    span->lifetime = DEFAULT_LIFETIME;

  span->margin = oauth_profile_get_expiry_margin (oauth_authority_get_profile (authority),
                                                  span->lifetime);
  span->has_renewal = read_seconds (json, "refresh_in", &span->renew_in);
  if (span->has_renewal)
    span->renew_in = scatter (span->renew_in);
}

static gboolean
check_type (const SjsonValue  *json,
            GError           **error)
{
  g_autofree char *type = sjson_value_dup_member_string (json, "token_type");

  if (type != NULL && g_ascii_strcasecmp (type, "Bearer") == 0)
    return TRUE;

  return refuse (error, _("The sign-in service gave a token of a kind that is not known here."));
}

static gboolean
read_members (OauthTokenAnswer  *self,
              OauthAuthority    *authority,
              GError           **error)
{
  g_autofree char *scope = NULL;

  if (sjson_value_get_kind (&self->json) != SJSON_KIND_OBJECT)
    return refuse (error, _("The answer of the sign-in service holds no token."));

  self->access_token = dup_secret (&self->json, "access_token");
  if (self->access_token == NULL)
    return refuse (error, _("The answer of the sign-in service holds no token."));

  if (!check_type (&self->json, error))
    return FALSE;

  self->refresh_token = dup_secret (&self->json, "refresh_token");
  self->id_token = sjson_value_dup_member_string (&self->json, "id_token");
  scope = sjson_value_dup_member_string (&self->json, "scope");
  self->scopes = scope != NULL ? oauth_strv_from_scope (scope) : NULL;
  read_span (&self->span, &self->json, authority);

  return TRUE;
}

/*
 * oauth_token_answer_new:
 * @document: the body of a 200, owned by nobody else
 * @authority: who gave it
 * @sent: when it was asked for
 * @error: return location: `OAUTH_ERROR_REFUSED`
 *
 * Returns: (transfer full) (nullable): what is in it
 */
OauthTokenAnswer *
oauth_token_answer_new (SjsonDocument         *document,
                        OauthAuthority        *authority,
                        const OauthTokenSpan  *sent,
                        GError               **error)
{
  g_autoptr(OauthTokenAnswer) self = g_new0 (OauthTokenAnswer, 1);

  self->document = sjson_document_ref (document);
  self->json = sjson_document_get_root (document);
  self->span = *sent;

  return read_members (self, authority, error) ? g_steal_pointer (&self) : NULL;
}

/*
 * oauth_token_answer_wipe:
 * @document: a body with tokens in it, that nobody reads any more
 *
 * Overwrites the text. It came from the heap, and nobody but the answer holds it.
 */
void
oauth_token_answer_wipe (SjsonDocument *document)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (sjson_document_get_text (document), &length);

  if (data != NULL)
    explicit_bzero ((gpointer) data, length);
}

/*
 * oauth_token_answer_free:
 * @self: (transfer full): an answer, of which nothing is left afterwards
 */
void
oauth_token_answer_free (OauthTokenAnswer *self)
{
  oauth_token_answer_wipe (self->document);
  sjson_document_unref (self->document);
  g_clear_pointer (&self->access_token, vault_secret_unref);
  g_clear_pointer (&self->refresh_token, vault_secret_unref);
  vault_wipe_string (self->id_token);
  g_strfreev (self->scopes);
  g_free (self);
}

static SjsonDocument *
read_id_token (OauthTokenAnswer *self)
{
  g_autoptr(OauthJwt) jwt = self->id_token != NULL ? oauth_jwt_parse (self->id_token, NULL) : NULL;

  return jwt != NULL ? sjson_document_new (jwt->payload, NULL, NULL) : NULL;
}

/*
 * oauth_token_answer_may_be_of:
 * @self: an answer
 * @authority: who gave it
 * @account: whose refresh token was sent
 *
 * By an ID token whose signature was not checked yet. After a refresh this tells, without asking
 * the network, a new refresh token that must be stored at once from one of somebody else.
 *
 * Returns: %FALSE where the ID token can be read and names another than @account, or nobody of
 *   @authority
 */
gboolean
oauth_token_answer_may_be_of (OauthTokenAnswer *self,
                              OauthAuthority   *authority,
                              OauthAccount     *account)
{
  g_autoptr(SjsonDocument) document = read_id_token (self);
  g_autoptr(OauthAccount) found = NULL;
  SjsonValue claims;

  if (document == NULL)
    return TRUE;

  claims = sjson_document_get_root (document);
  found = oauth_profile_dup_account (oauth_authority_get_profile (authority),
                                     oauth_authority_get_asked_issuer (authority),
                                     oauth_account_get_client_id (account), &claims, &self->json,
                                     NULL);

  return found != NULL &&
         g_strcmp0 (oauth_account_get_id (found), oauth_account_get_id (account)) == 0;
}

/*
 * oauth_token_answer_dup_token:
 * @self: an answer
 * @account: whose it is
 * @scopes: (nullable): what was asked for
 * @is_renewable: whether there is a refresh token
 *
 * Returns: (transfer full): the access token in it
 */
OauthToken *
oauth_token_answer_dup_token (OauthTokenAnswer   *self,
                              OauthAccount       *account,
                              const char * const *scopes,
                              gboolean            is_renewable)
{
  static const char * const none[] = { NULL };
  const char * const *granted = (const char * const *) self->scopes;
  g_auto(GStrv) missing = NULL;
  OauthToken *token;

  if (granted == NULL)
    granted = scopes != NULL ? scopes : none;

  token = oauth_token_new (self->access_token, account, granted, &self->span, is_renewable);
  missing = oauth_strv_dup_missing (scopes, granted);
  if (missing != NULL)
    oauth_token_miss (token, (const char * const *) missing);

  return token;
}
