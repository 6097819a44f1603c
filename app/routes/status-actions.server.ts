import { z } from "zod";
import type { Actor } from "../adapters/postgres/sources.ts";
import type { Commands } from "../commands/commands.ts";
import {
  newMeaningSchema,
  type SaveStatusesOutcome,
  statusMapSchema,
} from "../commands/map-statuses.ts";
import { stoppedSchema } from "../commands/replay-stopped.ts";
import type { FieldError } from "../domain/source/source-form.ts";
import { type FormInput, jsonField, readForm } from "./form-input.server.ts";

const actionSchema = z.discriminatedUnion("action", [
  z.strictObject({
    action: z.literal("save"),
    basedOn: statusMapSchema.shape.basedOn,
    rows: jsonField(statusMapSchema.shape.rows),
  }),
  z.strictObject({
    action: z.literal("map-and-replay"),
    status: newMeaningSchema.shape.status,
    meaning: newMeaningSchema.shape.meaning,
  }),
  z.strictObject({ action: z.literal("replay"), status: stoppedSchema.shape.status }),
]);

export type AskedOfStatuses = z.output<typeof actionSchema>;

/** What the status map's screen asks for, or what is wrong with it. */
export function readStatusAction(form: FormData): FormInput<AskedOfStatuses> {
  return readForm(actionSchema, form);
}

export type StatusDone =
  | { readonly done: "published"; readonly version: number }
  | { readonly done: "replaying"; readonly runId: string }
  | { readonly done: "nothing_stopped" }
  /** In the draft, which is tested and then published. */
  | { readonly done: "to_be_tested"; readonly draftId: string }
  | { readonly done: "refused"; readonly error: FieldError };

/** Carries it out; `not_found` also where the source is another shop's. */
export async function doStatusAction(
  commands: Commands,
  by: Actor,
  { sourceId, asked }: { readonly sourceId: string; readonly asked: AskedOfStatuses },
): Promise<StatusDone | "not_found"> {
  switch (asked.action) {
    case "save":
      return published(
        await commands.publishStatusMap(by, { sourceId, basedOn: asked.basedOn, rows: asked.rows }),
      );
    case "map-and-replay":
      return mapAndReplay(commands, by, {
        sourceId,
        status: asked.status,
        meaning: asked.meaning,
      });
    case "replay":
      return replay(commands, by, { sourceId, status: asked.status });
  }
}

function published(result: SaveStatusesOutcome): StatusDone | "not_found" {
  switch (result.outcome) {
    case "to_be_tested":
      return { done: "to_be_tested", draftId: result.draftId };
    case "published":
      return { done: "published", version: result.version };
    case "status_twice":
    case "too_many_statuses":
    case "outdated":
      return { done: "refused", error: result.outcome };
    case "not_found":
      return "not_found";
  }
}

async function mapAndReplay(
  commands: Commands,
  by: Actor,
  row: Parameters<Commands["mapStatus"]>[1],
): Promise<StatusDone | "not_found"> {
  const mapped = published(await commands.mapStatus(by, row));
  if (mapped === "not_found" || mapped.done !== "published") return mapped;
  const { sourceId, status } = row;
  return replay(commands, by, { sourceId, status });
}

async function replay(
  commands: Commands,
  by: Actor,
  status: Parameters<Commands["replayStopped"]>[1],
): Promise<StatusDone | "not_found"> {
  const result = await commands.replayStopped(by, status);
  switch (result.outcome) {
    case "started":
      return { done: "replaying", runId: result.runId };
    case "nothing":
      return { done: "nothing_stopped" };
    case "unmapped":
      return { done: "refused", error: "outdated" };
    case "not_found":
      return "not_found";
  }
}
