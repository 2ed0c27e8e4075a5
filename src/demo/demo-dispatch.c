/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-dispatch.h"

static void
answer_with_status (DemoAnswer      *answer,
                    const DemoFault *fault)
{
  JsonObjectIter iter;
  const char *name;
  JsonNode *value;

  if (fault->headers != NULL)
    {
      json_object_iter_init (&iter, fault->headers);

      while (json_object_iter_next (&iter, &name, &value))
        demo_answer_set_header (answer, name, json_node_get_string (value));
    }

  demo_answer_plain (answer, fault->status,
                     fault->content_type != NULL ? fault->content_type : "text/plain",
                     fault->body);
}

static void
answer_with_page (DemoAnswer      *answer,
                  const DemoFault *fault)
{
  demo_answer_plain (answer, SOUP_STATUS_OK, "text/html; charset=utf-8",
                     fault->body != NULL ? fault->body :
                     "<!DOCTYPE html>\n<html><head><title>Welcome</title></head>"
                     "<body><h1>It works!</h1></body></html>\n");
}

/**
 * demo_dispatch:
 * @answer: the answer to a request
 * @fault: (nullable): what goes wrong before the server has seen the request
 * @proceed: answers as the server would
 * @user_data: its data
 * @user_data_free: frees @user_data, once it has been answered
 */
void
demo_dispatch (DemoAnswer      *answer,
               const DemoFault *fault,
               DemoAnswerFunc   proceed,
               gpointer         user_data,
               GDestroyNotify   user_data_free)
{
  switch (fault != NULL ? fault->kind : DEMO_FAULT_NONE)
    {
    case DEMO_FAULT_STATUS:
      answer_with_status (answer, fault);
      break;

    case DEMO_FAULT_HTML:
      answer_with_page (answer, fault);
      break;

    case DEMO_FAULT_NO_SESSION:
      demo_answer_error (answer, SOUP_STATUS_NOT_FOUND, -32001, "Session not found");
      break;

    case DEMO_FAULT_SLOW:
    case DEMO_FAULT_HANG:
      demo_answer_delay (answer, proceed, user_data, user_data_free);
      return;

    case DEMO_FAULT_NONE:
    case DEMO_FAULT_CUT:
    case DEMO_FAULT_JSON:
    case DEMO_FAULT_MALFORMED:
    case DEMO_FAULT_HOLD:
    case DEMO_FAULT_TOKEN_ERROR:
    default:
      proceed (user_data);
      break;
    }

  user_data_free (user_data);
}
