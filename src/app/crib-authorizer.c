/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-authorizer.h"

#include "crib-authorizer-private.h"
#include "oauth-address.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>

enum { PROP_0, PROP_PROTECTION, PROP_ACCOUNT, PROP_SIGNING_IN, N_PROPS };

static GParamSpec *properties[N_PROPS];

enum { SIGNAL_ACCOUNT_SWITCHED, SIGNAL_LEAVING, SIGNAL_SIGNED_OUT,
       SIGNAL_STEPPED_UP, N_SIGNALS };

static guint signals[N_SIGNALS];

static void crib_authorizer_authorizer_init (McpAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (CribAuthorizer, crib_authorizer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_AUTHORIZER,
                                                      crib_authorizer_authorizer_init))

G_DEFINE_ENUM_TYPE (CribSignInKind, crib_sign_in_kind,
                    G_DEFINE_ENUM_VALUE (CRIB_SIGN_IN_PLAIN, "plain"),
                    G_DEFINE_ENUM_VALUE (CRIB_SIGN_IN_AGAIN, "again"),
                    G_DEFINE_ENUM_VALUE (CRIB_SIGN_IN_OTHER_ACCOUNT, "other-account"))

static void
set_challenged (CribAuthorizer *self)
{
  if (self->was_challenged)
    return;

  self->was_challenged = TRUE;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROTECTION]);
}

/* Never a token to anybody but the server: RFC 9110 §11.6.2, "Authorization" is of one origin. */
static gboolean
is_ours (CribAuthorizer *self,
         const char     *uri)
{
  g_autofree char *ours = crib_server_normalize_uri (crib_server_get_uri (self->server), NULL);

  return ours != NULL && oauth_address_is_same_origin (ours, uri);
}

static void
crib_authorizer_get_header_async (McpAuthorizer       *authorizer,
                                  const char          *uri,
                                  GCancellable        *cancellable,
                                  GAsyncReadyCallback  callback,
                                  gpointer             user_data)
{
  CribAuthorizer *self = CRIB_AUTHORIZER (authorizer);
  g_autoptr(GTask) task = g_task_new (authorizer, cancellable, callback, user_data);
  gboolean is_known = self->token != NULL || self->account != NULL || self->flight != NULL;

  g_task_set_source_tag (task, crib_authorizer_get_header_async);

  if (self->identity == NULL || !is_known || !is_ours (self, uri))
    g_task_return_pointer (task, NULL, NULL);
  else
    crib_authorizer_grant (self, crib_wish_new (CRIB_WISH_HEADER, task));
}

static gboolean
crib_authorizer_get_header_finish (McpAuthorizer  *authorizer,
                                   GAsyncResult   *result,
                                   char          **header,
                                   GError        **error)
{
  GError *local_error = NULL;

  *header = g_task_propagate_pointer (G_TASK (result), &local_error);
  if (local_error == NULL)
    return TRUE;

  g_propagate_error (error, local_error);

  return FALSE;
}

/* Left there by crib_wish_fulfil(). */
static char *
crib_authorizer_dup_account (McpAuthorizer *authorizer,
                             GAsyncResult  *result)
{
  return g_strdup (g_task_get_task_data (G_TASK (result)));
}

/* A 403 is told for what it is, unless it is for want of scopes. */
static gboolean
may_be_granted (CribAuthorizer *self,
                const char     *uri,
                CribWish       *wish)
{
  return self->identity != NULL && is_ours (self, uri) &&
         (wish->kind != CRIB_WISH_STEP_UP || wish->step != NULL);
}

static void
crib_authorizer_handle_challenge_async (McpAuthorizer       *authorizer,
                                        const char          *uri,
                                        guint                status,
                                        const char          *challenge,
                                        const char          *header,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data)
{
  CribAuthorizer *self = CRIB_AUTHORIZER (authorizer);
  g_autoptr(GTask) task = g_task_new (authorizer, cancellable, callback, user_data);
  CribWish *wish;

  g_task_set_source_tag (task, crib_authorizer_handle_challenge_async);

  wish = crib_wish_new (status == 401 ? CRIB_WISH_CHALLENGE : CRIB_WISH_STEP_UP, task);
  wish->challenge = g_strdup (challenge);
  wish->header = g_strdup (header);

  if (wish->kind == CRIB_WISH_STEP_UP)
    wish->step = crib_authorizer_dup_step (challenge);

  if (is_ours (self, uri) && (wish->kind == CRIB_WISH_CHALLENGE || wish->step != NULL))
    set_challenged (self);

  if (may_be_granted (self, uri, wish))
    {
      crib_authorizer_grant (self, wish);
      return;
    }

  crib_wish_free (wish);
  g_task_return_boolean (task, FALSE);
}

static gboolean
crib_authorizer_handle_challenge_finish (McpAuthorizer  *authorizer,
                                         GAsyncResult   *result,
                                         GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
crib_authorizer_authorizer_init (McpAuthorizerInterface *iface)
{
  iface->get_header_async = crib_authorizer_get_header_async;
  iface->get_header_finish = crib_authorizer_get_header_finish;
  iface->dup_account = crib_authorizer_dup_account;
  iface->handle_challenge_async = crib_authorizer_handle_challenge_async;
  iface->handle_challenge_finish = crib_authorizer_handle_challenge_finish;
}

static void
crib_authorizer_finalize (GObject *object)
{
  CribAuthorizer *self = CRIB_AUTHORIZER (object);

  g_clear_object (&self->token);
  g_clear_object (&self->client);
  g_clear_object (&self->account);
  g_clear_object (&self->protection);
  g_clear_pointer (&self->metadata_uri, g_free);
  g_clear_pointer (&self->scope, g_free);
  g_clear_pointer (&self->claims, g_free);
  g_clear_pointer (&self->wanted, g_free);
  g_clear_pointer (&self->steps, g_hash_table_unref);
  g_clear_object (&self->identity);
  g_clear_object (&self->server);

  G_OBJECT_CLASS (crib_authorizer_parent_class)->finalize (object);
}

static void
crib_authorizer_get_property (GObject    *object,
                              guint       prop_id,
                              GValue     *value,
                              GParamSpec *pspec)
{
  CribAuthorizer *self = CRIB_AUTHORIZER (object);

  switch (prop_id)
    {
    case PROP_PROTECTION:
      g_value_set_object (value, self->protection);
      break;
    case PROP_ACCOUNT:
      g_value_set_object (value, self->account);
      break;
    case PROP_SIGNING_IN:
      g_value_set_boolean (value, self->signing_in);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_authorizer_class_init (CribAuthorizerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = crib_authorizer_finalize;
  object_class->get_property = crib_authorizer_get_property;

  properties[PROP_PROTECTION] =
    g_param_spec_object ("protection", NULL, NULL, CRIB_TYPE_PROTECTION,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_ACCOUNT] =
    g_param_spec_object ("account", NULL, NULL, OAUTH_TYPE_ACCOUNT,
                         G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  properties[PROP_SIGNING_IN] =
    g_param_spec_boolean ("signing-in", NULL, NULL, FALSE,
                          G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * CribAuthorizer::account-switched:
   * @self: an authorizer
   *
   * The next request is somebody else's, so a session must not go on: servers refuse a session of
   * another person with 403.
   */
  signals[SIGNAL_ACCOUNT_SWITCHED] =
    g_signal_new ("account-switched", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CribAuthorizer::leaving:
   * @self: an authorizer
   *
   * Whoever is signed in here will not be any more, or be somebody else: sessions are to be ended
   * now, in their name.
   */
  signals[SIGNAL_LEAVING] =
    g_signal_new ("leaving", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CribAuthorizer::signed-out:
   * @self: an authorizer
   *
   * Whoever was signed in here is not any more, and is forgotten.
   */
  signals[SIGNAL_SIGNED_OUT] =
    g_signal_new ("signed-out", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);

  /**
   * CribAuthorizer::stepped-up:
   * @self: an authorizer
   *
   * The same person may do more from now on. What a server lists may depend on that.
   */
  signals[SIGNAL_STEPPED_UP] =
    g_signal_new ("stepped-up", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crib_authorizer_init (CribAuthorizer *self)
{
  g_queue_init (&self->deferred);
  self->steps = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

/**
 * crib_authorizer_new:
 * @server: whom to sign in to
 * @identity: (nullable): who signs in; %NULL: nobody, ever
 *
 * Returns: (transfer full): an authorizer that knows nothing yet
 */
CribAuthorizer *
crib_authorizer_new (CribServer   *server,
                     CribIdentity *identity)
{
  CribAuthorizer *self;

  g_return_val_if_fail (CRIB_IS_SERVER (server), NULL);
  g_return_val_if_fail (identity == NULL || CRIB_IS_IDENTITY (identity), NULL);

  self = g_object_new (CRIB_TYPE_AUTHORIZER, NULL);
  self->server = g_object_ref (server);
  g_set_object (&self->identity, identity);

  crib_authorizer_watch (self);

  return self;
}

void
crib_authorizer_set_protection (CribAuthorizer *self,
                                CribProtection *protection)
{
  if (g_set_object (&self->protection, protection))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PROTECTION]);
}

/* As far as it is known: some servers say nothing of themselves but that nobody gets in. */
gboolean
crib_authorizer_is_protected (CribAuthorizer *self)
{
  return self->was_challenged || self->protection != NULL;
}

void
crib_authorizer_set_account (CribAuthorizer *self,
                             OauthAccount   *account)
{
  if (g_set_object (&self->account, account))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ACCOUNT]);
}

void
crib_authorizer_emit_leaving (CribAuthorizer *self)
{
  g_signal_emit (self, signals[SIGNAL_LEAVING], 0);
}

void
crib_authorizer_emit_signed_out (CribAuthorizer *self)
{
  g_signal_emit (self, signals[SIGNAL_SIGNED_OUT], 0);
}

void
crib_authorizer_emit_stepped_up (CribAuthorizer *self)
{
  g_signal_emit (self, signals[SIGNAL_STEPPED_UP], 0);
}

void
crib_authorizer_emit_switched (CribAuthorizer *self)
{
  g_signal_emit (self, signals[SIGNAL_ACCOUNT_SWITCHED], 0);
}

void
crib_authorizer_set_signing_in (CribAuthorizer *self,
                                gboolean        signing_in)
{
  if (self->signing_in == signing_in)
    return;

  self->signing_in = signing_in;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_SIGNING_IN]);
}

/**
 * crib_authorizer_get_protection:
 * @self: an authorizer
 *
 * Returns: (transfer none) (nullable): how the server is protected, once it was looked at
 */
CribProtection *
crib_authorizer_get_protection (CribAuthorizer *self)
{
  g_return_val_if_fail (CRIB_IS_AUTHORIZER (self), NULL);

  return self->protection;
}

/**
 * crib_authorizer_get_account:
 * @self: an authorizer
 *
 * Returns: (transfer none) (nullable): who is signed in here, or was and is remembered
 */
OauthAccount *
crib_authorizer_get_account (CribAuthorizer *self)
{
  g_return_val_if_fail (CRIB_IS_AUTHORIZER (self), NULL);

  return self->account;
}

/**
 * crib_authorizer_is_signing_in:
 * @self: an authorizer
 *
 * Returns: whether somebody is asked just now
 */
gboolean
crib_authorizer_is_signing_in (CribAuthorizer *self)
{
  g_return_val_if_fail (CRIB_IS_AUTHORIZER (self), FALSE);

  return self->signing_in;
}

/**
 * crib_authorizer_begin_wait:
 * @self: an authorizer
 *
 * From here to crib_authorizer_end_wait() a person waits for an answer of the server, so they may
 * be asked to sign in, and to unlock the keyring. Counted.
 */
void
crib_authorizer_begin_wait (CribAuthorizer *self)
{
  g_return_if_fail (CRIB_IS_AUTHORIZER (self));

  self->n_waiting++;
}

/**
 * crib_authorizer_end_wait:
 * @self: an authorizer
 *
 * Ends what crib_authorizer_begin_wait() began.
 */
void
crib_authorizer_end_wait (CribAuthorizer *self)
{
  g_return_if_fail (CRIB_IS_AUTHORIZER (self));
  g_return_if_fail (self->n_waiting > 0);

  self->n_waiting--;

  if (self->n_waiting == 0 && self->flight != NULL)
    crib_flight_end_wait (self->flight);
}

/**
 * crib_authorizer_sign_in_async:
 * @self: an authorizer
 * @kind: who is to sign in
 * @surface: an [enum@Oauth.Surface], or -1 for the authority's usual one
 * @cancellable: (nullable): to give up
 * @callback: called when somebody is signed in, or gave up
 * @user_data: for @callback
 *
 * Signs in because somebody pressed a button.
 */
void
crib_authorizer_sign_in_async (CribAuthorizer      *self,
                               CribSignInKind       kind,
                               int                  surface,
                               GCancellable        *cancellable,
                               GAsyncReadyCallback  callback,
                               gpointer             user_data)
{
  g_autoptr(GTask) task = NULL;
  CribWish *wish;

  g_return_if_fail (CRIB_IS_AUTHORIZER (self));
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, crib_authorizer_sign_in_async);

  if (self->identity == NULL)
    {
      g_task_return_new_error (task, OAUTH_ERROR, OAUTH_ERROR_NEEDS_PERSON,
                               _("Signing in is switched off."));
      return;
    }

  crib_authorizer_begin_wait (self);
  g_signal_connect_object (task, "notify::completed", G_CALLBACK (crib_authorizer_end_wait), self,
                           G_CONNECT_SWAPPED);

  wish = crib_wish_new (CRIB_WISH_SIGN_IN, task);
  wish->sign_in = kind;
  wish->surface = surface;
  crib_authorizer_grant (self, wish);
}

/**
 * crib_authorizer_sign_in_finish:
 * @self: an authorizer
 * @result: what the callback got
 * @error: return location for an error of oauth, vault or [error@Crib.Error]
 *
 * Returns: whether somebody is signed in
 */
gboolean
crib_authorizer_sign_in_finish (CribAuthorizer  *self,
                                GAsyncResult    *result,
                                GError         **error)
{
  g_return_val_if_fail (CRIB_IS_AUTHORIZER (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * crib_authorizer_forget:
 * @self: an authorizer
 *
 * Forgets the token and who it was, here and in the server's profile; after a sign-out.
 */
void
crib_authorizer_forget (CribAuthorizer *self)
{
  g_return_if_fail (CRIB_IS_AUTHORIZER (self));

  g_clear_object (&self->token);
  g_clear_pointer (&self->claims, g_free);
  crib_authorizer_forget_steps (self);
  crib_server_set_account (self->server, NULL);
  crib_authorizer_set_account (self, NULL);
}
