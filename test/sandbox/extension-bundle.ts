import { fileURLToPath } from "node:url";
import { build } from "vite";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

export const EXTENSIONS = ["order-status", "thank-you", "order-block", "order-action"] as const;

export type ExtensionHandle = (typeof EXTENSIONS)[number];

/**
 * One extension as Shopify's tool bundles it: one minified file with
 * everything in it. It renders when the host calls the default export.
 */
export async function bundleExtension(handle: ExtensionHandle, appUrl: string): Promise<string> {
  const result = await build({
    root: ROOT,
    configFile: false,
    logLevel: "error",
    define: {
      "process.env.APP_URL": JSON.stringify(appUrl),
      "process.env.NODE_ENV": '"production"',
    },
    esbuild: { jsx: "automatic", jsxImportSource: "preact", legalComments: "none" },
    build: {
      write: false,
      minify: "esbuild",
      target: "es2022",
      lib: {
        entry: `${ROOT}extensions/${handle}/src/${handle}.tsx`,
        formats: ["es"],
        fileName: handle,
      },
    },
  });
  const output = Array.isArray(result) ? result[0] : result;
  if (output === undefined || !("output" in output)) throw new Error(`${handle} gave no bundle`);
  return output.output[0].code;
}
