import pino from "pino";
import type { DestinationStream } from "pino";
import { AppError } from "../../domain/app-error.ts";
import type { Log } from "../../pipeline/ports.ts";

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
const CENSORED = ["authorization", "cookie", "secret", "token", "accessToken", "password", "body"];

/** JSON lines on standard output (or on the stream given), written in the background. */
export function systemLog(options: LogOptions, stream?: DestinationStream): SystemLog {
  const output = stream === undefined ? standardOutput() : { stream, flush: () => undefined };
  const logger = pino(
    {
      level: options.level,
      base: { release: options.release, instance: options.instance },
      timestamp: () => `,"ts":"${new Date().toISOString()}"`,
      formatters: { level: (label) => ({ level: label }) },
      redact: { paths: CENSORED.flatMap((name) => [name, `*.${name}`]), censor: "[censored]" },
    },
    output.stream,
  );
  return {
    info: (event, fields) => {
      logger.info(fields, event);
    },
    warn: (event, fields) => {
      logger.warn(fields, event);
    },
    error: (event, error, fields) => {
      logger.error({ ...fields, ...described(error) }, event);
    },
    flush: output.flush,
  };
}

/** Written in blocks: a line a message, each with its own write, would cost more than the message. */
function standardOutput() {
  const stream = pino.destination({ fd: 1, sync: false, minLength: 4096, periodicFlush: 200 });
  return {
    stream,
    flush: () => {
      stream.flushSync();
    },
  };
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
