/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection-waiters.h"
#include "crib-tool-drafts.h"
#include "crib-tool-item.h"
#include "mcp-client.h"

G_BEGIN_DECLS

/**
 * CribConnection:
 *
 * A saved server in use: its client, its tools, the drafts and runs of this session.
 *
 * A [class@Crib.ConnectionPool] owns it. The list of tools is one object for its whole life, also
 * when the server's address changes and another client fills it. What fails becomes a problem and
 * a state; what was typed stays.
 */
struct _CribConnection
{
  GObject parent_instance;

  CribServer *server;
  CribIdentity *identity;  /* nullable */
  CribAuthorizer *authorizer;
  VaultStore *vault;       /* nullable: where the server's own secrets are */
  VaultAsk vault_ask;
  McpClient *client;
  McpFeatures features;    /* what servers may ask for */
  char *protocol;          /* nullable: the revision to keep to */
  McpTrace *trace;         /* nullable */
  gboolean resumes_tasks;
  McpEraCache *era_cache;  /* nullable */
  gboolean asks_once;      /* nobody is to hear what changes */
  GCancellable *opening;   /* not NULL while connecting or listing */
  CribConnectionWaiters *waiters;

  CribConnectionState state;
  gboolean loading;
  CribProblem *problem;
  GError *error;
  char *server_title;
  char *state_text;

  GListStore *tools;
  GListStore *prompts;
  gboolean lists_prompts;
  GHashTable *prompt_runs; /* name -> CribPromptRun */
  CribToolDrafts *drafts;
  GHashTable *runs;        /* tool name -> CribRun */
  GHashTable *items;       /* tool name -> GPtrArray of CribToolItem, borrowed */
};

/* crib-connection.c */
void     crib_connection_set_state     (CribConnection       *self,
                                        CribConnectionState   state);
void     crib_connection_set_loading   (CribConnection       *self,
                                        gboolean              loading);
/* @error: (nullable) (transfer full) */
void     crib_connection_take_error    (CribConnection       *self,
                                        GError               *error);

/* crib-connection-runs.c */
void     crib_connection_cancel_runs   (CribConnection       *self);
void     crib_connection_abandon_runs  (CribConnection       *self);
void     crib_connection_drop_runs     (CribConnection       *self);
void     crib_connection_watch_items   (CribConnection       *self);
/* A run that was not started yet; it replaces the last one of @tool. */
CribRun *crib_connection_add_run       (CribConnection       *self,
                                        McpTool              *tool);
void     crib_connection_update_items  (CribConnection       *self,
                                        const char           *tool_name);

/* crib-connection-prompts.c; the client's */
void     crib_connection_follow_prompts   (CribConnection    *self);
void     crib_connection_unfollow_prompts (CribConnection    *self);
void     crib_connection_fetch_prompts    (CribConnection    *self);
void     crib_connection_drop_prompt_runs (CribConnection    *self);

/* crib-connection-tasks.c */
void     crib_connection_watch_task    (CribConnection       *self,
                                        CribRun              *run);
void     crib_connection_take_up_tasks (CribConnection       *self);

/* Items hear of favourites and runs from their connection by name: ten thousand items would be as
 * many signal handlers otherwise. An item stays in until it takes itself out. */
void     crib_connection_add_item      (CribConnection       *self,
                                        CribToolItem         *item);
void     crib_connection_remove_item   (CribConnection       *self,
                                        CribToolItem         *item);

/* crib-connection-opening.c */
/* @error: (transfer full) */
void     crib_connection_show_error    (CribConnection       *self,
                                        GError               *error);
gboolean crib_connection_ensure_client (CribConnection       *self,
                                        GError              **error);
void     crib_connection_drop_client   (CribConnection       *self);
void     crib_connection_stop          (CribConnection       *self);
void     crib_connection_start_anew    (CribConnection       *self);

/* crib-connection-client.c: how its client talks */
void     crib_connection_set_up_client (CribConnection       *self,
                                        McpClient            *client);

/* crib-connection-sign-in.c: hears what its authorizer has to say */
void     crib_connection_watch         (CribConnection       *self);

/* crib-connection.c: that property of the authorizer is one of ours, too */
void     crib_connection_notify_same   (CribConnection       *self,
                                        GParamSpec           *pspec);

/* crib-tool-item.c: look again, and notify */
void     crib_tool_item_update         (CribToolItem         *self);

G_END_DECLS
