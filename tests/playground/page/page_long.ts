/** The page in Chromium: its suites share one build and one browser, and the last one closes them. */
import "./runs.ts";
import "./pipelines.ts";
import "./steps.ts";
import "./sharing.ts";
import "./looks.ts";
