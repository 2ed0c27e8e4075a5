/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-sign-in-asker.h"
#include "crib-sign-in-prompter.h"

G_BEGIN_DECLS

struct _CribSignInPrompter
{
  GObject parent_instance;

  GtkWindow *window;            /* weak */
  GSettings *settings;          /* nullable */
  gboolean wants_link;
};

GtkWindow *crib_sign_in_prompter_get_parent      (CribSignInPrompter       *self);
GError    *crib_sign_in_prompter_new_cancelled   (void);
void       crib_sign_in_prompter_init_asker      (CribSignInAskerInterface *iface);

G_END_DECLS
