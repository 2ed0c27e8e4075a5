/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

/* One value, and what to call it. */
typedef struct
{
  SjsonValue value;
  SjsonValue name;
  gboolean has_name;
} FormChoiceEntry;

/* What there is to choose from, where it stands in schemas, which somebody else keeps. Null is
 * never one of them: it is a state of the field. */
typedef struct
{
  GArray *entries;        /* of FormChoiceEntry; it never changes */
  GHashTable *places;     /* of each value in that + 1, when asked for; NULL for a few */
} FormChoices;

/* Takes @entries. */
void     form_choices_init      (FormChoices       *self,
                                 GArray            *entries);
void     form_choices_clear     (FormChoices       *self);
gboolean form_choices_has_only  (const FormChoices *self);
guint    form_choices_find      (const FormChoices *self,
                                 const SjsonValue  *value);
gboolean form_choices_get_value (const FormChoices *self,
                                 guint              index,
                                 SjsonValue        *value);
const FormChoiceEntry *
         form_choices_get_entry (const FormChoices *self,
                                 guint              index);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FormChoices, form_choices_clear)

G_END_DECLS
