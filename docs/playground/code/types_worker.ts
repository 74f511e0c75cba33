/** The worker that holds TypeScript: it takes types out of a text and says what is wrong with them. See `make_types_worker.ts`. */
import { match } from "ts-pattern";
import type typescript from "typescript-6";
import { type Declarations, typeChecker } from "./type_checker.ts";
import type { TypesAnswer, TypesQuestion } from "./types_message.ts";
import { answering } from "./worker_side.ts";

const { ts, blockgenDeclarations } = globalThis as unknown as {
  readonly ts: typeof typescript;
  readonly blockgenDeclarations: Declarations;
};

const checker = typeChecker(ts, blockgenDeclarations);

answering<TypesQuestion, TypesAnswer>((question) =>
  match(question)
    .returnType<TypesAnswer>()
    .with({ _tag: "Strip" }, ({ source }) => ({ _tag: "Stripped", source: checker.strip(source) }))
    .with({ _tag: "Check" }, ({ source }) => ({ _tag: "Checked", diagnostics: checker.check(source) }))
    .exhaustive()
);
