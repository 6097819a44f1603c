import { vitePlugin as remix } from "@remix-run/dev";
import { defineConfig } from "vite";

declare module "@remix-run/server-runtime" {
  interface Future {
    v3_singleFetch: true;
  }
}

/** The screens. The HTTP front imports what this builds, and is no part of it. */
export default defineConfig({
  plugins: [
    remix({
      ignoredRouteFiles: ["**/*"],
      future: {
        v3_fetcherPersist: true,
        v3_lazyRouteDiscovery: false,
        v3_relativeSplatPath: true,
        v3_routeConfig: true,
        v3_singleFetch: true,
        v3_throwAbortReason: true,
      },
    }),
  ],
  build: { target: "es2022", assetsInlineLimit: 0 },
  // Polaris and Shopify's packages import JSON and CSS in ways that only a bundler reads.
  ssr: { noExternal: [/^@shopify\/polaris/, /^@shopify\/shopify-app-remix$/] },
  optimizeDeps: {
    include: ["@shopify/polaris", "@shopify/app-bridge-react", "i18next", "react-i18next"],
  },
});
