export { LessonPanel } from "../lessons/lesson_panel.tsx";
