/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define FAKE_TYPE_WEB_VIEW (fake_web_view_get_type ())

/* What the dialog of a sign-in knows of CribWebView, without a web engine behind it. */
G_DECLARE_FINAL_TYPE (FakeWebView, fake_web_view, FAKE, WEB_VIEW, GtkWidget)

struct _FakeWebView
{
  GtkWidget parent_instance;

  char *values[9];     /* of the properties, by their number */
};

enum
{
  FAKE_WEB_VIEW_REDIRECT_URI = 1,
  FAKE_WEB_VIEW_STATE,
  FAKE_WEB_VIEW_CA_FILE,
  FAKE_WEB_VIEW_HTTP_ORIGIN,
  FAKE_WEB_VIEW_URI,
  FAKE_WEB_VIEW_ORIGIN,
  FAKE_WEB_VIEW_DOMAIN,
  FAKE_WEB_VIEW_PROGRESS,
};

G_END_DECLS
