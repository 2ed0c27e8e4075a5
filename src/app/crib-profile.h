/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "crib-header.h"
#include "sjson-value.h"

G_BEGIN_DECLS

/* The largest profile that is read, in bytes. */
#define CRIB_PROFILE_MAX_SIZE (1024 * 1024)

/* The format that we read and write; a file that names a higher one is left alone. */
#define CRIB_PROFILE_FORMAT 1

/* Texts for signing in and for the connection, all nullable: members of the file that are there
 * only when they say something. */
typedef enum
{
  CRIB_PROFILE_CLIENT_ID,
  CRIB_PROFILE_AUTHORITY,
  CRIB_PROFILE_SCOPE,
  CRIB_PROFILE_REDIRECT_URI,
  CRIB_PROFILE_ACCOUNT,
  CRIB_PROFILE_API,
  CRIB_PROFILE_STEP_UP_SCOPE,
  CRIB_PROFILE_CA_FILE,
  CRIB_PROFILE_CLIENT_CERTIFICATE,
  CRIB_PROFILE_CLIENT_KEY,
  CRIB_PROFILE_CLIENT_ISSUER,
  CRIB_PROFILE_CLIENT_SECRET,      /* only where it is: "keyring" */
  CRIB_PROFILE_REGISTRATION,       /* "dynamic" */
  CRIB_PROFILE_REGISTERED_ID,
  CRIB_PROFILE_REGISTERED_ISSUER,
  CRIB_PROFILE_DISCOVERY,          /* "2025-03-26" */
  CRIB_PROFILE_RESOURCE_PARAMETER, /* "send" or "omit"; else it is found out */
  CRIB_PROFILE_RESOURCE_REFUSED,   /* what was found out: this one is not to be sent */
  CRIB_PROFILE_N_TEXTS,
} CribProfileText;

/* What a profile file says, private to this room. The members are plain data; json is the file as
 * it was read and the source of everything that we do not know. */
typedef struct
{
  char *name;
  char *uri;
  double position;
  char *texts[CRIB_PROFILE_N_TEXTS];   /* each nullable, never "" */
  GPtrArray *favourites;   /* of char *: names of tools */
  GPtrArray *headers;      /* of CribHeader */
  SjsonValue *json;        /* nullable */
} CribProfile;

CribProfile *crib_profile_new           (const char         *name,
                                         const char         *uri);
CribProfile *crib_profile_copy          (const CribProfile  *self);
void         crib_profile_free          (CribProfile        *self);
gboolean     crib_profile_has_favourite (const CribProfile  *self,
                                         const char         *tool_name);
void         crib_profile_set_favourite (CribProfile        *self,
                                         const char         *tool_name,
                                         gboolean            favourite);
void         crib_profile_take_headers  (CribProfile        *self,
                                         GPtrArray          *headers);
const char  *crib_profile_get_text_name (CribProfileText     text);
gboolean     crib_profile_set_text      (CribProfile        *self,
                                         CribProfileText     text,
                                         const char         *value);
CribProfile *crib_profile_parse         (GBytes             *text,
                                         GError            **error);
CribProfile *crib_profile_merge         (const CribProfile  *base,
                                         const CribProfile  *ours,
                                         const CribProfile  *theirs);
GBytes      *crib_profile_write         (const CribProfile  *self);

/* The file around it, read and written at once: it is small and local. */
GBytes      *crib_profile_read_file     (const char         *path,
                                         GError            **error);
gboolean     crib_profile_write_file    (const char         *path,
                                         GBytes             *text,
                                         GError            **error);
gboolean     crib_profile_create_file   (const char         *path,
                                         GBytes             *text,
                                         GError            **error);
char        *crib_profile_create_in_folder (const char     *folder,
                                            const char     *name,
                                            GBytes         *text,
                                            GError        **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (CribProfile, crib_profile_free)

G_END_DECLS
