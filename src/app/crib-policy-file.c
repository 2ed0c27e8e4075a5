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

/* Where there is a file and it cannot be read it may say anything. */
gboolean
crib_policy_read (SjsonDocument **document)
{
  g_autoptr(GError) error = NULL;
  g_autoptr(GBytes) text = crib_profile_read_file (get_path (), &error);
  SjsonValue root;

  *document = NULL;
  if (text == NULL)
    return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);

  *document = sjson_document_new (text, NULL, NULL);
  if (*document == NULL)
    return FALSE;

  root = sjson_document_get_root (*document);

  return sjson_value_get_kind (&root) == SJSON_KIND_OBJECT;
}

/* What an administrator wrote and we cannot read may forbid it. */
static gboolean
is_allowed (const char *name,
            gboolean    unless_said)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, value;
  gboolean allowed = FALSE;

  if (!crib_policy_read (&document))
    return FALSE;
  if (document == NULL)
    return unless_said;

  root = sjson_document_get_root (document);
  if (!sjson_value_get_member (&root, name, &value))
    return unless_said;

  return sjson_value_get_boolean (&value, &allowed) && allowed;
}

static CribSurface
parse_surface (const char *name)
{
  if (g_strcmp0 (name, "embedded") == 0)
    return CRIB_SURFACE_EMBEDDED;

  return g_strcmp0 (name, "ask") == 0 ? CRIB_SURFACE_ASK : CRIB_SURFACE_BROWSER;
}

/* What cannot be understood is the browser, which RFC 8252 §8.12 advises. */
static gboolean
find_surface (CribSurface *surface)
{
  g_autoptr(SjsonDocument) document = NULL;
  g_autofree char *name = NULL;
  SjsonValue root, value;

  *surface = CRIB_SURFACE_BROWSER;
  if (!crib_policy_read (&document))
    return TRUE;
  if (document == NULL)
    return FALSE;

  root = sjson_document_get_root (document);
  if (!sjson_value_get_member (&root, "sign_in_surface", &value))
    return FALSE;

  name = sjson_value_dup_string (&value, NULL);
  *surface = parse_surface (name);

  return TRUE;
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
  return is_allowed ("extra_headers", TRUE);
}

/**
 * crib_policy_allows_device_code:
 *
 * The member `device_code` of the file of policies, a boolean, which is false where it is not
 * there: Microsoft advises organisations to block that way of signing in (entra.md 4.5).
 *
 * Returns: whether somebody may sign in with a code that is typed on another device (RFC 8628)
 */
gboolean
crib_policy_allows_device_code (void)
{
  return is_allowed ("device_code", FALSE);
}

/**
 * crib_policy_get_surface:
 * @settings: (nullable): the person's own, with `sign-in-surface`
 *
 * The member `sign_in_surface` of the file of policies wins over what the person chose. A file that
 * cannot be read, or a word in it that we do not know, means the browser.
 *
 * Returns: where people sign in
 */
CribSurface
crib_policy_get_surface (GSettings *settings)
{
  g_autofree char *name = NULL;
  CribSurface surface;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), CRIB_SURFACE_EMBEDDED);

  if (find_surface (&surface))
    return surface;
  if (settings == NULL)
    return CRIB_SURFACE_EMBEDDED;

  name = g_settings_get_string (settings, "sign-in-surface");

  return parse_surface (name);
}

/**
 * crib_policy_is_surface_locked:
 *
 * Returns: whether an administrator says where people sign in, so that nobody here can choose
 */
gboolean
crib_policy_is_surface_locked (void)
{
  CribSurface surface;

  return find_surface (&surface);
}

/* Letters of a GUID have no case (entra.md 1.1). */
static gboolean
is_listed (const SjsonValue *list,
           const char       *tenant)
{
  SjsonValue value;
  SjsonIter iter;

  if (sjson_value_get_kind (list) != SJSON_KIND_ARRAY)
    return FALSE;

  sjson_iter_init (&iter, list);

  while (sjson_iter_next (&iter, NULL, &value))
    {
      g_autofree char *text = sjson_value_dup_string (&value, NULL);

      if (text != NULL && g_ascii_strcasecmp (text, tenant) == 0)
        return TRUE;
    }

  return FALSE;
}

/**
 * crib_policy_allows_tenant:
 * @tenant: a tenant of kind entra, a GUID
 *
 * The member `allowed_tenants` of the file of policies, a list of GUIDs; without it all are. A file
 * that cannot be read allows none.
 *
 * Returns: whether people may sign in to it
 */
gboolean
crib_policy_allows_tenant (const char *tenant)
{
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, list;

  g_return_val_if_fail (tenant != NULL, FALSE);

  if (!crib_policy_read (&document))
    return FALSE;
  if (document == NULL)
    return TRUE;

  root = sjson_document_get_root (document);

  return !sjson_value_get_member (&root, "allowed_tenants", &list) || is_listed (&list, tenant);
}
