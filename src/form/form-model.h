/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-field.h"

G_BEGIN_DECLS

#define FORM_TYPE_MODEL (form_model_get_type ())

/* The form of one schema: a tree of fields that maps schema to value both ways. No widgets.
 *
 * Read-only properties: valid, n-errors. Signal changed: any field was edited or the value set.
 */
G_DECLARE_FINAL_TYPE (FormModel, form_model, FORM, MODEL, GObject)

/* @schema: (nullable): of an object; without one the form is a single JSON field
 * @value: (nullable): what to show; NULL applies the defaults once */
FormModel     *form_model_new             (const SjsonValue  *schema,
                                           const SjsonValue  *value);
FormField     *form_model_get_root        (FormModel         *self);
/* Unfolds what is on the way. */
FormField     *form_model_find            (FormModel         *self,
                                           const char        *pointer);
gboolean       form_model_is_valid        (FormModel         *self);
guint          form_model_get_n_errors    (FormModel         *self);
/* Of fields that the person has touched. */
guint          form_model_get_n_shown_errors (FormModel      *self);
FormField     *form_model_get_first_error (FormModel         *self);  /* as shown; nullable */
/* Shows all errors from now on: the person tried to run. */
void           form_model_touch_all       (FormModel         *self);
/* The value, numbers letter by letter as typed; FORM_ERROR_INVALID when something is wrong. */
SjsonDocument *form_model_build_value     (FormModel         *self,
                                           GError           **error);
void           form_model_set_value       (FormModel         *self,
                                           const SjsonValue  *value);
/* The value as indented JSON, also of an invalid draft as far as it goes. */
char          *form_model_dup_json        (FormModel         *self);
/* Reads typed JSON into the fields; FORM_ERROR_SYNTAX (with line and column) changes nothing. */
gboolean       form_model_set_json        (FormModel         *self,
                                           const char        *text,
                                           GError           **error);
/* What was typed as JSON and is none: no field takes it, but the form is not valid while it waits.
 * The next edit of a field drops it. @text: (nullable) */
void           form_model_set_unread      (FormModel         *self,
                                           const char        *text);
const char    *form_model_get_unread      (FormModel         *self);   /* nullable */
/* All of it as it was typed, in one line of JSON, for set_draft(): also what is no value. */
char          *form_model_dup_draft       (FormModel         *self);
/* FORM_ERROR_SYNTAX: it is no draft, nothing has changed. One of another schema is taken as far
 * as it fits. */
gboolean       form_model_set_draft       (FormModel         *self,
                                           const char        *text,
                                           GError           **error);
/* The values in one line for people: "Hamburg-Altona, 12 parcels". */
char          *form_model_dup_summary     (FormModel         *self);
/* Back to the defaults. */
void           form_model_reset           (FormModel         *self);

G_END_DECLS
