import type { KeyedScheme, SignatureEncoding } from "../../signature/scheme.ts";
import type { Candidate } from "../language/candidate-schema.ts";
import type { Transform } from "../language/transform-schema.ts";
import type { MappingDocument } from "../mapping-schema.ts";
import type { PresetSample } from "./preset.ts";

type OrderCandidate = MappingDocument["order"][number];

/** A path from the item, with what is done to its value. */
export function item(path: string, ...then: Transform[]): Candidate {
  return then.length === 0 ? { from: "item", path } : { from: "item", path, then };
}

/** A path from what the item was taken from. */
export function parent(path: string): Candidate {
  return { from: "parent", path };
}

export function header(name: string): Candidate {
  return { from: "header", name };
}

export function constant(value: string): Candidate {
  return { from: "constant", value };
}

export function order(kind: OrderCandidate["kind"], candidate: Candidate): OrderCandidate {
  return { kind, ...candidate };
}

/** HMAC-SHA256 of the raw body in one header: the commonest scheme of all. */
export function bodyHmac(name: string, encoding: SignatureEncoding): KeyedScheme {
  return {
    kind: "hmac",
    algorithm: "sha256",
    encoding,
    place: { from: "header", name, syntax: { kind: "raw" } },
    content: "{body}",
    timestamp: null,
    id: null,
    secretFormat: "utf8",
    keyDerivation: "none",
  };
}

export function jsonSample(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): PresetSample {
  return {
    headers: { "content-type": "application/json", ...headers },
    query: "",
    body: JSON.stringify(body),
  };
}
