/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-suggester.h"

#include <gtk/gtk.h>

/* A suggester that answers when the test says so, and remembers what it was asked. */
#define FAKE_TYPE_SUGGESTER (fake_suggester_get_type ())

G_DECLARE_FINAL_TYPE (FakeSuggester, fake_suggester, FAKE, SUGGESTER, GObject)

FakeSuggester *fake_suggester_new      (void);
/* All that was asked, with a + behind what was not cancelled, in order: "h ha+" */
char          *fake_suggester_dup_asked (FakeSuggester      *self);
guint          fake_suggester_get_n_asked (FakeSuggester    *self);
/* Answers the oldest question that is still open, cancelled ones as such. @values: (nullable):
 * fails */
void           fake_suggester_answer   (FakeSuggester      *self,
                                        const char * const *values,
                                        gboolean            has_more);

/* As a person presses that key in @widget: whether something took it. */
gboolean       suggester_press_key     (GtkWidget          *widget,
                                        guint               keyval,
                                        GdkModifierType     state);
