export * from "./abilities.ts";
export * from "./clock.ts";
export * from "./expression/mod.ts";
export * from "./host_stage.ts";
export * from "./node.ts";
export * from "./program.ts";
export * from "./selection.ts";
export * from "./slots.ts";
export * as schedules from "./schedules/mod.ts";
