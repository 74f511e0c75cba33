/**
 * The file that a worker thread starts with, by the name of its module beside the caller's.
 *
 * Node reads TypeScript in a worker only after the development tool tsx is registered there; Deno and the package need nothing.
 *
 * @param caller `import.meta.url`. @param name Without its ending.
 */
export const workerEntry = (caller: string, name: string): URL => {
  if (!caller.endsWith(".ts")) { return new URL(`./${name}.js`, caller); }
  const file = new URL(`./${name}.ts`, caller);
  if ("Deno" in globalThis) { return file; }
  const source = `import { register } from ${JSON.stringify(import.meta.resolve("tsx/esm/api"))};
    register();
    await import(${JSON.stringify(file.href)});`;
  return new URL(`data:text/javascript,${encodeURIComponent(source)}`);
};
