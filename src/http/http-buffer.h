/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bytes that arrive in pieces and leave as one GBytes without a further copy. */
typedef struct
{
  char *data;
  gsize length;
  gsize allocated;
} HttpBuffer;

/* Makes room for @n_bytes more behind the last byte, and returns where they go. */
char   *http_buffer_reserve       (HttpBuffer *self,
                                   gsize       n_bytes);
void    http_buffer_append        (HttpBuffer *self,
                                   const char *data,
                                   gsize       length);
/* What was gathered; the buffer is empty afterwards. */
GBytes *http_buffer_steal         (HttpBuffer *self);
/* Forgets what was gathered; much of it is freed in a worker. */
void    http_buffer_clear         (HttpBuffer *self);

G_END_DECLS
