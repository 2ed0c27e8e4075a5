/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-form-view.h"
#include "crib-marks.h"
#include "crib-run-bar.h"
#include "crib-tool-page.h"

G_BEGIN_DECLS

/*
 * CribToolPage:
 *
 * The bench. It owns nothing of the tool's state: the draft and the last run live in the
 * connection, so coming back to a tool finds both as they were left.
 */
struct _CribToolPage
{
  AdwBin parent_instance;

  CribToolItem *item;
  CribRun *run;             /* the one on show */
  GtkWindow *question;      /* whether to run, while it is asked */
  char *heading;
  guint heading_source;
  gboolean narrow;

  GtkScrolledWindow *scroller;
  AdwClamp *clamp;
  GtkWidget *content;
  GtkLabel *title_label;
  GtkLabel *name_label;
  GtkLabel *description_label;
  CribMarks *marks;
  CribFormView *form_view;
  GtkWidget *no_input_label;
  AdwBin *result_bin;
  CribRunBar *run_bar;
};

/* crib-tool-page-run.c */
void crib_tool_page_set_run    (CribToolPage *self,
                                CribRun      *run);
void crib_tool_page_drop_question (CribToolPage *self);
void crib_tool_page_install_run_actions (GtkWidgetClass *widget_class);

G_END_DECLS
