import type { Lesson } from "./lesson.ts";
import { noiseLesson } from "./lesson_1_noise.ts";
import { predictLesson } from "./lesson_2_predict.ts";
import { ancestralLesson } from "./lesson_3_ancestral.ts";
import { processesLesson } from "./lesson_4_processes.ts";
import { correctorsLesson } from "./lesson_5_correctors.ts";
import { designLesson } from "./lesson_6_design.ts";

/** The lessons of the workshop, in their order. */
export const lessons: readonly Lesson[] = [
  noiseLesson,
  predictLesson,
  ancestralLesson,
  processesLesson,
  correctorsLesson,
  designLesson,
];

/** The lesson of a setup; null outside of lessons, and for numbers that no lesson has. */
export const lessonNumbered = (number: number | null): Lesson | null =>
  lessons.find((lesson) => lesson.number === number) ?? null;
