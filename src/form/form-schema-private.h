/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-choices-private.h"
#include "form-field.h"
#include "form-layers-private.h"

G_BEGIN_DECLS

/* Deeper groups nobody could fill in; they become JSON fields. */
#define FORM_MAX_DEPTH 8
#define FORM_MAX_FIELDS 2000
/* Values of all enums of one form together. */
#define FORM_MAX_CHOICES 1000000
/* What defaults and constants of one form may come to: a reference repeats them at will. */
#define FORM_MAX_BYTES (16 * 1024 * 1024)

#define FORM_KIND_BIT(kind) (1u << (kind))

/* What one form may still spend, so that a small schema cannot unfold into a large form. */
typedef struct
{
  SjsonValue root;
  guint fields;
  gsize choices;
  gsize bytes;
} FormBudget;

/* One end of a range, letter by letter; text is NULL where there is none. */
typedef struct
{
  char *text;
  gboolean exclusive;
} FormBound;

/* What a schema says about one field, read once. */
typedef struct
{
  SjsonDocument *document;     /* keeps what is borrowed below */
  FormLayers layers;
  FormKind kind;
  guint kinds;                 /* bits of SjsonKind that a JSON field takes */
  guint nullable : 1;
  guint multiline : 1;
  guint has_default : 1;
  char *title;
  char *description;
  char *format;
  char *placeholder;
  char *pattern;
  char *limits;
  FormBound minimum;
  FormBound maximum;
  char *step;
  gint64 min_length;           /* characters; -1 without */
  gint64 max_length;
  SjsonValue default_value;
  FormChoices choices;
} FormSchema;

gboolean    form_budget_afford      (FormBudget       *self,
                                     const SjsonValue *value);

FormSchema *form_schema_new         (const SjsonValue *node,
                                     const FormScope  *scope,
                                     FormBudget       *budget);
void        form_schema_free        (FormSchema       *self);
gboolean    form_schema_get_members (const FormSchema *self,
                                     SjsonValue       *members);
GHashTable *form_schema_dup_needed  (const FormSchema *self);
char       *form_schema_dup_name    (const SjsonValue *name);
void        form_schema_take_all    (FormSchema       *self);

void        form_schema_read_kind   (FormSchema       *self,
                                     const FormScope  *scope,
                                     FormBudget       *budget);
void        form_schema_read_limits (FormSchema       *self);
char       *form_schema_dup_limits  (const FormSchema *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FormSchema, form_schema_free)

G_END_DECLS
