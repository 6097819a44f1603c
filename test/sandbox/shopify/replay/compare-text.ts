import type { Bindings } from "./bindings.ts";

export interface TextContext {
  readonly bindings: Bindings;
  /** Timestamps that the step itself sent: they must come back as they are. */
  readonly sentTimes: ReadonlySet<string>;
  /** Pairs of timestamps seen in this answer, to check their order. */
  readonly times: { recorded: string; ours: string }[];
}

interface Texts {
  readonly recorded: string;
  readonly ours: string;
}

const GID = /^gid:\/\/shopify\/(\w+)\/([^?]*)(\?.*)?$/;
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/;
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const NAME = /^#(\d+)((?:-[FR]\d+)*)$/;
const CURSOR = /^eyJ[\w+/=]+$/;
const DIGEST = /^[0-9a-f]{64}$/;
const REQUEST_ID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d+/g;

/** Whether two texts agree, each kind of text by its rule of the normalisation. */
export function compareText(context: TextContext, texts: Texts): boolean {
  const rules = [gids, times, names, cursors, digests];
  for (const rule of rules) {
    const verdict = rule(context, texts);
    if (verdict !== null) return verdict;
  }
  const plain = (text: string): string => text.replaceAll(REQUEST_ID, "<request>");
  const translated = context.bindings.translate(texts.recorded);
  return plain(texts.recorded) === plain(texts.ours) || plain(translated) === plain(texts.ours);
}

type Rule = (context: TextContext, texts: Texts) => boolean | null;

const gids: Rule = ({ bindings }, { recorded, ours }) => {
  const [, type = "", id = "", suffix = ""] = GID.exec(recorded) ?? [];
  if (type === "") return null;
  const [, ourType, ourId = "", ourSuffix = ""] = GID.exec(ours) ?? [];
  if (ourType !== type || ourSuffix !== suffix) return false;
  if (UUID.test(id)) return UUID.test(ourId);
  if (!/^\d+$/.test(id)) return id === ourId;
  return bindings.bind(type, id, ourId);
};

/** Format, what the client sent, whole hours, and the order within one answer. */
const times: Rule = (context, { recorded, ours }) => {
  if (!TIME.test(recorded)) return null;
  if (!TIME.test(ours)) return false;
  if (context.sentTimes.has(recorded)) return ours === recorded;
  if (recorded.endsWith(":00:00Z") !== ours.endsWith(":00:00Z") && recorded.endsWith(":00:00Z")) {
    return false;
  }
  const isInOrder = context.times.every(
    (other) =>
      (other.recorded < recorded ? other.ours <= ours : true) &&
      (other.recorded > recorded ? other.ours >= ours : true),
  );
  if (!recorded.endsWith(":00:00Z")) context.times.push({ recorded, ours });
  return isInOrder;
};

const names: Rule = ({ bindings }, { recorded, ours }) => {
  const [, number = "", suffix = ""] = NAME.exec(recorded) ?? [];
  if (number === "") return null;
  const [, ourNumber = "", ourSuffix = ""] = NAME.exec(ours) ?? [];
  return suffix === ourSuffix && bindings.bind("name", number, ourNumber);
};

/** The id inside must be the one that is bound; the rest of a cursor is only followed. */
const cursors: Rule = ({ bindings }, { recorded, ours }) => {
  const wanted = cursorId(recorded);
  if (wanted === null) return null;
  const given = cursorId(ours);
  if (given === null || bindings.translate(wanted) !== given) return false;
  bindings.follow(recorded, ours);
  return true;
};

const digests: Rule = ({ bindings }, { recorded, ours }) => {
  if (!DIGEST.test(recorded)) return null;
  return DIGEST.test(ours) && bindings.bind("digest", recorded, ours);
};

function cursorId(text: string): string | null {
  if (!CURSOR.test(text)) return null;
  try {
    const parsed: unknown = JSON.parse(Buffer.from(text, "base64").toString());
    if (typeof parsed !== "object" || parsed === null || !("last_id" in parsed)) return null;
    return String(parsed.last_id);
  } catch {
    return null;
  }
}
