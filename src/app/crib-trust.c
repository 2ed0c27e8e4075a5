/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-trust.h"

#include "crib-error.h"
#include "crib-policy-private.h"
#include "entra-profile.h"
#include "oauth-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define KEY "trusted-authorities"
#define REGISTRATION_KEY "allow-client-registration"
#define TYPE "aa{sv}"

/**
 * CribTrust:
 *
 * Which authorities may sign people in: Microsoft's, and those that the person or an administrator
 * named (ruling 26).
 *
 * The entries of the settings are followed; those of this run are kept apart and never saved. A
 * [class@Crib.Identity] owns it, or a program that edits the list.
 */
struct _CribTrust
{
  GObject parent_instance;

  GSettings *settings;   /* nullable */
  GVariant *list;        /* of type TYPE, as it is saved */
  GPtrArray *saved;      /* of OauthTrust: what of it can be understood */
  GPtrArray *run;        /* of OauthTrust */
  GPtrArray *policy;     /* of OauthTrust: what an administrator wrote down (ruling 26) */
};

enum { SIGNAL_CHANGED, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (CribTrust, crib_trust, G_TYPE_OBJECT)

static GPtrArray *
new_entries (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) oauth_trust_unref);
}

static OauthTrust *
find_exactly (GPtrArray  *entries,
              const char *issuer)
{
  for (guint i = 0; i < entries->len; i++)
    {
      OauthTrust *entry = g_ptr_array_index (entries, i);

      if (g_str_equal (oauth_trust_get_issuer (entry), issuer))
        return entry;
    }

  return NULL;
}

static OauthTrust *
find_covering (GPtrArray  *entries,
               const char *issuer)
{
  for (guint i = 0; i < entries->len; i++)
    {
      OauthTrust *entry = g_ptr_array_index (entries, i);

      if (oauth_trust_covers (entry, issuer))
        return entry;
    }

  return NULL;
}

static void
emit_changed (CribTrust *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

/* Of two that name the same issuer the first counts. */
static void
read_list (CribTrust *self)
{
  GVariantIter iter;
  GVariant *variant;

  g_ptr_array_set_size (self->saved, 0);
  g_variant_iter_init (&iter, self->list);

  while ((variant = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr(GVariant) entry = variant;
      g_autoptr(GError) error = NULL;
      OauthTrust *trust = oauth_trust_new (entry, &error);

      if (trust == NULL)
        g_debug ("An entry of the settings is left alone: %s", error->message);
      else if (find_exactly (self->saved, oauth_trust_get_issuer (trust)) == NULL)
        g_ptr_array_add (self->saved, trust);
      else
        oauth_trust_unref (trust);
    }
}

/* Takes the reference. */
static void
take_list (CribTrust *self,
           GVariant  *list)
{
  if (g_variant_equal (self->list, list))
    {
      g_variant_unref (list);
      return;
    }

  g_variant_unref (self->list);
  self->list = list;
  read_list (self);
  emit_changed (self);
}

static void
settings_changed_cb (GSettings  *settings,
                     const char *key,
                     CribTrust  *self)
{
  g_assert (CRIB_IS_TRUST (self));

  take_list (self, g_settings_get_value (settings, KEY));
}

static void
crib_trust_dispose (GObject *object)
{
  CribTrust *self = CRIB_TRUST (object);

  if (self->settings != NULL)
    g_signal_handlers_disconnect_by_func (self->settings, settings_changed_cb, self);

  g_clear_object (&self->settings);

  G_OBJECT_CLASS (crib_trust_parent_class)->dispose (object);
}

static void
crib_trust_finalize (GObject *object)
{
  CribTrust *self = CRIB_TRUST (object);

  g_variant_unref (self->list);
  g_ptr_array_unref (self->saved);
  g_ptr_array_unref (self->run);
  g_ptr_array_unref (self->policy);

  G_OBJECT_CLASS (crib_trust_parent_class)->finalize (object);
}

static void
crib_trust_class_init (CribTrustClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = crib_trust_dispose;
  object_class->finalize = crib_trust_finalize;

  signals[SIGNAL_CHANGED] =
    g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                  NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
crib_trust_init (CribTrust *self)
{
  self->list = g_variant_ref_sink (g_variant_new_array (G_VARIANT_TYPE_VARDICT, NULL, 0));
  self->saved = new_entries ();
  self->run = new_entries ();
  self->policy = crib_policy_dup_authorities ();
}

/**
 * crib_trust_new:
 * @settings: (nullable): the settings of the program; without them all of it is forgotten with the
 *   object
 *
 * Returns: (transfer full): what is trusted, now and as the settings change
 */
CribTrust *
crib_trust_new (GSettings *settings)
{
  CribTrust *self;

  g_return_val_if_fail (settings == NULL || G_IS_SETTINGS (settings), NULL);

  self = g_object_new (CRIB_TYPE_TRUST, NULL);

  if (settings != NULL)
    {
      self->settings = g_object_ref (settings);
      g_signal_connect (settings, "changed::" KEY, G_CALLBACK (settings_changed_cb), self);
      g_variant_unref (self->list);
      self->list = g_settings_get_value (settings, KEY);
      read_list (self);
    }

  return self;
}

/* Nobody here says otherwise about what an administrator's entry covers. */
static OauthTrust *
find_in_policy (CribTrust  *self,
                const char *issuer)
{
  OauthTrust *entry = find_exactly (self->policy, issuer);

  return entry != NULL ? entry : find_covering (self->policy, issuer);
}

/**
 * crib_trust_dup_entries:
 * @self: what is trusted
 *
 * Returns: (transfer container) (element-type OauthTrust): the entries that hold now: those of the
 *   administrator, those of the settings in their order, and those of this run. A saved one that
 *   another stands in for is not among them
 */
GPtrArray *
crib_trust_dup_entries (CribTrust *self)
{
  GPtrArray *entries;

  g_return_val_if_fail (CRIB_IS_TRUST (self), NULL);

  entries = new_entries ();

  for (guint i = 0; i < self->policy->len; i++)
    g_ptr_array_add (entries, oauth_trust_ref (g_ptr_array_index (self->policy, i)));

  for (guint i = 0; i < self->saved->len; i++)
    {
      OauthTrust *entry = g_ptr_array_index (self->saved, i);

      if (find_exactly (self->run, oauth_trust_get_issuer (entry)) == NULL &&
          find_in_policy (self, oauth_trust_get_issuer (entry)) == NULL)
        g_ptr_array_add (entries, oauth_trust_ref (entry));
    }

  for (guint i = 0; i < self->run->len; i++)
    g_ptr_array_add (entries, oauth_trust_ref (g_ptr_array_index (self->run, i)));

  return entries;
}

/**
 * crib_trust_find:
 * @self: what is trusted
 * @issuer: an issuer, such as a server named
 *
 * One that names @issuer itself counts before one that covers it by its rule (see
 * [method@Oauth.Trust.covers]), and one of this run before a saved one. What an administrator wrote
 * down counts before all of them.
 *
 * Returns: (transfer none) (nullable): the entry that @issuer is trusted by
 */
OauthTrust *
crib_trust_find (CribTrust  *self,
                 const char *issuer)
{
  OauthTrust *entry;

  g_return_val_if_fail (CRIB_IS_TRUST (self), NULL);
  g_return_val_if_fail (issuer != NULL, NULL);

  if ((entry = find_in_policy (self, issuer)) == NULL &&
      (entry = find_exactly (self->run, issuer)) == NULL &&
      (entry = find_exactly (self->saved, issuer)) == NULL &&
      (entry = find_covering (self->run, issuer)) == NULL)
    entry = find_covering (self->saved, issuer);

  return entry;
}

static gboolean
is_free (CribTrust   *self,
         const char  *issuer,
         GError     **error)
{
  if (find_in_policy (self, issuer) == NULL)
    return TRUE;

  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               _("Your administrator decides about “%s”; it cannot be changed here."), issuer);

  return FALSE;
}

static gboolean
save (CribTrust  *self,
      GVariant   *list,
      GError    **error)
{
  g_autoptr(GVariant) ours = g_variant_ref_sink (list);

  if (self->settings != NULL && !g_settings_is_writable (self->settings, KEY))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                           _("The list of trusted authorities cannot be changed here: it was "
                             "fixed by an administrator."));
      return FALSE;
    }

  if (self->settings != NULL)
    g_settings_set_value (self->settings, KEY, ours);

  take_list (self, g_steal_pointer (&ours));

  return TRUE;
}

/* Whether @entry is one that we understand and that names @issuer. */
static gboolean
names (GVariant   *entry,
       const char *issuer)
{
  OauthTrust *trust = oauth_trust_new (entry, NULL);
  gboolean is_that = trust != NULL && g_str_equal (oauth_trust_get_issuer (trust), issuer);

  g_clear_pointer (&trust, oauth_trust_unref);

  return is_that;
}

/* The saved list with @entry in the place of those that name @issuer, or at its end.
 * @entry: (nullable): none takes their place */
static GVariant *
replace (CribTrust  *self,
         const char *issuer,
         GVariant   *entry)
{
  GVariantBuilder builder;
  GVariantIter iter;
  GVariant *variant;

  g_variant_builder_init (&builder, G_VARIANT_TYPE (TYPE));
  g_variant_iter_init (&iter, self->list);

  while ((variant = g_variant_iter_next_value (&iter)) != NULL)
    {
      g_autoptr(GVariant) old = variant;

      if (!names (old, issuer))
        {
          g_variant_builder_add_value (&builder, old);
        }
      else if (entry != NULL)
        {
          g_variant_builder_add_value (&builder, entry);
          entry = NULL;
        }
    }

  if (entry != NULL)
    g_variant_builder_add_value (&builder, entry);

  return g_variant_builder_end (&builder);
}

/* An entry for Microsoft's hosts would have no effect: better said than kept. */
static OauthTrust *
read_entry (GVariant  *entry,
            GError   **error)
{
  g_autoptr(OauthTrust) trust = oauth_trust_new (entry, error);

  if (trust != NULL && entra_is_microsoft_host (oauth_trust_get_issuer (trust)))
    {
      g_set_error_literal (error, OAUTH_ERROR, OAUTH_ERROR_SETUP,
                           _("Microsoft’s own authorities are trusted already."));
      return NULL;
    }

  return g_steal_pointer (&trust);
}

/**
 * crib_trust_add:
 * @self: what is trusted
 * @entry: of type `a{sv}`, as [ctor@Oauth.Trust.new] takes it; a floating reference is taken over
 * @error: return location for an error
 *
 * Saves an entry; it takes the place of a saved one of the very same issuer.
 *
 * Returns: whether that worked; else `OAUTH_ERROR_SETUP` when @entry cannot be understood or is not
 *   needed, `G_IO_ERROR_PERMISSION_DENIED` when an administrator fixed the list
 */
gboolean
crib_trust_add (CribTrust  *self,
                GVariant   *entry,
                GError    **error)
{
  g_autoptr(OauthTrust) trust = NULL;
  g_autoptr(GVariant) ours = NULL;

  g_return_val_if_fail (CRIB_IS_TRUST (self), FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  ours = g_variant_ref_sink (entry);
  trust = read_entry (ours, error);

  return trust != NULL && is_free (self, oauth_trust_get_issuer (trust), error) &&
         save (self, replace (self, oauth_trust_get_issuer (trust), ours), error);
}

/**
 * crib_trust_add_for_run:
 * @self: what is trusted
 * @entry: as for [method@Crib.Trust.add]
 * @error: return location for an error
 *
 * Trusts an authority until the program ends (ruling 24). Nothing is saved.
 *
 * Returns: whether @entry can be understood; else `OAUTH_ERROR_SETUP`
 */
gboolean
crib_trust_add_for_run (CribTrust  *self,
                        GVariant   *entry,
                        GError    **error)
{
  g_autoptr(GVariant) ours = NULL;
  OauthTrust *trust, *old;

  g_return_val_if_fail (CRIB_IS_TRUST (self), FALSE);
  g_return_val_if_fail (entry != NULL, FALSE);

  ours = g_variant_ref_sink (entry);
  trust = read_entry (ours, error);

  if (trust == NULL)
    return FALSE;

  old = find_exactly (self->run, oauth_trust_get_issuer (trust));

  if (old != NULL)
    g_ptr_array_remove (self->run, old);

  g_ptr_array_add (self->run, trust);
  emit_changed (self);

  return TRUE;
}

/**
 * crib_trust_remove:
 * @self: what is trusted
 * @issuer: the issuer of a saved entry, letter by letter: what an entry merely covers is not asked
 *   for by its own name
 * @error: return location for an error
 *
 * Takes a saved entry away. Those of this run end with it, and those that we cannot understand stay
 * as they are.
 *
 * Returns: whether that worked; else %CRIB_ERROR_NOT_FOUND, or `G_IO_ERROR_PERMISSION_DENIED` when
 *   an administrator fixed the list
 */
gboolean
crib_trust_remove (CribTrust   *self,
                   const char  *issuer,
                   GError     **error)
{
  g_return_val_if_fail (CRIB_IS_TRUST (self), FALSE);
  g_return_val_if_fail (issuer != NULL, FALSE);

  if (!is_free (self, issuer, error))
    return FALSE;

  if (find_exactly (self->saved, issuer) == NULL)
    {
      g_set_error (error, CRIB_ERROR, CRIB_ERROR_NOT_FOUND,
                   _("“%s” is not in the list of the authorities that you trust."), issuer);
      return FALSE;
    }

  return save (self, replace (self, issuer, NULL), error);
}

/**
 * crib_trust_allows_registration:
 * @self: what is trusted
 *
 * An administrator may forbid it by the key `allow-client-registration` (ruling 14).
 *
 * Returns: whether this program may register itself where a server's profile allows it
 */
gboolean
crib_trust_allows_registration (CribTrust *self)
{
  g_return_val_if_fail (CRIB_IS_TRUST (self), FALSE);

  return self->settings == NULL || g_settings_get_boolean (self->settings, REGISTRATION_KEY);
}

/**
 * crib_trust_get_settings:
 * @self: what is trusted
 *
 * Returns: (transfer none) (nullable): the settings that it follows, which hold more about signing
 *   in
 */
GSettings *
crib_trust_get_settings (CribTrust *self)
{
  g_return_val_if_fail (CRIB_IS_TRUST (self), NULL);

  return self->settings;
}
