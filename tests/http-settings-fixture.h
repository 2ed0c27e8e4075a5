/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "mcp-http-settings.h"

G_BEGIN_DECLS

#define FIXED_TYPE_SETTINGS (fixed_settings_get_type ())

/* McpHttpSettings that a test made up: the same whenever they are asked for, or an error. */
G_DECLARE_FINAL_TYPE (FixedSettings, fixed_settings, FIXED, SETTINGS, GObject)

struct _FixedSettings
{
  GObject parent_instance;

  McpHttpOptions *options;
  GError *error;         /* nullable: what happens instead */
  guint n_loads;
};

FixedSettings *fixed_settings_new (void);

G_END_DECLS
