/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <libsoup/soup.h>

#include "sjson-document.h"
#include "sjson-value.h"

G_BEGIN_DECLS

/* Makes of a document what is looked for: a new object, or NULL and an error. */
typedef GObject *(*OauthSearchReader) (const SjsonValue  *json,
                                       gpointer           user_data,
                                       GError           **error);

void     oauth_search_async  (SoupSession          *session,
                              char                **uris,
                              OauthSearchReader     reader,
                              gpointer              reader_data,
                              GDestroyNotify        destroy,
                              GCancellable         *cancellable,
                              GAsyncReadyCallback   callback,
                              gpointer              user_data);
GObject *oauth_search_finish (SoupSession          *session,
                              GAsyncResult         *result,
                              GError              **error);
/* Whether it failed because nothing stood anywhere: no failure that another try could mend, and no
 * document that was not right. */
gboolean oauth_search_is_empty (GAsyncResult         *result);
SjsonDocument *oauth_search_get_document (GAsyncResult *result,
                                          guint        *seconds);

G_END_DECLS
