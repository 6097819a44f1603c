import { freePort } from "../processes/free-port.ts";

export interface Ports {
  readonly app: number;
  readonly shopify: number;
  readonly oms: number;
  readonly database: number;
}

const USUAL: Ports = { app: 3000, shopify: 4010, oms: 4020, database: 54_329 };

/** The usual ports, each replaced by a free one where it is taken; `say` hears of every change. */
export async function choosePorts(say: (line: string) => void): Promise<Ports> {
  const chosen = { ...USUAL };
  for (const name of Object.keys(USUAL) as (keyof Ports)[]) {
    const port = await freePort(USUAL[name]);
    if (port !== USUAL[name]) {
      say(`port ${String(USUAL[name])} (${name}) is taken, using ${String(port)}`);
    }
    chosen[name] = port;
  }
  return chosen;
}
