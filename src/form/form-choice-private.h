/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-choices-private.h"
#include "form-field.h"

G_BEGIN_DECLS

#define FORM_TYPE_CHOICE_LIST (form_choice_list_get_type ())

G_DECLARE_FINAL_TYPE (FormChoiceList, form_choice_list, FORM, CHOICE_LIST, GObject)

FormChoice *form_choice_new      (const SjsonValue  *value,
                                  const SjsonValue  *name);
FormChoice *form_choice_new_branch (const char      *label,
                                    const SjsonValue *node);
GListModel *form_choice_list_new (const FormChoices *choices);

G_END_DECLS
