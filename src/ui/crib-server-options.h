/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-account-store.h"
#include "crib-protection.h"
#include "crib-server.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SERVER_OPTIONS (crib_server_options_get_type ())

/* "More Options" of a server, folded: what Toolcrib finds out or makes up by itself, unless a
 * person knows better.
 *
 * Signals: changed (name or client ID), sign-in-changed (tenant or permission), activated (Enter in
 * one of them), lens-wanted (what the server sees of whoever is signed in). */
G_DECLARE_FINAL_TYPE (CribServerOptions, crib_server_options, CRIB, SERVER_OPTIONS,
                      AdwPreferencesGroup)

/* Takes the values of a server that is edited; its name is another place's. */
void         crib_server_options_set_server    (CribServerOptions *self,
                                                CribServer        *server);
/* Which options make sense. @sign_in: tenant and permission */
void         crib_server_options_set_offered   (CribServerOptions *self,
                                                gboolean           sign_in,
                                                gboolean           client_id);
void         crib_server_options_set_client_id (CribServerOptions *self,
                                                const char        *client_id);
/* All nullable: what was typed. */
char        *crib_server_options_dup_name      (CribServerOptions *self);
char        *crib_server_options_dup_client_id (CribServerOptions *self);
char        *crib_server_options_dup_scope     (CribServerOptions *self);
/* The issuer that was meant, NULL also where it makes no sense. */
char        *crib_server_options_dup_authority (CribServerOptions *self);
void         crib_server_options_apply         (CribServerOptions *self,
                                                CribServer        *server);
/* Who may be chosen for @server, which is edited. */
void         crib_server_options_set_accounts  (CribServerOptions *self,
                                                CribAccountStore  *accounts,
                                                CribServer        *server);
/* Puts the cursor where something is wrong, and says what. FALSE: there is something.
 * @protection: (nullable) */
gboolean     crib_server_options_check         (CribServerOptions *self,
                                                CribProtection    *protection);
/* The name is in use: says so there. */
void         crib_server_options_refuse_name   (CribServerOptions *self,
                                                const char        *message);

G_END_DECLS
