export { check, describe as describeProblem, type PlannedRun, type Problem } from "./check.ts";
