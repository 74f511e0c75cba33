import { applyPalette, GIFEncoder, quantize } from "gifenc";
import type { Film } from "../../../../runtime/pictures/mod.ts";
import { drawFrame, frameSize } from "./gif_frame.ts";

/** Steps of a longer run are skipped evenly. */
const MOST_FRAMES = 120;
const MILLISECONDS = 600;
/** The last step stays longer, to be read. */
const MILLISECONDS_AT_END = 2_500;
const COLOURS = 64;

const framesOf = (count: number): readonly number[] => {
  const shown = Math.min(count, MOST_FRAMES);
  return Array.from({ length: shown }, (_, i) => shown === 1 ? count - 1 : Math.round(i * (count - 1) / (shown - 1)));
};

/** Lets the page draw and answer between frames. */
const breathe = (): Promise<void> => new Promise((done) => setTimeout(done));

/** A film as an animated GIF: the row as text, each token coloured by what the step did. */
export const timelineGif = async (film: Film): Promise<Uint8Array> => {
  const { width, height } = frameSize(film);
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  const gif = GIFEncoder();
  const frames = framesOf(film.moments.length);
  for (const [i, at] of frames.entries()) {
    drawFrame(context, film, at);
    const { data } = context.getImageData(0, 0, width, height);
    const palette = quantize(data, COLOURS);
    const delay = i === frames.length - 1 ? MILLISECONDS_AT_END : MILLISECONDS;
    gif.writeFrame(applyPalette(data, palette), width, height, { palette, delay });
    await breathe();
  }
  gif.finish();
  return gif.bytes();
};
