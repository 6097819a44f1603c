import { execFileSync } from "node:child_process";
import { cpus, totalmem } from "node:os";

/** Where a figure comes from. */
export interface Machine {
  readonly cores: number;
  readonly processor: string;
  readonly memoryGiB: number;
  readonly node: string;
  readonly system: string;
}

export function thisMachine(): Machine {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? "unknown",
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    system: `${process.platform} ${process.arch}`,
  };
}

/** The commit that is measured, with a plus where files differ from it; `unknown` outside a repository. */
export function thisCommit(): string {
  const git = (...parameters: string[]): string =>
    execFileSync("git", parameters, { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] });
  try {
    const changed = git("status", "--porcelain", "--untracked-files=no") !== "";
    return `${git("rev-parse", "--short=10", "HEAD").trim()}${changed ? "+" : ""}`;
  } catch {
    return "unknown";
  }
}
