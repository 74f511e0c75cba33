/** Where an open lesson stands; there are none yet. */
export const LessonPanel = () => null;
