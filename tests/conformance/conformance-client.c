/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What the official conformance suite drives: our libraries, and nothing of the protocol here. The
 * scenario decides which public functions are called, and with which arguments. The revision is
 * that of the suite, or found out where it names none that there is. */

#include "config.h"

#include "crib-authorizer.h"
#include "crib-process.h"
#include "form-model.h"
#include "mcp-client.h"
#include "oauth-prompter.h"

#include <libsoup/soup.h>

/* Somebody at a browser who agrees to everything: opens the page, and goes where it leads. */
typedef GObject Person;
typedef GObjectClass PersonClass;
GType person_get_type (void);

typedef struct
{
  const char *scenario;
  SjsonValue context;
  CribIdentity *identity;
  CribAuthorizer *authorizer;
  McpClient *client;
  gboolean failed;
} Program;

static void person_iface_init (OauthPrompterInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (Person, person, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (OAUTH_TYPE_PROMPTER, person_iface_init))

static void
put_away_cb (GCancellable *cancellable,
             GTask        *task)
{
  g_task_return_error_if_cancelled (task);
}

static void
person_prompt_async (OauthPrompter       *prompter,
                     OauthPrompt         *prompt,
                     GCancellable        *cancellable,
                     GAsyncReadyCallback  callback,
                     gpointer             user_data)
{
  g_autoptr(SoupSession) session = soup_session_new ();
  g_autoptr(SoupMessage) message = soup_message_new ("GET", oauth_prompt_get_uri (prompt));
  GTask *task = g_task_new (prompter, cancellable, callback, user_data);

  g_cancellable_connect (cancellable, G_CALLBACK (put_away_cb), task, g_object_unref);
  soup_session_send_async (session, message, G_PRIORITY_DEFAULT, NULL, NULL, NULL);
}

static char *
person_prompt_finish (OauthPrompter  *prompter,
                      GAsyncResult   *result,
                      gboolean       *again,
                      GError        **error)
{
  *again = FALSE;

  return g_task_propagate_pointer (G_TASK (result), error);
}

static void
person_iface_init (OauthPrompterInterface *iface)
{
  iface->prompt_async = person_prompt_async;
  iface->prompt_finish = person_prompt_finish;
}

static void
person_class_init (PersonClass *klass)
{
}

static void
person_init (Person *self)
{
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

  return crib_trust_add_for_run (trust, g_variant_new_parsed ("{'issuer': <%s>, "
                                                              "'allow-http-loopback': <true>}",
                                                              issuer), NULL);
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
  g_autoptr(OauthPrompter) person = g_object_new (person_get_type (), NULL);
  g_autoptr(GAsyncResult) closed = NULL;
  Program self = { g_getenv ("MCP_CONFORMANCE_SCENARIO"), sjson_document_get_root (context),
                   identity, authorizer, client };

  crib_process_prepare ();
  crib_server_set_client_id (server, "toolcrib-conformance");
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
