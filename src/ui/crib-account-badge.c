/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-account-badge.h"

#include "crib-words.h"

#include <glib/gi18n.h>

#define MAX_NAME 200

/*
 * CribAccountBadge:
 *
 * As whom a tool runs: beside what runs it. There is none where nobody is signed in.
 */
struct _CribAccountBadge
{
  AdwBin parent_instance;

  GSignalGroup *connection_signals;

  GtkLabel *label;
};

G_DEFINE_FINAL_TYPE (CribAccountBadge, crib_account_badge, ADW_TYPE_BIN)

static const char *
get_name (OauthAccount *account)
{
  const char *name = oauth_account_get_username (account);

  return name != NULL && *name != '\0' ? name : oauth_account_get_name (account);
}

static void
update (CribAccountBadge *self)
{
  g_autoptr(CribConnection) connection = NULL;
  OauthAccount *account = NULL;
  g_autofree char *name = NULL;
  g_autofree char *words = NULL;

  connection = g_signal_group_dup_target (self->connection_signals);
  if (connection != NULL)
    account = crib_connection_get_account (connection);
  name = crib_words_clip (account != NULL ? get_name (account) : NULL, MAX_NAME);

  gtk_widget_set_visible (GTK_WIDGET (self), *name != '\0');
  gtk_label_set_label (self->label, name);
  /* Translators: %s is an account: a tool runs in its name. */
  words = g_strdup_printf (_("Runs as %s"), name);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self), words);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->label),
                                  GTK_ACCESSIBLE_PROPERTY_LABEL, words,
                                  -1);
}

static void
crib_account_badge_dispose (GObject *object)
{
  CribAccountBadge *self = CRIB_ACCOUNT_BADGE (object);

  g_clear_object (&self->connection_signals);
  gtk_widget_dispose_template (GTK_WIDGET (self), CRIB_TYPE_ACCOUNT_BADGE);

  G_OBJECT_CLASS (crib_account_badge_parent_class)->dispose (object);
}

static void
crib_account_badge_class_init (CribAccountBadgeClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = crib_account_badge_dispose;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               RESOURCE_BASE "/ui/crib-account-badge.ui");
  gtk_widget_class_bind_template_child (widget_class, CribAccountBadge, label);
}

static void
crib_account_badge_init (CribAccountBadge *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));

  self->connection_signals = g_signal_group_new (CRIB_TYPE_CONNECTION);
  g_signal_group_connect_swapped (self->connection_signals, "notify::account",
                                  G_CALLBACK (update), self);
  update (self);
}

/* @connection: (nullable) */
void
crib_account_badge_set_connection (CribAccountBadge *self,
                                   CribConnection   *connection)
{
  g_return_if_fail (CRIB_IS_ACCOUNT_BADGE (self));
  g_return_if_fail (connection == NULL || CRIB_IS_CONNECTION (connection));

  g_signal_group_set_target (self->connection_signals, connection);
  update (self);
}
