/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "mcp-question.h"

#include "http-session.h"
#include "sjson-builder.h"

#include <string.h>

/* Letters of an address that a person is to look at. */
#define MAX_PAGE 8192

/**
 * McpQuestion:
 *
 * Something a server wants to know before it goes on: an elicitation, a sampling request or the
 * list of roots, whichever way it came (a request of the server's, or a result that asks).
 */
struct _McpQuestion
{
  GObject parent_instance;

  McpFeatures feature;
  char *method;
  char *message;
  char *uri;
  SjsonValue *params;
  SjsonValue *schema;
  SjsonValue *result;
  gboolean is_answered;
  gboolean has_problem;
  gboolean needs_completion;
  gboolean is_complete;
};

enum {
  ANSWERED,
  COMPLETED,
  WITHDRAWN,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (McpQuestion, mcp_question, G_TYPE_OBJECT)

G_DEFINE_FLAGS_TYPE (McpFeatures, mcp_features,
                     G_DEFINE_ENUM_VALUE (MCP_FEATURE_NONE, "none"),
                     G_DEFINE_ENUM_VALUE (MCP_FEATURE_FORM, "form"),
                     G_DEFINE_ENUM_VALUE (MCP_FEATURE_URL, "url"),
                     G_DEFINE_ENUM_VALUE (MCP_FEATURE_SAMPLING, "sampling"),
                     G_DEFINE_ENUM_VALUE (MCP_FEATURE_ROOTS, "roots"),
                     G_DEFINE_ENUM_VALUE (MCP_FEATURE_TASKS, "tasks"))

static void
mcp_question_finalize (GObject *object)
{
  McpQuestion *self = MCP_QUESTION (object);

  g_clear_pointer (&self->method, g_free);
  g_clear_pointer (&self->message, g_free);
  g_clear_pointer (&self->uri, g_free);
  g_clear_pointer (&self->params, sjson_value_free);
  g_clear_pointer (&self->schema, sjson_value_free);
  g_clear_pointer (&self->result, sjson_value_free);

  G_OBJECT_CLASS (mcp_question_parent_class)->finalize (object);
}

static void
mcp_question_class_init (McpQuestionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = mcp_question_finalize;

  /**
   * McpQuestion::answered:
   *
   * There is an answer, or there will be none.
   */
  signals[ANSWERED] =
    g_signal_new ("answered", MCP_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * McpQuestion::completed:
   *
   * What was to be done on the page is done, says the server or whoever opened it.
   */
  signals[COMPLETED] =
    g_signal_new ("completed", MCP_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);

  /**
   * McpQuestion::withdrawn:
   *
   * Nobody waits for the answer any more: the run was cancelled, or the server went away.
   */
  signals[WITHDRAWN] =
    g_signal_new ("withdrawn", MCP_TYPE_QUESTION, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
}

static void
mcp_question_init (McpQuestion *self)
{
}

/* https anywhere, http on this computer, no name before the host; a page may be named within (RFC
 * 3986 §3.5), which a server may not. */
static gboolean
is_good_page (const char *uri)
{
  const char *fragment = strchr (uri, '#');
  g_autofree char *page = fragment != NULL ? g_strndup (uri, fragment - uri) : g_strdup (uri);
  g_autofree char *problem = http_address_dup_problem (page);

  for (const char *c = fragment != NULL ? fragment + 1 : ""; *c != '\0'; c++)
    {
      if (!g_ascii_isgraph (*c) || *c == '\\' || *c == '#')
        return FALSE;
    }

  return problem == NULL && strlen (uri) <= MAX_PAGE;
}

/* A mode that is not named is that of forms (MCP 2025-11-25 and later, "Elicitation"); one that we
 * do not know is none that we could show. */
static gboolean
read_elicitation (McpQuestion      *self,
                  const SjsonValue *params)
{
  g_autofree char *mode = NULL;
  SjsonValue schema;

  if (params == NULL)
    return FALSE;

  mode = sjson_value_dup_member_string (params, "mode");
  self->message = sjson_value_dup_member_string (params, "message");

  if (mode != NULL && strcmp (mode, "url") == 0)
    {
      self->feature = MCP_FEATURE_URL;
      self->uri = sjson_value_dup_member_string (params, "url");
      self->has_problem = self->uri != NULL && !is_good_page (self->uri);

      return self->uri != NULL;
    }

  self->feature = MCP_FEATURE_FORM;

  if (!sjson_value_get_member_of_kind (params, "requestedSchema", SJSON_KIND_OBJECT, &schema))
    return FALSE;

  self->schema = sjson_value_copy (&schema);

  return mode == NULL || strcmp (mode, "form") == 0;
}

/**
 * mcp_question_new:
 * @method: "elicitation/create", "sampling/createMessage" or "roots/list"
 * @params: (nullable): what the server says with it
 *
 * Returns: (transfer full) (nullable): the question, or %NULL for one that we do not know or that
 *   lacks what it needs
 */
McpQuestion *
mcp_question_new (const char       *method,
                  const SjsonValue *params)
{
  g_autoptr(McpQuestion) self = NULL;

  g_return_val_if_fail (method != NULL, NULL);

  self = g_object_new (MCP_TYPE_QUESTION, NULL);
  self->method = g_strdup (method);
  self->params = params != NULL ? sjson_value_isolate (params) : NULL;

  if (strcmp (method, "roots/list") == 0)
    self->feature = MCP_FEATURE_ROOTS;
  else if (strcmp (method, "sampling/createMessage") == 0 && params != NULL)
    self->feature = MCP_FEATURE_SAMPLING;
  else if (strcmp (method, "elicitation/create") != 0 || !read_elicitation (self, self->params))
    return NULL;

  return g_steal_pointer (&self);
}

McpFeatures
mcp_question_get_feature (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), MCP_FEATURE_NONE);

  return self->feature;
}

const char *
mcp_question_get_method (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), NULL);

  return self->method;
}

const SjsonValue *
mcp_question_get_params (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), NULL);

  return self->params;
}

const char *
mcp_question_get_message (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), NULL);

  return self->message;
}

const SjsonValue *
mcp_question_get_schema (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), NULL);

  return self->schema;
}

const char *
mcp_question_get_uri (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), NULL);

  return self->uri;
}

/**
 * mcp_question_get_problem:
 * @self: a question
 *
 * Returns: (nullable): why nobody should be asked this: the page is one that is not opened (MCP
 *   2025-11-25, "Elicitation", "Safe URL Handling"). Such a question was declined already
 */
const char *
mcp_question_get_problem (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), NULL);

  return self->has_problem ? "The server wants a page opened at an address that Toolcrib does not "
                             "open: only https is, and http on this computer." : NULL;
}

gboolean
mcp_question_is_answered (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), FALSE);

  return self->is_answered;
}

const SjsonValue *
mcp_question_get_result (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), NULL);

  return self->result;
}

static void
settle (McpQuestion      *self,
        const SjsonValue *result)
{
  if (self->is_answered)
    return;

  self->is_answered = TRUE;
  self->result = result != NULL ? sjson_value_copy (result) : NULL;
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
settle_action (McpQuestion      *self,
               const char       *action,
               const SjsonValue *content)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue result;

  sjson_builder_string (sjson_builder_name (builder, "action"), action);

  if (content != NULL)
    sjson_builder_value (sjson_builder_name (builder, "content"), content);

  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  result = sjson_document_get_root (document);
  settle (self, &result);
}

/**
 * mcp_question_accept:
 * @self: an elicitation
 * @content: (nullable): what the person filled in; never sent for a page
 */
void
mcp_question_accept (McpQuestion      *self,
                     const SjsonValue *content)
{
  g_return_if_fail (MCP_IS_QUESTION (self));
  g_return_if_fail (self->feature & (MCP_FEATURE_FORM | MCP_FEATURE_URL));

  settle_action (self, "accept", self->feature == MCP_FEATURE_FORM ? content : NULL);
}

void
mcp_question_decline (McpQuestion *self)
{
  g_return_if_fail (MCP_IS_QUESTION (self));
  g_return_if_fail (self->feature & (MCP_FEATURE_FORM | MCP_FEATURE_URL));

  settle_action (self, "decline", NULL);
}

void
mcp_question_cancel (McpQuestion *self)
{
  g_return_if_fail (MCP_IS_QUESTION (self));
  g_return_if_fail (self->feature & (MCP_FEATURE_FORM | MCP_FEATURE_URL));

  settle_action (self, "cancel", NULL);
}

void
mcp_question_answer (McpQuestion      *self,
                     const SjsonValue *result)
{
  g_return_if_fail (MCP_IS_QUESTION (self));
  g_return_if_fail (result != NULL);

  settle (self, result);
}

void
mcp_question_refuse (McpQuestion *self)
{
  g_return_if_fail (MCP_IS_QUESTION (self));

  settle (self, NULL);
}

/**
 * mcp_question_withdraw:
 * @self: a question that was not answered, or a page that is not done with
 *
 * Nobody waits any more; an answer that comes now goes nowhere.
 */
void
mcp_question_withdraw (McpQuestion *self)
{
  g_return_if_fail (MCP_IS_QUESTION (self));

  if (self->is_answered && (!self->needs_completion || self->is_complete))
    return;

  self->is_answered = TRUE;
  self->is_complete = TRUE;
  g_signal_emit (self, signals[WITHDRAWN], 0);
}

/**
 * mcp_question_needs_completion:
 * @self: a page
 *
 * Returns: whether the call goes on only when the page is done with: the server says so, or whoever
 *   opened it by [method@Mcp.Question.complete] (MCP 2025-11-25, "Elicitation")
 */
gboolean
mcp_question_needs_completion (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), FALSE);

  return self->needs_completion;
}

void
mcp_question_set_needs_completion (McpQuestion *self)
{
  g_return_if_fail (MCP_IS_QUESTION (self));

  self->needs_completion = TRUE;
}

gboolean
mcp_question_is_complete (McpQuestion *self)
{
  g_return_val_if_fail (MCP_IS_QUESTION (self), FALSE);

  return self->is_complete;
}

void
mcp_question_complete (McpQuestion *self)
{
  g_return_if_fail (MCP_IS_QUESTION (self));

  if (self->is_complete)
    return;

  self->is_complete = TRUE;
  g_signal_emit (self, signals[COMPLETED], 0);
}

static void
add_empty (SjsonBuilder *builder,
           const char   *name)
{
  sjson_builder_end_object (sjson_builder_begin_object (sjson_builder_name (builder, name)));
}

SjsonValue *
mcp_features_to_json (McpFeatures features)
{
  g_autoptr(SjsonBuilder) builder = sjson_builder_begin_object (sjson_builder_new ());
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root;

  if (features & (MCP_FEATURE_FORM | MCP_FEATURE_URL))
    {
      sjson_builder_begin_object (sjson_builder_name (builder, "elicitation"));

      if (features & MCP_FEATURE_FORM)
        add_empty (builder, "form");

      if (features & MCP_FEATURE_URL)
        add_empty (builder, "url");

      sjson_builder_end_object (builder);
    }

  if (features & MCP_FEATURE_SAMPLING)
    add_empty (builder, "sampling");

  if (features & MCP_FEATURE_ROOTS)
    add_empty (builder, "roots");

  if (features & MCP_FEATURE_TASKS)
    {
      sjson_builder_begin_object (sjson_builder_name (builder, "extensions"));
      add_empty (builder, "io.modelcontextprotocol/tasks");
      sjson_builder_end_object (builder);
    }

  document = sjson_builder_end_document (sjson_builder_end_object (builder));
  root = sjson_document_get_root (document);

  return sjson_value_copy (&root);
}
