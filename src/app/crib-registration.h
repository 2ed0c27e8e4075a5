/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-connection-pool.h"

G_BEGIN_DECLS

/* What a program is registered as, and where: as people type it, and as it is known already. */

/* (nullable): why @client_id cannot be one there, for people. @protection: (nullable) */
char *crib_registration_dup_client_id_problem (const char         *client_id,
                                               CribProtection     *protection);
/* The issuer that @text means: an address, or a tenant of Microsoft Entra by its domain or GUID;
 * CRIB_ERROR_ADDRESS with a sentence for people. */
char *crib_registration_dup_issuer            (const char         *text,
                                               GError            **error);
/* (nullable): what this program is registered as at the authority of @protection, by the other
 * saved servers and by who signed in there; NULL where they do not agree. @identity: (nullable) */
char *crib_registration_dup_known_client_id   (CribConnectionPool *pool,
                                               CribIdentity       *identity,
                                               CribProtection     *protection);

G_END_DECLS
