/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-shape-private.h"
#include "sjson-builder.h"

G_BEGIN_DECLS

/* What a place of the value is like: a kind, and what the schema says besides. */
typedef struct
{
  FormKind kind;
  FormShape *shape;
  guint depth;           /* groups around it */
} FormPlace;

/* What one field holds at a moment. Made whole, compared, and put in place of the last one. */
typedef struct
{
  FormState state;
  char *text;            /* as typed or shown; "" where there is none */
  SjsonValue *source;    /* the value it came from, sent on as it is; NULL once typed over */
  char *problem;         /* why what was typed is no value; a sentence */
  GArray *picks;         /* of FormPick: what a check list holds, in order; NULL for none */
  guint selected;        /* the choice, or the branch of a union */
  gboolean active;
  gboolean as_json;      /* the text is JSON, whatever the kind */
} FormContent;

/* One entry of a check list. */
typedef struct
{
  guint choice;
  SjsonValue *value;     /* as it was given, else NULL */
} FormPick;

void     form_content_init_state   (FormContent       *self,
                                    FormState          state);
void     form_content_init_value   (FormContent       *self,
                                    const FormPlace   *place,
                                    const SjsonValue  *value);
void     form_content_init_text    (FormContent       *self,
                                    const FormPlace   *place,
                                    const char        *text);
void     form_content_init_json    (FormContent       *self,
                                    const FormPlace   *place,
                                    const char        *text);
void     form_content_init_active  (FormContent       *self,
                                    gboolean           active);
void     form_content_init_choice  (FormContent       *self,
                                    guint              selected);
void     form_content_init_picks   (FormContent       *self,
                                    const FormContent *old,
                                    guint              choice,
                                    gboolean           checked);
void     form_content_clear        (FormContent       *self);
gboolean form_content_equal        (const FormContent *self,
                                    const FormContent *other);
gboolean form_content_has_pick     (const FormContent *self,
                                    guint              choice);
void     form_content_write        (const FormContent *self,
                                    const FormPlace   *place,
                                    SjsonBuilder      *builder);

gboolean form_kind_is_group        (FormKind           kind);
gboolean form_kind_is_number       (FormKind           kind);
gboolean form_kind_is_text         (FormKind           kind);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FormContent, form_content_clear)

G_END_DECLS
