import { enableCompileCache, flushCompileCache } from "node:module";
import path from "node:path";

const FOLDER = path.join(import.meta.dirname, "..", "..", ".cache", "compiled");

export interface CompiledCode {
  /** Writes down what was compiled so far: a process that is killed would leave nothing to the next one. */
  keep(): void;
}

/**
 * Has Node keep what it makes of the sources that are imported from now on,
 * so that the next process starts with half the work. Node looks at each
 * source before it takes what it kept of it. Where the folder cannot be
 * written, each process compiles for itself; NODE_COMPILE_CACHE names another
 * folder, NODE_DISABLE_COMPILE_CACHE=1 keeps nothing.
 */
export function compiledCode(folder: string = FOLDER): CompiledCode {
  enableCompileCache(folder);
  return { keep: flushCompileCache };
}
