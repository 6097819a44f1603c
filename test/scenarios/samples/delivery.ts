import { z } from "zod";
import { secretOf } from "../../bad-input/sender.ts";
import { send } from "../senders.ts";
import type { SampleStory } from "./sample-story.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** A request to an endpoint. */
export interface Delivery {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Bytes;
}

const answerSchema = z.object({
  id: z.string().optional(),
  outcome: z.string().optional(),
  error: z.object({ code: z.string() }).optional(),
});

export type Answer = z.infer<typeof answerSchema> & { readonly status: number };

/** The sample's bytes as they are, signed as its system signs. */
export function genuine(story: SampleStory, endpointUrl: string, body: Bytes): Delivery {
  return signedWith(story.source.secret === null ? "" : secretOf("active"), story, {
    url: endpointUrl,
    headers: {},
    body,
  });
}

/**
 * The same with one bit of the body turned, under the genuine signature; with
 * a wrong secret, where the system proves only who it is; null where nothing
 * is proved.
 */
export function forged(story: SampleStory, endpointUrl: string, body: Bytes): Delivery | null {
  switch (story.source.scheme.kind) {
    case "none":
      return null;
    case "token":
    case "basic":
    case "jwt":
      return signedWith(secretOf("paused"), story, { url: endpointUrl, headers: {}, body });
    case "hmac":
    case "hash":
    case "asymmetric":
    case "jws_detached":
    case "standard_webhooks":
      return { ...genuine(story, endpointUrl, body), body: withOneBitTurned(body) };
  }
}

function signedWith(secret: string, { sign, query }: SampleStory, draft: Delivery): Delivery {
  const url = query === undefined ? draft.url : `${draft.url}?${query(secret)}`;
  return { ...draft, url, headers: sign(draft.body, secret) };
}

function withOneBitTurned(body: Bytes): Bytes {
  const at = Math.floor(body.length / 2);
  return body.map((byte, index) => (index === at ? byte ^ 1 : byte));
}

export async function deliver({ url, headers, body }: Delivery): Promise<Answer> {
  const response = await send(url, body, headers);
  return { ...answerSchema.parse(await response.json()), status: response.status };
}
