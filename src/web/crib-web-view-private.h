/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-web-view.h"

#include <webkit/webkit.h>

G_BEGIN_DECLS

/**
 * CribWebView:
 *
 * The pages of one attempt to sign in, up to the answer, which never leaves this machine: whatever
 * leads to the redirect URI is stopped before anything is sent. A view serves one attempt: once it
 * has answered it loads nothing more.
 *
 * Nobody links this: what opened the module speaks by properties and signals alone. Of what the
 * signals tell only #CribWebView::redirected is proven to come from who knows the state; a page of
 * the flow, or a frame in it, can provoke all the others.
 */
struct _CribWebView
{
  GtkWidget parent_instance;

  WebKitWebView *engine;
  char *uri;
  char *redirect_uri;
  char *state;
  char *http_origin;
  char *ca_file;
  char *origin;

  /* Hosts whose certificate was allowed already: a second failure is final. */
  GHashTable *allowed_hosts;
  gboolean is_answered;

  /* Of the page on show: what was told already, and how often its watcher spoke. */
  const char *dead_end;
  guint n_messages;
};

void  crib_web_view_fail            (CribWebView *self,
                                     const char  *key,
                                     const char  *details);
void  crib_web_view_connect_policy  (CribWebView *self);
void  crib_web_view_connect_watch   (CribWebView *self);

G_END_DECLS
