import path from "node:path";
import { defineConfig } from "prisma/config";
import { migrateAdapter } from "./prisma/migrate-adapter.ts";

// `generate` calls no database, yet Prisma falls back to a downloaded engine where the address is missing.
process.env["DATABASE_URL"] ??= "postgresql://localhost/handoff";

/**
 * Settings of the Prisma command line.
 *
 * The JavaScript engine lets `generate`, `migrate diff`, `deploy` and `status`
 * work with no engine binary, so that an install needs the npm registry alone.
 */
export default defineConfig({
  experimental: { adapter: true },
  engine: "js",
  schema: path.join("prisma", "schema.prisma"),
  migrations: { path: path.join("prisma", "migrations") },
  adapter: () => Promise.resolve(migrateAdapter(process.env["DATABASE_URL"] ?? "")),
});
