import { createSystem, createVirtualTypeScriptEnvironment } from "@typescript/vfs";
import type typescript from "typescript-6";
import { type Diagnostic, ofMessage } from "./diagnostic.ts";

/** Declarations by their paths: those of the language, of fp-ts, and of JavaScript itself. */
export type Declarations = Readonly<Record<string, string>>;

/** TypeScript over one text. */
export interface TypeChecker {
  /** The text without its types. */ readonly strip: (source: string) => string;
  /** What is wrong with it. */ readonly check: (source: string) => readonly Diagnostic[];
}

const FILE = "/program.ts";

const optionsFor = (ts: typeof typescript): typescript.CompilerOptions => ({
  target: ts.ScriptTarget.ES2022,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.es2023.d.ts"],
  types: [],
  strict: true,
  exactOptionalPropertyTypes: true,
  allowImportingTsExtensions: true,
  noEmit: true,
  skipLibCheck: true,
  paths: {
    blockgen: ["/dsl/mod.d.ts"],
    "blockgen/dsl": ["/dsl/mod.d.ts"],
    "fp-ts/function": ["/fp-ts/lib/function.d.ts"],
    "fp-ts/lib/*.js": ["/fp-ts/lib/*.d.ts"],
    "fp-ts/lib/*": ["/fp-ts/lib/*.d.ts"],
  },
});

/** A type checker of programs; the first check takes longest, as it reads the declarations. */
export const typeChecker = (ts: typeof typescript, declarations: Declarations): TypeChecker => {
  const options = optionsFor(ts);
  const system = createSystem(new Map([...Object.entries(declarations), [FILE, "export {};\n"]]));
  // The parameter's type is that of the TypeScript which @typescript/vfs was written for.
  const environment = createVirtualTypeScriptEnvironment(system, [FILE], ts as never, options as never);
  const { languageService } = environment;
  return {
    strip: (source) =>
      ts.transpileModule(source, { compilerOptions: { ...options, noEmit: false, verbatimModuleSyntax: true } })
        .outputText,
    check: (source) => {
      environment.updateFile(FILE, source === "" ? "\n" : source);
      const found = [...languageService.getSyntacticDiagnostics(FILE), ...languageService.getSemanticDiagnostics(FILE)];
      return found.map(({ start = 0, length = 0, messageText }) =>
        ofMessage(ts.flattenDiagnosticMessageText(messageText as string, "\n"), start, start + length)
      );
    },
  };
};
