/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oauth-key-source.h"

#include "oauth-clock.h"
#include "oauth-document.h"
#include "oauth-error.h"
#include "oauth-keys.h"
#include "vault-secret.h"

#include <glib/gi18n-lib.h>

/* Entra.md 1.5. */
#define MOST_SECONDS (24 * 60 * 60)

/*
 * OauthKeySource:
 *
 * The signing keys of one authority: fetched when first needed, kept for a day, and fetched anew
 * when a token names one that is not among them, which is how authorities change keys.
 */
struct _OauthKeySource
{
  GObject parent_instance;

  OauthAuthority *authority;
  OauthKeys *keys;
  gint64 end;
};

typedef struct
{
  char *jws;
  char *key_issuer;
} Check;

G_DEFINE_FINAL_TYPE (OauthKeySource, oauth_key_source, G_TYPE_OBJECT)

static void
check_free (gpointer data)
{
  Check *check = data;

  vault_wipe_string (check->jws);
  g_free (check->key_issuer);
  g_free (check);
}

static void
verify (GTask *task)
{
  OauthKeySource *self = g_task_get_source_object (task);
  Check *check = g_task_get_task_data (task);
  SjsonDocument *claims;
  GError *error = NULL;

  claims = oauth_keys_verify (self->keys, check->jws, &check->key_issuer, &error);

  if (claims != NULL)
    g_task_return_pointer (task, claims, (GDestroyNotify) sjson_document_unref);
  else
    g_task_return_error (task, error);
}

static void
fetch_cb (GObject      *source,
          GAsyncResult *result,
          gpointer      user_data)
{
  g_autoptr(GTask) task = G_TASK (user_data);
  OauthKeySource *self = g_task_get_source_object (task);
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(OauthKeys) keys = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  document = oauth_document_fetch_finish (SOUP_SESSION (source), result, &error);

  if (document != NULL)
    {
      root = sjson_document_get_root (document);
      keys = oauth_keys_new (&root, &error);
    }

  if (keys == NULL)
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_set_object (&self->keys, keys);
  self->end = oauth_clock_get_up () + MOST_SECONDS;
  verify (task);
}

static gboolean
has_key (OauthKeySource *self,
         const char     *jws)
{
  g_autofree char *kid = NULL;

  if (self->keys == NULL || oauth_clock_get_up () >= self->end)
    return FALSE;

  kid = oauth_jwt_dup_kid (jws);

  return oauth_keys_has (self->keys, kid);
}

static void
oauth_key_source_finalize (GObject *object)
{
  OauthKeySource *self = OAUTH_KEY_SOURCE (object);

  g_clear_object (&self->authority);
  g_clear_object (&self->keys);

  G_OBJECT_CLASS (oauth_key_source_parent_class)->finalize (object);
}

static void
oauth_key_source_class_init (OauthKeySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = oauth_key_source_finalize;
}

static void
oauth_key_source_init (OauthKeySource *self)
{
}

/*
 * oauth_key_source_new:
 * @authority: whose keys
 *
 * Returns: (transfer full): a source that holds none yet
 */
OauthKeySource *
oauth_key_source_new (OauthAuthority *authority)
{
  OauthKeySource *self = g_object_new (OAUTH_TYPE_KEY_SOURCE, NULL);

  self->authority = g_object_ref (authority);

  return self;
}

/*
 * oauth_key_source_verify_async:
 * @self: a source
 * @session: for its authority
 * @jws: a token in compact form
 *
 * Checks the signature of @jws, fetching keys at most once for it.
 */
void
oauth_key_source_verify_async (OauthKeySource      *self,
                               SoupSession         *session,
                               const char          *jws,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);
  const char *jwks_uri = oauth_authority_get_jwks_uri (self->authority);
  Check *check = g_new0 (Check, 1);

  check->jws = g_strdup (jws);
  g_task_set_source_tag (task, oauth_key_source_verify_async);
  g_task_set_task_data (task, check, check_free);

  if (has_key (self, jws))
    verify (task);
  else if (jwks_uri != NULL)
    oauth_document_fetch_async (session, jwks_uri, cancellable, fetch_cb, g_steal_pointer (&task));
  else
    g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_FORGED,
                             _("The sign-in service does not publish the keys of its ID tokens."));
}

/*
 * oauth_key_source_verify_finish:
 * @key_issuer: (out) (optional) (nullable) (transfer full): the `issuer` member of the key
 * @error: return location: `OAUTH_ERROR_FORGED`, or as oauth_document_fetch_finish()
 *
 * Returns: (transfer full) (nullable): the token's claims
 */
SjsonDocument *
oauth_key_source_verify_finish (OauthKeySource  *self,
                                GAsyncResult    *result,
                                char           **key_issuer,
                                GError         **error)
{
  Check *check;

  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  check = g_task_get_task_data (G_TASK (result));
  if (key_issuer != NULL)
    *key_issuer = g_steal_pointer (&check->key_issuer);

  return g_task_propagate_pointer (G_TASK (result), error);
}
