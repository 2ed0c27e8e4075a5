/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gallery-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define GALLERY_TYPE_WINDOW (gallery_window_get_type ())

/* A list of the pages, and the form of one of them as the bench shows it. */
G_DECLARE_FINAL_TYPE (GalleryWindow, gallery_window, GALLERY, WINDOW, AdwApplicationWindow)

GtkWidget  *gallery_window_new         (GtkApplication *application,
                                        GListModel     *pages);
gboolean    gallery_window_show_page   (GalleryWindow  *self,
                                        const char     *name);
const char *gallery_window_get_page    (GalleryWindow  *self);
GtkWidget  *gallery_window_get_content (GalleryWindow  *self);

G_END_DECLS
