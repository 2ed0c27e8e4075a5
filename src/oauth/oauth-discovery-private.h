/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "oauth-discovery.h"
#include "oauth-search.h"

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

/* What is looked for and where, what a document found is to be read for, and whether there is
 * nothing of it. */
typedef struct
{
  char *key;
  char *subject;
  OauthProfile *profile;   /* of an authority alone, as is the next */
  OauthTrust *trust;       /* nullable */
  GTlsDatabase *database;  /* of a server alone, nullable */
  char **places;
  OauthSearchReader reader;
  gboolean is_empty;
} OauthQuest;

OauthQuest *oauth_quest_new            (char           *key,
                                        const char     *subject,
                                        char          **places,
                                        OauthProfile   *profile,
                                        OauthTrust     *trust);
void        oauth_quest_begin          (GTask          *task,
                                        OauthQuest     *quest);

G_END_DECLS
