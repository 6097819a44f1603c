import type { Chance } from "../simulation/chance.ts";
import { write } from "./input.ts";
import type { Draft, FuzzInput } from "./input.ts";
import { makeBody } from "./make-body.ts";
import { changeHead, packBody } from "./make-head.ts";
import { forged, signed } from "./sign-input.ts";
import type { Target } from "./target.ts";

const MAX_BODY_BYTES = 1024 * 1024;
const TYPES = {
  json: "application/json",
  xml: "application/xml",
  form: "application/x-www-form-urlencoded",
} as const;

/** Makes the inputs of one seed, one after the other. */
export function inputMaker(
  chance: Chance,
  targets: readonly [Target, ...Target[]],
): (number: number) => FuzzInput {
  return (number) => {
    const target = chance.pick(targets);
    const id = idOf(chance, number);
    const plain = plainDraft(chance, target, { id, number });
    const kind = chance.int(100);
    if (kind < 14) return write(forged(chance, plain, { target, id }));
    const draft = signed(kind < 19 ? packBody(chance, plain) : plain, target, id);
    return write(kind >= 19 && kind < 31 ? changeHead(chance, draft) : draft);
  };
}

/** Some ids come again, with the same content or another. */
function idOf(chance: Chance, number: number): string {
  const past = chance.bool(0.03) ? chance.int(number + 1) : number;
  return `fuzz_${String(past)}`;
}

function plainDraft(
  chance: Chance,
  target: Target,
  { id, number }: { readonly id: string; readonly number: number },
): Draft {
  const { key, mapping, sample, deduplication } = target;
  const { what, bytes } = makeBody(chance, target);
  const ofSample = Object.entries(sample.headers).filter(([name]) => name !== "content-type");
  const others = ofSample.filter(
    ([name]) => deduplication?.from !== "header" || name !== deduplication.name,
  );
  const idHeader = deduplication?.from === "header" ? [[deduplication.name, id] as const] : [];
  const isUsable = bytes.length > 0 && bytes.length <= MAX_BODY_BYTES;
  return {
    what,
    method: "POST",
    path: `/webhooks/oms/${key}`,
    headers: [
      ["content-type", TYPES[mapping.format]],
      ["x-forwarded-for", senderOf(number)],
      ...others,
      ...idHeader,
    ],
    body: bytes,
    must: isUsable ? "be_accepted" : "be_answered",
    isAlone: bytes.length > MAX_BODY_BYTES,
  };
}

/** Bad signatures are counted by address; so many senders are never all shut out. */
function senderOf(number: number): string {
  return `198.51.${String((number >> 8) & 255)}.${String(number & 255)}`;
}
