/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-pick-item.h"

#include "crib-words.h"

#define MAX_LABEL 200

/*
 * CribPickItem:
 *
 * What a search leaves over no longer knows where it stood, so the item does.
 */
struct _CribPickItem
{
  GObject parent_instance;

  char *label;
  guint position;
};

enum {
  PROP_0,
  PROP_LABEL,
  N_PROPS
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (CribPickItem, crib_pick_item, G_TYPE_OBJECT)

static void
crib_pick_item_finalize (GObject *object)
{
  CribPickItem *self = CRIB_PICK_ITEM (object);

  g_clear_pointer (&self->label, g_free);

  G_OBJECT_CLASS (crib_pick_item_parent_class)->finalize (object);
}

static void
crib_pick_item_get_property (GObject    *object,
                             guint       prop_id,
                             GValue     *value,
                             GParamSpec *pspec)
{
  CribPickItem *self = CRIB_PICK_ITEM (object);

  switch (prop_id)
    {
    case PROP_LABEL:
      g_value_set_string (value, self->label);
      break;

    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
crib_pick_item_class_init (CribPickItemClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = crib_pick_item_finalize;
  object_class->get_property = crib_pick_item_get_property;

  properties[PROP_LABEL] =
    g_param_spec_string ("label", NULL, NULL,
                         NULL,
                         G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
crib_pick_item_init (CribPickItem *self)
{
}

CribPickItem *
crib_pick_item_new (const char *label,
                    guint       position)
{
  CribPickItem *self = g_object_new (CRIB_TYPE_PICK_ITEM, NULL);

  self->label = crib_words_clip (label, MAX_LABEL);
  self->position = position;
  return self;
}

const char *
crib_pick_item_get_label (CribPickItem *self)
{
  g_return_val_if_fail (CRIB_IS_PICK_ITEM (self), "");

  return self->label;
}

guint
crib_pick_item_get_position (CribPickItem *self)
{
  g_return_val_if_fail (CRIB_IS_PICK_ITEM (self), 0);

  return self->position;
}
