/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "demo-json.h"
#include "demo-png.h"
#include "demo-showcase.h"

#define WIDTH 480
#define HEIGHT 270
#define MARGIN 24
#define BASE (HEIGHT - MARGIN)
#define GRID_STEP 37
#define BARS 6
#define SLOT ((WIDTH - 2 * MARGIN) / BARS)
#define BAR_WIDTH (SLOT - 24)

typedef struct
{
  guint8 red, green, blue;
} Colour;

static const Colour paper = { 0xff, 0xff, 0xff };
static const Colour grid = { 0xe4, 0xe4, 0xe8 };
static const Colour axis = { 0x5e, 0x5c, 0x64 };
static const Colour bar = { 0x35, 0x84, 0xe4 };
static const Colour best = { 0x1c, 0x5b, 0xa8 };

static const guint parcels[BARS] = { 31, 44, 38, 52, 47, 12 };

static void
fill (guint8 *pixels,
      guint   x,
      guint   y,
      guint   width,
      guint   height,
      Colour  colour)
{
  for (guint row = y; row < y + height; row++)
    for (guint column = x; column < x + width; column++)
      {
        guint8 *pixel = pixels + (row * WIDTH + column) * 3;

        pixel[0] = colour.red;
        pixel[1] = colour.green;
        pixel[2] = colour.blue;
      }
}

static void
draw_bars (guint8 *pixels)
{
  for (guint i = 0; i < BARS; i++)
    {
      guint height = parcels[i] * (BASE - MARGIN) / 56;

      fill (pixels, MARGIN + i * SLOT + (SLOT - BAR_WIDTH) / 2, BASE - height, BAR_WIDTH, height,
            parcels[i] == 52 ? best : bar);
    }
}

static char *
draw (void)
{
  g_autofree guint8 *pixels = g_malloc (WIDTH * HEIGHT * 3);
  g_autoptr(GBytes) png = NULL;

  fill (pixels, 0, 0, WIDTH, HEIGHT, paper);

  for (guint y = BASE - GRID_STEP; y > MARGIN; y -= GRID_STEP)
    fill (pixels, MARGIN, y, WIDTH - 2 * MARGIN, 1, grid);

  draw_bars (pixels);
  fill (pixels, MARGIN, BASE, WIDTH - 2 * MARGIN, 2, axis);
  png = demo_png_write (pixels, WIDTH, HEIGHT);

  return g_base64_encode (g_bytes_get_data (png, NULL), g_bytes_get_size (png));
}

/* A picture made as it is asked for, and in words what it shows. */
void
demo_showcase_draw_chart (DemoCall *call)
{
  gint64 weeks = demo_json_get_int (demo_call_get_arguments (call), "weeks", 4);
  g_autofree char *base64 = draw ();
  g_autofree char *text = NULL;
  JsonObject *image = json_object_new ();

  json_object_set_string_member (image, "type", "image");
  json_object_set_string_member (image, "data", base64);
  json_object_set_string_member (image, "mimeType", "image/png");

  text = g_strdup_printf ("Parcels of each weekday over %" G_GINT64_FORMAT " weeks: Monday 31, "
                          "Tuesday 44, Wednesday 38, Thursday 52, Friday 47, Saturday 12.", weeks);
  demo_call_return (call, demo_content_result (demo_content_text (text), image, NULL));
}
