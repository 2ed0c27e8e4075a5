/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-token-private.h"

#include "oauth-clock.h"

/**
 * OauthToken:
 *
 * An access token in memory, and what is known of it.
 *
 * Immutable. Opaque to us: nothing is read out of it. Never written anywhere, and wiped with its
 * last reference.
 */
struct _OauthToken
{
  GObject parent_instance;

  VaultSecret *secret;
  OauthAccount *account;
  char **scopes;
  char **missing;
  OauthTokenSpan span;
  gboolean is_renewable;
};

G_DEFINE_FINAL_TYPE (OauthToken, oauth_token, G_TYPE_OBJECT)

/* A clock that was turned back says nothing about the age of a token (entra.md 3.2). */
static gboolean
is_past (OauthToken *self,
         gint64      seconds)
{
  gint64 wall_age = oauth_clock_get_wall () - self->span.wall;
  gint64 up_age = oauth_clock_get_up () - self->span.up;

  return wall_age < 0 || MAX (wall_age, up_age) >= seconds;
}

static void
oauth_token_finalize (GObject *object)
{
  OauthToken *self = OAUTH_TOKEN (object);

  g_clear_pointer (&self->secret, vault_secret_unref);
  g_clear_object (&self->account);
  g_strfreev (self->scopes);
  g_strfreev (self->missing);

  G_OBJECT_CLASS (oauth_token_parent_class)->finalize (object);
}

static void
oauth_token_class_init (OauthTokenClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oauth_token_finalize;
}

static void
oauth_token_init (OauthToken *self)
{
}

/*
 * oauth_token_new:
 * @secret: the token
 * @account: whose it is
 * @scopes: what it is good for
 * @span: from when, and how long
 * @is_renewable: whether there is a refresh token for when it has expired
 *
 * Returns: (transfer full): the token
 */
OauthToken *
oauth_token_new (VaultSecret          *secret,
                 OauthAccount         *account,
                 const char * const   *scopes,
                 const OauthTokenSpan *span,
                 gboolean              is_renewable)
{
  OauthToken *self = g_object_new (OAUTH_TYPE_TOKEN, NULL);

  self->secret = vault_secret_ref (secret);
  self->account = g_object_ref (account);
  self->scopes = g_strdupv ((char **) scopes);
  self->span = *span;
  self->is_renewable = is_renewable;

  return self;
}

/**
 * oauth_token_get_secret:
 * @self: a token
 *
 * Returns: (transfer none): what is secret about it
 */
VaultSecret *
oauth_token_get_secret (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), NULL);

  return self->secret;
}

/**
 * oauth_token_dup_header:
 * @self: a token
 *
 * Returns: (transfer full): the value of the Authorization header (RFC 6750 §2.1); the caller wipes
 *   it with vault_wipe_string()
 */
char *
oauth_token_dup_header (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), NULL);

  return g_strconcat ("Bearer ", vault_secret_get_text (self->secret, NULL), NULL);
}

/**
 * oauth_token_get_account:
 * @self: a token
 *
 * Returns: (transfer none): whose it is
 */
OauthAccount *
oauth_token_get_account (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), NULL);

  return self->account;
}

/**
 * oauth_token_get_scopes:
 * @self: a token
 *
 * Returns: what was granted, as the authority said; what was asked for where it said nothing
 */
const char * const *
oauth_token_get_scopes (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), NULL);

  return (const char * const *) self->scopes;
}

/*
 * oauth_token_miss:
 * @scopes: what was asked for and not granted
 */
void
oauth_token_miss (OauthToken         *self,
                  const char * const *scopes)
{
  g_strfreev (self->missing);
  self->missing = g_strdupv ((char **) scopes);
}

/**
 * oauth_token_get_missing_scopes:
 * @self: a token
 *
 * An authority may grant less than was asked for (RFC 6749 §5.1). A person can be asked for the
 * rest, once, by a button: `prompt=consent` is never sent by itself (ruling 7).
 *
 * Returns: (nullable): what of the server's permissions was asked for and not granted; %NULL where
 *   nothing is missing, or the authority did not say
 */
const char * const *
oauth_token_get_missing_scopes (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), NULL);

  return (const char * const *) self->missing;
}

/**
 * oauth_token_get_expires_at:
 * @self: a token
 *
 * Returns: when it ends, in seconds since 1970 on the wall clock; see oauth_token_is_expired() for
 *   a clock that was turned back
 */
gint64
oauth_token_get_expires_at (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), 0);

  return self->span.wall + self->span.lifetime;
}

/**
 * oauth_token_is_expired:
 * @self: a token
 *
 * Returns: whether less than the profile's margin is left (ruling 9), or the clock was turned back
 *   to before it was made
 */
gboolean
oauth_token_is_expired (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), TRUE);

  return is_past (self, self->span.lifetime - self->span.margin);
}

/*
 * oauth_token_is_over:
 * @self: a token
 *
 * Returns: whether nothing of it is left, with no margin
 */
gboolean
oauth_token_is_over (OauthToken *self)
{
  return is_past (self, self->span.lifetime);
}

/**
 * oauth_token_is_renewable:
 * @self: a token
 *
 * Returns: whether the sign-in outlasts it. An authority that gives no refresh token wants people
 *   to sign in again each time: worth telling them
 */
gboolean
oauth_token_is_renewable (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), FALSE);

  return self->is_renewable;
}

/**
 * oauth_token_is_due:
 * @self: a token
 *
 * Returns: whether the authority wants it renewed by now (`refresh_in`), though it is good for
 *   longer. [method@Oauth.Client.acquire_silent_async] sees to that behind its caller's back
 */
gboolean
oauth_token_is_due (OauthToken *self)
{
  g_return_val_if_fail (OAUTH_IS_TOKEN (self), FALSE);

  return self->is_renewable && self->span.has_renewal && is_past (self, self->span.renew_in);
}
