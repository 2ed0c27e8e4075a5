/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-policy.h"

#include "crib-policy-private.h"
#include "crib-profile.h"

#include <gio/gio.h>

/* Where administrators say what this program may do; in a Flatpak the host's is elsewhere (ruling
 * 28). */
#define PATH "/etc/toolcrib/policy.json"
#define SANDBOX_PATH "/run/host" PATH

static const char *policy_path;   /* NULL: the usual place */

void
crib_policy_set_path (const char *path)
{
  policy_path = path;
}

static const char *
get_path (void)
{
  if (policy_path != NULL)
    return policy_path;

  return g_file_test ("/.flatpak-info", G_FILE_TEST_EXISTS) ? SANDBOX_PATH : PATH;
}

/* What an administrator wrote and we cannot read may forbid it. */
static gboolean
is_allowed (const char *name)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = crib_profile_read_file (get_path (), &error);
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, value;
  gboolean allowed = FALSE;

  if (text == NULL)
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  document = sjson_document_new (text, NULL, NULL);

  if (document == NULL)
    return FALSE;

  root = sjson_document_get_root (document);

  if (sjson_value_get_kind (&root) != SJSON_KIND_OBJECT)
    return FALSE;

  return !sjson_value_get_member (&root, name, &value) ||
         (sjson_value_get_boolean (&value, &allowed) && allowed);
}

/**
 * crib_policy_allows_headers:
 *
 * The member `extra_headers` of the file of policies, a boolean, which is true where it is not
 * there. A file that cannot be read allows nothing.
 *
 * Returns: whether servers may be given header fields that people made up
 */
gboolean
crib_policy_allows_headers (void)
{
  return is_allowed ("extra_headers");
}
