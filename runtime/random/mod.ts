export * from "./key.ts";
export * from "./threefry.ts";
