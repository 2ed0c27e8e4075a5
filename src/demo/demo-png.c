/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-png.h"

#define BYTES_PER_PIXEL 3

static guint32
update_crc (guint32       crc,
            const guint8 *data,
            gsize         length)
{
  for (gsize i = 0; i < length; i++)
    {
      crc ^= data[i];

      for (guint bit = 0; bit < 8; bit++)
        crc = (crc >> 1) ^ ((crc & 1) != 0 ? 0xedb88320u : 0);
    }

  return crc;
}

static void
append_number (GByteArray *array,
               guint32     number)
{
  guint32 big = GUINT32_TO_BE (number);

  g_byte_array_append (array, (const guint8 *) &big, sizeof big);
}

static void
append_chunk (GByteArray *array,
              const char *type,
              GByteArray *data)
{
  guint32 crc = update_crc (0xffffffffu, (const guint8 *) type, 4);

  crc = update_crc (crc, data->data, data->len);

  append_number (array, data->len);
  g_byte_array_append (array, (const guint8 *) type, 4);

  if (data->len > 0)
    g_byte_array_append (array, data->data, data->len);

  append_number (array, crc ^ 0xffffffffu);
}

static GByteArray *
make_header (guint width,
             guint height)
{
  static const guint8 rest[] = { 8, 2, 0, 0, 0 };       /* 8 bits, RGB, and no choices left */
  GByteArray *header = g_byte_array_new ();

  append_number (header, width);
  append_number (header, height);
  g_byte_array_append (header, rest, sizeof rest);

  return header;
}

/* Each row has its filter in front: none. */
static GByteArray *
make_rows (const guint8 *pixels,
           guint         width,
           guint         height)
{
  GByteArray *rows = g_byte_array_new ();
  const guint8 filter = 0;

  for (guint y = 0; y < height; y++)
    {
      g_byte_array_append (rows, &filter, 1);
      g_byte_array_append (rows, pixels + y * width * BYTES_PER_PIXEL, width * BYTES_PER_PIXEL);
    }

  return rows;
}

static GByteArray *
compress (GByteArray *data)
{
  g_autoptr(GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, -1);
  g_autoptr(GInputStream) source = NULL;
  g_autoptr(GInputStream) stream = NULL;
  GByteArray *compressed = g_byte_array_new ();
  guint8 buffer[4096];
  gssize length;

  source = g_memory_input_stream_new_from_data (data->data, data->len, NULL);
  stream = g_converter_input_stream_new (source, G_CONVERTER (compressor));

  while ((length = g_input_stream_read (stream, buffer, sizeof buffer, NULL, NULL)) > 0)
    g_byte_array_append (compressed, buffer, length);

  return compressed;
}

/**
 * demo_png_write:
 * @pixels: rows of red, green, blue bytes without gaps
 * @width: in pixels
 * @height: in pixels
 *
 * Returns: (transfer full): a PNG file (ISO/IEC 15948)
 */
GBytes *
demo_png_write (const guint8 *pixels,
                guint         width,
                guint         height)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  GByteArray *file = g_byte_array_new ();
  g_autoptr(GByteArray) header = make_header (width, height);
  g_autoptr(GByteArray) rows = make_rows (pixels, width, height);
  g_autoptr(GByteArray) compressed = compress (rows);
  g_autoptr(GByteArray) nothing = g_byte_array_new ();

  g_byte_array_append (file, signature, sizeof signature);
  append_chunk (file, "IHDR", header);
  append_chunk (file, "IDAT", compressed);
  append_chunk (file, "IEND", nothing);

  return g_byte_array_free_to_bytes (file);
}
