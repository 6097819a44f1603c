import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Commands } from "../commands/commands.ts";
import type { PollerFault } from "../domain/polling/definition/check-poller.ts";
import type { PollerDefinition } from "../domain/polling/definition/poller-schema.ts";
import { readDefinition } from "../domain/polling/definition-text.ts";
import { definitionOfForm, pollerFormSchema } from "../domain/polling/poller-form.ts";
import { endOfMinute, startOfMinute } from "../domain/local-time.ts";
import type { FirstPage } from "../pipeline/polling/first-page.ts";
import { jsonField } from "./form-input.server.ts";

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("save"),
    choice: z.enum(["preset", "own", "json"]),
    baseUrl: z.string().trim().min(1, { error: "required" }).max(500),
    inputs: jsonField(z.record(z.string().max(40), z.string().max(10_000))),
    form: jsonField(z.unknown()),
    definition: z.string().max(200_000).default(""),
  }),
  z.strictObject({
    action: z.literal("backfill"),
    from: z.iso.date(),
    to: z.iso.date(),
  }),
  z.strictObject({ action: z.enum(["test", "on", "off", "now"]) }),
]);

export type PollingDone =
  | { readonly done: "saved" | "on" | "off" | "now" }
  | { readonly done: "test"; readonly result: FirstPage }
  | { readonly done: "started"; readonly runId: string }
  | {
      readonly done: "refused";
      /** Null where each field says its own. */
      readonly detail: string | null;
      /** Codes of the words, by field. */
      readonly errors: Readonly<Record<string, string>>;
    };

interface PollingAsked {
  readonly sourceId: string;
  readonly form: FormData;
  /** The shop's, in which its people count days. */
  readonly timeZone: string;
}

/** Does what the polling screen asks for. */
export async function doPollingAction(
  commands: Commands,
  by: Actor,
  { sourceId, form, timeZone }: PollingAsked,
): Promise<PollingDone | "not_found"> {
  const asked = actionSchema.safeParse(Object.fromEntries(form));
  if (!asked.success) return refused(asked.error);
  switch (asked.data.action) {
    case "save":
      return save(commands, by, { sourceId, ...asked.data });
    case "backfill":
      return backfill(commands, by, { sourceId, timeZone, ...asked.data });
    case "test": {
      const result = await commands.testPolling(by, sourceId);
      return result.kind === "not_found" ? "not_found" : { done: "test", result };
    }
    case "on":
      return (await commands.turnPollingOn(by, sourceId)) === "on" ? { done: "on" } : "not_found";
    case "off":
      return (await commands.turnPollingOff(by, sourceId)) === "off"
        ? { done: "off" }
        : "not_found";
    case "now":
      return (await commands.pollNow(by, sourceId)) === "wanted" ? { done: "now" } : "not_found";
  }
}

interface Saving {
  readonly sourceId: string;
  readonly choice: "preset" | "own" | "json";
  readonly baseUrl: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly form: unknown;
  /** JSON as somebody wrote it. */
  readonly definition: string;
}

async function save(
  commands: Commands,
  by: Actor,
  { sourceId, baseUrl, inputs, ...chosen }: Saving,
): Promise<PollingDone | "not_found"> {
  const definition = chosenDefinition(chosen);
  if (typeof definition === "object" && "done" in definition) return definition;
  const outcome = await commands.savePolling(by, { sourceId, definition, baseUrl, inputs });
  switch (outcome.outcome) {
    case "saved":
      return { done: "saved" };
    case "base_url":
      return { done: "refused", detail: outcome.detail, errors: {} };
    case "refused":
      return faulty(outcome.faults);
    case "not_found":
      return "not_found";
  }
}

function chosenDefinition({
  choice,
  form,
  definition,
}: Pick<Saving, "choice" | "form" | "definition">): PollerDefinition | "preset" | PollingDone {
  switch (choice) {
    case "preset":
      return "preset";
    case "own": {
      const read = readOwn(form);
      return read instanceof z.ZodError ? refused(read) : read;
    }
    case "json": {
      const read = readDefinition(definition);
      if (read.kind === "read") return read.definition;
      return read.kind === "wrong"
        ? faulty(read.faults)
        : { done: "refused", detail: null, errors: { definition: "json_invalid" } };
    }
  }
}

function faulty(faults: readonly PollerFault[]): PollingDone {
  const said = faults.map(({ at, detail }) => (at === "" ? detail : `${at}: ${detail}`));
  return { done: "refused", detail: said.join(" "), errors: {} };
}

interface Backfilling {
  readonly sourceId: string;
  readonly timeZone: string;
  readonly from: string;
  readonly to: string;
}

/** Days that an instant can name in every zone, and orders can be of. */
const EARLIEST_DAY = "2000-01-01";
const LATEST_DAY = "2999-12-31";

const SPAN_INVALID = { done: "refused", detail: null, errors: { span: "unexpected" } } as const;

/** Begins to look what a backfill would bring, of whole days in the shop's zone, the last one included. */
async function backfill(
  commands: Commands,
  by: Actor,
  { sourceId, timeZone, ...days }: Backfilling,
): Promise<PollingDone | "not_found"> {
  if (days.from < EARLIEST_DAY || days.to > LATEST_DAY || days.to < days.from) return SPAN_INVALID;
  const from = startOfMinute(`${days.from}T00:00`, timeZone);
  const to = endOfMinute(`${days.to}T23:59`, timeZone);
  if (from === null || to === null) return SPAN_INVALID;
  const started = await commands.startBackfillTrial(by, { sourceId, from, to });
  switch (started.outcome) {
    case "started":
      return { done: "started", runId: started.runId };
    case "span_invalid":
      return SPAN_INVALID;
    case "not_found":
      return "not_found";
  }
}

function readOwn(form: unknown): PollerDefinition | z.ZodError {
  const read = pollerFormSchema.safeParse(form);
  return read.success ? definitionOfForm(read.data) : read.error;
}

function refused({ issues }: z.ZodError): PollingDone {
  const errors = issues.map(
    ({ path, message }) => [String(path.at(-1) ?? "form"), message] as const,
  );
  return { done: "refused", detail: null, errors: Object.fromEntries(errors.reverse()) };
}
