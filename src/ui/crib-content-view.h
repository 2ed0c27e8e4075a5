/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <gtk/gtk.h>

#include "mcp-content.h"

G_BEGIN_DECLS

/* One block of content as what it is: each of these makes a widget that keeps what it needs. */
GtkWidget  *crib_content_view_new      (McpContent *content);

GtkWidget  *crib_content_text_new      (const char *text,
                                        gboolean    monospace);
GtkWidget  *crib_content_image_new     (McpContent *content);
GtkWidget  *crib_content_file_new      (McpContent *content);

/* A button with an icon alone, and a name for those who do not see it. */
GtkWidget  *crib_content_button_new    (const char *icon_name,
                                        const char *name);
/* What a file of this content could be called. */
char       *crib_content_dup_file_name (McpContent *content);

G_END_DECLS
