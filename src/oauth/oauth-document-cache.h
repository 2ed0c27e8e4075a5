/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define OAUTH_TYPE_DOCUMENT_CACHE (oauth_document_cache_get_type ())

/* Public documents of servers and authorities in files, so that the next start need not ask. */
G_DECLARE_FINAL_TYPE (OauthDocumentCache, oauth_document_cache, OAUTH, DOCUMENT_CACHE, GObject)

OauthDocumentCache *oauth_document_cache_new           (const char           *folder);
char               *oauth_document_cache_dup_default_folder (void);
/* How long an answer may be kept, in seconds, as its Cache-Control field says; 0 for not at all. */
guint               oauth_document_cache_parse_control (const char           *cache_control);
void                oauth_document_cache_load_async    (OauthDocumentCache   *self,
                                                        const char           *key,
                                                        GCancellable         *cancellable,
                                                        GAsyncReadyCallback   callback,
                                                        gpointer              user_data);
/* (nullable) (transfer full): never an error. @seconds: (out): how long it is good still */
SjsonValue         *oauth_document_cache_load_finish   (OauthDocumentCache   *self,
                                                        GAsyncResult         *result,
                                                        guint                *seconds);
/* These two end by themselves, one after the other. */
void                oauth_document_cache_store         (OauthDocumentCache   *self,
                                                        const char           *key,
                                                        const SjsonValue     *document,
                                                        guint                 seconds);
/* @key: (nullable): all of them */
void                oauth_document_cache_drop          (OauthDocumentCache   *self,
                                                        const char           *key);

G_END_DECLS
