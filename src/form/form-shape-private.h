/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "form-choices-private.h"
#include "form-field.h"
#include "schema-validator.h"

G_BEGIN_DECLS

/* Deeper groups, further layers and further shapes are not read; they become JSON fields. */
#define FORM_SHAPE_MAX_DEPTH 64
#define FORM_SHAPE_MAX_LAYERS 512
/* With what conditions add. */
#define FORM_SHAPE_MAX_NARROWED (2 * FORM_SHAPE_MAX_LAYERS)
/* So many each shape may have; what is beyond is taken from what all of the form have together. */
#define FORM_SHAPE_FREE_LAYERS 64
/* References that lead to references, and the like. */
#define FORM_SHAPE_MAX_NESTING 64
#define FORM_SHAPE_MAX_SHAPES 50000

/* What a schema says about one place of a value: all its nodes that hold there, read together.
 * It never changes. The shapes of one form live and go together, so that a reference to any of
 * them keeps all; what is asked for by a member, an item or a branch is not a new reference.
 * The document of the schema is kept as long. */
typedef struct _FormShape FormShape;

FormShape         *form_shape_new               (SchemaValidator  *validator,
                                                 const SjsonValue *schema);
FormShape         *form_shape_ref               (FormShape        *self);
void               form_shape_unref             (FormShape        *self);
/* Made of the same nodes, so that whoever has the one can keep what was made of the other. */
gboolean           form_shape_equal             (FormShape        *self,
                                                 FormShape        *other);

FormKind           form_shape_get_kind          (FormShape        *self);
/* FORM_SHAPE_BIT()s of the kinds of JSON that fit. */
#define FORM_SHAPE_BIT(json_kind) (1u << (json_kind))
guint              form_shape_get_kinds         (FormShape        *self);
gboolean           form_shape_is_nullable       (FormShape        *self);
gboolean           form_shape_is_read_only      (FormShape        *self);
gboolean           form_shape_is_secret         (FormShape        *self);
gboolean           form_shape_is_deprecated     (FormShape        *self);
gboolean           form_shape_is_recursive      (FormShape        *self);
gboolean           form_shape_is_multiline      (FormShape        *self);
gboolean           form_shape_is_short          (FormShape        *self);

const char        *form_shape_get_title         (FormShape        *self);
const char        *form_shape_get_description   (FormShape        *self);
const char        *form_shape_get_format        (FormShape        *self);
const char        *form_shape_get_pattern       (FormShape        *self);
const char        *form_shape_get_placeholder   (FormShape        *self);
const char        *form_shape_get_limits        (FormShape        *self);
const char        *form_shape_get_content_type  (FormShape        *self);
gboolean           form_shape_get_default       (FormShape        *self,
                                                 SjsonValue       *value);
/* Of a CHOICE; of CHOICES those of the items; else NULL. */
const FormChoices *form_shape_get_choices       (FormShape        *self);
gboolean           form_shape_get_range         (FormShape        *self,
                                                 double           *minimum,
                                                 double           *maximum);

/* Groups. Who is required is declared, even where nothing else is said of it. */
guint              form_shape_get_n_members     (FormShape        *self);
const char        *form_shape_get_member_name   (FormShape        *self,
                                                 guint             index);
gboolean           form_shape_is_required       (FormShape        *self,
                                                 const char       *name);
FormShape         *form_shape_get_member        (FormShape        *self,
                                                 const char       *name);
gboolean           form_shape_is_declared       (FormShape        *self,
                                                 const char       *name);
gboolean           form_shape_takes_others      (FormShape        *self);
/* Of members that are not declared; NULL where there may be none. */
FormShape         *form_shape_get_other         (FormShape        *self);
GPtrArray         *form_shape_dup_patterns      (FormShape        *self);
FormShape         *form_shape_get_pattern_member
                                                (FormShape        *self,
                                                 const char       *pattern);
/* Of items or members; -1 without. */
gint64             form_shape_get_min_count     (FormShape        *self);
gint64             form_shape_get_max_count     (FormShape        *self);

/* Lists. */
guint              form_shape_get_n_prefix      (FormShape        *self);
FormShape         *form_shape_get_item          (FormShape        *self,
                                                 guint             index);

/* Unions. */
guint              form_shape_get_n_branches    (FormShape        *self);
FormShape         *form_shape_get_branch        (FormShape        *self,
                                                 guint             index);
const char        *form_shape_get_branch_label  (FormShape        *self,
                                                 guint             index);
const SjsonValue  *form_shape_get_branch_node   (FormShape        *self,
                                                 guint             index);
guint              form_shape_find_branch       (FormShape        *self,
                                                 const SjsonValue *value);

/* Conditions. */
gboolean           form_shape_is_conditional    (FormShape        *self);
/* Each with what one condition, and those around it, would add. */
guint              form_shape_get_n_conditions  (FormShape        *self);
FormShape         *form_shape_assume            (FormShape        *self,
                                                 guint             condition);
FormShape         *form_shape_narrow            (FormShape        *self,
                                                 const SjsonValue *value);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (FormShape, form_shape_unref)

G_END_DECLS
