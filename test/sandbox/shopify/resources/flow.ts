import { textOf } from "../http/text.ts";
import type { Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";

interface Args {
  readonly body?: string | null;
  readonly handle?: string | null;
  readonly payload?: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const ROOT_FIELDS = ["trigger_id", "trigger_title", "properties", "resources"];
const MAX_PAYLOAD_BYTES = 50_000;

/** No trigger is registered in the sandbox, so a well-formed call is still refused by its reference. */
export const flowResolvers: Resolvers = {
  Mutation: {
    flowTriggerReceive: (_source: unknown, args: Args) => {
      if (typeof args.body === "string") return invalid("body", bodyProblems(args.body));
      if (JSON.stringify(args.payload ?? {}).length > MAX_PAYLOAD_BYTES) {
        return refused(
          ["payload"],
          `Payload size exceeds the limit of ${String(MAX_PAYLOAD_BYTES)} bytes.`,
        );
      }
      return invalid("handle", [`Invalid handle '${args.handle ?? ""}'.`]);
    },
  },
};

function invalid(field: string, problems: readonly string[]): unknown {
  const lines = problems.map((problem) => `  ${problem}\n`).join("");
  return refused([field], `Errors validating schema:\n${lines}`);
}

/** The reference to the trigger is looked at only where the shape is right. */
function bodyProblems(text: string): string[] {
  const body = JSON.parse(text) as Json;
  const shape = [
    ...Object.keys(body)
      .filter((key) => !ROOT_FIELDS.includes(key))
      .map((key) => `Invalid field: '${key}'.`),
    ...resourceProblems(body["resources"]),
  ];
  if (shape.length > 0) return shape;
  if (typeof body["trigger_id"] === "string")
    return [`Invalid trigger_id '${body["trigger_id"]}'.`];
  if (typeof body["trigger_title"] === "string") {
    return [`Invalid trigger_title '${body["trigger_title"]}'.`];
  }
  return ["Required field missing: 'trigger_id'."];
}

function resourceProblems(resources: unknown): string[] {
  if (!Array.isArray(resources)) return [];
  return (resources as readonly Json[]).flatMap((resource) => {
    const url = textOf(resource["url"]);
    return [
      ...(typeof resource["name"] === "string" ? [] : ["Required field missing: 'name'."]),
      ...(URL.canParse(url) ? [] : [`Type error for field 'url': ${url} is not an absolute URL.`]),
    ];
  });
}
