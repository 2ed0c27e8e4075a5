/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-fixture.h"

#define N_MANY 200000

static gint64
get_int (const SjsonValue *object,
         const char       *name)
{
  gint64 number = -1;

  sjson_value_get_member_int64 (object, name, &number);
  return number;
}

static void
test_getters (void)
{
  g_autoptr(SjsonValue) root = parse_value ("{\"s\":\"x\\u0000\",\"b\":true,\"i\":1e1,\"d\":0.5,"
                                            "\"o\":{},\"\\u0061\":1,\"n\\u0000\":2,\"\":3}");
  g_autofree char *string = sjson_value_dup_member_string (root, "s");
  gboolean boolean = FALSE;
  double number = 0.0;
  SjsonValue value = { NULL, 7 };

  g_assert_cmpstr (string, ==, "x\xef\xbf\xbd");
  g_assert_true (sjson_value_get_member_boolean (root, "b", &boolean) && boolean);
  g_assert_true (sjson_value_get_member_double (root, "d", &number));
  g_assert_cmpfloat (number, ==, 0.5);
  g_assert_cmpint (get_int (root, "i"), ==, 10);
  g_assert_cmpint (get_int (root, "a"), ==, 1);
  g_assert_cmpint (get_int (root, ""), ==, 3);
  g_assert_cmpint (get_int (root, "n"), ==, -1);
  g_assert_cmpint (get_int (root, "s"), ==, -1);
  g_assert_null (sjson_value_dup_member_string (root, "i"));
  g_assert_null (sjson_value_dup_member_string (root, "nothing"));
  g_assert_false (sjson_value_get_member_of_kind (root, "o", SJSON_KIND_ARRAY, &value));
  g_assert_cmpuint (value.token, ==, 7);
  g_assert_true (sjson_value_get_member_of_kind (root, "o", SJSON_KIND_OBJECT, &value));
  g_assert_true (sjson_value_get_member_len (root, "n\0", 2, &value));
  g_assert_cmpuint (sjson_value_get_length (root), ==, 8);
}

static void
test_not_containers (void)
{
  static const char * const texts[] = { "null", "1", "\"a\"", "[\"a\",1]", "[]", "{}" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr(SjsonValue) root = parse_value (texts[i]);
      SjsonValue value = { NULL, 7 };
      SjsonIter iter;

      g_assert_false (sjson_value_get_member (root, "a", &value));
      g_assert_false (sjson_value_get_element (root, 2, &value));
      g_assert_cmpuint (value.token, ==, 7);
      sjson_iter_init (&iter, root);
      g_assert_cmpint (sjson_iter_next (&iter, NULL, NULL), ==, i == 3);
    }
}

/* Whatever the size: with a table or without. */
static void
test_arrays (void)
{
  for (guint length = 0; length < 100; length++)
    {
      g_autoptr(GString) text = g_string_new ("[[0],");
      g_autoptr(SjsonValue) root = NULL;
      SjsonValue array, value, element;
      SjsonIter iter;
      gint64 number = -1;
      guint n_met = 0;

      g_string_append (text, "[");
      for (guint i = 0; i < length; i++)
        g_string_append_printf (text, "%s[[],{\"n\":%u}]", i > 0 ? "," : "", i);
      g_string_append (text, "]]");

      root = parse_value (text->str);
      g_assert_true (sjson_value_get_element (root, 1, &array));
      g_assert_cmpuint (sjson_value_get_length (&array), ==, length);
      g_assert_false (sjson_value_get_element (&array, length, &value));
      g_assert_false (sjson_value_get_element (&array, G_MAXSIZE, &value));
      sjson_iter_init (&iter, &array);

      while (sjson_iter_next (&iter, NULL, &value))
        {
          g_assert_true (sjson_value_get_element (&array, n_met, &element));
          g_assert_cmpuint (element.token, ==, value.token);
          g_assert_true (sjson_value_get_element (&value, 1, &element));
          g_assert_true (sjson_value_get_member_int64 (&element, "n", &number));
          g_assert_cmpint (number, ==, n_met++);
        }

      g_assert_cmpuint (n_met, ==, length);
    }
}

/* Each name @times times over, every second one written with an escape. */
static SjsonValue *
make_object (guint n_names,
             guint times)
{
  g_autoptr(GString) text = g_string_new ("[{\"pad\":[]},{");
  g_autoptr(SjsonDocument) document = NULL;
  SjsonValue root, object;

  for (guint i = 0; i < n_names * times; i++)
    g_string_append_printf (text, "%s\"%s%u\":[%u]", i > 0 ? "," : "", i % 2 ? "n" : "\\u006E",
                            i % n_names, i);

  g_string_append (text, "}]");
  document = parse_len (text->str, text->len);
  root = sjson_document_get_root (document);
  g_assert_cmpuint (sjson_document_get_n_duplicates (document), ==, n_names * (times - 1));
  g_assert_true (sjson_value_get_element (&root, 1, &object));

  return sjson_value_copy (&object);
}

static void
check_object (const SjsonValue *object,
              guint             n_names,
              guint             times)
{
  guint first = n_names * (times - 1);
  guint n_met = 0;
  SjsonIter iter;
  SjsonValue name, value, found, element;

  g_assert_cmpuint (sjson_value_get_length (object), ==, n_names);
  sjson_iter_init (&iter, object);

  while (sjson_iter_next (&iter, &name, &value))
    {
      g_autofree char *string = sjson_value_dup_string (&name, NULL);
      gint64 number = -1;

      g_assert_true (sjson_value_get_member (object, string, &found));
      g_assert_cmpuint (found.token, ==, value.token);
      g_assert_true (sjson_value_get_element (&value, 0, &element));
      g_assert_true (sjson_value_get_int64 (&element, &number));
      g_assert_cmpint (number, ==, first + n_met++);
    }

  g_assert_cmpuint (n_met, ==, n_names);
  g_assert_false (sjson_value_get_member (object, "n", &found));
  g_assert_false (sjson_value_get_member (object, "n00", &found));
}

static void
test_objects (void)
{
  for (guint n_names = 1; n_names < 70; n_names++)
    {
      for (guint times = 1; times < 4; times++)
        {
          g_autoptr(SjsonValue) object = make_object (n_names, times);
          g_autoptr(SjsonValue) isolated = sjson_value_isolate (object);

          check_object (object, n_names, times);
          check_object (isolated, n_names, times);
          g_assert_true (sjson_value_equal (object, isolated));
          g_assert_cmpuint (sjson_document_get_n_duplicates (isolated->document), ==,
                            n_names * (times - 1));
        }
    }
}

/* The tables of nested containers must survive being cut out together. */
static void
test_isolate_nested (void)
{
  g_autoptr(GString) text = g_string_new ("{\"before\":");
  g_autoptr(SjsonValue) root = NULL;
  g_autoptr(SjsonValue) isolated = NULL;
  SjsonValue value, element;
  gint64 number = -1;

  for (guint i = 0; i < 3; i++)
    {
      g_string_append (text, i == 0 ? "[" : i == 1 ? ",\"it\":[" : ",\"after\":[");
      for (guint j = 0; j < 40; j++)
        {
          g_string_append (text, j > 0 ? ",{" : "{");
          for (guint k = 0; k < 40; k++)
            g_string_append_printf (text, "%s\"k%u\":%u", k > 0 ? "," : "", k,
                                    i * 1600 + j * 40 + k);
          g_string_append (text, "}");
        }
      g_string_append (text, "]");
    }

  g_string_append (text, "}");
  root = parse_value (text->str);
  g_assert_true (sjson_value_get_member (root, "it", &value));
  isolated = sjson_value_isolate (&value);
  g_assert_true (sjson_value_equal (isolated, &value));
  g_assert_true (sjson_value_get_element (isolated, 39, &element));
  g_assert_true (sjson_value_get_member_int64 (&element, "k17", &number));
  g_assert_cmpint (number, ==, 1600 + 39 * 40 + 17);
}

/* Neither reading nor looking up may cost the square of the members. The
 * square of 200,000 takes minutes, and so the test would be ended; this takes a fraction of a
 * second. */
static void
test_many (void)
{
  g_autoptr(SjsonValue) distinct = make_object (N_MANY, 1);
  g_autoptr(SjsonValue) equal = make_object (1, N_MANY);
  g_autoptr(SjsonValue) pairs = make_object (N_MANY / 2, 2);

  check_object (distinct, N_MANY, 1);
  check_object (equal, 1, N_MANY);
  check_object (pairs, N_MANY / 2, 2);
  g_assert_true (sjson_value_equal (distinct, distinct));
}

static gpointer
look_up_all (gpointer data)
{
  check_object (data, 2000, 2);

  return NULL;
}

/* Meaningful under a race detector too: nothing is made at the first look-up. */
static void
test_threads (void)
{
  g_autoptr(SjsonValue) object = make_object (2000, 2);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("look-up", look_up_all, object);

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/member/getters", test_getters);
  g_test_add_func ("/sjson/member/not-containers", test_not_containers);
  g_test_add_func ("/sjson/member/arrays", test_arrays);
  g_test_add_func ("/sjson/member/objects", test_objects);
  g_test_add_func ("/sjson/member/isolate-nested", test_isolate_nested);
  g_test_add_func ("/sjson/member/many", test_many);
  g_test_add_func ("/sjson/member/threads", test_threads);

  return g_test_run ();
}
