/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-schema-private.h"
#include "sjson-builder.h"

G_BEGIN_DECLS

/* What one field holds at a moment. Made whole, compared, and put in place of the last one. */
typedef struct
{
  FormState state;
  char *text;            /* as typed or shown; "" where there is none */
  SjsonValue *source;    /* the value it came from, sent on as it is; NULL once typed over */
  char *problem;         /* what is wrong with the value itself; a sentence */
  guint selected;
  gboolean active;
  gboolean alien;        /* the source is of a kind that the field cannot show */
} FormContent;

void     form_content_init_state   (FormContent       *self,
                                    FormState          state);
void     form_content_init_value   (FormContent       *self,
                                    const FormSchema  *schema,
                                    const SjsonValue  *value);
void     form_content_init_text    (FormContent       *self,
                                    const FormSchema  *schema,
                                    const char        *text);
void     form_content_init_active  (FormContent       *self,
                                    gboolean           active);
void     form_content_init_choice  (FormContent       *self,
                                    guint              selected);
void     form_content_clear        (FormContent       *self);
gboolean form_content_equal        (const FormContent *self,
                                    const FormContent *other);
void     form_content_write        (const FormContent *self,
                                    const FormSchema  *schema,
                                    SjsonBuilder      *builder);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (FormContent, form_content_clear)

G_END_DECLS
