/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-form-line-private.h"
#include "crib-form-outline.h"

G_BEGIN_DECLS

struct _CribFormOutline
{
  GObject parent_instance;

  FormModel *model;
  CribFormLine *top;       /* not in the list */
  GPtrArray *lines;        /* of CribFormLine, owned, but freed by hand */
};

/* Brings what is below @line in step with its field. */
void crib_form_outline_update (CribFormOutline *self,
                               CribFormLine    *line);

G_END_DECLS
