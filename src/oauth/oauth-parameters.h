/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Form-encoded parameters being written, for a query or a body. */
typedef struct _OauthParameters OauthParameters;

OauthParameters *oauth_parameters_new       (const char          *start);
void             oauth_parameters_free      (OauthParameters     *self);
void             oauth_parameters_add       (OauthParameters     *self,
                                             const char          *name,
                                             const char          *value);
void             oauth_parameters_add_scope (OauthParameters     *self,
                                             const char * const  *scopes);
void             oauth_parameters_add_extra (OauthParameters     *self,
                                             char               **extra,
                                             gboolean             without_claims);
char            *oauth_parameters_end       (OauthParameters     *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (OauthParameters, oauth_parameters_free)

G_END_DECLS
