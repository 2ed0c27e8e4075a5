/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-error-private.h"

static void
sjson_error_private_init (SjsonErrorPrivate *private)
{
}

static void
sjson_error_private_copy (const SjsonErrorPrivate *from,
                          SjsonErrorPrivate       *to)
{
  *to = *from;
}

static void
sjson_error_private_clear (SjsonErrorPrivate *private)
{
}

G_DEFINE_EXTENDED_ERROR (SjsonError, sjson_error)

/* The message says line and column; the error also keeps @offset. */
void
sjson_error_set (GError     **error,
                 SjsonError   code,
                 gsize        offset,
                 const char  *message)
{
  GError *made;

  if (error == NULL)
    return;

  made = g_error_new_literal (SJSON_ERROR, code, message);
  sjson_error_get_private (made)->offset = offset;
  g_propagate_error (error, made);
}

/**
 * sjson_error_get_offset:
 * @error: of %SJSON_ERROR
 *
 * Returns: how many bytes of the text come before the place that is wrong
 */
gsize
sjson_error_get_offset (const GError *error)
{
  g_return_val_if_fail (error != NULL && error->domain == SJSON_ERROR, 0);

  return sjson_error_get_private (error)->offset;
}
