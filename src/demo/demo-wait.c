/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-wait.h"

#include "demo-authority.h"
#include "demo-dispatch.h"
#include "demo-guarded-documents.h"
#include "demo-guarded.h"
#include "demo-json.h"

/* A request to an MCP server, which may have to wait behind a fault. */
typedef struct
{
  DemoMcp *mcp;
  DemoGate *gate;               /* NULL where anybody may ask */
  DemoAnswer *answer;
  SoupServerMessage *message;
  JsonNode *body;
} Waiting;

/* The same for one to the tenant. */
typedef struct
{
  DemoVisit *visit;
  const DemoFault *fault;       /* the answer's */
} WaitingVisit;

static void
waiting_free (gpointer data)
{
  Waiting *waiting = data;

  g_object_unref (waiting->mcp);
  g_clear_object (&waiting->gate);
  g_object_unref (waiting->answer);
  g_object_unref (waiting->message);
  g_clear_pointer (&waiting->body, json_node_unref);
  g_free (waiting);
}

static void
proceed_cb (gpointer user_data)
{
  Waiting *waiting = user_data;
  g_autofree char *user = NULL;

  if (waiting->gate != NULL)
    {
      if (demo_guarded_answer (waiting->gate, waiting->answer, waiting->message))
        return;

      user = demo_guarded_check (waiting->gate, waiting->answer, waiting->message, waiting->body);

      if (user == NULL)
        return;
    }

  demo_answer_set_user (waiting->answer, user);
  demo_mcp_handle (waiting->mcp, waiting->answer, waiting->message, waiting->body);
}

static void
waiting_visit_free (gpointer data)
{
  WaitingVisit *waiting = data;

  demo_visit_free (waiting->visit);
  g_free (waiting);
}

static void
proceed_visit_cb (gpointer user_data)
{
  WaitingVisit *waiting = user_data;

  demo_authority_handle (waiting->visit, waiting->fault);
}

/* Returns: (transfer full) (nullable): the request's body, where that is JSON */
JsonNode *
demo_wait_read_body (SoupServerMessage *message)
{
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr(GBytes) bytes = soup_message_body_flatten (body);

  if (g_bytes_get_size (bytes) == 0)
    return NULL;

  return demo_json_parse (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), NULL);
}

/**
 * demo_wait_for_mcp:
 * @mcp: the server that is asked
 * @gate: (nullable): what is wanted of whoever comes; its documents are served as well
 * @answer: the answer to give
 * @fault: (nullable): what goes wrong
 * @message: the request
 * @body: (nullable): its body, where that is JSON
 */
void
demo_wait_for_mcp (DemoMcp           *mcp,
                   DemoGate          *gate,
                   DemoAnswer        *answer,
                   const DemoFault   *fault,
                   SoupServerMessage *message,
                   JsonNode          *body)
{
  Waiting *waiting = g_new0 (Waiting, 1);

  waiting->mcp = g_object_ref (mcp);
  waiting->gate = gate != NULL ? g_object_ref (gate) : NULL;
  waiting->answer = g_object_ref (answer);
  waiting->message = g_object_ref (message);
  waiting->body = body != NULL ? json_node_copy (body) : NULL;
  demo_dispatch (answer, fault, proceed_cb, waiting, waiting_free);
}

/* @visit: (transfer full): a request with its answer. @fault: (nullable): the answer's */
void
demo_wait_for_tenant (DemoVisit       *visit,
                      const DemoFault *fault)
{
  WaitingVisit *waiting = g_new0 (WaitingVisit, 1);

  waiting->visit = visit;
  waiting->fault = fault;
  demo_dispatch (visit->answer, fault, proceed_visit_cb, waiting, waiting_visit_free);
}
