/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "sjson-hash-private.h"

#include <string.h>

/* SipHash-1-3 (Aumasson and Bernstein, "SipHash: a fast short-input PRF").
 *
 * Member names come from servers. With a hash whose key they do not know they
 * cannot choose names that meet in one slot and so make a look-up slow. */

typedef struct
{
  guint64 v0, v1, v2, v3;
} State;

static guint64 key[2];

static inline guint64
rotate (guint64 x,
        guint   bits)
{
  return x << bits | x >> (64 - bits);
}

static inline void
compress (State *s)
{
  s->v0 += s->v1;
  s->v1 = rotate (s->v1, 13) ^ s->v0;
  s->v0 = rotate (s->v0, 32);
  s->v2 += s->v3;
  s->v3 = rotate (s->v3, 16) ^ s->v2;
  s->v0 += s->v3;
  s->v3 = rotate (s->v3, 21) ^ s->v0;
  s->v2 += s->v1;
  s->v1 = rotate (s->v1, 17) ^ s->v2;
  s->v2 = rotate (s->v2, 32);
}

static inline void
absorb (State  *s,
        guint64 word)
{
  s->v3 ^= word;
  compress (s);
  s->v0 ^= word;
}

static void
make_key (void)
{
  static gsize made = 0;

  if (!g_once_init_enter (&made))
    return;

  key[0] = (guint64) g_random_int () << 32 | g_random_int ();
  key[1] = (guint64) g_random_int () << 32 | g_random_int ();
  g_once_init_leave (&made, 1);
}

/*
 * sjson_hash:
 * @bytes: a name
 * @length: of @bytes
 *
 * Returns: its hash, another one in each process
 */
guint64
sjson_hash (const char *bytes,
            gsize       length)
{
  guint64 word = 0;
  gsize whole = length & ~(gsize) 7;
  State s;

  make_key ();

  s.v0 = key[0] ^ G_GUINT64_CONSTANT (0x736f6d6570736575);
  s.v1 = key[1] ^ G_GUINT64_CONSTANT (0x646f72616e646f6d);
  s.v2 = key[0] ^ G_GUINT64_CONSTANT (0x6c7967656e657261);
  s.v3 = key[1] ^ G_GUINT64_CONSTANT (0x7465646279746573);

  for (gsize i = 0; i < whole; i += 8)
    {
      memcpy (&word, bytes + i, 8);
      absorb (&s, word);
    }

  word = 0;
  memcpy (&word, bytes + whole, length - whole);
  absorb (&s, word ^ (guint64) length << 56);

  s.v2 ^= 0xff;
  compress (&s);
  compress (&s);
  compress (&s);

  return s.v0 ^ s.v1 ^ s.v2 ^ s.v3;
}
