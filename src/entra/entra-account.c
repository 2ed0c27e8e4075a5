/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "entra-account.h"

#include "entra-issuer.h"
#include "entra-profile.h"
#include "oauth-error.h"
#include "oauth-pkce.h"
#include "oauth-text.h"
#include "sjson-document.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define MOST_OF_A_NAME 256
#define MOST_OF_AN_ID 128
#define MOST_OF_A_HINT 1024

/* The tenant that Microsoft keeps personal accounts in (entra.md 1.1). */
#define PERSONAL "9188040d-6c67-4c5b-b112-36a304b66dad"

static gboolean
refuse (GError     **error,
        OauthError   code,
        const char  *sentence)
{
  g_set_error_literal (error, OAUTH_ERROR, code, sentence);

  return FALSE;
}

/* GUIDs, mostly. They become a name to file by, so nothing else may be in them. */
static gboolean
is_id (const char *text)
{
  gsize length = text != NULL ? strlen (text) : 0;

  if (length == 0 || length > MOST_OF_AN_ID)
    return FALSE;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isalnum (text[i]) && text[i] != '-' && text[i] != '_')
      return FALSE;

  return TRUE;
}

static char *
dup_pair (const SjsonValue *object,
          const char       *first_name,
          const char       *second_name)
{
  g_autofree char *first = sjson_value_dup_member_string (object, first_name);
  g_autofree char *second = sjson_value_dup_member_string (object, second_name);
  g_autofree char *pair = NULL;

  if (!is_id (first) || !is_id (second))
    return NULL;

  pair = g_strconcat (first, ".", second, NULL);

  return g_ascii_strdown (pair, -1);
}

static char *
dup_from_client_info (const SjsonValue *info)
{
  static const SjsonLimits limits = { .depth = 4, .size = 8 * 1024 };
  g_autofree char *text = sjson_value_dup_string (info, NULL);
  g_autofree guint8 *bytes = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;
  gsize length = 0;

  bytes = text != NULL ? oauth_base64url_decode (text, -1, &length) : NULL;
  if (bytes == NULL)
    return NULL;

  document = sjson_document_new_from_string ((const char *) bytes, length, &limits, NULL);
  if (document == NULL)
    return NULL;

  root = sjson_document_get_root (document);

  return dup_pair (&root, "uid", "utid");
}

/* entra.md 3.4: where the person is at home; a guest's `oid` and `tid` are those of the host. */
static char *
dup_home_id (const SjsonValue  *claims,
             const SjsonValue  *answer,
             GError           **error)
{
  g_autofree char *id = NULL;
  SjsonValue info;

  if (answer != NULL && sjson_value_get_member (answer, "client_info", &info) &&
      !sjson_value_is_null (&info))
    id = dup_from_client_info (&info);
  else
    id = dup_pair (claims, "oid", "tid");

  if (id == NULL)
    refuse (error, OAUTH_ERROR_FORGED, _("Microsoft’s answer does not say who signed in."));

  return g_steal_pointer (&id);
}

static gboolean
is_issuer (const char *found,
           const char *origin,
           const char *tenant)
{
  g_autofree char *wanted = g_strconcat (origin, "/", tenant, "/v2.0", NULL);

  return g_strcmp0 (found, wanted) == 0;
}

/* entra.md 3.5 (2): letter by letter once the token's own tenant stands in it; and that tenant is
 * the one that was asked for, where one was. */
static gboolean
check_issuer (EntraIssuer  *asked,
              const char   *found,
              const char   *tenant,
              GError      **error)
{
  g_autofree char *canonical = entra_issuer_dup_canonical_origin (asked);

  if (!is_issuer (found, canonical, tenant) && !is_issuer (found, asked->origin, tenant))
    return refuse (error, OAUTH_ERROR_FORGED,
                   _("The ID token was issued by somebody else than was asked."));

  if (g_ascii_strcasecmp (tenant, PERSONAL) == 0)
    return refuse (error, OAUTH_ERROR_REFUSED,
                   _("This is a personal Microsoft account. Sign in with your work or school "
                     "account."));

  if (asked->kind == ENTRA_TENANT_PERSONAL ||
      (asked->kind == ENTRA_TENANT_ID && g_ascii_strcasecmp (tenant, asked->tenant) != 0))
    return refuse (error, OAUTH_ERROR_FORGED,
                   _("The ID token is for another tenant than was asked for."));

  return TRUE;
}

/* An ID token of v1 names its people and its issuer differently. */
static gboolean
check_claims (EntraIssuer       *asked,
              const SjsonValue  *claims,
              GError           **error)
{
  g_autofree char *found = sjson_value_dup_member_string (claims, "iss");
  g_autofree char *tenant = sjson_value_dup_member_string (claims, "tid");
  g_autofree char *version = sjson_value_dup_member_string (claims, "ver");

  if (tenant == NULL || !g_uuid_string_is_valid (tenant))
    return refuse (error, OAUTH_ERROR_FORGED,
                   _("The ID token does not say which tenant it is of."));

  if (g_strcmp0 (version, "2.0") != 0)
    return refuse (error, OAUTH_ERROR_FORGED,
                   _("The ID token is not of version 2.0 of Microsoft’s sign-in."));

  return check_issuer (asked, found, tenant, error);
}

static char *
dup_name (const SjsonValue *claims,
          const char       *name)
{
  g_autofree char *text = sjson_value_dup_member_string (claims, name);

  return oauth_text_dup_plain (text, MOST_OF_A_NAME);
}

/* Entra gives it where the registration has the optional claim (entra.md 2.1). It goes into the
 * addresses of later requests, so it is visible ASCII or nothing. */
static char *
dup_login_hint (const SjsonValue *claims)
{
  g_autofree char *hint = sjson_value_dup_member_string (claims, "login_hint");
  gsize length = hint != NULL ? strlen (hint) : 0;

  if (length == 0 || length > MOST_OF_A_HINT)
    return NULL;

  for (gsize i = 0; i < length; i++)
    if (!g_ascii_isgraph (hint[i]))
      return NULL;

  return g_steal_pointer (&hint);
}

static OauthAccount *
new_account (const char       *id,
             const char       *client_id,
             const SjsonValue *claims)
{
  g_autofree char *username = dup_name (claims, "preferred_username");
  g_autofree char *name = dup_name (claims, "name");
  g_autofree char *found = sjson_value_dup_member_string (claims, "iss");
  g_autofree char *authority = entra_dup_cloud (found);
  g_autofree char *tid = sjson_value_dup_member_string (claims, "tid");
  g_autofree char *tenant = g_ascii_strdown (tid, -1);
  g_autofree char *login_hint = dup_login_hint (claims);

  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", id,
                       "username", username,
                       "name", name,
                       "authority", authority,
                       "issuer", found,
                       "client-id", client_id,
                       "tenant", tenant,
                       "login-hint", login_hint,
                       NULL);
}

/*
 * entra_dup_account:
 * @issuer: what was asked for: of a tenant by GUID, domain or template
 * @client_id: what was signed in with
 * @claims: (nullable): of an ID token
 * @answer: (nullable): the token answer
 * @error: return location: `OAUTH_ERROR_FORGED`, or `OAUTH_ERROR_REFUSED` for a personal account
 *
 * Checks what an ID token of Microsoft's says besides the standard (entra.md 3.5), and tells whose
 * it is. A domain does not tell its tenant, so where one was asked for, its metadata's issuer is
 * the better @issuer.
 *
 * Returns: (transfer full) (nullable): the account, by home account id, with the exact issuer
 */
OauthAccount *
entra_dup_account (const char        *issuer,
                   const char        *client_id,
                   const SjsonValue  *claims,
                   const SjsonValue  *answer,
                   GError           **error)
{
  g_autoptr(EntraIssuer) asked = entra_issuer_new (issuer);
  g_autofree char *id = NULL;

  if (asked == NULL || claims == NULL)
    {
      refuse (error, OAUTH_ERROR_FORGED, _("Microsoft’s answer does not say who signed in."));
      return NULL;
    }

  if (!check_claims (asked, claims, error))
    return NULL;

  id = dup_home_id (claims, answer, error);

  return id != NULL ? new_account (id, client_id, claims) : NULL;
}

/*
 * entra_dup_mailbox:
 * @id: a home account id
 *
 * Returns: (transfer full) (nullable): its form in headers, %NULL for what is no such id
 */
char *
entra_dup_mailbox (const char *id)
{
  g_auto(GStrv) parts = id != NULL ? g_strsplit (id, ".", 3) : NULL;

  if (parts == NULL || g_strv_length (parts) != 2 || !is_id (parts[0]) || !is_id (parts[1]))
    return NULL;

  return g_strdup_printf ("Oid:%s@%s", parts[0], parts[1]);
}
