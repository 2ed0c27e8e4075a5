/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-model.h"

G_BEGIN_DECLS

/* The field that a word of the command line names: "outer.inner", "parcels.0.kg"; NULL: none. */
FormField *cli_way_find (FormModel  *form,
                         const char *key);
/* The same; the next item of a list and a new name of a map are made. */
FormField *cli_way_make (FormModel  *form,
                         const char *key);

G_END_DECLS
