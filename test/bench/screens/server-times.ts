import type { SeededStage } from "../../seed/seeded-stage.ts";
import { chanceOf } from "../../simulation/chance.ts";
import type { Address } from "./addresses.ts";
import { type Spread, spreadOf } from "./figures.ts";

/** Milliseconds that the answers of one address took. */
export interface ServerTime extends Address {
  /** From the request to the answer's head, as the server says. */
  readonly server: Spread;
  /** From asking to the last byte, over a loopback connection. */
  readonly http: Spread;
  readonly bytes: number;
}

const WARM_UP_ROUNDS = 2;
const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36";

interface Answered {
  readonly server: number;
  readonly http: number;
  readonly bytes: number;
}

/** Asks for the data of every address in each round, in another order each time. */
export async function serverTimes(
  stage: SeededStage,
  addresses: readonly Address[],
  rounds: number,
): Promise<readonly ServerTime[]> {
  const answers = new Map(addresses.map(({ path }) => [path, new Array<Answered>()]));
  for (let round = -WARM_UP_ROUNDS; round < rounds; round += 1) {
    const token = await stage.token();
    for (const { path } of shuffled(addresses, round)) {
      const answer = await ask(stage, path, token);
      if (round >= 0) answers.get(path)?.push(answer);
    }
  }
  return addresses.map((address) => {
    const all = answers.get(address.path) ?? [];
    return {
      ...address,
      server: spreadOf(all.map(({ server }) => server)),
      http: spreadOf(all.map(({ http }) => http)),
      bytes: all[0]?.bytes ?? 0,
    };
  });
}

/** Another order each round, and the same at every run. */
function shuffled(addresses: readonly Address[], round: number): readonly Address[] {
  const chance = chanceOf(round + WARM_UP_ROUNDS);
  return addresses
    .map((address) => ({ address, rank: chance.int(1_000_000) }))
    .sort((a, b) => a.rank - b.rank)
    .map(({ address }) => address);
}

async function ask({ appUrl }: SeededStage, path: string, token: string): Promise<Answered> {
  const [place = "/", search = ""] = path.split("?");
  const url = `${appUrl}${place === "/" ? "/_root" : place}.data?${search}`;
  const startedAt = performance.now();
  const response = await fetch(url, {
    headers: { authorization: `Bearer ${token}`, "user-agent": USER_AGENT },
  });
  const body = await response.arrayBuffer();
  const http = performance.now() - startedAt;
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}`);
  const timing = /app;dur=([\d.]+)/.exec(response.headers.get("server-timing") ?? "");
  return { server: Number(timing?.[1] ?? Number.NaN), http, bytes: body.byteLength };
}
