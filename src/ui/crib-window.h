/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

#include "crib-connection-pool.h"

G_BEGIN_DECLS

#define CRIB_TYPE_WINDOW (crib_window_get_type ())

G_DECLARE_FINAL_TYPE (CribWindow, crib_window, CRIB, WINDOW, AdwApplicationWindow)

/* @application: (nullable) */
GtkWidget      *crib_window_new            (GtkApplication     *application,
                                            GSettings          *settings);
/* Whom signing in is for; the window shows the pages of it. Before the servers. */
void            crib_window_set_identity   (CribWindow         *self,
                                            CribIdentity       *identity);
/* What the window shows. A store that is loaded only later shows as an empty one before. */
void            crib_window_set_servers    (CribWindow         *self,
                                            CribServerStore    *store,
                                            CribConnectionPool *pool);
CribConnection *crib_window_get_connection (CribWindow         *self);   /* nullable */
void            crib_window_set_connection (CribWindow         *self,
                                            CribConnection     *connection);
/* Before there are servers: something is waited for, or went wrong. */
void            crib_window_show_waiting   (CribWindow         *self,
                                            const char         *title);
void            crib_window_show_problem   (CribWindow         *self,
                                            CribProblem        *problem);
/* @text is plain, also where it holds a server's words. */
void            crib_window_show_toast     (CribWindow         *self,
                                            const char         *text);

G_END_DECLS
