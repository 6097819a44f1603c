import { textOf } from "../http/text.ts";
import type { Context, Resolvers } from "../graphql/context.ts";
import { refused } from "../graphql/context.ts";

interface Args {
  readonly body?: string | null;
  readonly handle?: string | null;
  readonly payload?: unknown;
}

type Json = Readonly<Record<string, unknown>>;

const ROOT_FIELDS = ["trigger_id", "trigger_title", "properties", "resources"];
const MAX_PAYLOAD_BYTES = 50_000;

export const flowResolvers: Resolvers = {
  Mutation: {
    flowTriggerReceive: (_source: unknown, args: Args, context) => {
      if (typeof args.body === "string") return invalid(bodyProblems(args.body));
      const payload = (args.payload ?? {}) as Json;
      const handle = args.handle ?? "";
      const problems = triggerProblems(context, { handle, payload });
      if (problems.length > 0) return invalid(problems);
      context.shop.flowReceipts.push({ at: context.now, handle, payload });
      return { userErrors: [] };
    },
  },
};

/** A field that the trigger does not declare is refused [X]; one that is missing is not [X]. */
function triggerProblems(
  { world, token }: Context,
  { handle, payload }: { readonly handle: string; readonly payload: Json },
): readonly string[] {
  if (JSON.stringify(payload).length > MAX_PAYLOAD_BYTES) {
    return [`Properties size exceeds the limit of ${String(MAX_PAYLOAD_BYTES)} bytes.`];
  }
  const trigger = world.apps
    .get(token.clientId)
    ?.flow.find((one) => one.type === "flow_trigger" && one.handle === handle);
  if (trigger === undefined) return [`Invalid handle '${handle}'.`];
  const known = new Set(trigger.fields.map(({ key }) => key));
  return Object.keys(payload)
    .filter((key) => !known.has(key))
    .map((key) => `Invalid field: '${key}'.`);
}

function invalid(problems: readonly string[]): unknown {
  const lines = problems.map((problem) => `  ${problem}\n`).join("");
  return refused(["body"], `Errors validating schema:\n${lines}`);
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
