/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Requests that are not made again for a while, and why. */
typedef struct _OauthBlockList OauthBlockList;

OauthBlockList *oauth_block_list_new    (void);
void            oauth_block_list_free   (OauthBlockList  *self);
void            oauth_block_list_add    (OauthBlockList  *self,
                                         const char      *account,
                                         const char      *request,
                                         const char      *hash,
                                         gint64           seconds,
                                         const GError    *error);
gboolean        oauth_block_list_check  (OauthBlockList  *self,
                                         const char      *account,
                                         const char      *request,
                                         const char      *hash,
                                         GError         **error);
void            oauth_block_list_remove (OauthBlockList  *self,
                                         const char      *account);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthBlockList, oauth_block_list_free)

G_END_DECLS
