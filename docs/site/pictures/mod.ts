import type { Picture } from "../page.ts";
import { abilitiesPicture } from "./abilities.ts";
import { determinismPicture } from "./determinism.ts";
import { fourWordsPicture } from "./four_words.ts";
import { processesPicture } from "./processes.ts";
import { schedulesPicture } from "./schedules.ts";
import { scoresPicture } from "./scores.ts";

/** All pictures that pages ask for by name. */
export const drawPictures = async (): Promise<readonly Picture[]> => [
  processesPicture(),
  abilitiesPicture(),
  await schedulesPicture(),
  await scoresPicture(),
  await determinismPicture(),
  await fourWordsPicture(),
];
