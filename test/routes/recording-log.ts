import type { Log } from "../../app/pipeline/ports.ts";

export interface LogLine {
  readonly level: "info" | "warn" | "error";
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A log that keeps its lines, for tests that look at them. */
export function recordingLog(): Log & { readonly lines: LogLine[] } {
  const lines: LogLine[] = [];
  return {
    lines,
    info: (event, fields) => {
      lines.push({ level: "info", event, fields });
    },
    warn: (event, fields) => {
      lines.push({ level: "warn", event, fields });
    },
    error: (event, error, fields) => {
      lines.push({ level: "error", event, fields: { ...fields, error: String(error) } });
    },
  };
}
