/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-identity.h"

G_BEGIN_DECLS

#define CRIB_TYPE_ACCOUNT_SUMMARY (crib_account_summary_get_type ())

/* An account as people look at it. Read-only properties, those that may change notify: account,
 * name (nullable), username (nullable), tenant (nullable: a domain where it is known, else a GUID;
 * the one that was signed in to last), tenants (GStrv: all of them, GUIDs), place (the host where
 * people sign in), client-id, issuer, expires-at (gint64, seconds since 1970 or 0: of the newest
 * access token in memory), permissions (GStrv, for people), servers (GListModel of CribServer that
 * use it), is-guest. Text of it is never markup. */
G_DECLARE_FINAL_TYPE (CribAccountSummary, crib_account_summary, CRIB, ACCOUNT_SUMMARY, GObject)

CribAccountSummary *crib_account_summary_new             (CribIdentity       *identity,
                                                          OauthAccount       *account);
OauthAccount       *crib_account_summary_get_account     (CribAccountSummary *self);
const char         *crib_account_summary_get_name        (CribAccountSummary *self);
const char         *crib_account_summary_get_username    (CribAccountSummary *self);
const char         *crib_account_summary_get_tenant      (CribAccountSummary *self);
const char * const *crib_account_summary_get_tenants     (CribAccountSummary *self);
const char         *crib_account_summary_get_place       (CribAccountSummary *self);
const char         *crib_account_summary_get_client_id   (CribAccountSummary *self);
const char         *crib_account_summary_get_issuer      (CribAccountSummary *self);
gint64              crib_account_summary_get_expires_at  (CribAccountSummary *self);
const char * const *crib_account_summary_get_permissions (CribAccountSummary *self);
GListModel         *crib_account_summary_get_servers     (CribAccountSummary *self);
gboolean            crib_account_summary_is_guest        (CribAccountSummary *self);

G_END_DECLS
