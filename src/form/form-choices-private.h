/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "sjson-value.h"

G_BEGIN_DECLS

typedef enum {
  FORM_CHOICES_NONE,
  FORM_CHOICES_ENUM,      /* an array of values, and perhaps one of names */
  FORM_CHOICES_TITLED,    /* an array of schemas, each with const and perhaps title */
  FORM_CHOICES_CONST,     /* one value */
  FORM_CHOICES_ENTRIES,   /* what several schemas came to together */
} FormChoicesStyle;

/* One value, and what to call it. */
typedef struct
{
  SjsonValue value;
  SjsonValue name;
  gboolean has_name;
} FormChoiceEntry;

/* Where the choices stand in the schema, which somebody else keeps. Null is never one
 * of them: it is a state of the field. */
typedef struct
{
  FormChoicesStyle style;
  SjsonValue values;
  SjsonValue names;
  gboolean has_names;
  GArray *entries;        /* of FormChoiceEntry; nullable */
} FormChoices;

typedef struct
{
  const FormChoices *choices;
  SjsonIter values;
  SjsonIter names;
  gboolean done;
  guint next;
} FormWalk;

void     form_walk_init         (FormWalk          *walk,
                                 const FormChoices *choices);
gboolean form_walk_next         (FormWalk          *walk,
                                 SjsonValue        *value,
                                 SjsonValue        *name,
                                 gboolean          *has_name);

gboolean form_choices_has_null  (const FormChoices *self);
gboolean form_choices_has_only  (const FormChoices *self);
gboolean form_choices_is_titled (const SjsonValue  *schemas);
guint    form_choices_find      (const FormChoices *self,
                                 const SjsonValue  *value);
gboolean form_choices_get_value (const FormChoices *self,
                                 guint              index,
                                 SjsonValue        *value);

G_END_DECLS
