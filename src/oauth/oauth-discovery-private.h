/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-discovery.h"

G_BEGIN_DECLS

struct _OauthDiscovery
{
  GObject parent_instance;

  OauthProfilePicker picker;
  gpointer picker_data;
  GDestroyNotify destroy;
  GHashTable *memory;
  GHashTable *databases;       /* server's address → GTlsDatabase */
  OauthDocumentCache *cache;   /* nullable */
  GHashTable *forgotten;       /* servers' addresses whose files are not believed any more */
};

GHashTable *oauth_discovery_new_memory (void);
GObject    *oauth_discovery_recall     (OauthDiscovery *self,
                                        const char     *key);
void        oauth_discovery_remember   (OauthDiscovery *self,
                                        const char     *key,
                                        GObject        *object,
                                        guint           seconds);

G_END_DECLS
