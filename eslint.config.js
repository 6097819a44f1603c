import js from "@eslint/js";
import tseslint from "typescript-eslint";

const CLOCKS_AND_CHANCE = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: "Time is passed in.",
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: "Time is passed in.",
  },
  { selector: "CallExpression[callee.object.name='performance']", message: "Time is passed in." },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: "Ids and chance are passed in.",
  },
  {
    selector: "CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]",
    message: "Waiting is the caller's.",
  },
];

const ENVIRONMENT = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: "Only app/config.server.ts reads the environment.",
};

export default tseslint.config(
  {
    ignores: [
      "node_modules",
      "build",
      "extensions/**/dist",
      "app/adapters/postgres/prisma-client",
      "**/generated/**",
      "**/*.d.ts",
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      "no-restricted-syntax": ["error", ENVIRONMENT],
      "max-lines": ["error", { max: 300 }],
      "max-lines-per-function": ["error", { max: 60, skipComments: true }],
      "max-params": ["error", 3],
      "no-console": "error",
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/switch-exhaustiveness-check": [
        "error",
        { considerDefaultExhaustiveForUnions: true },
      ],
      "@typescript-eslint/no-unused-vars": [
        "error",
        { argsIgnorePattern: "^_", varsIgnorePattern: "^_" },
      ],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
    },
  },
  {
    files: ["app/domain/**/*.ts", "app/pipeline/**/*.ts"],
    rules: { "no-restricted-syntax": ["error", ENVIRONMENT, ...CLOCKS_AND_CHANCE] },
  },
  {
    files: [
      "app/config.server.ts",
      "extensions/shared/app-url.ts",
      "prisma.config.ts",
      "scripts/**",
      "test/**",
      "vite.config.ts",
    ],
    rules: { "no-restricted-syntax": "off" },
  },
  {
    // Remix throws responses: that is how a route answers early.
    files: ["app/routes/**"],
    rules: { "@typescript-eslint/only-throw-error": "off" },
  },
  {
    // A describe block is a chapter, not a function.
    files: ["test/**", "extensions/*/tests/**"],
    rules: { "max-lines-per-function": "off", "max-lines": ["error", { max: 400 }] },
  },
  {
    files: [
      "test/sandbox/**",
      "test/simulation/**/main.ts",
      "test/bench/**",
      "scripts/**",
      "app/cli/**",
    ],
    rules: { "no-console": "off" },
  },
  { files: ["**/*.js", "**/*.mjs", "**/*.cjs"], ...tseslint.configs.disableTypeChecked },
  {
    files: ["**/*.js", "**/*.mjs", "**/*.cjs"],
    languageOptions: {
      globals: { process: "readonly", console: "readonly", URL: "readonly", module: "writable" },
    },
  },
);
