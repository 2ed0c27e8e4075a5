/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-suggester.h"
#include "sjson-value.h"

G_BEGIN_DECLS

#define GALLERY_TYPE_SUGGESTER (gallery_suggester_get_type ())

/* Proposes what stands in a page, as a server would: lists of words by the fields' pointers. */
G_DECLARE_FINAL_TYPE (GallerySuggester, gallery_suggester, GALLERY, SUGGESTER, GObject)

CribSuggester *gallery_suggester_new (const SjsonValue *words);

G_END_DECLS
