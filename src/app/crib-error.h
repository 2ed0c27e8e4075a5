/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define CRIB_ERROR (crib_error_quark ())

typedef enum {
  CRIB_ERROR_ADDRESS,       /* not an address that we talk to */
  CRIB_ERROR_PROFILE,       /* a profile that cannot be read, or is from a newer version */
  CRIB_ERROR_NOT_FOUND,     /* no server or tool of that name */
  CRIB_ERROR_EXISTS,        /* there is one already */
  CRIB_ERROR_ARGUMENTS,     /* the values do not fit the tool */
  CRIB_ERROR_DEMO,          /* the built-in demo does not start */
  CRIB_ERROR_TOOL_GONE,     /* the server does not know the tool any more */
  CRIB_ERROR_CLIENT_ID,     /* the server needs sign-in, and no client id is known for it */
  CRIB_ERROR_OTHER_ACCOUNT, /* somebody signed in, but not who was expected */
  CRIB_ERROR_SETTINGS,      /* a file or header field of the server's settings cannot be used */
  CRIB_ERROR_ACCOUNTS,      /* the file of accounts cannot be read or written */
  CRIB_ERROR_CONTENT,       /* what a server sent cannot be shown or saved like this */
} CribError;

GQuark crib_error_quark (void);

G_END_DECLS
