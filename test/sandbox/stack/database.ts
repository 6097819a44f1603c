import { startEmbedded } from "../../../app/adapters/postgres/embedded.ts";
import { newDataFolder } from "./data-folder.ts";

export interface SandboxDatabase {
  readonly url: string;
  stop(): Promise<void>;
}

/** An empty PostgreSQL that outlives the processes of the app, for those that are killed on purpose. */
export async function startDatabase(): Promise<SandboxDatabase> {
  const folder = await newDataFolder();
  const server = await startEmbedded({ folder: folder.path, port: 0 });
  return {
    url: server.url,
    async stop() {
      await server.close();
      folder.remove();
    },
  };
}
