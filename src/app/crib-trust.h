/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-discovery.h"

G_BEGIN_DECLS

#define CRIB_TYPE_TRUST (crib_trust_get_type ())

/* Which authorities may sign people in: Microsoft's, and those of trusted-authorities (ruling 26),
 * saved in the settings or for this run only (ruling 24). Signal changed. */
G_DECLARE_FINAL_TYPE (CribTrust, crib_trust, CRIB, TRUST, GObject)

/* @settings: (nullable): without them nothing is saved */
CribTrust    *crib_trust_new         (GSettings    *settings);
/* (transfer container): of OauthTrust, in the order of the settings, then those of this run. What
 * cannot be understood is left out, and left alone in the settings. */
GPtrArray    *crib_trust_dup_entries (CribTrust    *self);
/* Nullable, transfer none. */
OauthTrust   *crib_trust_find        (CribTrust    *self,
                                      const char   *issuer);
/* @entry: a{sv}. Replaces one of the same issuer. */
gboolean      crib_trust_add         (CribTrust    *self,
                                      GVariant     *entry,
                                      GError      **error);
gboolean      crib_trust_add_for_run (CribTrust    *self,
                                      GVariant     *entry,
                                      GError      **error);
/* CRIB_ERROR_NOT_FOUND. */
gboolean      crib_trust_remove      (CribTrust    *self,
                                      const char   *issuer,
                                      GError      **error);
/* Whether this program may register itself where a server's profile allows it (ruling 14). */
gboolean      crib_trust_allows_registration (CribTrust *self);
GSettings    *crib_trust_get_settings        (CribTrust *self);   /* nullable */
/* An OauthProfilePicker; user_data is the CribTrust. */
OauthProfile *crib_trust_pick        (const char   *issuer,
                                      OauthTrust  **trust,
                                      gpointer      self,
                                      GError      **error);

G_END_DECLS
