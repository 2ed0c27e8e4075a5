/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-error.h"
#include "sjson-fixture.h"

#define SEED 20251125
#define N_INPUTS 6000

/* Mutated texts, the same in each run. None may crash, and what our reader
 * takes must say the same once it is written and read again. */

static const char * const seeds[] = {
  "{\"name\":\"list\",\"schema\":{\"type\":\"object\",\"properties\":{\"a\":{\"enum\":[1,2]}}}}",
  "[0,-1,1.5,1e5,-0.0E-7,123456789012345678901234567890,true,false,null,\"\"]",
  "[\"\\u0041\\ud83d\\ude00\\ud800\\n\\\"\\\\\",\"\xc3\xa4\xe2\x82\xac\xf0\x9f\x98\x80\"]",
  "{\"a\":1,\"\\u0061\":2,\"b\":{\"a\":[],\"a\":{}},\"a\":[[[[{}]]]]}",
  "[1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,[1,2,3,4,5,6,7,8,9,1,2,3,4,5,6,7,8,9]]",
  "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"j\":1,"
  "\"k\":2,\"l\":3,\"m\":4,\"n\":5,\"o\":6,\"p\":7,\"q\":8,\"r\":[{}],\"s\":\"\"}",
  " \t\r\n{ \"x\" : [ 1 , 2 ] , \"y\" : { } } \n",
};

static const char alphabet[] = "{}[]:,\"\\u0dD8eE+-.19atfn \n\x01\x7f\x80\xbf\xc3\xed\xf0\xff";

static void
mutate (GString *text,
        GRand   *random)
{
  gsize at = g_rand_int_range (random, 0, (gint32) text->len + 1);
  const char *seed = seeds[g_rand_int_range (random, 0, G_N_ELEMENTS (seeds))];
  char byte = alphabet[g_rand_int_range (random, 0, sizeof alphabet)];

  switch (g_rand_int_range (random, 0, 5))
    {
    case 0:
      g_string_insert_len (text, at, &byte, 1);
      break;

    case 1:
      if (at < text->len)
        text->str[at] = byte;
      break;

    case 2:
      if (at < text->len)
        g_string_erase (text, at, 1);
      break;

    case 3:
      if (text->len < 1000)
        g_string_insert_len (text, at, seed, -1);
      break;

    default:
      if (g_rand_int_range (random, 0, 8) == 0)
        g_string_truncate (text, at);
      break;
    }
}

static void
walk (const SjsonValue *value,
      guint             depth)
{
  g_autofree char *string = sjson_value_dup_string (value, NULL);
  SjsonIter iter;
  SjsonValue name, member;
  gint64 integer;
  double number;

  g_assert_cmpuint (depth, <=, SJSON_DEFAULT_DEPTH);
  g_assert_true (string == NULL || g_utf8_validate (string, -1, NULL));
  sjson_value_get_int64 (value, &integer);
  sjson_value_get_double (value, &number);
  sjson_iter_init (&iter, value);

  while (sjson_iter_next (&iter, &name, &member))
    walk (&member, depth + 1);
}

static void
check_round_trip (SjsonDocument *document)
{
  SjsonValue root = sjson_document_get_root (document);
  g_autoptr(SjsonValue) isolated = sjson_value_isolate (&root);
  g_autofree char *pretty = sjson_value_to_pretty_json (&root, NULL);
  g_autoptr(SjsonValue) indented = parse_value (pretty);
  gsize length;
  g_autofree char *json = sjson_value_to_json (&root, &length);
  g_autoptr(SjsonValue) again = parse_value (json);
  g_autofree char *twice = sjson_value_to_json (again, NULL);

  walk (&root, 1);
  g_assert_true (sjson_value_equal (&root, again));
  g_assert_true (sjson_value_equal (again, &root));
  g_assert_true (sjson_value_equal (&root, isolated));
  g_assert_true (sjson_value_equal (&root, indented));
  g_assert_cmpstr (json, ==, twice);
  g_assert_cmpuint (length, ==, strlen (json));
  g_assert_cmpuint (sjson_document_get_n_duplicates (again->document), ==, 0);
  g_assert_cmpuint (sjson_document_get_n_replaced (again->document), ==, 0);
}

/* A block of the text's very size shows who reads beyond it. */
static gboolean
check_text (const GString *string)
{
  g_autoptr(GBytes) text = g_bytes_new (string->str, string->len);
  g_autoptr(GError) error = NULL;
  g_autoptr(SjsonDocument) document = sjson_document_new (text, NULL, &error);

  if (document == NULL)
    {
      g_assert_true (error->domain == SJSON_ERROR);
      return FALSE;
    }

  g_assert_no_error (error);
  check_round_trip (document);
  return TRUE;
}

static void
test_mutations (void)
{
  g_autoptr(GRand) random = g_rand_new_with_seed (SEED);
  guint n_taken = 0;

  for (guint i = 0; i < N_INPUTS; i++)
    {
      g_autoptr(GString) text = g_string_new (seeds[i % G_N_ELEMENTS (seeds)]);
      guint n_mutations = g_rand_int_range (random, 0, 4);

      for (guint j = 0; j < n_mutations; j++)
        mutate (text, random);

      n_taken += check_text (text);
    }

  g_test_message ("%u of %u taken", n_taken, N_INPUTS);
  g_assert_cmpuint (n_taken, >, N_INPUTS / 5);
  g_assert_cmpuint (n_taken, <, N_INPUTS * 4 / 5);
}

/* Every beginning of every seed. */
static void
test_cuts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autoptr(GString) text = g_string_new (seeds[i]);

      while (text->len > 0)
        {
          check_text (text);
          g_string_truncate (text, text->len - 1);
        }
    }
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/sjson/fuzz/mutations", test_mutations);
  g_test_add_func ("/sjson/fuzz/cuts", test_cuts);

  return g_test_run ();
}
