/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-trace-secrets.h"

#include "sjson-builder.h"

#include <string.h>

#define REMOVED "[removed]"

/* Shorter values are words that stand elsewhere with right. */
#define MIN_SECRET 6
#define MAX_SECRETS 256

/* Characters of one string: more of a picture tells nobody anything. */
#define MAX_STRING 4096

/* Members whose value is a secret whatever it is (RFC 6749, RFC 7636, OpenID Connect Core; MCP
 * 2026-07-28, "Multi Round-Trip Requests": requestState may hold anything of the server's; the
 * tasks extension, "Security Considerations": a task's id may open what the server keeps of it).
 * Compared without case, "-" and "_". */
static const char * const names[] = {
  "accesstoken", "apikey", "assertion", "authorization", "clientassertion", "clientsecret",
  "codeverifier", "cookie", "idtoken", "idtokenhint", "passphrase", "passwd", "password",
  "privatekey", "refreshtoken", "requeststate", "secret", "sessionid", "setcookie", "taskid",
  "taskids", "token", NULL
};

static const char * const patterns[] = {
  "((?i:\\b(?:refresh_token|access_token|id_token|code_verifier|client_secret|client_assertion|"
  "session_?id|api_?key|password)\\b)\\\\?[\"']?\\s*(?:[=:]|%3D)\\s*\\\\?[\"']?)[^\\s&\"',;\\\\}]+",
  "((?i:\\b(?:code|state|nonce|token)(?:=|%3D)))[^\\s&\"',;]+",
  "((?i:\\b(?:Bearer|Basic|DPoP)\\s+))[A-Za-z0-9._~+/=-]{8,}",
  "()\\beyJ[A-Za-z0-9_-]{8,}(?:\\.[A-Za-z0-9_-]*)*",
};

struct _McpTraceSecrets
{
  GPtrArray *values;
  GRegex *compiled[G_N_ELEMENTS (patterns)];
};

McpTraceSecrets *
mcp_trace_secrets_new (void)
{
  McpTraceSecrets *self = g_new0 (McpTraceSecrets, 1);

  self->values = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    self->compiled[i] = g_regex_new (patterns[i], G_REGEX_OPTIMIZE, 0, NULL);

  return self;
}

void
mcp_trace_secrets_free (McpTraceSecrets *self)
{
  for (guint i = 0; i < self->values->len; i++)
    explicit_bzero (self->values->pdata[i], strlen (self->values->pdata[i]));

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    g_regex_unref (self->compiled[i]);

  g_ptr_array_unref (self->values);
  g_free (self);
}

void
mcp_trace_secrets_learn (McpTraceSecrets *self,
                         const char      *value)
{
  if (strlen (value) < MIN_SECRET ||
      g_ptr_array_find_with_equal_func (self->values, value, g_str_equal, NULL))
    return;

  if (self->values->len >= MAX_SECRETS)
    g_ptr_array_remove_index (self->values, 0);

  g_ptr_array_add (self->values, g_strdup (value));
}

/*
 * mcp_trace_secrets_dup_text:
 * @text: words of anybody's
 *
 * Takes out what was learned and what looks like a secret.
 */
char *
mcp_trace_secrets_dup_text (McpTraceSecrets *self,
                            const char      *text)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr(GString) rest = g_string_new (valid);
  g_autofree char *safe = NULL;

  for (guint i = 0; i < self->values->len; i++)
    g_string_replace (rest, g_ptr_array_index (self->values, i), REMOVED, 0);

  safe = g_strdup (rest->str);

  for (guint i = 0; i < G_N_ELEMENTS (patterns); i++)
    {
      char *next = g_regex_replace (self->compiled[i], safe, -1, 0, "\\1" REMOVED, 0, NULL);

      g_free (safe);
      safe = next != NULL ? next : g_strdup (REMOVED);
    }

  return g_steal_pointer (&safe);
}

static gboolean
names_secret (const char *name)
{
  static const char * const words[] = {
    "auth", "code", "cred", "key", "pass", "secret", "session", "sig", "token"
  };
  g_autofree char *lower = g_ascii_strdown (name, -1);

  for (guint i = 0; i < G_N_ELEMENTS (words); i++)
    {
      if (strstr (lower, words[i]) != NULL)
        return TRUE;
    }

  return FALSE;
}

/* The values in a query are one's own secrets or the server's: names alone are shown. */
static void
append_query (McpTraceSecrets *self,
              GString         *text,
              const char      *query)
{
  g_auto(GStrv) parts = g_strsplit (query, "&", -1);

  for (guint i = 0; parts[i] != NULL; i++)
    {
      char *equals = strchr (parts[i], '=');

      if (equals != NULL)
        *equals = '\0';

      if (equals != NULL && names_secret (parts[i]))
        mcp_trace_secrets_learn (self, equals + 1);

      g_string_append_printf (text, "%c%s%s", i == 0 ? '?' : '&', parts[i],
                              equals != NULL ? "=" REMOVED : "");
    }
}

/*
 * mcp_trace_secrets_dup_uri:
 * @uri: an address, maybe a relative one
 *
 * Returns: it without password, values of its query, and fragment
 */
char *
mcp_trace_secrets_dup_uri (McpTraceSecrets *self,
                           const char      *uri)
{
  g_autofree char *bare = g_strndup (uri, strcspn (uri, "#"));
  char *query = strchr (bare, '?');
  g_autoptr(GString) text = NULL;
  const char *host;
  char *at;

  if (query != NULL)
    *query++ = '\0';

  host = strstr (bare, "://");
  host = host != NULL ? host + 3 : bare;
  at = host != bare ? memchr (host, '@', strcspn (host, "/")) : NULL;
  text = g_string_new_len (bare, host - bare);
  g_string_append (text, at != NULL ? REMOVED : "");
  g_string_append (text, at != NULL ? at : host);

  if (query != NULL)
    append_query (self, text, query);

  return mcp_trace_secrets_dup_text (self, text->str);
}

static gboolean
is_secret_name (const char *name)
{
  g_autofree char *plain = g_ascii_strdown (name, -1);
  char *end = plain;

  for (const char *c = plain; *c != '\0'; c++)
    {
      if (*c != '-' && *c != '_')
        *end++ = *c;
    }

  *end = '\0';

  return g_strv_contains (names, plain);
}

static void
write_string (McpTraceSecrets  *self,
              SjsonBuilder     *builder,
              const SjsonValue *value)
{
  g_autofree char *text = sjson_value_dup_string (value, NULL);
  g_autofree char *safe = NULL;
  glong length = g_utf8_strlen (text, -1);

  if (length > MAX_STRING)
    {
      g_autofree char *start = g_utf8_substring (text, 0, MAX_STRING);
      g_autofree char *safe_start = mcp_trace_secrets_dup_text (self, start);

      safe = g_strdup_printf ("%s… [%ld characters]", safe_start, length);
    }
  else
    safe = mcp_trace_secrets_dup_text (self, text);

  sjson_builder_string (builder, safe);
}

static void write_value (McpTraceSecrets  *self,
                         SjsonBuilder     *builder,
                         const SjsonValue *value);

/* A code is a number where it says what went wrong, and words where it opens something. */
static void
write_member (McpTraceSecrets  *self,
              SjsonBuilder     *builder,
              const SjsonValue *name,
              const SjsonValue *value)
{
  g_autofree char *text = sjson_value_dup_string (name, NULL);

  sjson_builder_name_value (builder, name);

  if (is_secret_name (text) ||
      (g_str_equal (text, "code") && sjson_value_get_kind (value) == SJSON_KIND_STRING))
    sjson_builder_string (builder, REMOVED);
  else
    write_value (self, builder, value);
}

/* As deep as the reader lets in. */
static void
write_value (McpTraceSecrets  *self,
             SjsonBuilder     *builder,
             const SjsonValue *value)
{
  SjsonKind kind = sjson_value_get_kind (value);
  SjsonValue name, member;
  SjsonIter iter;

  sjson_iter_init (&iter, value);

  if (kind == SJSON_KIND_STRING)
    {
      write_string (self, builder, value);
    }
  else if (kind == SJSON_KIND_OBJECT)
    {
      sjson_builder_begin_object (builder);

      while (sjson_iter_next (&iter, &name, &member))
        write_member (self, builder, &name, &member);

      sjson_builder_end_object (builder);
    }
  else if (kind == SJSON_KIND_ARRAY)
    {
      sjson_builder_begin_array (builder);

      while (sjson_iter_next (&iter, NULL, &member))
        write_value (self, builder, &member);

      sjson_builder_end_array (builder);
    }
  else
    sjson_builder_value (builder, value);
}

static char *
dup_start (McpTraceSecrets *self,
           const char      *text,
           gsize            length)
{
  g_autofree char *start = g_strndup (text, MIN (length, MAX_STRING));
  g_autofree char *safe = mcp_trace_secrets_dup_text (self, start);

  if (length <= MAX_STRING)
    return g_steal_pointer (&safe);

  return g_strdup_printf ("%s… [%" G_GSIZE_FORMAT " bytes]", safe, length);
}

/*
 * mcp_trace_secrets_dup_data:
 * @data: a body, or the data of an event
 *
 * Returns: JSON in one line without the members that are secrets; of other text the start
 */
char *
mcp_trace_secrets_dup_data (McpTraceSecrets *self,
                            GBytes          *data)
{
  g_autoptr(SjsonBuilder) builder = NULL;
  g_autoptr(SjsonDocument) document = NULL;
  g_autoptr(SjsonDocument) safe = NULL;
  SjsonValue root;
  gsize length;
  const char *text = g_bytes_get_data (data, &length);

  if (length == 0)
    return g_strdup ("");

  document = sjson_document_new_from_string (text, length, NULL, NULL);

  if (document == NULL)
    return dup_start (self, text, length);

  root = sjson_document_get_root (document);
  builder = sjson_builder_new ();
  write_value (self, builder, &root);
  safe = sjson_builder_end_document (builder);
  root = sjson_document_get_root (safe);

  return sjson_value_to_json (&root, NULL);
}
