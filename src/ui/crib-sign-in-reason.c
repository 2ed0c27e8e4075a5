/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-sign-in-reason.h"

#include "crib-words.h"

#include <glib/gi18n.h>

#include <string.h>

/**
 * crib_sign_in_reason_show:
 * @label: where it is said
 * @reason: (nullable): a sentence that says why; by default that the server asks
 * @server_name: who asks
 *
 * Says why somebody is asked to sign in, the name of the server in bold.
 */
void
crib_sign_in_reason_show (GtkLabel   *label,
                          const char *reason,
                          const char *server_name)
{
  g_autoptr(PangoAttrList) list = pango_attr_list_new ();
  g_autofree char *name = crib_words_clip (server_name, 80);
  /* Translators: %s is the name of a server. */
  g_autofree char *asks = g_strdup_printf (_("%s asks you to sign in."), name);
  const char *text = reason != NULL && *reason != '\0' ? reason : asks;
  const char *start = *name != '\0' ? strstr (text, name) : NULL;

  if (start != NULL)
    {
      PangoAttribute *bold = pango_attr_weight_new (PANGO_WEIGHT_BOLD);

      bold->start_index = start - text;
      bold->end_index = start - text + strlen (name);
      pango_attr_list_insert (list, bold);
    }

  gtk_label_set_label (label, text);
  gtk_label_set_attributes (label, list);
}
