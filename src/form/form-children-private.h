/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field-private.h"

G_BEGIN_DECLS

/* The places below a field. Getters make what is not there yet; nobody is told of that. */
guint      form_children_get_n       (FormField   *self);
FormField *form_children_get         (FormField   *self,
                                      guint        position);
/* The child at @position if it is a field already, and if anybody looked at all. */
guint      form_children_get_n_made  (FormField   *self);
FormField *form_children_get_made    (FormField   *self,
                                      guint        position);
FormField *form_children_find        (FormField   *self,
                                      const char  *token);
FormField *form_children_find_name   (FormField   *self,
                                      const char  *name);
FormField *form_field_step           (FormField   *self,
                                      const char **pointer);
FormField *form_field_find           (FormField   *self,
                                      const char  *pointer);

/* Each tells the edit under way later what changed. */
void       form_children_set         (FormField   *self,
                                      GPtrArray   *fields);
void       form_children_set_items   (FormField   *self,
                                      GArray      *slots);
void       form_children_insert      (FormField   *self,
                                      guint        position,
                                      FormField   *child);
void       form_children_remove      (FormField   *self,
                                      guint        position);
void       form_children_move        (FormField   *self,
                                      guint        from,
                                      guint        to);
void       form_children_replace     (FormField   *self,
                                      guint        position,
                                      FormField   *child);
void       form_children_renamed     (FormField   *self);
GArray    *form_children_new_slots   (void);
void       form_children_announce    (FormField   *self);

G_END_DECLS
