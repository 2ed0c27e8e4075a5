/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "gallery-window.h"

G_BEGIN_DECLS

/* Takes a picture of each page, or of @page, also of what the window has no room for, and closes
 * the window. */
void gallery_camera_start (GalleryWindow *window,
                           GListModel    *pages,
                           const char    *page,
                           const char    *folder,
                           const char    *look);

G_END_DECLS
