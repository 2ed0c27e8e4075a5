/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-http-options.h"

#include "mcp-header.h"

#include <string.h>

/**
 * McpHttpOptions:
 *
 * What goes along with every HTTP request to one server.
 *
 * Values are secrets as often as not: they are in no error and no debugging message, and are
 * overwritten when they are freed.
 */
struct _McpHttpOptions
{
  GPtrArray *names;    /* of char * */
  GPtrArray *values;   /* of char *, in the same order */
  GTlsDatabase *database;
  GTlsCertificate *certificate;
  GProxyResolver *proxy_resolver;
};

/* What the protocol, the connection or a sign-in decides about (RFC 9110 §7.6.1 and 11.7, RFC 6265,
 * MCP 2026-07-28, "Transports"). */
static const char * const reserved[] = {
  "accept", "accept-charset", "accept-encoding", "authorization", "connection", "cookie", "cookie2",
  "expect", "host", "http2-settings", "keep-alive", "last-event-id", "origin", "set-cookie",
  "set-cookie2", "te", "trailer", "transfer-encoding", "upgrade", "user-agent", "www-authenticate",
  NULL
};

static const char * const reserved_prefixes[] = { "content-", "mcp-", "proxy-", NULL };

static void
free_value (gpointer data)
{
  char *value = data;

  explicit_bzero (value, strlen (value));
  g_free (value);
}

static void
clear (gpointer data)
{
  McpHttpOptions *self = data;

  g_ptr_array_unref (self->names);
  g_ptr_array_unref (self->values);
  g_clear_object (&self->database);
  g_clear_object (&self->certificate);
  g_clear_object (&self->proxy_resolver);
}

/**
 * mcp_http_options_new:
 *
 * Returns: (transfer full): options that change nothing yet
 */
McpHttpOptions *
mcp_http_options_new (void)
{
  McpHttpOptions *self = g_atomic_rc_box_new0 (McpHttpOptions);

  self->names = g_ptr_array_new_with_free_func (g_free);
  self->values = g_ptr_array_new_with_free_func (free_value);

  return self;
}

McpHttpOptions *
mcp_http_options_ref (McpHttpOptions *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
mcp_http_options_unref (McpHttpOptions *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static gboolean
is_reserved (const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; reserved_prefixes[i] != NULL; i++)
    {
      if (g_str_has_prefix (lower, reserved_prefixes[i]))
        return TRUE;
    }

  return g_strv_contains (reserved, lower);
}

static gboolean
refuse (GError     **error,
        const char  *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT, sentence);

  return FALSE;
}

/**
 * mcp_http_options_check_name:
 * @name: what somebody wants to call a header field
 * @error: return location: `G_IO_ERROR_INVALID_ARGUMENT`
 *
 * Returns: whether it is the name of a field (RFC 9110 §5.1) that is not decided about elsewhere
 */
gboolean
mcp_http_options_check_name (const char  *name,
                             GError     **error)
{
  g_return_val_if_fail (name != NULL, FALSE);

  if (strlen (name) > MCP_HTTP_OPTIONS_MAX_NAME || !mcp_header_is_token (name, strlen (name)))
    return refuse (error, "The name of a header field is made of letters, digits and hyphens, at "
                          "most 128 of them.");

  if (is_reserved (name))
    return refuse (error, "Toolcrib decides about a header field of that name by itself.");

  return TRUE;
}

/**
 * mcp_http_options_check_value:
 * @value: what somebody wants to say in a header field
 * @error: return location: `G_IO_ERROR_INVALID_ARGUMENT`
 *
 * Returns: whether it is a value (RFC 9110 §5.5), so that it can neither end the field nor begin
 *   another. Bytes outside ASCII are refused as well: what they mean is anybody's guess.
 */
gboolean
mcp_http_options_check_value (const char  *value,
                              GError     **error)
{
  gsize length;

  g_return_val_if_fail (value != NULL, FALSE);

  length = strlen (value);

  if (length > MCP_HTTP_OPTIONS_MAX_VALUE)
    return refuse (error, "The value of a header field is too long.");

  for (gsize i = 0; i < length; i++)
    {
      if (!g_ascii_isgraph (value[i]) && value[i] != ' ' && value[i] != '\t')
        return refuse (error, "The value of a header field is one line of plain characters.");
    }

  if (length == 0 || !g_ascii_isgraph (value[0]) || !g_ascii_isgraph (value[length - 1]))
    return refuse (error, "The value of a header field neither is empty nor begins or ends with a "
                          "blank.");

  return TRUE;
}

/**
 * mcp_http_options_has_header:
 * @name: of a header field, whatever its letter case
 *
 * Returns: whether it is one of these
 */
gboolean
mcp_http_options_has_header (McpHttpOptions *self,
                             const char     *name)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);

  for (guint i = 0; i < self->names->len; i++)
    {
      if (g_ascii_strcasecmp (g_ptr_array_index (self->names, i), name) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * mcp_http_options_add_header:
 * @name: of a header field
 * @value: what it says
 * @error: return location: `G_IO_ERROR_INVALID_ARGUMENT`
 *
 * Returns: whether it will go along: see [func@Mcp.HttpOptions.check_name] and
 *   [func@Mcp.HttpOptions.check_value]; never twice, and never more than
 *   %MCP_HTTP_OPTIONS_MAX_HEADERS
 */
gboolean
mcp_http_options_add_header (McpHttpOptions  *self,
                             const char      *name,
                             const char      *value,
                             GError         **error)
{
  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  if (!mcp_http_options_check_name (name, error) || !mcp_http_options_check_value (value, error))
    return FALSE;

  if (mcp_http_options_has_header (self, name))
    return refuse (error, "There is a header field of that name already.");

  if (self->names->len >= MCP_HTTP_OPTIONS_MAX_HEADERS)
    return refuse (error, "These are too many header fields.");

  g_ptr_array_add (self->names, g_strdup (name));
  g_ptr_array_add (self->values, g_strdup (value));

  return TRUE;
}

void
mcp_http_options_foreach_header (McpHttpOptions *self,
                                 GHFunc          func,
                                 gpointer        user_data)
{
  g_return_if_fail (self != NULL);

  for (guint i = 0; i < self->names->len; i++)
    func (g_ptr_array_index (self->names, i), g_ptr_array_index (self->values, i), user_data);
}

/**
 * mcp_http_options_set_tls_database:
 * @database: (nullable): the authorities that may vouch for the server, instead of the system's
 */
void
mcp_http_options_set_tls_database (McpHttpOptions *self,
                                   GTlsDatabase   *database)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->database, database);
}

GTlsDatabase *
mcp_http_options_get_tls_database (McpHttpOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->database;
}

/**
 * mcp_http_options_set_tls_certificate:
 * @certificate: (nullable): with its key, what is shown to a server that asks who we are
 */
void
mcp_http_options_set_tls_certificate (McpHttpOptions  *self,
                                      GTlsCertificate *certificate)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->certificate, certificate);
}

GTlsCertificate *
mcp_http_options_get_tls_certificate (McpHttpOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->certificate;
}

/**
 * mcp_http_options_set_proxy_resolver:
 * @resolver: (nullable): the way to the server, instead of the system's settings
 */
void
mcp_http_options_set_proxy_resolver (McpHttpOptions *self,
                                     GProxyResolver *resolver)
{
  g_return_if_fail (self != NULL);

  g_set_object (&self->proxy_resolver, resolver);
}

GProxyResolver *
mcp_http_options_get_proxy_resolver (McpHttpOptions *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->proxy_resolver;
}
