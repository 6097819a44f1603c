import { cpus } from "node:os";
import type pg from "pg";
import type { Program } from "../../sandbox/processes/program.ts";
import { postgresCpu } from "../intake/postgres-cpu.ts";
import { cpuSeconds } from "../process-figures.ts";

/** Cores that each kind of process had busy, on average. */
export interface CpuShares {
  readonly web: number;
  readonly workers: number;
  readonly postgres: number;
  readonly shopify: number;
  /** All that ran, the bench and strangers too. */
  readonly machine: number;
}

type Programs = Readonly<Record<"web" | "workers" | "shopify", readonly Program[]>>;

/** Begins to count; the answer ends it. */
export async function countCpu(
  owner: pg.Pool,
  programs: Programs,
): Promise<() => Promise<CpuShares>> {
  const look = async (): Promise<CpuShares> => ({
    web: cpuSeconds(programs.web),
    workers: cpuSeconds(programs.workers),
    postgres: await ofPostgres(owner),
    shopify: cpuSeconds(programs.shopify),
    machine: ofMachine(),
  });
  const began = performance.now();
  const before = await look();
  return async () => {
    const now = await look();
    const seconds = (performance.now() - began) / 1000;
    const share = (of: keyof CpuShares): number => (now[of] - before[of]) / seconds;
    return {
      web: share("web"),
      workers: share("workers"),
      postgres: share("postgres"),
      shopify: share("shopify"),
      machine: share("machine"),
    };
  };
}

async function ofPostgres(owner: pg.Pool): Promise<number> {
  const { rows } = await owner.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
  return (postgresCpu(rows[0]?.pid ?? 0) ?? 0) / 1_000_000;
}

function ofMachine(): number {
  const busy = cpus().map(({ times }) => times.user + times.nice + times.sys + times.irq);
  return busy.reduce((sum, one) => sum + one, 0) / 1000;
}
