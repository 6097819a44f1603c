import { defineConfig } from "vitest/config";
import { SlowFirst } from "./test/slow-first.ts";

const APP = {
  name: "app",
  include: ["test/**/*.test.{ts,tsx}"],
  globalSetup: ["test/postgres.ts", "test/scenarios/theatre-door.ts"],
  testTimeout: 20_000,
  hookTimeout: 60_000,
};

/** Extensions are Preact, and Shopify's tester loads their source itself. */
const EXTENSIONS = {
  name: "extensions",
  include: ["extensions/*/tests/*.test.ts"],
  environment: "jsdom",
  server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
};

export default defineConfig({
  test: {
    /** One more than the smallest machine has cores: many files wait for a browser or for a lease to end. */
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    projects: [
      { test: APP },
      { esbuild: { jsx: "automatic", jsxImportSource: "preact" }, test: EXTENSIONS },
    ],
  },
});
