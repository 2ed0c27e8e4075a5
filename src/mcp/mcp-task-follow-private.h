/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-task-follow.h"

#include "mcp-client-private.h"
#include "mcp-task-questions.h"

G_BEGIN_DECLS

/* Shared by mcp-task-follow (asking, and what the answers mean) and mcp-task-end (how it ends). One
 * task being followed; data of its GTask. Whatever is under way holds that, and so does the client
 * until it is over. */
typedef struct
{
  McpClient *client;
  McpRequest *request;          /* whose signals tell of it */
  McpTaskQuestions *questions;
  gboolean is_stateless;        /* the extension of 2026-07-28; else 2025-11-25 */
  gint64 created;               /* monotonic, microseconds */
  guint interval;
  char *message;                /* what the server said last */
  guint n_failures;             /* of asking how it is */
  guint n_lost;                 /* of having the result, or giving an answer */
  gboolean is_polling;
  gboolean is_fetching;         /* the result, or what it asks first (2025-11-25) */
  gboolean has_failed;          /* says the server */
  gboolean is_over;             /* whoever waits has been told, or will be by itself */
  GCancellable *wire;           /* ends whatever is under way */
  GSource *timer;
  GSource *caller_source;
} McpTaskFollow;

void        mcp_task_follow_free           (gpointer           data);
void        mcp_task_follow_clear_source   (GSource          **source);
McpTask    *mcp_task_follow_get_handle     (GTask             *task);
McpRequest *mcp_task_follow_new_request    (McpTask           *handle,
                                            const char        *method);

/* The ends. All take @error, and do nothing to what is over. */
void        mcp_task_follow_fail           (GTask             *task,
                                            GError            *error);
/* There is nothing to be asked for any more. */
void        mcp_task_follow_end            (GTask             *task,
                                            GError            *error);
/* The same, and the server is told that it need not go on. */
void        mcp_task_follow_give_up        (GTask             *task,
                                            GError            *error);
void        mcp_task_follow_succeed        (GTask             *task,
                                            const SjsonValue  *result);
/* The person wants no more of it. */
void        mcp_task_follow_cancel         (GTask             *task);

G_END_DECLS
