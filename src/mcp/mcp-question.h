/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib-object.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define MCP_TYPE_QUESTION (mcp_question_get_type ())
#define MCP_TYPE_FEATURES (mcp_features_get_type ())

/* What a server may ask for, if the embedding program says that it can answer. */
typedef enum {
  MCP_FEATURE_NONE = 0,
  MCP_FEATURE_FORM = 1 << 0,       /* elicitation: a form for the person */
  MCP_FEATURE_URL = 1 << 1,        /* elicitation: a page for the person */
  MCP_FEATURE_SAMPLING = 1 << 2,   /* words of a model */
  MCP_FEATURE_ROOTS = 1 << 3,      /* folders */
  MCP_FEATURE_TASKS = 1 << 4,      /* no question: calls may go on by themselves (2026-07-28) */
} McpFeatures;

GType mcp_features_get_type (void);

/* Something a server wants to know before it goes on, whichever way it asked. Whoever takes it
 * answers it once; what nobody takes is declined. Signals: answered, withdrawn (nobody waits for
 * the answer any more: what was shown can go), completed (of a page: it is done with). */
G_DECLARE_FINAL_TYPE (McpQuestion, mcp_question, MCP, QUESTION, GObject)

/* NULL: no question that we know. @params: (nullable) */
McpQuestion      *mcp_question_new          (const char       *method,
                                             const SjsonValue *params);
McpFeatures       mcp_question_get_feature  (McpQuestion      *self);
const char       *mcp_question_get_method   (McpQuestion      *self);
const SjsonValue *mcp_question_get_params   (McpQuestion      *self);   /* nullable */
/* Of an elicitation: the server's sentence, its form, its page. All nullable. */
const char       *mcp_question_get_message  (McpQuestion      *self);
const SjsonValue *mcp_question_get_schema   (McpQuestion      *self);
const char       *mcp_question_get_uri      (McpQuestion      *self);

/* Why it was declined by itself, or NULL: it is only shown then, as something that happened. */
const char       *mcp_question_get_problem  (McpQuestion      *self);

/* For elicitations. @content: (nullable): an object; none for a page */
void              mcp_question_accept       (McpQuestion      *self,
                                             const SjsonValue *content);
void              mcp_question_decline      (McpQuestion      *self);
void              mcp_question_cancel       (McpQuestion      *self);
/* For all: the result as the specification wants it. */
void              mcp_question_answer       (McpQuestion      *self,
                                             const SjsonValue *result);
/* The person said no to words of a model, or to folders: there is no result. */
void              mcp_question_refuse       (McpQuestion      *self);
gboolean          mcp_question_is_answered  (McpQuestion      *self);

/* A page may have to be done with before the call goes on: that is said by the server, or here by
 * the person. */
gboolean          mcp_question_needs_completion (McpQuestion  *self);
gboolean          mcp_question_is_complete  (McpQuestion      *self);
void              mcp_question_complete     (McpQuestion      *self);

/* For whoever asked: the result, or NULL after a refusal. */
const SjsonValue *mcp_question_get_result   (McpQuestion      *self);
void              mcp_question_withdraw     (McpQuestion      *self);
void              mcp_question_set_needs_completion (McpQuestion *self);

/* The capabilities that stand for @features: an object (MCP 2026-07-28, "Capabilities"). */
SjsonValue       *mcp_features_to_json      (McpFeatures       features);

G_END_DECLS
