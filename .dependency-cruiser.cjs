/** The direction of imports that app/decisions and the README describe. */
const domainMayUse = "^(app/domain|node_modules/(zod|json-p3|fast-xml-parser|re2js)(/|$))";

module.exports = {
  forbidden: [
    {
      name: "domain-is-pure",
      comment:
        "The domain runs in the browser and in simulations: no I/O, no framework, no platform.",
      severity: "error",
      from: { path: "^app/domain" },
      to: { pathNot: domainMayUse },
    },
    {
      name: "pipeline-knows-domain-and-ports",
      comment: "The message's path names what it needs in ports.ts; adapters bring it.",
      severity: "error",
      from: { path: "^app/pipeline" },
      to: { pathNot: "^app/(pipeline|domain)" },
    },
    {
      name: "adapters-know-one-vendor",
      comment: "An adapter implements ports. It knows neither another adapter nor who uses it.",
      severity: "error",
      from: { path: "^app/adapters/([^/]+)/" },
      to: { path: "^app/", pathNot: "^app/(domain|pipeline|adapters/$1)/" },
    },
    {
      name: "screens-are-props-to-elements",
      comment: "A screen gets values and gives elements: it can be looked at without a server.",
      severity: "error",
      from: { path: "^app/screens" },
      to: {
        pathNot:
          "^(app/(screens|domain)|node_modules/(@types/)?(react|react-dom|@remix-run/react|@shopify/(polaris|polaris-icons|app-bridge-react|app-bridge-types)|i18next|react-i18next|recharts)(/|$))",
      },
    },
    {
      name: "routes-call-services",
      comment: "A route parses, calls and answers. It gets services through the load context.",
      severity: "error",
      from: { path: "^app/routes" },
      to: {
        path: "^app/(adapters|pipeline|server/)|^app/[^/]+\\.server\\.ts$",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "commands-know-no-screens",
      comment: "What a merchant does is the same from any screen; what both share is the domain's.",
      severity: "error",
      from: { path: "^app/commands" },
      to: { path: "^app/(screens|routes|queries)" },
    },
    {
      name: "queries-read-the-database",
      comment: "A read model gives what a screen shows (its view.ts), and knows no element.",
      severity: "error",
      from: { path: "^app/queries" },
      to: {
        path: "^app/",
        pathNot:
          "^app/(queries|domain|adapters/postgres)/|^app/pipeline/ports|^app/screens/[^/]+/view\\.ts$",
      },
    },
    {
      name: "simulators-know-nothing-of-the-app",
      comment: "A simulator that shares code with the app proves nothing about it.",
      severity: "error",
      from: { path: "^test/sandbox/(shopify|oms|sqs)/" },
      to: { path: "^app/" },
    },
    {
      name: "only-the-root-knows-everything",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: "^app/(services|server|worker|shopify|db)\\.server\\.ts$|^app/server",
      },
      to: { path: "^app/services\\.server\\.ts$", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "extensions-stand-alone",
      comment:
        "An extension runs on Shopify's pages: of the app it takes types, and lists of words.",
      severity: "error",
      from: { path: "^extensions" },
      to: {
        path: "^(app|test)/",
        pathNot: "^app/domain/order-status/customer-milestone",
        dependencyTypesNot: ["type-only"],
      },
    },
    {
      name: "no-circles",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-development-packages-in-the-app",
      comment: "The build's own files and the live screens of development may use the bundler.",
      severity: "error",
      from: {
        path: "^app/",
        pathNot: "^app/(routes\\.ts|vite-env\\.d\\.ts|server/(live-)?screens\\.ts)$",
      },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "nothing-missing",
      severity: "error",
      from: {},
      to: { couldNotResolve: true, dependencyTypesNot: ["type-only"] },
    },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    exclude: { path: "app/adapters/postgres/prisma-client" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".json", ".css"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
