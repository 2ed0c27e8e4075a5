/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-suggester.h"

G_DEFINE_INTERFACE (CribSuggester, crib_suggester, G_TYPE_OBJECT)

static void
crib_suggester_default_init (CribSuggesterInterface *iface)
{
}

gboolean
crib_suggester_suggests_for (CribSuggester *self,
                             FormField     *field)
{
  g_return_val_if_fail (CRIB_IS_SUGGESTER (self), FALSE);
  g_return_val_if_fail (FORM_IS_FIELD (field), FALSE);

  return CRIB_SUGGESTER_GET_IFACE (self)->suggests_for (self, field);
}

void
crib_suggester_suggest_async (CribSuggester       *self,
                              FormField           *field,
                              const char          *text,
                              GCancellable        *cancellable,
                              GAsyncReadyCallback  callback,
                              gpointer             user_data)
{
  g_return_if_fail (CRIB_IS_SUGGESTER (self));
  g_return_if_fail (FORM_IS_FIELD (field));
  g_return_if_fail (text != NULL);
  g_return_if_fail (cancellable == NULL || G_IS_CANCELLABLE (cancellable));

  CRIB_SUGGESTER_GET_IFACE (self)->suggest_async (self, field, text, cancellable, callback,
                                                  user_data);
}

/**
 * crib_suggester_suggest_finish:
 * @has_more: (out): whether there is more than what is returned
 * @error: `G_IO_ERROR_CANCELLED` where a newer text took its place
 *
 * Returns: (transfer full) (nullable): what the text could be, best first
 */
char **
crib_suggester_suggest_finish (CribSuggester  *self,
                               GAsyncResult   *result,
                               gboolean       *has_more,
                               GError        **error)
{
  g_return_val_if_fail (CRIB_IS_SUGGESTER (self), NULL);
  g_return_val_if_fail (has_more != NULL, NULL);

  *has_more = FALSE;

  return CRIB_SUGGESTER_GET_IFACE (self)->suggest_finish (self, result, has_more, error);
}
