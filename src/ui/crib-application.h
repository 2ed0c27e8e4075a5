/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define CRIB_TYPE_APPLICATION (crib_application_get_type ())

G_DECLARE_FINAL_TYPE (CribApplication, crib_application, CRIB, APPLICATION, AdwApplication)

CribApplication *crib_application_new (void);

G_END_DECLS
