/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "authorizer-fixture.h"

void
authorizer_fixture_set_up (AuthorizerFixture *self,
                           gconstpointer      data)
{
  sign_in_fixture_set_up (&self->base, data);
  self->server = sign_in_fixture_dup_server (&self->base, NULL);
  self->authorizer = crib_authorizer_new (self->server, self->base.identity);
  self->uri = crib_server_get_uri (self->server);
}

void
authorizer_fixture_tear_down (AuthorizerFixture *self,
                              gconstpointer      data)
{
  g_assert_finalize_object (self->authorizer);
  g_assert_finalize_object (self->server);
  sign_in_fixture_tear_down (&self->base, data);
}

void
authorizer_fixture_restart (AuthorizerFixture *self)
{
  g_assert_finalize_object (self->authorizer);
  sign_in_fixture_restart (&self->base);
  self->authorizer = crib_authorizer_new (self->server, self->base.identity);
}

char *
authorizer_fixture_get_header (AuthorizerFixture  *self,
                               const char         *uri,
                               GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;
  char *header = NULL;

  mcp_authorizer_get_header_async (MCP_AUTHORIZER (self->authorizer),
                                   uri != NULL ? uri : self->uri, NULL, sign_in_fixture_ready_cb,
                                   &result);
  sign_in_fixture_wait (&result);
  mcp_authorizer_get_header_finish (MCP_AUTHORIZER (self->authorizer), result, &header, error);

  return header;
}

void
authorizer_fixture_begin_challenge (AuthorizerFixture  *self,
                                    const char         *challenge,
                                    const char         *header,
                                    GCancellable       *cancellable,
                                    GAsyncResult      **result)
{
  mcp_authorizer_handle_challenge_async (MCP_AUTHORIZER (self->authorizer), self->uri, 401,
                                         challenge, header, cancellable, sign_in_fixture_ready_cb,
                                         result);
}

gboolean
authorizer_fixture_end_challenge (AuthorizerFixture  *self,
                                  GAsyncResult       *result,
                                  GError            **error)
{
  return mcp_authorizer_handle_challenge_finish (MCP_AUTHORIZER (self->authorizer), result, error);
}

gboolean
authorizer_fixture_challenge (AuthorizerFixture  *self,
                              const char         *challenge,
                              const char         *header,
                              GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  authorizer_fixture_begin_challenge (self, challenge, header, NULL, &result);
  sign_in_fixture_wait (&result);

  return authorizer_fixture_end_challenge (self, result, error);
}

gboolean
authorizer_fixture_sign_in (AuthorizerFixture  *self,
                            CribSignInKind      kind,
                            GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_authorizer_sign_in_async (self->authorizer, kind, -1, NULL, sign_in_fixture_ready_cb,
                                 &result);
  sign_in_fixture_wait (&result);

  return crib_authorizer_sign_in_finish (self->authorizer, result, error);
}

void
authorizer_fixture_enter (AuthorizerFixture *self)
{
  g_autoptr(GError) error = NULL;

  g_assert_true (authorizer_fixture_sign_in (self, CRIB_SIGN_IN_PLAIN, &error));
  g_assert_no_error (error);
}

CribProtection *
authorizer_fixture_look (AuthorizerFixture  *self,
                         const char         *challenge,
                         GError            **error)
{
  g_autoptr(GAsyncResult) result = NULL;

  crib_authorizer_look_async (self->authorizer, challenge, NULL, sign_in_fixture_ready_cb, &result);
  sign_in_fixture_wait (&result);

  return crib_authorizer_look_finish (self->authorizer, result, error);
}
