import { defineConfig } from "vitest/config";

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
    /** Two cores: more files at once only make each other's time-outs run out. */
    maxWorkers: 2,
    projects: [
      { test: APP },
      { esbuild: { jsx: "automatic", jsxImportSource: "preact" }, test: EXTENSIONS },
    ],
  },
});
