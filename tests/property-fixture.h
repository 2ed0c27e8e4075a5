/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

/* Random tests run alike each time; PROPERTY_SEED and PROPERTY_ROUNDS make them go elsewhere, and
 * longer. */
static inline guint
property_get_number (const char *variable,
                     guint       otherwise)
{
  const char *text = g_getenv (variable);
  guint number = text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : otherwise;

  g_test_message ("%s=%u", variable, number);

  return number;
}

static inline guint
property_get_seed (void)
{
  return property_get_number ("PROPERTY_SEED", 20261123);
}

static inline guint
property_get_rounds (guint otherwise)
{
  static guint rounds;

  if (rounds == 0)
    rounds = property_get_number ("PROPERTY_ROUNDS", otherwise);

  return rounds;
}
