/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define MCP_TYPE_AUTHORIZER (mcp_authorizer_get_type ())

G_DECLARE_INTERFACE (McpAuthorizer, mcp_authorizer, MCP, AUTHORIZER, GObject)

/* Who gives a client the Authorization header of each request, and is told of each 401 and 403. */
struct _McpAuthorizerInterface
{
  GTypeInterface parent_iface;

  /* The value of the Authorization header for @uri, or NULL for none. */
  void     (*get_header_async)       (McpAuthorizer        *self,
                                      const char           *uri,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  gboolean (*get_header_finish)      (McpAuthorizer        *self,
                                      GAsyncResult         *result,
                                      char                **header,
                                      GError              **error);

  /* Whose the header of @result is, after get_header_finish: (nullable) (transfer full): the same
   * text for the same person. May be left out where there is never more than one. */
  char    *(*dup_account)            (McpAuthorizer        *self,
                                      GAsyncResult         *result);

  /* The server answered @status (401 or 403) with @challenge (WWW-Authenticate, may be NULL) to a
   * request that carried @header (may be NULL). TRUE: a better header can be had, send once
   * more. */
  void     (*handle_challenge_async) (McpAuthorizer        *self,
                                      const char           *uri,
                                      guint                 status,
                                      const char           *challenge,
                                      const char           *header,
                                      GCancellable         *cancellable,
                                      GAsyncReadyCallback   callback,
                                      gpointer              user_data);
  gboolean (*handle_challenge_finish)(McpAuthorizer        *self,
                                      GAsyncResult         *result,
                                      GError              **error);
};

void     mcp_authorizer_get_header_async        (McpAuthorizer        *self,
                                                 const char           *uri,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean mcp_authorizer_get_header_finish       (McpAuthorizer        *self,
                                                 GAsyncResult         *result,
                                                 char                **header,
                                                 GError              **error);
char    *mcp_authorizer_dup_account             (McpAuthorizer        *self,
                                                 GAsyncResult         *result);
void     mcp_authorizer_handle_challenge_async  (McpAuthorizer        *self,
                                                 const char           *uri,
                                                 guint                 status,
                                                 const char           *challenge,
                                                 const char           *header,
                                                 GCancellable         *cancellable,
                                                 GAsyncReadyCallback   callback,
                                                 gpointer              user_data);
gboolean mcp_authorizer_handle_challenge_finish (McpAuthorizer        *self,
                                                 GAsyncResult         *result,
                                                 GError              **error);

G_END_DECLS
