/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_WAIT_PAGE (crib_wait_page_get_type ())

G_DECLARE_FINAL_TYPE (CribWaitPage, crib_wait_page, CRIB, WAIT_PAGE, AdwBin)

GtkWidget *crib_wait_page_new        (void);
void       crib_wait_page_set_title  (CribWaitPage *self,
                                      const char   *title);
/* @action: (nullable): what its Cancel button does; without it there is none */
void       crib_wait_page_set_cancel (CribWaitPage *self,
                                      const char   *action);

G_END_DECLS
