/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-surface-row.h"

#include "crib-policy.h"

#include <glib/gi18n.h>

/*
 * CribSurfaceRow:
 *
 * Where people sign in: a choice of theirs, unless an administrator made it.
 */
struct _CribSurfaceRow
{
  AdwComboRow parent_instance;

  GSettings *settings;
};

G_DEFINE_FINAL_TYPE (CribSurfaceRow, crib_surface_row, ADW_TYPE_COMBO_ROW)

#define KEY "sign-in-surface"

/* In the order of CribSurface. */
static const struct
{
  const char *value;
  const char *words;
} choices[] = {
  { "embedded", N_("In This Window") },
  { "browser", N_("In the Browser") },
  { "ask", N_("Ask Each Time") },
};

static void
update (CribSurfaceRow *self)
{
  gboolean is_locked = crib_policy_is_surface_locked ();

  adw_combo_row_set_selected (ADW_COMBO_ROW (self), crib_policy_get_surface (self->settings));
  gtk_widget_set_sensitive (GTK_WIDGET (self),
                            !is_locked && g_settings_is_writable (self->settings, KEY));
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self),
                               is_locked ? _("Your administrator chose this") : "");
}

static void
selected_cb (CribSurfaceRow *self)
{
  guint selected = adw_combo_row_get_selected (ADW_COMBO_ROW (self));

  if (self->settings != NULL && selected < G_N_ELEMENTS (choices) &&
      selected != (guint) crib_policy_get_surface (self->settings))
    g_settings_set_string (self->settings, KEY, choices[selected].value);
}

static void
crib_surface_row_dispose (GObject *object)
{
  g_clear_object (&CRIB_SURFACE_ROW (object)->settings);

  G_OBJECT_CLASS (crib_surface_row_parent_class)->dispose (object);
}

static void
crib_surface_row_class_init (CribSurfaceRowClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = crib_surface_row_dispose;
}

static void
crib_surface_row_init (CribSurfaceRow *self)
{
  g_autoptr(GtkStringList) words = gtk_string_list_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (choices); i++)
    gtk_string_list_append (words, _(choices[i].words));

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), _("Sign-In Pages"));
  adw_action_row_set_subtitle_lines (ADW_ACTION_ROW (self), 0);
  adw_combo_row_set_model (ADW_COMBO_ROW (self), G_LIST_MODEL (words));
  g_signal_connect (self, "notify::selected", G_CALLBACK (selected_cb), NULL);
}

/* Once. */
void
crib_surface_row_set_settings (CribSurfaceRow *self,
                               GSettings      *settings)
{
  g_return_if_fail (CRIB_IS_SURFACE_ROW (self));
  g_return_if_fail (G_IS_SETTINGS (settings));
  g_return_if_fail (self->settings == NULL);

  /* What is on show now was nobody's choice. */
  g_signal_handlers_block_by_func (self, selected_cb, NULL);
  self->settings = g_object_ref (settings);
  update (self);
  g_signal_handlers_unblock_by_func (self, selected_cb, NULL);

  g_signal_connect_object (settings, "changed::" KEY, G_CALLBACK (update), self,
                           G_CONNECT_SWAPPED);
}
