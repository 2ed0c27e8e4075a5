/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-suggester.h"
#include "form-model.h"

G_BEGIN_DECLS

#define GALLERY_TYPE_PAGE (gallery_page_get_type ())

/* One form of the gallery: a schema, what was filled in, and what was typed over that. */
G_DECLARE_FINAL_TYPE (GalleryPage, gallery_page, GALLERY, PAGE, GObject)

GListModel *gallery_page_list         (void);
GListModel *gallery_page_list_tools   (const char  *path);   /* a list of tools, as servers send */
const char *gallery_page_get_name     (GalleryPage *self);
const char *gallery_page_get_section  (GalleryPage *self);
const char *gallery_page_get_title    (GalleryPage *self);
const char *gallery_page_get_about    (GalleryPage *self);
gboolean    gallery_page_is_checked   (GalleryPage *self);    /* shown as after pressing Run */
FormModel  *gallery_page_create_model (GalleryPage *self);
/* (transfer full) (nullable): who proposes something while one types */
CribSuggester *
            gallery_page_create_suggester
                                      (GalleryPage *self);

G_END_DECLS
