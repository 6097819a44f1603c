import { parseArgs } from "node:util";
import { z } from "zod";
import { AppError } from "./domain/app-error.ts";

export type Mode = "production" | "development" | "test";

/** What this process does: answers HTTP, works off the queues, or both. */
export type Role = "web" | "worker" | "all";

/** Every setting of Handoff, checked. */
export interface Config {
  readonly mode: Mode;
  readonly role: Role;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly logLevel: "debug" | "info" | "warn" | "error";
  readonly release: string;
  /** Null: an embedded PostgreSQL is started. */
  readonly databaseUrl: string | null;
  /** Where the embedded PostgreSQL keeps its data; null takes its own default. */
  readonly dataFolder: string | null;
  /** 0 takes a free one. */
  readonly embeddedDatabasePort: number;
  /** 32 bytes that seal tokens and secrets. */
  readonly key: Uint8Array;
  readonly shopify: {
    readonly apiKey: string;
    readonly apiSecret: string;
    /** Still accepted on webhooks while Shopify rotates the secret. */
    readonly previousApiSecret: string | null;
    /** The app's public address, without a slash at the end. */
    readonly appUrl: string;
  };
  /** Set where every call to Shopify goes to the simulator instead. */
  readonly sandbox: { readonly shopifyUrl: string } | null;
  /** Whether screens come from the source through Vite, rebuilt while one edits. */
  readonly liveScreens: boolean;
  /** Proxies in front that each add one address to `X-Forwarded-For`. */
  readonly trustedProxies: number;
  /** Bearer token of `/metrics`; null leaves it open outside production and closed in production. */
  readonly metricsToken: string | null;
  /** How long a stopping server still accepts, so that balancers notice first. */
  readonly drainSeconds: number;
  readonly intake: {
    /** Verified deliveries a second that one endpoint may send for long. */
    readonly endpointRate: number;
    readonly endpointBurst: number;
  };
  /** Days after which messages' payloads are dropped. */
  readonly retentionDays: number;
  /** Whether sources on this machine may be asked, by http and on any port: for trials, never in production. */
  readonly allowsLocalSources: boolean;
}

/** The process cannot start as it is set up; the message lists all that is wrong and what to set. */
export class ConfigInvalid extends AppError {
  override readonly name = "ConfigInvalid";
  readonly code = "config_invalid";
  readonly retryable = false;
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`Handoff cannot start:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`);
    this.problems = problems;
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Reads the environment and the command line; throws `ConfigInvalid` with every problem at once. */
export function readConfig(
  environment: Environment = process.env,
  commandLine: readonly string[] = process.argv.slice(2),
): Config {
  const settings = SETTINGS.safeParse(withoutBlanks(environment));
  const options = readCommandLine(commandLine);
  const problems = [
    ...(settings.success
      ? againstMode(settings.data, options)
      : settings.error.issues.map(inWords)),
    ...options.problems,
  ];
  if (!settings.success || problems.length > 0) throw new ConfigInvalid(problems);
  return configOf(settings.data, options);
}

function missing(
  name: string,
  whatToSet: string,
): { error: (issue: { input?: unknown }) => string } {
  return {
    error: (issue) => `${name} is ${issue.input === undefined ? "missing" : "wrong"}: ${whatToSet}`,
  };
}

function wholeNumber(name: string, least: number, most: number) {
  const error = `${name} is wrong: set a whole number from ${String(least)} to ${String(most)}`;
  return z
    .string()
    .regex(/^\d{1,9}$/, { error })
    .transform(Number)
    .refine((value) => value >= least && value <= most, { error });
}

const HANDOFF_KEY_HELP =
  "set 32 random bytes in base64, which seal tokens and secrets; `openssl rand -base64 32` makes them";

const KEY = z
  .string(missing("HANDOFF_KEY", HANDOFF_KEY_HELP))
  .transform((text) => Uint8Array.from(Buffer.from(text, "base64")))
  .refine((bytes) => bytes.length === 32, { error: `HANDOFF_KEY is wrong: ${HANDOFF_KEY_HELP}` });

function httpAddress(name: string, whatToSet: string) {
  return z
    .url({ protocol: /^https?$/, ...missing(name, whatToSet) })
    .transform((address) => address.replace(/\/+$/, ""));
}

const SETTINGS = z.object({
  NODE_ENV: z
    .enum(["production", "development", "test"], {
      error: "NODE_ENV is wrong: set production, development or test",
    })
    .default("production"),
  HOST: z.string().default("0.0.0.0"),
  PORT: wholeNumber("PORT", 0, 65_535).default(3000),
  LOG_LEVEL: z
    .enum(["debug", "info", "warn", "error"], {
      error: "LOG_LEVEL is wrong: set debug, info, warn or error",
    })
    .default("info"),
  HANDOFF_RELEASE: z.string().default("development"),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      ...missing(
        "DATABASE_URL",
        "set postgres://user:password@host:5432/database, or leave it out",
      ),
    })
    .optional(),
  HANDOFF_DATA_FOLDER: z.string().optional(),
  HANDOFF_DATABASE_PORT: wholeNumber("HANDOFF_DATABASE_PORT", 0, 65_535).default(54_329),
  HANDOFF_KEY: KEY,
  SHOPIFY_API_KEY: z.string(
    missing("SHOPIFY_API_KEY", "set the app's client ID from the Shopify Dev Dashboard"),
  ),
  SHOPIFY_API_SECRET: z.string(
    missing("SHOPIFY_API_SECRET", "set the app's client secret from the Shopify Dev Dashboard"),
  ),
  SHOPIFY_API_SECRET_PREVIOUS: z.string().optional(),
  SHOPIFY_APP_URL: httpAddress(
    "SHOPIFY_APP_URL",
    "set the app's public address, such as https://handoff.example.com",
  ),
  SANDBOX_SHOPIFY_URL: httpAddress(
    "SANDBOX_SHOPIFY_URL",
    "set the Shopify simulator's address, or leave it out",
  ).optional(),
  HANDOFF_TRUSTED_PROXIES: wholeNumber("HANDOFF_TRUSTED_PROXIES", 0, 10).default(0),
  HANDOFF_METRICS_TOKEN: z.string().optional(),
  HANDOFF_DRAIN_SECONDS: wholeNumber("HANDOFF_DRAIN_SECONDS", 0, 15).optional(),
  HANDOFF_ENDPOINT_RATE: wholeNumber("HANDOFF_ENDPOINT_RATE", 1, 1_000_000).default(50),
  HANDOFF_ENDPOINT_BURST: wholeNumber("HANDOFF_ENDPOINT_BURST", 1, 100_000_000).default(1000),
  HANDOFF_RETENTION_DAYS: wholeNumber("HANDOFF_RETENTION_DAYS", 1, 3650).default(30),
  HANDOFF_LOCAL_SOURCES: z
    .enum(["yes", "no"], { error: "HANDOFF_LOCAL_SOURCES is wrong: set yes or no" })
    .default("no"),
});

type Settings = z.output<typeof SETTINGS>;

/** A variable that is set to nothing counts as absent: shells and compose files leave such behind. */
function withoutBlanks(environment: Environment): Environment {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ""));
}

function inWords(issue: {
  readonly message: string;
  readonly path: readonly PropertyKey[];
}): string {
  const name = String(issue.path[0]);
  return issue.message.startsWith(name) ? issue.message : `${name} is wrong: ${issue.message}`;
}

function againstMode(settings: Settings, options: { readonly liveScreens: boolean }): string[] {
  if (settings.NODE_ENV !== "production") return [];
  const problems = [];
  if (settings.SANDBOX_SHOPIFY_URL !== undefined) {
    problems.push(
      "SANDBOX_SHOPIFY_URL is set in production: calls would go to a simulator instead of Shopify; " +
        "remove it, or set NODE_ENV=development",
    );
  }
  if (settings.HANDOFF_LOCAL_SOURCES === "yes") {
    problems.push(
      "HANDOFF_LOCAL_SOURCES is set in production: merchants could have this machine ask itself; " +
        "remove it, or set NODE_ENV=development",
    );
  }
  if (options.liveScreens) {
    problems.push("--live is for development: set NODE_ENV=development, or leave it out");
  }
  if (!settings.SHOPIFY_APP_URL.startsWith("https:")) {
    problems.push("SHOPIFY_APP_URL is wrong: production needs an https address");
  }
  return problems;
}

function readCommandLine(commandLine: readonly string[]) {
  const { values } = parseArgs({
    args: [...commandLine],
    options: { role: { type: "string" }, live: { type: "boolean" } },
    strict: false,
  });
  const role = values.role ?? "all";
  const problems = isRole(role) ? [] : ["--role is wrong: give web, worker or all"];
  return {
    role: isRole(role) ? role : "all",
    liveScreens: values.live === true,
    problems,
  } as const;
}

function isRole(text: string | boolean): text is Role {
  return text === "web" || text === "worker" || text === "all";
}

const PRODUCTION_DRAIN_SECONDS = 5;

function configOf(settings: Settings, options: { role: Role; liveScreens: boolean }): Config {
  const sandboxUrl = settings.SANDBOX_SHOPIFY_URL;
  const drain = settings.NODE_ENV === "production" ? PRODUCTION_DRAIN_SECONDS : 0;
  return {
    mode: settings.NODE_ENV,
    role: options.role,
    host: settings.HOST,
    port: settings.PORT,
    logLevel: settings.LOG_LEVEL,
    release: settings.HANDOFF_RELEASE,
    databaseUrl: settings.DATABASE_URL ?? null,
    dataFolder: settings.HANDOFF_DATA_FOLDER ?? null,
    embeddedDatabasePort: settings.HANDOFF_DATABASE_PORT,
    key: settings.HANDOFF_KEY,
    shopify: {
      apiKey: settings.SHOPIFY_API_KEY,
      apiSecret: settings.SHOPIFY_API_SECRET,
      previousApiSecret: settings.SHOPIFY_API_SECRET_PREVIOUS ?? null,
      appUrl: settings.SHOPIFY_APP_URL,
    },
    sandbox: sandboxUrl === undefined ? null : { shopifyUrl: sandboxUrl },
    liveScreens: options.liveScreens,
    trustedProxies: settings.HANDOFF_TRUSTED_PROXIES,
    metricsToken: settings.HANDOFF_METRICS_TOKEN ?? null,
    drainSeconds: settings.HANDOFF_DRAIN_SECONDS ?? drain,
    intake: {
      endpointRate: settings.HANDOFF_ENDPOINT_RATE,
      endpointBurst: settings.HANDOFF_ENDPOINT_BURST,
    },
    retentionDays: settings.HANDOFF_RETENTION_DAYS,
    allowsLocalSources: settings.HANDOFF_LOCAL_SOURCES === "yes",
  };
}
