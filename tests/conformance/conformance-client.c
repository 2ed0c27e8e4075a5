/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the official conformance suite drives: our libraries, and nothing of the protocol here. The
 * scenario decides which public functions are called, and with which arguments. The revision is
 * that of the suite, or found out where it names none that there is. */

#include "config.h"

#include "crib-authorizer.h"
#include "crib-process.h"
#include "form-model.h"
#include "mcp-client.h"
#include "oauth-browser-prompter.h"

#include <libsoup/soup.h>

/* What the suite calls the document that describes us, and where there was no other way. */
#define DOCUMENT "https://conformance-test.local/client-metadata.json"
#define OLD "auth/2025-03-26-"

typedef struct
{
  const char *scenario;
  SjsonValue context;
  CribServer *server;
  CribIdentity *identity;
  CribAuthorizer *authorizer;
  McpClient *client;
  gboolean failed;
} Program;

/* Somebody at a browser who agrees to everything: opens the page, and goes where it leads. */
static void
visit_cb (OauthPrompter *prompter,
          OauthPrompt   *prompt,
          GCancellable  *cancellable,
          gpointer       user_data)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = soup_message_new ("GET", oauth_prompt_get_uri (prompt));

  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static void
keep_cb (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static GAsyncResult *
await (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

/* Configuration: a secret is kept for who gave it. */
static void
keep_secret (Program    *self,
             const char *issuer)
{
  g_autofree char *text = sjson_value_dup_member_string (&self->context, "client_secret");
  g_autoptr(VaultSecret) secret = text != NULL ? vault_secret_new (text, -1) : NULL;
  g_autoptr(GAsyncResult) result = NULL;

  if (secret == NULL)
    return;

  crib_identity_set_client_secret_async (self->identity, self->server, issuer, secret, NULL,
                                         keep_cb, &result);
  await (&result);
}

/* Configuration: whom the server names, an authority on this computer, is trusted from now on. */
static gboolean
learn_trust (Program *self)
{
  CribProtection *protection = crib_authorizer_get_protection (self->authorizer);
  const char *issuer = protection != NULL ? crib_protection_get_issuer (protection) : NULL;
  CribTrust *trust = crib_identity_get_trust (self->identity);

  if (issuer == NULL || crib_trust_find (trust, issuer) != NULL)
    return FALSE;

  keep_secret (self, issuer);

  return crib_trust_add_for_run (trust, g_variant_new_parsed ("{'issuer': <%s>, "
                                                              "'allow-http-loopback': <true>}",
                                                              issuer), NULL);
}

/* Whether it is worth another try. */
static gboolean
check (Program      *self,
       const char   *what,
       const GError *error)
{
  if (error == NULL || learn_trust (self))
    return error != NULL;

  g_printerr ("%s: %s\n", what, error->message);
  self->failed = TRUE;

  return FALSE;
}

static void
list_tools (Program *self)
{
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  mcp_client_list_tools_async (self->client, NULL, keep_cb, &result);
  mcp_client_list_tools_finish (self->client, await (&result), &error);

  if (check (self, "tools/list", error))
    list_tools (self);
}

static SjsonValue *ask (Program    *self,
                        const char *tool,
                        const char *method,
                        const char *json);

/* Takes what the form suggests; in one scenario after a call that has nothing to do with it. */
static gboolean
input_requested_cb (McpRequest  *request,
                    McpQuestion *question,
                    Program     *self)
{
  g_autoptr(FormModel) form = form_model_new (mcp_question_get_schema (question), NULL);
  g_autoptr(SjsonDocument) content = form_model_build_value (form, NULL);
  SjsonValue root = sjson_document_get_root (content);

  if (g_str_equal (self->scenario, "sep-2322-client-request-state"))
    sjson_value_free (ask (self, "test_mrtr_unrelated", NULL, "{}"));

  mcp_question_accept (question, &root);

  return TRUE;
}

/* @tool: (nullable): then @json is its arguments, not the params of @method */
static SjsonValue *
ask (Program    *self,
     const char *tool,
     const char *method,
     const char *json)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (json, -1, NULL, NULL);
  SjsonValue root = sjson_document_get_root (document), *answer;
  g_autoptr(McpRequest) request = tool != NULL ? mcp_request_new_call_tool (tool, &root)
                                               : mcp_request_new (method, &root);
  g_autoptr(GAsyncResult) result = NULL;
  g_autoptr(GError) error = NULL;

  g_signal_connect (request, "input-requested", G_CALLBACK (input_requested_cb), self);
  mcp_client_send_async (self->client, request, NULL, keep_cb, &result);
  answer = mcp_client_send_finish (self->client, await (&result), &error);

  return check (self, mcp_request_get_method (request), error) ? ask (self, tool, method, json)
                                                               : answer;
}

/* An object with one member. */
static char *
wrap (const char       *name,
      const SjsonValue *value)
{
  gsize length;
  const char *text = sjson_value_get_text (value, &length);

  return g_strdup_printf ("{\"%s\":%.*s}", name, (int) length, text);
}

/* Lists what there is of a kind, and gets each. */
static void
visit (Program    *self,
       const char *kind,
       const char *getter,
       const char *key)
{
  g_autofree char *lister = g_strconcat (kind, "/list", NULL);
  g_autoptr(SjsonValue) list = ask (self, NULL, lister, "{}");
  SjsonValue items, each, word;

  for (gsize i = 0; list != NULL && sjson_value_get_member (list, kind, &items) &&
                    sjson_value_get_element (&items, i, &each) &&
                    sjson_value_get_member (&each, key, &word); i++)
    {
      g_autofree char *params = wrap (key, &word);

      sjson_value_free (ask (self, NULL, getter, params));
    }
}

/* What the suite wants a tool to be called with, where that matters. */
static char *
dup_arguments (Program    *self,
               const char *tool)
{
  McpTool *rich = mcp_client_find_tool (self->client, "json_schema_2020_12_tool");
  SjsonValue calls, each, name, arguments;

  if (g_str_equal (tool, "add_numbers"))
    return g_strdup ("{\"a\":5,\"b\":3}");
  if (g_str_equal (tool, "json_schema_echo") && rich != NULL)
    return wrap ("schema", mcp_tool_get_input_schema (rich));

  for (gsize i = 0; sjson_value_get_member (&self->context, "toolCalls", &calls) &&
                    sjson_value_get_element (&calls, i, &each); i++)
    if (sjson_value_get_member (&each, "name", &name) && sjson_value_equals_string (&name, tool) &&
        sjson_value_get_member (&each, "arguments", &arguments))
      return sjson_value_to_json (&arguments, NULL);

  return g_strdup ("{}");
}

static void
run (Program *self)
{
  GListModel *tools = mcp_client_get_tools (self->client);
  gboolean looks_only = g_str_equal (self->scenario, "json-schema-ref-no-deref");

  list_tools (self);

  for (guint i = 0; !looks_only && i < g_list_model_get_n_items (tools); i++)
    {
      g_autoptr(McpTool) tool = g_list_model_get_item (tools, i);
      g_autofree char *arguments = dup_arguments (self, mcp_tool_get_name (tool));

      sjson_value_free (ask (self, mcp_tool_get_name (tool), NULL, arguments));
    }

  if (g_str_equal (self->scenario, "http-standard-headers"))
    {
      visit (self, "resources", "resources/read", "uri");
      visit (self, "prompts", "prompts/get", "name");
    }
}

/* How this program is known where people sign in: as it is told, or as it registers itself. */
static void
introduce (Program *self)
{
  g_autofree char *client_id = sjson_value_dup_member_string (&self->context, "client_id");
  gboolean has_document = g_str_equal (self->scenario, "auth/basic-cimd");

  crib_server_set_client_id (self->server, has_document ? DOCUMENT : client_id);
  crib_server_set_may_register (self->server, !has_document && client_id == NULL);
  crib_server_set_is_own_authority (self->server, g_str_has_prefix (self->scenario, OLD));
}

int
main (int   argc,
      char *argv[])
{
  const char *uri = argv[argc - 1];
  const char *told = g_getenv ("MCP_CONFORMANCE_CONTEXT");
  g_autoptr(SjsonDocument) context = sjson_document_new_from_string (told != NULL ? told : "{}", -1,
                                                                     NULL, NULL);
  g_autoptr(CribServer) server = crib_server_new ("Conformance", uri);
  g_autoptr(CribIdentity) identity = crib_identity_new_in_memory ();
  g_autoptr(CribAuthorizer) authorizer = crib_authorizer_new (server, identity);
  g_autoptr(McpClient) client = mcp_client_new (uri);
  g_autoptr(OauthPrompter) person = oauth_browser_prompter_new (visit_cb, NULL, NULL);
  g_autoptr(GAsyncResult) closed = NULL;
  Program self = { g_getenv ("MCP_CONFORMANCE_SCENARIO"), sjson_document_get_root (context),
                   server, identity, authorizer, client };

  crib_process_prepare ();
  introduce (&self);
  crib_identity_set_prompter (identity, person);
  crib_authorizer_begin_wait (authorizer);
  mcp_client_set_authorizer (client, MCP_AUTHORIZER (authorizer));
  mcp_client_set_features (client, MCP_FEATURE_FORM);
  mcp_client_set_protocol (client, g_getenv ("MCP_CONFORMANCE_PROTOCOL_VERSION"));
  run (&self);
  mcp_client_close_async (client, NULL, keep_cb, &closed);
  await (&closed);

  return self.failed ? 1 : 0;
}
