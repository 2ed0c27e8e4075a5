/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-stored-account.h"

#include "oauth-error.h"
#include "oauth-strv.h"
#include "sjson-builder.h"

#include <glib/gi18n-lib.h>

#include <string.h>

#define VERSION 1

/*
 * oauth_stored_account_new:
 * @account: whose sign-in it is
 * @scopes: (nullable): what was asked for when the person signed in
 * @resource: (nullable): the server that it was for
 * @refresh_token: the secret
 * @obtained: when, in seconds since 1970
 *
 * Returns: (transfer full): what goes into the vault
 */
OauthStoredAccount *
oauth_stored_account_new (OauthAccount       *account,
                          const char * const *scopes,
                          const char         *resource,
                          VaultSecret        *refresh_token,
                          gint64              obtained)
{
  OauthStoredAccount *self = g_atomic_rc_box_new0 (OauthStoredAccount);

  self->account = g_object_ref (account);
  self->scopes = scopes != NULL ? g_strdupv ((char **) scopes) : g_new0 (char *, 1);
  self->resource = g_strdup (resource);
  self->refresh_token = vault_secret_ref (refresh_token);
  self->obtained = obtained;

  return self;
}

static OauthAccount *
read_account (const SjsonValue *json)
{
  g_autofree char *id = sjson_value_dup_member_string (json, "id");
  g_autofree char *username = sjson_value_dup_member_string (json, "username");
  g_autofree char *name = sjson_value_dup_member_string (json, "name");
  g_autofree char *authority = sjson_value_dup_member_string (json, "authority");
  g_autofree char *issuer = sjson_value_dup_member_string (json, "issuer");
  g_autofree char *tenant = sjson_value_dup_member_string (json, "tenant");
  g_autofree char *client_id = sjson_value_dup_member_string (json, "client_id");
  g_autofree char *login_hint = sjson_value_dup_member_string (json, "login_hint");

  if (id == NULL || authority == NULL || issuer == NULL || client_id == NULL)
    return NULL;

  return g_object_new (OAUTH_TYPE_ACCOUNT,
                       "id", id,
                       "username", username,
                       "name", name,
                       "authority", authority,
                       "issuer", issuer,
                       "tenant", tenant,
                       "client-id", client_id,
                       "login-hint", login_hint,
                       NULL);
}

static gboolean
is_same (OauthAccount *a,
         OauthAccount *b)
{
  return g_strcmp0 (oauth_account_get_id (a), oauth_account_get_id (b)) == 0 &&
         g_strcmp0 (oauth_account_get_authority (a), oauth_account_get_authority (b)) == 0 &&
         g_strcmp0 (oauth_account_get_client_id (a), oauth_account_get_client_id (b)) == 0;
}

static OauthStoredAccount *
read_item (const SjsonValue *json,
           OauthAccount     *wanted)
{
  g_autoptr(OauthAccount) account = NULL;
  g_autoptr(VaultSecret) refresh_token = NULL;
  g_auto(GStrv) scopes = NULL;
  g_autofree char *resource = NULL;
  char *secret;
  SjsonValue member;
  gint64 version;
  gint64 obtained;

  if (!sjson_value_get_member_int64 (json, "v", &version) || version != VERSION ||
      !sjson_value_get_member_of_kind (json, "account", SJSON_KIND_OBJECT, &member) ||
      !sjson_value_get_member_int64 (json, "rt_obtained", &obtained))
    return NULL;

  account = read_account (&member);
  secret = sjson_value_dup_member_string (json, "rt");
  if (secret == NULL)
    return NULL;

  refresh_token = vault_secret_new_take (secret, -1);
  if (account == NULL || !is_same (account, wanted) ||
      *vault_secret_get_text (refresh_token, NULL) == '\0')
    return NULL;

  scopes = oauth_strv_from_member (json, "scopes");
  resource = sjson_value_dup_member_string (json, "resource");

  return oauth_stored_account_new (account, (const char * const *) scopes, resource, refresh_token,
                                   obtained);
}

/* What the document keeps of a secret. */
static void
wipe (GBytes *text)
{
  gsize length = 0;
  gconstpointer data = g_bytes_get_data (text, &length);

  if (data != NULL)
    explicit_bzero ((gpointer) data, length);
}

/*
 * oauth_stored_account_parse:
 * @item: what the vault holds
 * @wanted: whose it should be
 * @error: return location: `OAUTH_ERROR_NEEDS_PERSON`; the item is left alone
 *
 * Returns: (transfer full) (nullable): what is in it
 */
OauthStoredAccount *
oauth_stored_account_parse (VaultSecret   *item,
                            OauthAccount  *wanted,
                            GError       **error)
{
  OauthStoredAccount *self = NULL;
  gsize length;
  const char *data = vault_secret_get_text (item, &length);
  g_autoptr(GBytes) text = g_bytes_new (data, length);
  g_autoptr(SjsonDocument) document = sjson_document_new (text, NULL, NULL);
  SjsonValue root;

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      self = read_item (&root, wanted);
    }

  wipe (text);

  if (self == NULL)
    g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                         _("Your saved sign-in cannot be read. Please sign in again."));

  return self;
}

OauthStoredAccount *
oauth_stored_account_ref (OauthStoredAccount *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  OauthStoredAccount *self = data;

  g_object_unref (self->account);
  g_strfreev (self->scopes);
  g_free (self->resource);
  vault_secret_unref (self->refresh_token);
}

void
oauth_stored_account_unref (OauthStoredAccount *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
write_string (SjsonBuilder *builder,
              const char   *name,
              const char   *text)
{
  sjson_builder_name (builder, name);

  if (text != NULL)
    sjson_builder_string (builder, text);
  else
    sjson_builder_null (builder);
}

static void
write_account (SjsonBuilder *builder,
               OauthAccount *account)
{
  sjson_builder_name (builder, "account");
  sjson_builder_begin_object (builder);
  write_string (builder, "id", oauth_account_get_id (account));
  write_string (builder, "username", oauth_account_get_username (account));
  write_string (builder, "name", oauth_account_get_name (account));
  write_string (builder, "authority", oauth_account_get_authority (account));
  write_string (builder, "issuer", oauth_account_get_issuer (account));
  write_string (builder, "tenant", oauth_account_get_tenant (account));
  write_string (builder, "client_id", oauth_account_get_client_id (account));
  write_string (builder, "login_hint", oauth_account_get_login_hint (account));
  sjson_builder_end_object (builder);
}

/*
 * oauth_stored_account_serialize:
 * @self: an account
 *
 * Returns: (transfer full): the text for the vault's item
 */
VaultSecret *
oauth_stored_account_serialize (OauthStoredAccount *self)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_new ();
  g_autoptr(GBytes) text = NULL;
  VaultSecret *item;
  const char *data;
  gsize length;

  sjson_builder_begin_object (builder);
  sjson_builder_name (builder, "v");
  sjson_builder_int64 (builder, VERSION);
  write_account (builder, self->account);
  sjson_builder_name (builder, "scopes");
  sjson_builder_begin_array (builder);
  for (char **scope = self->scopes; *scope != NULL; scope++)
    sjson_builder_string (builder, *scope);
  sjson_builder_end_array (builder);
  write_string (builder, "resource", self->resource);
  write_string (builder, "rt", vault_secret_get_text (self->refresh_token, NULL));
  sjson_builder_name (builder, "rt_obtained");
  sjson_builder_int64 (builder, self->obtained);
  sjson_builder_end_object (builder);

  text = sjson_builder_end (builder);
  data = g_bytes_get_data (text, &length);
  item = vault_secret_new (data, length);
  wipe (text);

  return item;
}

/*
 * oauth_stored_account_dup_key:
 * @account: an account
 *
 * Returns: (transfer full): where the vault keeps it (ruling 10)
 */
VaultKey *
oauth_stored_account_dup_key (OauthAccount *account)
{
  return vault_key_new (VAULT_KIND_ACCOUNT, oauth_account_get_client_id (account),
                        oauth_account_get_authority (account), oauth_account_get_id (account));
}

/*
 * oauth_stored_account_dup_hash:
 * @self: an account
 *
 * Returns: (transfer full): by what its refresh token is known without keeping it
 */
char *
oauth_stored_account_dup_hash (OauthStoredAccount *self)
{
  gsize length;
  const char *text = vault_secret_get_text (self->refresh_token, &length);

  return g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *) text, length);
}
