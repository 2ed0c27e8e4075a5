/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A kind of field in words: "whole number". @kind is its nick, @format nullable. */
const char *cli_kind_get_words (const char *kind,
                                const char *format);

G_END_DECLS
