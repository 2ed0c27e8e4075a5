/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gio/gio.h>

#include "sjson-value.h"

G_BEGIN_DECLS

#define FORM_TYPE_FIELD (form_field_get_type ())
#define FORM_TYPE_CHOICE (form_choice_get_type ())

typedef enum {
  FORM_KIND_STRING,
  FORM_KIND_INTEGER,     /* exact, any length */
  FORM_KIND_NUMBER,      /* exact, any length */
  FORM_KIND_BOOLEAN,
  FORM_KIND_CHOICE,      /* enum, or oneOf of const with titles; see choices */
  FORM_KIND_CHOICES,     /* a list of choices, each checked or not */
  FORM_KIND_DATE,        /* RFC 3339, as are the next two */
  FORM_KIND_TIME,
  FORM_KIND_DATE_TIME,
  FORM_KIND_FILE,        /* bytes, as base64 in the value */
  FORM_KIND_OBJECT,      /* a group that declares its members; see children */
  FORM_KIND_MAP,         /* a group whose members the person names */
  FORM_KIND_LIST,
  FORM_KIND_TUPLE,       /* a list each of whose places is described */
  FORM_KIND_UNION,       /* one of several shapes; the only child is the chosen branch */
  FORM_KIND_NULL,        /* null or nothing */
  FORM_KIND_JSON,        /* anything else: text whose syntax is checked */
} FormKind;

GType form_kind_get_type (void);
#define FORM_TYPE_KIND (form_kind_get_type ())

/* Absent, null and a value are three states that a person can see. */
typedef enum {
  FORM_STATE_ABSENT,
  FORM_STATE_NULL,
  FORM_STATE_VALUE,
} FormState;

GType form_state_get_type (void);
#define FORM_TYPE_STATE (form_state_get_type ())

/* One choice of an enum: a label for people and the exact value. */
G_DECLARE_FINAL_TYPE (FormChoice, form_choice, FORM, CHOICE, GObject)

const char       *form_choice_get_label (FormChoice *self);
const SjsonValue *form_choice_get_value (FormChoice *self);

/* One field of a form. A GListModel of its child fields, which are made when somebody looks: a
 * list without a value has none, a group has its members whether or not it has a value.
 *
 * A field keeps its kind. Where a value decides what stands in a place (a branch, a condition,
 * the name that a person gives), another field takes that place, and items-changed says so.
 *
 * Read-only properties: name, title, description, kind, required, nullable, error (sentence or
 * NULL), touched, as-json (see is_json), position.
 * Read-write, explicit notify: state, text, active, selected.
 * Signal changed: this field or one below it was edited.
 * Signal checked: form_field_get_checked() says something else.
 */
G_DECLARE_FINAL_TYPE (FormField, form_field, FORM, FIELD, GObject)

FormKind    form_field_get_kind        (FormField *self);
const char *form_field_get_name        (FormField *self);   /* member name; "" for the root */
char       *form_field_dup_pointer     (FormField *self);   /* RFC 6901, of the value */
const char *form_field_get_title       (FormField *self);   /* title, else a readable name */
/* Nullable: what the schema calls what may be added to it. */
const char *form_field_get_item_title  (FormField *self);
const char *form_field_get_description (FormField *self);   /* nullable */
gboolean    form_field_is_required     (FormField *self);
gboolean    form_field_is_nullable     (FormField *self);
const char *form_field_get_format      (FormField *self);   /* nullable: "email", "uri", "date" … */
gboolean    form_field_is_multiline    (FormField *self);   /* a string that wants several lines */
/* "1 to 50", "at least 3 characters" …; NULL without limits. */
const char *form_field_get_limits      (FormField *self);
/* Whether minimum, maximum and the value are doubles exactly: a spin button loses nothing. */
gboolean    form_field_get_range       (FormField *self,
                                        double    *minimum,
                                        double    *maximum);
/* A default, example or NULL: what a placeholder may show. */
const char *form_field_get_placeholder (FormField *self);

/* Whether it is a group, a list or a union, which have children; looking at them makes them. */
gboolean    form_field_is_group        (FormField *self);
FormField  *form_field_get_parent      (FormField *self);   /* nullable */
guint       form_field_get_position    (FormField *self);   /* among its siblings */
/* Whether it unfolds into what is around it: nobody should open it unasked. */
gboolean    form_field_is_recursive    (FormField *self);
/* Whether the schema says nothing of its shape. */
gboolean    form_field_is_fallback     (FormField *self);
/* Whether it is shown as JSON now: kind JSON, or a value that its kind cannot show. Text is JSON
 * then. Notifies "as-json". */
gboolean    form_field_is_json         (FormField *self);
gboolean    form_field_is_fixed        (FormField *self);   /* there is one value only */
gboolean    form_field_is_read_only    (FormField *self);
/* Whether a person is not to edit it: it may only be read, and nobody needs it to be filled in. */
gboolean    form_field_is_locked       (FormField *self);
gboolean    form_field_is_secret       (FormField *self);
gboolean    form_field_is_deprecated   (FormField *self);
const char *form_field_get_content_type (FormField *self);  /* nullable: "text/markdown" … */

FormState   form_field_get_state       (FormField *self);
void        form_field_set_state       (FormField *self,
                                        FormState  state);
/* The text as typed, valid or not (strings, numbers, date-times, JSON); setting makes it a value,
 * erasing leaves the field out unless the empty text was meant. */
const char *form_field_get_text        (FormField *self);
void        form_field_set_text        (FormField  *self,
                                        const char *text);
gboolean    form_field_get_active      (FormField *self);   /* boolean */
void        form_field_set_active      (FormField *self,
                                        gboolean   active);
GListModel *form_field_get_choices     (FormField *self);   /* of FormChoice, or NULL */
guint       form_field_get_selected    (FormField *self);   /* G_MAXUINT: none */
void        form_field_set_selected    (FormField *self,
                                        guint      selected);


/* Check lists: whether the choice is in the list. */
gboolean    form_field_get_checked     (FormField *self,
                                        guint      choice);
void        form_field_set_checked     (FormField *self,
                                        guint      choice,
                                        gboolean   checked);

/* Files. */
void        form_field_set_file        (FormField *self,
                                        GBytes    *bytes);   /* NULL leaves it out */
GBytes     *form_field_dup_file        (FormField *self);    /* NULL: none, or no base64 */
gsize       form_field_get_file_size   (FormField *self);

/* Items of lists, members of maps, and those that a group takes besides its own. */
gboolean    form_field_can_add         (FormField  *self);
FormField  *form_field_add             (FormField  *self,
                                        const char *name);   /* nullable: the person names it */
gboolean    form_field_can_remove      (FormField  *self);
void        form_field_remove          (FormField  *self);
gboolean    form_field_can_move        (FormField  *self,
                                        int         by);
void        form_field_move            (FormField  *self,
                                        int         by);
gboolean    form_field_is_named        (FormField  *self);   /* by the person */
void        form_field_set_name        (FormField  *self,
                                        const char *name);

/* Unions: choices are the branches, selected is the one that is chosen; see also children. What
 * was typed stays with each branch. */
gboolean    form_field_is_branch       (FormField *self);

/* The sentence under the field, or NULL while all is well. A required field that is absent
 * has an error from the start; see form_field_is_touched(). */
const char *form_field_get_error       (FormField *self);
/* Whether the person edited it (or tried to run): before that an error is not shown. */
gboolean    form_field_is_touched      (FormField *self);
guint       form_field_get_n_shown_errors (FormField *self);
void        form_field_touch           (FormField *self);

G_END_DECLS
