import pino from "pino";
import type { DestinationStream } from "pino";
import { AppError } from "../../domain/app-error.ts";
import type { Log } from "../../pipeline/ports.ts";
import { systemClock } from "./clock.ts";
import { lineBlocks } from "./line-blocks.ts";

export interface LogOptions {
  readonly level: "debug" | "info" | "warn" | "error";
  /** The running version, so that a line says which code wrote it. */
  readonly release: string;
  readonly instance: string;
}

export interface SystemLog extends Log {
  /** Writes out what is still in memory; call it last. */
  flush(): void;
}

/**
 * Fields that must never be written, wherever they appear: the net behind the
 * rule that no line carries a payload, personal data or a secret.
 */
const CENSORED: ReadonlySet<string> = new Set([
  "authorization",
  "cookie",
  "secret",
  "token",
  "accessToken",
  "password",
  "body",
]);

/** JSON lines on standard output (or on the stream given), written in the background. */
export function systemLog(options: LogOptions, stream?: DestinationStream): SystemLog {
  const output = stream === undefined ? standardOutput() : { stream, flush: () => undefined };
  const logger = pino(
    {
      level: options.level,
      base: { release: options.release, instance: options.instance },
      timestamp: () => `,"ts":"${systemClock.now()}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    output.stream,
  );
  return {
    info: (event, fields) => {
      logger.info(censored(fields), event);
    },
    warn: (event, fields) => {
      logger.warn(censored(fields), event);
    },
    error: (event, error, fields) => {
      logger.error({ ...censored(fields), ...described(error) }, event);
    },
    flush: output.flush,
  };
}

type Fields = Readonly<Record<string, unknown>>;

/** The fields as they are, which is nearly always; else a copy. Looks into values one deep. */
function censored(fields: Fields, depth = 1): Fields {
  let copy: Record<string, unknown> | null = null;
  for (const name in fields) {
    const value = fields[name];
    const shown = CENSORED.has(name) ? "[censored]" : inside(value, depth);
    if (shown !== value) copy = { ...(copy ?? fields), [name]: shown };
  }
  return copy ?? fields;
}

function inside(value: unknown, depth: number): unknown {
  const isRecord = typeof value === "object" && value !== null && !Array.isArray(value);
  return isRecord && depth > 0 ? censored(value as Fields, depth - 1) : value; // its names are looked up, whatever it is
}

/** Written in blocks: a line a message, each with its own write, would cost more than the message. */
function standardOutput() {
  const output = pino.destination({ fd: 1, sync: false });
  const stream = lineBlocks(output, { characters: 8192, milliseconds: 200 });
  const flush = () => {
    stream.flushSync();
  };
  process.once("exit", flush);
  return { stream, flush };
}

/** Name, code, message and stack; nothing else of an error, because drivers hang values on theirs. */
function described(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { error: String(error) };
  return {
    error: error.message,
    error_name: error.name,
    code: codeOf(error),
    stack: error.stack,
  };
}

function codeOf(error: Error): string {
  if (error instanceof AppError) return error.code;
  return "code" in error && typeof error.code === "string" ? error.code : "unexpected";
}
