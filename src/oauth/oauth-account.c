/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-account.h"

#include <string.h>

/**
 * OauthAccount:
 *
 * Who is signed in where, as an ID token named them; holds no secret.
 *
 * Immutable. Shown to people, kept in the list of accounts, and what the key of the vault's item
 * is made of (ruling 10). Nothing is ever authorised by its names.
 */
struct _OauthAccount
{
  GObject parent_instance;

  char *id;
  char *username;
  char *name;
  char *authority;
  char *issuer;
  char *client_id;
  char *tenant;
  char *login_hint;
};

enum {
  PROP_0,
  PROP_ID,
  PROP_USERNAME,
  PROP_NAME,
  PROP_AUTHORITY,
  PROP_ISSUER,
  PROP_CLIENT_ID,
  PROP_TENANT,
  PROP_LOGIN_HINT,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (OauthAccount, oauth_account, G_TYPE_OBJECT)

static void
oauth_account_finalize (GObject *object)
{
  OauthAccount *self = OAUTH_ACCOUNT (object);

  g_free (self->id);
  g_free (self->username);
  g_free (self->name);
  g_free (self->authority);
  g_free (self->issuer);
  g_free (self->client_id);
  g_free (self->tenant);
  g_free (self->login_hint);

  G_OBJECT_CLASS (oauth_account_parent_class)->finalize (object);
}

static void
oauth_account_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  OauthAccount *self = OAUTH_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_USERNAME:
      g_value_set_string (value, self->username);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_AUTHORITY:
      g_value_set_string (value, self->authority);
      break;
    case PROP_ISSUER:
      g_value_set_string (value, self->issuer);
      break;
    case PROP_CLIENT_ID:
      g_value_set_string (value, self->client_id);
      break;
    case PROP_TENANT:
      g_value_set_string (value, self->tenant);
      break;
    case PROP_LOGIN_HINT:
      g_value_set_string (value, self->login_hint);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oauth_account_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  OauthAccount *self = OAUTH_ACCOUNT (object);

  switch (prop_id)
    {
    case PROP_ID:
      self->id = g_value_dup_string (value);
      break;
    case PROP_USERNAME:
      self->username = g_value_dup_string (value);
      break;
    case PROP_NAME:
      self->name = g_value_dup_string (value);
      break;
    case PROP_AUTHORITY:
      self->authority = g_value_dup_string (value);
      break;
    case PROP_ISSUER:
      self->issuer = g_value_dup_string (value);
      break;
    case PROP_CLIENT_ID:
      self->client_id = g_value_dup_string (value);
      break;
    case PROP_TENANT:
      self->tenant = g_value_dup_string (value);
      break;
    case PROP_LOGIN_HINT:
      self->login_hint = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
oauth_account_class_init (OauthAccountClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = oauth_account_finalize;
  object_class->get_property = oauth_account_get_property;
  object_class->set_property = oauth_account_set_property;

  properties[PROP_ID] =
    g_param_spec_string ("id", NULL, NULL, NULL, flags);
  properties[PROP_USERNAME] =
    g_param_spec_string ("username", NULL, NULL, NULL, flags);
  properties[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, flags);
  properties[PROP_AUTHORITY] =
    g_param_spec_string ("authority", NULL, NULL, NULL, flags);
  properties[PROP_ISSUER] =
    g_param_spec_string ("issuer", NULL, NULL, NULL, flags);
  properties[PROP_CLIENT_ID] =
    g_param_spec_string ("client-id", NULL, NULL, NULL, flags);
  properties[PROP_TENANT] =
    g_param_spec_string ("tenant", NULL, NULL, NULL, flags);
  properties[PROP_LOGIN_HINT] =
    g_param_spec_string ("login-hint", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
oauth_account_init (OauthAccount *self)
{
}

/**
 * oauth_account_get_id:
 *
 * Returns: what tells this account from all others: the home account id of kind entra
 *   (entra.md 3.4), else the issuer, a blank and `sub`
 */
const char *
oauth_account_get_id (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->id;
}

/**
 * oauth_account_get_username:
 *
 * Returns: (nullable): by what people sign in, such as "ada@contoso.example"
 */
const char *
oauth_account_get_username (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->username;
}

/**
 * oauth_account_get_name:
 *
 * Returns: (nullable): the name of the person
 */
const char *
oauth_account_get_name (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->name;
}

/**
 * oauth_account_get_authority:
 *
 * Returns: the cloud of kind entra, else the issuer: half of the key of the vault's item
 */
const char *
oauth_account_get_authority (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->authority;
}

/**
 * oauth_account_get_issuer:
 *
 * Returns: the exact issuer, which refreshes go to
 */
const char *
oauth_account_get_issuer (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->issuer;
}

/**
 * oauth_account_get_client_id:
 *
 * Returns: the client id that was signed in with
 */
const char *
oauth_account_get_client_id (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->client_id;
}

/**
 * oauth_account_get_tenant:
 *
 * Returns: (nullable): the tenant signed in to, for kind entra
 */
const char *
oauth_account_get_tenant (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->tenant;
}

/**
 * oauth_account_get_home_tenant:
 *
 * A guest is at home in another tenant than the one signed in to (entra.md 3.4).
 *
 * Returns: (nullable): the tenant in which the person is at home, for kind entra
 */
const char *
oauth_account_get_home_tenant (OauthAccount *self)
{
  const char *dot;

  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  dot = self->tenant != NULL ? strrchr (self->id, '.') : NULL;

  return dot != NULL && dot[1] != '\0' ? dot + 1 : NULL;
}

/**
 * oauth_account_get_login_hint:
 *
 * Returns: (nullable): what the authority itself gave to be hinted with (the claim `login_hint`),
 *   opaque, and better than the user name: it names one account, and nobody can read a name in it
 */
const char *
oauth_account_get_login_hint (OauthAccount *self)
{
  g_return_val_if_fail (OAUTH_IS_ACCOUNT (self), NULL);

  return self->login_hint;
}
