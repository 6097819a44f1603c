import { defineConfig } from "vitest/config";
import { SlowFirst } from "./test/slow-first.ts";

/** For what hangs; a busy machine takes many times what a quiet one does. */
const TEST_MILLISECONDS = 60_000;

const APP = {
  name: "app",
  include: ["test/**/*.test.{ts,tsx}"],
  exclude: ["test/domain/**"],
  globalSetup: ["test/postgres.ts", "test/scenarios/theatre-door.ts"],
  testTimeout: TEST_MILLISECONDS,
  hookTimeout: 2 * TEST_MILLISECONDS,
};

/** The domain is pure: its files share a process, and one loading of what they test. */
const DOMAIN = {
  name: "domain",
  include: ["test/domain/**/*.test.ts"],
  isolate: false,
  testTimeout: TEST_MILLISECONDS,
};

/** Extensions are Preact, and Shopify's tester loads their source itself. */
const EXTENSIONS = {
  name: "extensions",
  include: ["extensions/*/tests/*.test.ts"],
  environment: "jsdom",
  setupFiles: ["test/extensions/next-frame.ts"],
  testTimeout: TEST_MILLISECONDS,
  server: { deps: { inline: [/@shopify\/ui-extensions-tester/] } },
};

export default defineConfig({
  test: {
    /** One more than the smallest machine has cores: many files wait for a browser or for a lease to end. */
    maxWorkers: 3,
    sequence: { sequencer: SlowFirst },
    projects: [
      { test: APP },
      { test: DOMAIN },
      { esbuild: { jsx: "automatic", jsxImportSource: "preact" }, test: EXTENSIONS },
    ],
  },
});
