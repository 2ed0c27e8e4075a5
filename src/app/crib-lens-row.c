/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-lens-row.h"

/**
 * CribLensRow:
 *
 * One claim of an access token beside what the server advertises.
 *
 * Immutable. A [class@Crib.TokenLens] makes them.
 */
struct _CribLensRow
{
  GObject parent_instance;

  char *claim;
  char *found;
  char *expected;
  CribLensVerdict verdict;
  char *sentence;
};

enum { PROP_0, PROP_CLAIM, PROP_FOUND, PROP_EXPECTED, PROP_VERDICT, PROP_SENTENCE, N_PROPS };

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribLensRow, crib_lens_row, G_TYPE_OBJECT)

G_DEFINE_ENUM_TYPE (CribLensVerdict, crib_lens_verdict,
                    G_DEFINE_ENUM_VALUE (CRIB_LENS_VERDICT_OK, "ok"),
                    G_DEFINE_ENUM_VALUE (CRIB_LENS_VERDICT_MISMATCH, "mismatch"),
                    G_DEFINE_ENUM_VALUE (CRIB_LENS_VERDICT_INFO, "info"))

static void
crib_lens_row_finalize (GObject *object)
{
  CribLensRow *self = CRIB_LENS_ROW (object);

  g_free (self->claim);
  g_free (self->found);
  g_free (self->expected);
  g_free (self->sentence);

  G_OBJECT_CLASS (crib_lens_row_parent_class)->finalize (object);
}

static void
crib_lens_row_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  CribLensRow *self = CRIB_LENS_ROW (object);

  switch (prop_id)
    {
    case PROP_CLAIM:
      g_value_set_string (value, self->claim);
      break;
    case PROP_FOUND:
      g_value_set_string (value, self->found);
      break;
    case PROP_EXPECTED:
      g_value_set_string (value, self->expected);
      break;
    case PROP_VERDICT:
      g_value_set_enum (value, self->verdict);
      break;
    case PROP_SENTENCE:
      g_value_set_string (value, self->sentence);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_lens_row_set_property (GObject      *object,
                            guint         prop_id,
                            const GValue *value,
                            GParamSpec   *pspec)
{
  CribLensRow *self = CRIB_LENS_ROW (object);

  switch (prop_id)
    {
    case PROP_CLAIM:
      self->claim = g_value_dup_string (value);
      break;
    case PROP_FOUND:
      self->found = g_value_dup_string (value);
      break;
    case PROP_EXPECTED:
      self->expected = g_value_dup_string (value);
      break;
    case PROP_VERDICT:
      self->verdict = g_value_get_enum (value);
      break;
    case PROP_SENTENCE:
      self->sentence = g_value_dup_string (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_lens_row_class_init (CribLensRowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  object_class->finalize = crib_lens_row_finalize;
  object_class->get_property = crib_lens_row_get_property;
  object_class->set_property = crib_lens_row_set_property;

  properties[PROP_CLAIM] = g_param_spec_string ("claim", NULL, NULL, NULL, flags);
  properties[PROP_FOUND] = g_param_spec_string ("found", NULL, NULL, NULL, flags);
  properties[PROP_EXPECTED] = g_param_spec_string ("expected", NULL, NULL, NULL, flags);
  properties[PROP_VERDICT] =
    g_param_spec_enum ("verdict", NULL, NULL, CRIB_TYPE_LENS_VERDICT, CRIB_LENS_VERDICT_INFO,
                       flags);
  properties[PROP_SENTENCE] = g_param_spec_string ("sentence", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_lens_row_init (CribLensRow *self)
{
}

/**
 * crib_lens_row_get_claim:
 *
 * Returns: the claim, as the protocol calls it: "aud"
 */
const char *
crib_lens_row_get_claim (CribLensRow *self)
{
  g_return_val_if_fail (CRIB_IS_LENS_ROW (self), NULL);

  return self->claim;
}

/**
 * crib_lens_row_get_found:
 *
 * Returns: what the token says, in one line that is safe to show; never markup
 */
const char *
crib_lens_row_get_found (CribLensRow *self)
{
  g_return_val_if_fail (CRIB_IS_LENS_ROW (self), NULL);

  return self->found;
}

/**
 * crib_lens_row_get_expected:
 *
 * Returns: (nullable): what the server advertises, likewise; %NULL where that is nothing
 */
const char *
crib_lens_row_get_expected (CribLensRow *self)
{
  g_return_val_if_fail (CRIB_IS_LENS_ROW (self), NULL);

  return self->expected;
}

/**
 * crib_lens_row_get_verdict:
 *
 * Returns: whether both go together
 */
CribLensVerdict
crib_lens_row_get_verdict (CribLensRow *self)
{
  g_return_val_if_fail (CRIB_IS_LENS_ROW (self), CRIB_LENS_VERDICT_INFO);

  return self->verdict;
}

/**
 * crib_lens_row_get_sentence:
 *
 * Returns: (nullable): what that means, translated
 */
const char *
crib_lens_row_get_sentence (CribLensRow *self)
{
  g_return_val_if_fail (CRIB_IS_LENS_ROW (self), NULL);

  return self->sentence;
}
