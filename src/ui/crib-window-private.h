/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-bench.h"
#include "crib-counter.h"
#include "crib-sign-in-prompter.h"
#include "crib-window.h"

G_BEGIN_DECLS

struct _CribWindow
{
  AdwApplicationWindow parent_instance;

  GSettings *settings;
  CribServerStore *store;
  CribConnectionPool *pool;
  CribConnection *connection;
  OauthAccount *account;     /* who was signed in to it when it was looked at last */
  gboolean is_between;       /* somebody else is, and the session still the other's */
  CribIdentity *identity;
  CribSignInPrompter *prompter;
  GtkWidget *accounts_window;  /* weak */
  GHashTable *sign_ins;      /* CribConnection → GCancellable; NULL once disposed of */
  GHashTable *shown_tools;   /* id of a server → name of the tool shown last */
  guint position;            /* of the connection in the pool */
  guint open_id;
  gboolean painted;
  GSignalGroup *connection_signals;

  AdwToastOverlay *toast_overlay;
  GtkStack *stack;
  AdwLeaflet *leaflet;
  CribCounter *counter;
  CribBench *bench;
};

void crib_window_install_actions (GtkWidgetClass *widget_class);
/* There are no servers. */
void crib_window_show_empty      (CribWindow     *self);
void crib_window_show_side       (CribWindow     *self,
                                  GtkWidget      *side);
void crib_window_update_actions  (CribWindow     *self);

/* crib-window-removal.c */
void crib_window_show_server     (CribWindow     *self,
                                  CribServer     *server);
/* Of a server that was just removed; its secrets go when that cannot be undone any more. */
void crib_window_show_undo       (CribWindow     *self,
                                  CribServer     *server);

/* crib-window-sign-in.c */
void crib_window_install_sign_in_actions (GtkWidgetClass *widget_class);
void crib_window_update_sign_in_actions  (CribWindow     *self);
/* At the server on show, because a button was pressed before anything was known of the server. */
void crib_window_sign_in                 (CribWindow     *self);
void crib_window_drop_sign_ins           (CribWindow     *self);
void crib_window_sign_in_at              (CribWindow     *self,
                                          CribConnection *connection,
                                          CribSignInKind  kind);

/* crib-window-accounts.c */
void crib_window_show_accounts           (CribWindow     *self);
void crib_window_remove_everything       (CribWindow     *self);
/* A toast where the person is looking: above the window may be another one. */
void crib_window_say                     (CribWindow     *self,
                                          const char     *words);

G_END_DECLS
