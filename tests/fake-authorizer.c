/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "fake-authorizer.h"

static void authorizer_iface_init (McpAuthorizerInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestAuthorizer, test_authorizer, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (MCP_TYPE_AUTHORIZER, authorizer_iface_init))

/* Whose it was when it was asked for. */
static GTask *
remember (TestAuthorizer *self,
          GTask          *task)
{
  g_task_set_task_data (task, (gpointer) self->account, NULL);

  return task;
}

static char *
dup_account (McpAuthorizer *authorizer,
             GAsyncResult  *result)
{
  return g_strdup (g_task_get_task_data (G_TASK (result)));
}

static void
get_header_async (McpAuthorizer       *authorizer,
                  const char          *uri,
                  GCancellable        *cancellable,
                  GAsyncReadyCallback  callback,
                  gpointer             user_data)
{
  TestAuthorizer *self = TEST_AUTHORIZER (authorizer);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_asked++;
  g_free (self->uri);
  self->uri = g_strdup (uri);

  if (self->fails)
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED, "Nobody signed in");
  else
    g_task_return_pointer (remember (self, task), self->gives_none ? NULL
                                                  : g_strdup_printf ("Bearer %u", self->token),
                           g_free);
}

static gboolean
get_header_finish (McpAuthorizer  *authorizer,
                   GAsyncResult   *result,
                   char          **header,
                   GError        **error)
{
  GError *problem = NULL;

  *header = g_task_propagate_pointer (G_TASK (result), &problem);

  if (problem != NULL)
    g_propagate_error (error, problem);

  return problem == NULL;
}

static void
handle_challenge_async (McpAuthorizer       *authorizer,
                        const char          *uri,
                        guint                status,
                        const char          *challenge,
                        const char          *header,
                        GCancellable        *cancellable,
                        GAsyncReadyCallback  callback,
                        gpointer             user_data)
{
  TestAuthorizer *self = TEST_AUTHORIZER (authorizer);
  g_autoptr(GTask) task = g_task_new (self, cancellable, callback, user_data);

  self->n_challenges++;
  g_free (self->challenge);
  self->challenge = g_strdup_printf ("%u %s", status, challenge);
  g_free (self->refused);
  self->refused = g_strdup (header);

  if (self->has_better)
    self->token++;

  if (self->holds)
    self->held = g_steal_pointer (&task);
  else
    g_task_return_boolean (task, self->has_better);
}

static gboolean
handle_challenge_finish (McpAuthorizer  *authorizer,
                         GAsyncResult   *result,
                         GError        **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
authorizer_iface_init (McpAuthorizerInterface *iface)
{
  iface->get_header_async = get_header_async;
  iface->get_header_finish = get_header_finish;
  iface->dup_account = dup_account;
  iface->handle_challenge_async = handle_challenge_async;
  iface->handle_challenge_finish = handle_challenge_finish;
}

static void
test_authorizer_finalize (GObject *object)
{
  TestAuthorizer *self = TEST_AUTHORIZER (object);

  g_clear_object (&self->held);
  g_free (self->challenge);
  g_free (self->refused);
  g_free (self->uri);

  G_OBJECT_CLASS (test_authorizer_parent_class)->finalize (object);
}

static void
test_authorizer_class_init (TestAuthorizerClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = test_authorizer_finalize;
}

static void
test_authorizer_init (TestAuthorizer *self)
{
}

TestAuthorizer *
test_authorizer_add (McpFixture *fixture)
{
  TestAuthorizer *authorizer = g_object_new (TEST_TYPE_AUTHORIZER, NULL);

  mcp_client_set_authorizer (fixture->client, MCP_AUTHORIZER (authorizer));

  return authorizer;
}
