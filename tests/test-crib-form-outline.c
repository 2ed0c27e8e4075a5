/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "crib-form-outline.h"

#include "sjson-document.h"

#define SCHEMA "{\"type\":\"object\",\"required\":[\"name\",\"site\"],\"properties\":{" \
  "\"name\":{\"type\":\"string\"}," \
  "\"site\":{\"type\":\"object\",\"required\":[\"zip\"],\"properties\":{" \
    "\"street\":{\"type\":\"string\"},\"zip\":{\"type\":\"integer\"}," \
    "\"geo\":{\"type\":\"object\",\"properties\":{\"lat\":{\"type\":\"number\"}}}}}," \
  "\"other\":{\"type\":\"object\",\"properties\":{\"note\":{\"type\":\"string\"}}}," \
  "\"tags\":{\"type\":\"array\",\"maxItems\":150,\"items\":{\"type\":\"string\"}}," \
  "\"people\":{\"type\":\"array\",\"items\":{\"type\":\"object\",\"properties\":{" \
    "\"age\":{\"type\":\"integer\"},\"nick\":{\"type\":\"string\"}}}}," \
  "\"labels\":{\"type\":\"object\",\"additionalProperties\":{\"type\":\"string\"}}," \
  "\"shape\":{\"oneOf\":[" \
    "{\"title\":\"Circle\",\"type\":\"object\",\"properties\":{" \
      "\"radius\":{\"type\":\"number\"}}}," \
    "{\"title\":\"Name\",\"type\":\"string\"}]}," \
  "\"tree\":{\"$ref\":\"#/$defs/node\"}}," \
  "\"$defs\":{\"node\":{\"type\":\"object\",\"required\":[\"next\"],\"properties\":{" \
    "\"label\":{\"type\":\"string\"},\"next\":{\"$ref\":\"#/$defs/node\"}}}}}"

typedef struct
{
  FormModel *model;
  CribFormOutline *outline;
  GPtrArray *mirror;          /* what somebody has who only listens */
  guint n_changes;
} Fixture;

static void
items_changed_cb (CribFormOutline *outline,
                  guint            position,
                  guint            removed,
                  guint            added,
                  Fixture         *fixture)
{
  fixture->n_changes++;
  if (removed > 0)
    g_ptr_array_remove_range (fixture->mirror, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (fixture->mirror, (int) (position + i),
                        g_list_model_get_item (G_LIST_MODEL (outline), position + i));
}

/* Without a schema the whole form is one field. */
static void
set_up (Fixture    *fixture,
        const char *schema)
{
  g_autoptr(SjsonDocument) document = sjson_document_new_from_string (schema, -1, NULL, NULL);
  SjsonValue root;

  if (document != NULL)
    root = sjson_document_get_root (document);
  fixture->model = form_model_new (document != NULL ? &root : NULL, NULL);
  fixture->outline = crib_form_outline_new (fixture->model);
  fixture->mirror = g_ptr_array_new_with_free_func (g_object_unref);
  items_changed_cb (fixture->outline, 0, 0,
                    g_list_model_get_n_items (G_LIST_MODEL (fixture->outline)), fixture);
  fixture->n_changes = 0;
  g_signal_connect (fixture->outline, "items-changed", G_CALLBACK (items_changed_cb), fixture);
}

static void
fixture_set_up (Fixture       *fixture,
                gconstpointer  data)
{
  set_up (fixture, SCHEMA);
}

static void
fixture_tear_down (Fixture       *fixture,
                   gconstpointer  data)
{
  g_ptr_array_unref (fixture->mirror);
  g_assert_finalize_object (fixture->outline);
  g_assert_finalize_object (fixture->model);
}

static FormField *
find (Fixture    *fixture,
      const char *pointer)
{
  FormField *field = form_model_find (fixture->model, pointer);

  g_assert_nonnull (field);
  return field;
}

static CribFormLine *
line_of (Fixture    *fixture,
         const char *pointer)
{
  guint position;

  g_assert_true (crib_form_outline_find (fixture->outline, find (fixture, pointer), &position));
  return crib_form_outline_get_line (fixture->outline, position);
}

/* One word for a line: its name, indented, "+" to add and "…" for more. */
static char *
dup_words (CribFormOutline *outline)
{
  g_autoptr(GString) words = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (outline)); i++)
    {
      CribFormLine *line = crib_form_outline_get_line (outline, i);
      FormField *field = crib_form_line_get_field (line);

      for (guint depth = 0; depth < crib_form_line_get_depth (line); depth++)
        g_string_append_c (words, '.');
      if (crib_form_line_get_role (line) == CRIB_FORM_LINE_ADD)
        g_string_append (words, "+ ");
      else if (crib_form_line_get_role (line) == CRIB_FORM_LINE_MORE)
        g_string_append_printf (words, "[%s] ", crib_form_line_get_label (line));
      else
        g_string_append_printf (words, "%s ", form_field_get_name (field));
    }

  return g_strdup (g_strchomp (words->str));
}

#define assert_words(fixture, expected)                                      \
  G_STMT_START {                                                             \
    g_autofree char *assert_words = dup_words ((fixture)->outline);          \
    g_assert_cmpstr (assert_words, ==, expected);                            \
  } G_STMT_END

static void
set_json (Fixture    *fixture,
          const char *text)
{
  g_autoptr(GError) error = NULL;

  form_model_set_json (fixture->model, text, &error);
  g_assert_no_error (error);
}

#define BEGIN "name site .street .zip .geo other tags "
#define END "people labels shape tree"

static void
test_folds (Fixture       *fixture,
            gconstpointer  data)
{
  assert_words (fixture, BEGIN END);

  crib_form_line_set_expanded (line_of (fixture, "/site/geo"), TRUE);
  assert_words (fixture, "name site .street .zip .geo ..lat other tags " END);
  g_assert_cmpuint (fixture->n_changes, ==, 1);

  crib_form_line_set_expanded (line_of (fixture, "/site"), FALSE);
  assert_words (fixture, "name site other tags " END);
  g_assert_cmpuint (fixture->n_changes, ==, 2);

  /* What was open below is open again. */
  crib_form_line_set_expanded (line_of (fixture, "/site"), TRUE);
  g_assert_cmpuint (fixture->n_changes, ==, 3);
  assert_words (fixture, "name site .street .zip .geo other tags " END);
}

/* What gets a value by other ways than its own row opens, unless somebody closed it. */
static void
test_opens_with_a_value (Fixture       *fixture,
                         gconstpointer  data)
{
  set_json (fixture, "{\"other\":{\"note\":\"x\"}}");
  assert_words (fixture, "name site .street .zip .geo other .note tags " END);
  crib_form_line_set_expanded (line_of (fixture, "/other"), FALSE);
  set_json (fixture, "{}");
  set_json (fixture, "{\"other\":{\"note\":\"y\"}}");
  assert_words (fixture, BEGIN END);
}

static char *
dup_tags (guint n_tags)
{
  g_autoptr(GString) text = g_string_new ("{\"name\":\"n\",\"site\":{\"zip\":1},\"tags\":[");

  for (guint i = 0; i < n_tags; i++)
    g_string_append_printf (text, "%s\"t%u\"", i > 0 ? "," : "", i);
  g_string_append (text, "]}");

  return g_strdup (text->str);
}

static guint
count_lines (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->outline));
}

static CribFormLine *
last_line (Fixture *fixture)
{
  return crib_form_outline_get_line (fixture->outline, count_lines (fixture) - 1);
}

/* The first twenty, then as many with each asking; whoever is looked for is shown besides. */
static void
test_pages (Fixture       *fixture,
            gconstpointer  data)
{
  g_autofree char *tags = dup_tags (100);
  guint n_before, position, far;
  CribFormLine *more;

  assert_words (fixture, BEGIN END);
  set_json (fixture, tags);
  n_before = count_lines (fixture);
  g_assert_true (crib_form_outline_find (fixture->outline, find (fixture, "/tags/19"),
                                         &position));
  g_assert_false (crib_form_outline_find (fixture->outline, find (fixture, "/tags/20"), NULL));
  more = crib_form_outline_get_line (fixture->outline, position + 1);
  g_assert_cmpint (crib_form_line_get_role (more), ==, CRIB_FORM_LINE_MORE);
  g_assert_cmpstr (crib_form_line_get_label (more), ==, "Show 20 More of 100");

  g_assert_true (crib_form_outline_reveal (fixture->outline, find (fixture, "/tags/77"), &far));
  g_assert_cmpuint (far, ==, position + 2);
  g_assert_cmpuint (count_lines (fixture), ==, n_before + 1);

  crib_form_outline_show_more (fixture->outline, more);
  g_assert_cmpuint (count_lines (fixture), ==, n_before + 21);
  for (guint i = 0; i < 2; i++)
    crib_form_outline_show_more (fixture->outline, more);
  g_assert_cmpstr (crib_form_line_get_label (more), ==, "Show 20 More of 100");
  crib_form_outline_show_more (fixture->outline, more);
  g_assert_cmpuint (count_lines (fixture), ==, n_before - 1 + 80);
}

static void
test_folded_list (Fixture       *fixture,
                     gconstpointer  data)
{
  g_autofree char *tags = dup_tags (150);
  CribFormLine *line;
  guint position;

  set_json (fixture, tags);
  line = line_of (fixture, "/tags");
  crib_form_outline_find_line (fixture->outline, line, &position);
  crib_form_line_set_expanded (line, FALSE);
  g_assert_true (crib_form_outline_get_line (fixture->outline, position + 1) ==
                 line_of (fixture, "/people"));
}

static void
test_adds (Fixture       *fixture,
           gconstpointer  data)
{
  g_autofree char *tags = dup_tags (149);
  g_autofree char *label = NULL;
  CribFormLine *add;
  FormField *field;
  guint position;

  set_json (fixture, tags);
  crib_form_outline_find (fixture->outline, find (fixture, "/people"), &position);
  add = crib_form_outline_get_line (fixture->outline, position - 1);
  g_assert_cmpint (crib_form_line_get_role (add), ==, CRIB_FORM_LINE_ADD);
  g_assert_cmpstr (crib_form_line_get_label (add), ==, "Add Entry");
  g_assert_null (crib_form_line_get_note (add));
  label = crib_form_line_dup_full_label (add);
  g_assert_cmpstr (label, ==, "Add Entry to Tags");

  field = crib_form_outline_add (fixture->outline, add);
  g_assert_nonnull (field);
  g_assert_true (crib_form_outline_find (fixture->outline, field, &position));
  g_assert_true (crib_form_outline_get_line (fixture->outline, position + 1) == add);
  g_assert_nonnull (crib_form_line_get_note (add));
  g_assert_null (crib_form_outline_add (fixture->outline, add));

  form_field_remove (field);
  g_assert_null (crib_form_line_get_note (add));
}

/* A line goes along with its item, with what is open below it. */
static void
test_moves (Fixture       *fixture,
            gconstpointer  data)
{
  CribFormLine *line;

  set_json (fixture, "{\"people\":[{},{\"age\":1},{}]}");
  line = line_of (fixture, "/people/1");
  crib_form_line_set_expanded (line_of (fixture, "/people/2"), FALSE);
  assert_words (fixture, BEGIN "people .0 ..age ..nick .1 ..age ..nick .2 .+ "
                "labels shape tree");
  fixture->n_changes = 0;
  form_field_move (find (fixture, "/people/1"), 1);
  assert_words (fixture, BEGIN "people .0 ..age ..nick .1 .2 ..age ..nick .+ "
                "labels shape tree");
  g_assert_true (line_of (fixture, "/people/2") == line);
  g_assert_cmpuint (fixture->n_changes, ==, 1);
}

/* Only the branch that is chosen has lines, right below its union. */
static void
test_union (Fixture       *fixture,
            gconstpointer  data)
{
  FormField *shape = find (fixture, "/shape");

  assert_words (fixture, BEGIN END);
  form_field_set_selected (shape, 0);
  assert_words (fixture, BEGIN "people labels shape shape .radius tree");
  form_field_set_selected (shape, 1);
  assert_words (fixture, BEGIN "people labels shape shape tree");
  form_field_set_text (find (fixture, "/shape"), "\"x\"");
  form_field_set_state (shape, FORM_STATE_ABSENT);
  assert_words (fixture, BEGIN END);
}

/* What refers to itself unfolds one step at a time. */
static void
test_recursion (Fixture       *fixture,
                gconstpointer  data)
{
  set_json (fixture, "{\"tree\":{\"next\":{\"next\":{}}}}");
  crib_form_line_set_expanded (line_of (fixture, "/tree"), TRUE);
  assert_words (fixture, BEGIN "people labels shape tree .label .next");
  crib_form_line_set_expanded (last_line (fixture), TRUE);
  assert_words (fixture, BEGIN "people labels shape tree .label .next ..label ..next");
}

/* A value that a group cannot show is a single field for as long. */
static void
test_other_kind_of_value (Fixture       *fixture,
                          gconstpointer  data)
{
  set_json (fixture, "{\"site\":7}");
  assert_words (fixture, "name site other tags " END);
  g_assert_false (crib_form_line_is_group (line_of (fixture, "/site")));
  set_json (fixture, "{}");
  assert_words (fixture, BEGIN END);
}

static void
test_reveals (Fixture       *fixture,
              gconstpointer  data)
{
  FormField *lat = find (fixture, "/site/geo/lat");
  guint position;

  crib_form_line_set_expanded (line_of (fixture, "/site"), FALSE);
  g_assert_false (crib_form_outline_find (fixture->outline, lat, NULL));
  g_assert_true (crib_form_outline_reveal (fixture->outline, lat, &position));
  g_assert_true (crib_form_line_get_field (crib_form_outline_get_line (fixture->outline,
                                                                       position)) == lat);
  assert_words (fixture, "name site .street .zip .geo ..lat other tags " END);
}

static void
test_plain (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "");
  g_assert_cmpuint (count_lines (&fixture), ==, 1);
  g_assert_true (crib_form_line_get_field (fixture.mirror->pdata[0]) ==
                 form_model_get_root (fixture.model));
  g_assert_true (crib_form_outline_reveal (fixture.outline, form_model_get_root (fixture.model),
                                           NULL));
  fixture_tear_down (&fixture, NULL);
}

static gboolean
is_same (CribFormLine *one,
         CribFormLine *other)
{
  return other != NULL && crib_form_line_get_role (one) == crib_form_line_get_role (other) &&
         crib_form_line_get_field (one) == crib_form_line_get_field (other) &&
         crib_form_line_get_depth (one) == crib_form_line_get_depth (other) &&
         crib_form_line_is_group (one) == crib_form_line_is_group (other) &&
         g_strcmp0 (crib_form_line_get_note (one), crib_form_line_get_note (other)) == 0;
}

/* Brings @fresh, made just now, to show what @line shows there. */
static void
open_alike (CribFormOutline *fresh,
            CribFormLine    *line,
            guint            position)
{
  CribFormLine *other = crib_form_outline_get_line (fresh, position);

  while (!is_same (line, other) && other != NULL &&
         crib_form_line_get_role (other) == CRIB_FORM_LINE_MORE)
    {
      crib_form_outline_show_more (fresh, other);
      other = crib_form_outline_get_line (fresh, position);
    }

  if (!is_same (line, other) && crib_form_line_get_role (line) == CRIB_FORM_LINE_FIELD)
    crib_form_outline_reveal (fresh, crib_form_line_get_field (line), NULL);
  other = crib_form_outline_get_line (fresh, position);
  g_assert_true (is_same (line, other));
  crib_form_line_set_expanded (other, crib_form_line_get_expanded (line));
}

static void
test_open_map (void)
{
  Fixture fixture = { NULL };

  set_up (&fixture, "{\"type\":\"object\",\"additionalProperties\":{\"title\":\"Tag\"}}");
  set_json (&fixture, "{\"a\":1}");
  assert_words (&fixture, "a +");
  g_assert_cmpstr (crib_form_line_get_label (last_line (&fixture)), ==, "Add Tag");
  fixture_tear_down (&fixture, NULL);
}

/* What came of all changes is what a look at the form as it is now shows. */
static void
assert_sound (Fixture *fixture)
{
  CribFormOutline *fresh = crib_form_outline_new (fixture->model);
  guint n_lines = count_lines (fixture);

  g_assert_cmpuint (fixture->mirror->len, ==, n_lines);
  for (guint i = 0; i < n_lines; i++)
    {
      CribFormLine *line = crib_form_outline_get_line (fixture->outline, i);

      g_assert_true (line == fixture->mirror->pdata[i]);
      open_alike (fresh, line, i);
    }

  for (guint i = 0; i < n_lines; i++)
    g_assert_cmpstr (crib_form_line_get_label (crib_form_outline_get_line (fixture->outline, i)),
                     ==, crib_form_line_get_label (crib_form_outline_get_line (fresh, i)));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fresh)), ==, n_lines);
  g_assert_finalize_object (fresh);
}

static void
press (Fixture      *fixture,
       CribFormLine *line)
{
  if (crib_form_line_get_role (line) == CRIB_FORM_LINE_ADD)
    crib_form_outline_add (fixture->outline, line);
  else
    crib_form_outline_show_more (fixture->outline, line);
}

static void
set_random_value (Fixture *fixture)
{
  static const char *const values[] = {
    "{}", "{\"site\":7,\"tags\":\"x\",\"other\":{\"note\":1}}",
    "{\"labels\":{\"a\":\"x\",\"b\":1},\"people\":[{\"age\":1},{},{\"nick\":\"n\"}]}",
    "{\"shape\":{\"radius\":1},\"tree\":{\"next\":{\"next\":{\"label\":\"x\"}}}}",
    "{\"shape\":\"x\",\"site\":{\"geo\":{\"lat\":1}},\"more\":[1,2]}",
  };
  guint choice = (guint) g_test_rand_int_range (0, G_N_ELEMENTS (values) + 1);
  g_autofree char *tags = dup_tags ((guint) g_test_rand_int_range (0, 60));

  set_json (fixture, choice < G_N_ELEMENTS (values) ? values[choice] : tags);
}

static void
change_field (Fixture      *fixture,
              CribFormLine *line)
{
  FormField *field = crib_form_line_get_field (line);
  guint n_items = form_field_get_choices (field) != NULL
    ? g_list_model_get_n_items (form_field_get_choices (field)) : 0;

  switch (g_test_rand_int_range (0, 8))
    {
    case 0:
      form_field_set_state (field, g_test_rand_int_range (FORM_STATE_ABSENT,
                                                          FORM_STATE_VALUE + 1));
      break;
    case 1:
      if (!form_field_is_group (field) || form_field_is_json (field))
        form_field_set_text (field, g_test_rand_bit () ? "12" : "[1");
      break;
    case 2:
      if (n_items > 0)
        form_field_set_selected (field, (guint) g_test_rand_int_range (0, (int) n_items));
      break;
    case 3:
      if (form_field_can_remove (field))
        form_field_remove (field);
      break;
    case 4:
      if (form_field_can_move (field, 1))
        form_field_move (field, 1);
      else if (form_field_can_move (field, -1))
        form_field_move (field, -1);
      break;
    case 5:
      if (form_field_is_group (field) && form_field_can_add (field))
        form_field_add (field, NULL);
      break;
    default:
      crib_form_line_set_expanded (line, !crib_form_line_get_expanded (line));
    }
}

static void
test_random (Fixture       *fixture,
             gconstpointer  data)
{
  for (guint i = 0; i < 1500; i++)
    {
      guint n_lines = count_lines (fixture);
      g_autoptr(CribFormLine) line =
        g_object_ref (crib_form_outline_get_line (fixture->outline,
                                                  (guint) g_test_rand_int_range (0,
                                                                                 (int) n_lines)));

      if (g_test_rand_int_range (0, 40) == 0)
        set_random_value (fixture);
      else if (crib_form_line_get_role (line) != CRIB_FORM_LINE_FIELD)
        press (fixture, line);
      else
        change_field (fixture, line);
      assert_sound (fixture);
    }
}

/* Nothing is added to what the server alone fills in. */
static void
test_read_only (void)
{
  Fixture fixture = { 0, };

  set_up (&fixture, "{\"type\":\"object\",\"required\":[\"l\",\"m\",\"n\"],\"properties\":{"
                    "\"l\":{\"type\":\"array\",\"items\":{\"type\":\"string\"},\"readOnly\":true},"
                    "\"m\":{\"type\":\"array\",\"items\":{\"type\":\"string\"}},"
                    "\"n\":{\"type\":\"object\",\"readOnly\":true,"
                    "\"additionalProperties\":{\"type\":\"string\"}}}}");
  assert_words (&fixture, "l m .+ n");
  fixture_tear_down (&fixture, NULL);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define add(path, test) \
  g_test_add (path, Fixture, NULL, fixture_set_up, test, fixture_tear_down)
  add ("/form-outline/folds", test_folds);
  add ("/form-outline/opens-with-a-value", test_opens_with_a_value);
  add ("/form-outline/pages", test_pages);
  add ("/form-outline/folded-list", test_folded_list);
  add ("/form-outline/adds", test_adds);
  add ("/form-outline/moves", test_moves);
  add ("/form-outline/union", test_union);
  add ("/form-outline/recursion", test_recursion);
  add ("/form-outline/other-kind-of-value", test_other_kind_of_value);
  add ("/form-outline/reveals", test_reveals);
  g_test_add_func ("/form-outline/plain", test_plain);
  g_test_add_func ("/form-outline/open-map", test_open_map);
  g_test_add_func ("/form-outline/read-only", test_read_only);
  add ("/form-outline/random", test_random);

  return g_test_run ();
}
