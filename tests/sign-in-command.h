/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "cli-fixture.h"
#include "keyring-fixture.h"

G_BEGIN_DECLS

/* toolcrib-cli in a home with a keyring, and a browser that signs in by itself (stub-browser.py);
 * the stand-in's protected server is saved as "Orders" and its tenant is trusted. */
typedef struct
{
  CliFixture cli;
  KeyringFixture *keyring;
} SignInCommand;

#define SIGN_IN_NOTHING_SAVED "nothing saved"
#define SIGN_IN_NO_KEYRING "no keyring"

/* @data: (nullable): one of these words */
void        sign_in_command_set_up    (SignInCommand *self,
                                       gconstpointer  data);
void        sign_in_command_tear_down (SignInCommand *self,
                                       gconstpointer  data);
/* Who signs in, and the heading of a page where Cancel is pressed (nullable). */
void        sign_in_command_plan      (SignInCommand *self,
                                       const char    *account,
                                       const char    *cancel_at);
/* How often the browser was started, and how often the tenant was asked at an endpoint. */
guint       sign_in_command_n_visits  (SignInCommand *self);
guint       sign_in_command_n_asked   (SignInCommand *self,
                                       const char    *endpoint);
guint       sign_in_command_n_items   (SignInCommand *self);
const char *sign_in_command_get_uri   (SignInCommand *self);
const char *sign_in_command_look_up   (SignInCommand *self,
                                       const char    *name);
/* "sign-in Orders", which must work. */
void        sign_in_command_sign_in   (SignInCommand *self);
void        sign_in_command_control   (SignInCommand *self,
                                       const char    *path,
                                       const char    *json);
/* Nothing that the tenant issued is in a file of the home, nor in @text. */
void        sign_in_command_check_leaks (SignInCommand *self,
                                         const char    *text);

G_END_DECLS
