/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-authorizer.h"
#include "crib-problem.h"
#include "crib-prompt-run.h"
#include "crib-run.h"
#include "crib-server.h"
#include "form-model.h"
#include "mcp-client.h"
#include "mcp-completion.h"
#include "mcp-question.h"
#include "mcp-tool.h"
#include "mcp-trace.h"

G_BEGIN_DECLS

#define CRIB_TYPE_CONNECTION (crib_connection_get_type ())

typedef enum {
  CRIB_CONNECTION_IDLE,         /* not tried yet */
  CRIB_CONNECTION_CONNECTING,
  CRIB_CONNECTION_CONNECTED,
  CRIB_CONNECTION_SIGNED_OUT,   /* the server wants somebody signed in */
  CRIB_CONNECTION_OFFLINE,      /* not to be reached */
  CRIB_CONNECTION_ATTENTION,    /* answers, but not as it should */
} CribConnectionState;

GType crib_connection_state_get_type (void);
#define CRIB_TYPE_CONNECTION_STATE (crib_connection_state_get_type ())

/* A saved server in use: its client, its tools, the drafts and runs of this session. Signing in is
 * its CribAuthorizer's. Another address, client id, authority or scope of the server connects
 * anew, and so does another account.
 *
 * Read-only properties that notify: state, problem (nullable), protected (the server lets in only
 * people who signed in, as far as it is known), protection (nullable), account (nullable: who is
 * signed in), signing-in (somebody is asked just now), loading (the list still fills).
 */
G_DECLARE_FINAL_TYPE (CribConnection, crib_connection, CRIB, CONNECTION, GObject)

/* @identity: (nullable): then nobody is ever signed in ("--no-auth") */
CribConnection      *crib_connection_new              (CribServer           *server,
                                                       CribIdentity         *identity);
CribServer          *crib_connection_get_server       (CribConnection       *self);
/* Borrowed: resources, prompts and the like are asked for through it. NULL: the address is none. */
McpClient           *crib_connection_get_client       (CribConnection       *self,
                                                       GError              **error);
CribConnectionState  crib_connection_get_state        (CribConnection       *self);
/* The state in words for people: "Connected as ada@contoso.example", "Signed out", "No network". */
const char          *crib_connection_get_state_text   (CribConnection       *self);
CribProblem         *crib_connection_get_problem      (CribConnection       *self);
CribProblem         *crib_connection_dup_problem      (CribConnection       *self,
                                                       const GError         *error);
const GError        *crib_connection_get_error        (CribConnection       *self);
gboolean             crib_connection_is_protected     (CribConnection       *self);
CribProtection      *crib_connection_get_protection   (CribConnection       *self);
OauthAccount        *crib_connection_get_account      (CribConnection       *self);
gboolean             crib_connection_is_signing_in    (CribConnection       *self);
/* Scopes that a call was refused for want of (nullable), and what to ask for with them. */
const char          *crib_connection_get_wanted_scope (CribConnection    *self);
void                 crib_connection_want_scope       (CribConnection    *self,
                                                       const char        *scope);
gboolean             crib_connection_is_loading       (CribConnection       *self);
/* The name the server gives itself, or NULL. */
const char          *crib_connection_get_server_title (CribConnection       *self);
/* Of McpTool. */
GListModel          *crib_connection_get_tools        (CribConnection       *self);
McpTool             *crib_connection_find_tool        (CribConnection       *self,
                                                       const char           *name);

/* Where the secrets of the server's settings are, if not in the identity's vault. */
void                 crib_connection_set_vault        (CribConnection       *self,
                                                       VaultStore           *vault,
                                                       VaultAsk              ask);
/* What servers may ask for: whoever says so connects to question of its runs. From the next
 * connection on. */
void                 crib_connection_set_features     (CribConnection       *self,
                                                       McpFeatures           features);
/* Keeps to one revision of the protocol (nullable: finds out): FALSE for one that we do not speak.
 * Before it is opened. */
gboolean             crib_connection_set_protocol     (CribConnection       *self,
                                                       const char           *version);

/* Told of all that goes to the server and comes from it; nullable. Before it is opened. */
void                 crib_connection_set_trace        (CribConnection       *self,
                                                       McpTrace             *trace);
/* For who asks and goes: what changes on the server meanwhile nobody hears. Before it is opened. */
void                 crib_connection_set_asks_once    (CribConnection       *self,
                                                       gboolean              asks_once);

/* Which revision of the protocol servers spoke the last time (nullable). Before it is opened. */
void                 crib_connection_set_era_cache    (CribConnection       *self,
                                                       McpEraCache          *cache);
/* The one of this person, which all of the person's programs share. */
McpEraCache         *crib_connection_new_era_cache    (void);
/* After @server was removed. @cache: (nullable) */
void                 crib_connection_forget_server    (CribServer           *server,
                                                       McpEraCache          *cache);

/* Connects and lists the tools; again after a problem. Does nothing while under way. */
void                 crib_connection_open             (CribConnection       *self);
/* The same for programs that wait: finishes when the list is complete, or not to be had. */
void                 crib_connection_open_async       (CribConnection       *self,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean             crib_connection_open_finish      (CribConnection       *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
/* Somebody pressed a button: signs in, then opens. Finishes like crib_connection_open_async(); what
 * fails is the connection's problem as well. @surface: an OauthSurface, or -1 */
void                 crib_connection_sign_in_async    (CribConnection       *self,
                                                       CribSignInKind        kind,
                                                       int                   surface,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean             crib_connection_sign_in_finish   (CribConnection       *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
/* Signs its account out, everywhere that it is used; tools go, what was typed stays. */
void                 crib_connection_sign_out_async   (CribConnection       *self,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean             crib_connection_sign_out_finish  (CribConnection       *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);
void                 crib_connection_close_async      (CribConnection       *self,
                                                       GCancellable         *cancellable,
                                                       GAsyncReadyCallback   callback,
                                                       gpointer              user_data);
gboolean             crib_connection_close_finish     (CribConnection       *self,
                                                       GAsyncResult         *result,
                                                       GError              **error);

/* The draft of a tool: one form model for as long as the connection lives, so that switching
 * tools loses nothing; made anew, with what was typed, when the tool's schema changes. */
FormModel           *crib_connection_get_form         (CribConnection       *self,
                                                       McpTool              *tool);
/* Where drafts outlive the program, in a file of the server's; nullable: nowhere, as at first. The
 * file in the folder before goes, what was typed does not. */
void                 crib_connection_set_draft_folder (CribConnection       *self,
                                                       const char           *folder);
/* What was typed is on disk when this returns: the program ends. */
void                 crib_connection_flush_drafts     (CribConnection       *self);
/* The one of this person. */
char                *crib_connection_dup_draft_folder (void);
/* After @server was removed by a program that has no connection to it. */
void                 crib_connection_forget_drafts    (CribServer           *server);
/* Starts a run. @arguments: (nullable) */
CribRun             *crib_connection_run_tool         (CribConnection       *self,
                                                       McpTool              *tool,
                                                       const SjsonValue     *arguments);
/* The last run of the tool of that name, or NULL. */
CribRun             *crib_connection_get_run          (CribConnection       *self,
                                                       const char           *tool_name);

/* Prompts are listed after the tools where somebody wants to see them; not at first. Before it is
 * opened. */
void                 crib_connection_set_lists_prompts  (CribConnection      *self,
                                                         gboolean             lists_prompts);
/* Of McpPrompt. */
GListModel          *crib_connection_get_prompts        (CribConnection      *self);
/* As crib_connection_get_form() */
FormModel           *crib_connection_get_prompt_form    (CribConnection      *self,
                                                         McpPrompt           *prompt);
/* @arguments: (nullable) */
CribPromptRun       *crib_connection_run_prompt         (CribConnection      *self,
                                                         McpPrompt           *prompt,
                                                         const SjsonValue    *arguments);
/* The last run of the prompt of that name, or NULL. */
CribPromptRun       *crib_connection_get_prompt_run     (CribConnection      *self,
                                                         const char          *name);
/* What the value of an argument could be. */
gboolean             crib_connection_offers_completion  (CribConnection      *self);
void                 crib_connection_complete_async     (CribConnection      *self,
                                                         McpRequest          *request,
                                                         GCancellable        *cancellable,
                                                         GAsyncReadyCallback  callback,
                                                         gpointer             user_data);
McpCompletion       *crib_connection_complete_finish    (CribConnection      *self,
                                                         GAsyncResult        *result,
                                                         GError             **error);

/* What a server goes on with by itself (McpTask) is kept in the vault until it is over. Whether it
 * is taken up as a run after opening; not at first. */
void                 crib_connection_set_resumes_tasks  (CribConnection       *self,
                                                         gboolean              resumes_tasks);
CribRun             *crib_connection_resume_task        (CribConnection       *self,
                                                         McpTask              *task);
void                 crib_connection_cancel_task_async  (CribConnection       *self,
                                                         McpTask              *task,
                                                         GCancellable         *cancellable,
                                                         GAsyncReadyCallback   callback,
                                                         gpointer              user_data);
gboolean             crib_connection_cancel_task_finish (CribConnection       *self,
                                                         GAsyncResult         *result,
                                                         GError              **error);

G_END_DECLS
