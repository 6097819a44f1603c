import { startEmbedded } from "../../../app/adapters/postgres/embedded.ts";
import { emptyDataFolder } from "./data-folder.ts";

export interface SandboxDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** An empty PostgreSQL that outlives the processes of the app, for those that are killed on purpose. */
export async function startDatabase(name: string): Promise<SandboxDatabase> {
  const server = await startEmbedded({ folder: await emptyDataFolder(name), port: 0 });
  return { url: server.url, stop: () => server.close() };
}
