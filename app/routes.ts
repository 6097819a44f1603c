import { index, layout, route } from "@remix-run/route-config";
import type { RouteConfig } from "@remix-run/route-config";

/** Every screen's address. Below `app.tsx` all is inside the Shopify admin and needs a session. */
export default [
  route("auth/login", "routes/login.tsx"),
  route("auth/*", "routes/auth.tsx"),
  route("help/:page?", "routes/help.ts"),
  layout("routes/app.tsx", [
    index("routes/home.tsx"),
    route("sources", "routes/sources.tsx"),
    route("sources/new", "routes/connect-source.tsx"),
    route("sources/:sourceId", "routes/source.tsx"),
    route("sources/:sourceId/statuses", "routes/statuses.tsx"),
    route("sources/:sourceId/access", "routes/access.tsx"),
    route("sources/:sourceId/endpoint", "routes/endpoint.tsx"),
    route("sources/:sourceId/arrivals", "routes/arrivals.ts"),
    route("sources/:sourceId/polling", "routes/polling.tsx"),
    route("sources/:sourceId/publish", "routes/publish.tsx"),
    route("sources/:sourceId/versions", "routes/versions.tsx"),
    route("sources/:sourceId/mapping", "routes/mapping.tsx"),
    route("sources/:sourceId/mapping/messages", "routes/mapping-messages.ts"),
    route("messages", "routes/messages.tsx"),
    route("messages/:messageId", "routes/message.tsx"),
    route("messages/:messageId/edit", "routes/edit-message.tsx"),
    route("orders", "routes/orders.tsx"),
    route("orders/:orderRecordId", "routes/order.tsx"),
    route("runs/:runId", "routes/run.tsx"),
    route("diagnosis", "routes/diagnosis.tsx"),
    route("diagnosis/summary", "routes/diagnosis-summary.tsx"),
    route("reconciliation", "routes/reconciliations.tsx"),
    route("reconciliation/:runId", "routes/reconciliation.tsx"),
    route("alerts", "routes/alerts.tsx"),
    route("settings", "routes/settings.tsx"),
    route("settings/audit", "routes/audit.tsx"),
    route("*", "routes/unknown.tsx"),
  ]),
] satisfies RouteConfig;
