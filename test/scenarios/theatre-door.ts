import { createServer } from "node:http";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { TestProject } from "vitest/node";
import { startTheatre, type Theatre } from "../sandbox/stories/theatre.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Whoever asks here first has the theatre started. */
    readonly theatreDoor: string;
  }
}

/** Vitest's global set-up: the theatre starts when a test asks for it, and ends with the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  let theatre: Promise<Theatre> | null = null;
  const door = createServer((_request, response) => {
    theatre ??= startTheatre(() => undefined);
    theatre.then(
      ({ shopifyUrl, omsUrl }) => response.end(JSON.stringify({ shopifyUrl, omsUrl })),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  project.provide("theatreDoor", await open(door));
  return async () => {
    door.close();
    await (await theatre?.catch(() => null))?.close();
  };
}

async function open(door: Server): Promise<string> {
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${String((door.address() as AddressInfo).port)}`; // it listens on a port
}
