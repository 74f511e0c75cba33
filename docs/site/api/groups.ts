/** A page of the reference: symbols of the files under these paths. */
export interface Group {
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly under: readonly string[];
}

/** Which part of the package: `blockgen/dsl` and so on. */
export type Part = "dsl" | "runtime" | "node";

/** The module of a part. */
export const entries: Readonly<Record<Part, string>> = {
  dsl: "dsl/mod.ts",
  runtime: "runtime/mod.ts",
  node: "runtime/mod_node.ts",
};

/** The pages of the language, of what runs it, and of what needs a disk; a symbol is on the first page that has its file. */
export const groups: Readonly<Record<Part, readonly Group[]>> = {
  dsl: [
    { name: "stages", title: "Stages", about: "What a step is made of.", under: ["dsl/stages"] },
    { name: "control", title: "Control", about: "Loops, branches and named groups.", under: ["dsl/control"] },
    {
      name: "expressions",
      title: "Expressions and selections",
      about: "Scores, quotas and schedules as formulas; which positions a score picks.",
      under: ["dsl/expression", "dsl/selection.ts"],
    },
    {
      name: "schedules",
      title: "Schedules and clocks",
      about: "Which signal levels the updates of a block go through.",
      under: ["dsl/schedules", "dsl/clock.ts"],
    },
    {
      name: "samplers",
      title: "Named samplers",
      about: "Recipes, compositions only, and the registry of them.",
      under: ["dsl/samplers"],
    },
    {
      name: "interpreters",
      title: "Interpreters",
      about: "What reads a program without running it.",
      under: ["dsl/interpreters"],
    },
    { name: "programs", title: "Programs", about: "What a program is: nodes, slots, abilities.", under: ["dsl"] },
  ],
  runtime: [
    {
      name: "models",
      title: "Models",
      about: "Exact models, and models of your own.",
      under: ["runtime/models", "runtime/books", "runtime/model.ts"],
    },
    {
      name: "checkpoints",
      title: "Checkpoints and networks",
      about: "Published weights, and the engines that compute them.",
      under: ["runtime/checkpoints", "runtime/blockdit"],
    },
    { name: "tokenizers", title: "Tokenizers", about: "From text to tokens and back.", under: ["runtime/tokenizers"] },
    {
      name: "exact",
      title: "Exact distributions",
      about: "What a program draws from, enumerated.",
      under: ["runtime/exact"],
    },
    { name: "train", title: "Training", about: "Losses, batches, the loop.", under: ["runtime/train"] },
    { name: "eval", title: "Evaluation", about: "Likelihood, generative perplexity, GSM8K.", under: ["runtime/eval"] },
    {
      name: "pictures",
      title: "Pictures",
      about: "What a run did, drawn.",
      under: ["runtime/pictures", "runtime/timeline", "runtime/plot"],
    },
    {
      name: "backends",
      title: "Backends and random numbers",
      about: "Where kernels run.",
      under: ["runtime/backends", "runtime/graph", "runtime/random"],
    },
    {
      name: "run",
      title: "Running",
      about: "Programs, models and options in; tokens and a trace out.",
      under: ["runtime"],
    },
  ],
  node: [
    {
      name: "evaluation",
      title: "Evaluation on a disk",
      about: "Judges by name, the Python sandbox, records and sweeps that go on where they were killed.",
      under: ["runtime/eval"],
    },
    { name: "texts", title: "Texts and tokenizers", about: "Read from files.", under: ["runtime"] },
  ],
};
