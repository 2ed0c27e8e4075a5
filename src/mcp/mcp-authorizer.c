/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-authorizer.h"

/**
 * McpAuthorizer:
 *
 * Who gives a client the Authorization header of each request, and is told of
 * each 401 and 403.
 *
 * A client asks it in its own thread; it may take as long as a person needs to
 * sign in. It is told of at most one refusal per request.
 */
G_DEFINE_INTERFACE (McpAuthorizer, mcp_authorizer, G_TYPE_OBJECT)

static void
mcp_authorizer_default_init (McpAuthorizerInterface *iface)
{
}

/**
 * mcp_authorizer_get_header_async:
 * @uri: the address that is about to be asked
 *
 * Asks for the value of the `Authorization` field (RFC 9110 §11.6.2) for one HTTP request.
 */
void
mcp_authorizer_get_header_async (McpAuthorizer       *self,
                                 const char          *uri,
                                 GCancellable        *cancellable,
                                 GAsyncReadyCallback  callback,
                                 gpointer             user_data)
{
  g_return_if_fail (MCP_IS_AUTHORIZER (self));
  g_return_if_fail (uri != NULL);

  MCP_AUTHORIZER_GET_IFACE (self)->get_header_async (self, uri, cancellable, callback, user_data);
}

/**
 * mcp_authorizer_get_header_finish:
 * @header: (out) (nullable) (transfer full): the value, or `NULL` for no such field
 * @error: return location; the request then fails with it
 *
 * Returns: whether the request may go on
 */
gboolean
mcp_authorizer_get_header_finish (McpAuthorizer  *self,
                                  GAsyncResult   *result,
                                  char          **header,
                                  GError        **error)
{
  g_return_val_if_fail (MCP_IS_AUTHORIZER (self), FALSE);
  g_return_val_if_fail (header != NULL, FALSE);

  return MCP_AUTHORIZER_GET_IFACE (self)->get_header_finish (self, result, header, error);
}

/**
 * mcp_authorizer_dup_account:
 * @result: that of mcp_authorizer_get_header_async(), finished
 *
 * A session belongs to who began it: a request of somebody else needs one of its own
 * (MCP 2025-11-25, "Security Best Practices", session hijacking).
 *
 * Returns: (nullable) (transfer full): whose the header is: the same text for the same person
 */
char *
mcp_authorizer_dup_account (McpAuthorizer *self,
                            GAsyncResult  *result)
{
  McpAuthorizerInterface *iface;

  g_return_val_if_fail (MCP_IS_AUTHORIZER (self), NULL);
  g_return_val_if_fail (G_IS_ASYNC_RESULT (result), NULL);

  iface = MCP_AUTHORIZER_GET_IFACE (self);

  return iface->dup_account != NULL ? iface->dup_account (self, result) : NULL;
}

/**
 * mcp_authorizer_handle_challenge_async:
 * @uri: the address that refused
 * @status: 401 or 403
 * @challenge: (nullable): the `WWW-Authenticate` fields, joined by commas
 * @header: (nullable): the Authorization field that was refused
 *
 * Tells of a refusal, so that a better header may be had.
 */
void
mcp_authorizer_handle_challenge_async (McpAuthorizer       *self,
                                       const char          *uri,
                                       guint                status,
                                       const char          *challenge,
                                       const char          *header,
                                       GCancellable        *cancellable,
                                       GAsyncReadyCallback  callback,
                                       gpointer             user_data)
{
  g_return_if_fail (MCP_IS_AUTHORIZER (self));
  g_return_if_fail (uri != NULL);

  MCP_AUTHORIZER_GET_IFACE (self)->handle_challenge_async (self, uri, status, challenge, header,
                                                           cancellable, callback, user_data);
}

/**
 * mcp_authorizer_handle_challenge_finish:
 * @error: return location; the request then fails with it
 *
 * Returns: TRUE if the request should be sent once more. FALSE without an error: the refusal
 *   stands and the request fails with `MCP_ERROR_UNAUTHORIZED` or `MCP_ERROR_FORBIDDEN`
 */
gboolean
mcp_authorizer_handle_challenge_finish (McpAuthorizer  *self,
                                        GAsyncResult   *result,
                                        GError        **error)
{
  g_return_val_if_fail (MCP_IS_AUTHORIZER (self), FALSE);

  return MCP_AUTHORIZER_GET_IFACE (self)->handle_challenge_finish (self, result, error);
}
