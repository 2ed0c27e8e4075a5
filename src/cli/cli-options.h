/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
  CLI_OPTION_JSON = 1 << 0,
  CLI_OPTION_NAME = 1 << 1,
  CLI_OPTION_URL = 1 << 2,
  CLI_OPTION_NO_CHECK = 1 << 3,
  CLI_OPTION_NO_AUTH = 1 << 4,
  CLI_OPTION_ARGUMENTS = 1 << 5,
  CLI_OPTION_YES = 1 << 6,
  CLI_OPTION_OUTPUT = 1 << 28,
  CLI_OPTION_REGISTRATION = 1 << 7,   /* --client-id, --authority, --scope, --redirect-uri … */
  CLI_OPTION_SIGN_IN = 1 << 8,        /* --other-account, --add-scope, --no-browser */
  CLI_OPTION_TRUST = 1 << 9,          /* --kind, --ca-file … */
  CLI_OPTION_QUESTIONS = 1 << 10,     /* --answer, --decline, --root */
  CLI_OPTION_WIRE = 1 << 11,          /* --protocol, --trace */
  CLI_OPTION_NETWORK = 1 << 20,       /* --header, --ca-file, --client-certificate … */
  CLI_OPTION_TASKS = 1 << 21,         /* --resume, --cancel */
  CLI_OPTION_SCHEMA = 1 << 27,        /* --schema */
  CLI_OPTION_LISTEN = 1 << 19,        /* --count, --resource */
  CLI_OPTION_SIGN_OUT = 1 << 22,      /* --microsoft */
  CLI_OPTION_KEYRING = 1 << 23,       /* --move-aside */
  CLI_OPTION_REMOVE = 1 << 24,        /* --servers */
} CliOptionFlags;

typedef struct
{
  gboolean json;
  gboolean debug;
  gboolean no_auth;
  gboolean no_check;
  gboolean yes;
  char *name;
  char *url;
  char *arguments;
  char *output;
  char *schema;
  /* what servers ask while they work */
  char **answers;
  gboolean decline;
  char **roots;
  /* what is listened to */
  char *count;
  char **resources;
  /* how it is talked to */
  char *protocol;
  gboolean trace;
  /* a server's, to sign in to it */
  char *client_id;
  char *authority;
  char *scope;
  char *redirect_uri;
  char *resource_parameter;
  char *client_secret_file;
  gboolean may_register;
  gboolean no_register;
  char *discovery;
  /* a server's, for the connection; ca_file below as well */
  char **headers;
  char **secret_headers;
  char **no_headers;
  char *client_certificate;
  char *client_key;
  /* a sign-in */
  gboolean other_account;
  char *add_scope;
  gboolean no_browser;
  gboolean browser;
  gboolean device_code;
  /* a task, by its number; 0: none */
  int resume;
  int cancel;
  /* the end of sign-ins */
  gboolean microsoft;
  gboolean move_aside;
  gboolean servers;
  /* a trusted authority */
  char *kind;
  char *ca_file;
  gboolean assume_pkce;
  gboolean allow_http_loopback;
} CliOptions;

/* Adds the options of @flags to @context, with their places in @self. */
void cli_options_add   (CliOptions     *self,
                        CliOptionFlags  flags,
                        GOptionContext *context);
void cli_options_clear (CliOptions     *self);
/* What can be said of the values before anything is done. */
gboolean cli_options_check (const CliOptions  *self,
                            GError           **error);

G_END_DECLS
