/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "form-field.h"

G_BEGIN_DECLS

#define CRIB_TYPE_SUGGESTER (crib_suggester_get_type ())

/* Knows what the text of a field could be. An entry asks it while somebody types, by way of
 * CribSuggestionPopover, and cancels what it asked before. */
G_DECLARE_INTERFACE (CribSuggester, crib_suggester, CRIB, SUGGESTER, GObject)

struct _CribSuggesterInterface
{
  GTypeInterface parent_iface;

  gboolean   (*suggests_for)   (CribSuggester        *self,
                                FormField            *field);
  void       (*suggest_async)  (CribSuggester        *self,
                                FormField            *field,
                                const char           *text,
                                GCancellable         *cancellable,
                                GAsyncReadyCallback   callback,
                                gpointer              user_data);
  char     **(*suggest_finish) (CribSuggester        *self,
                                GAsyncResult         *result,
                                gboolean             *has_more,
                                GError              **error);
};

/* Whether it is worth asking for @field at all. */
gboolean   crib_suggester_suggests_for   (CribSuggester        *self,
                                          FormField            *field);
void       crib_suggester_suggest_async  (CribSuggester        *self,
                                          FormField            *field,
                                          const char           *text,
                                          GCancellable         *cancellable,
                                          GAsyncReadyCallback   callback,
                                          gpointer              user_data);
/* What the text could be, best first: as it came, not bounded. @has_more: (out): whether there is
 * more than these. */
char     **crib_suggester_suggest_finish (CribSuggester        *self,
                                          GAsyncResult         *result,
                                          gboolean             *has_more,
                                          GError              **error);

G_END_DECLS
