import { z } from "zod";
import { callJson } from "./call-json.ts";
import { readScreenData } from "./screen-data.ts";

/** The app in one shop, as its merchant uses it: the same screens and actions, with a session token. */
export interface AppClient {
  connectSource(source: SourceForm): Promise<ConnectedSource>;
  /** Sends one of the forms of a source's screen. */
  changeSource(sourceId: string, form: Readonly<Record<string, string>>): Promise<void>;
  /** Sends one of the forms of its status map's screen. */
  changeStatuses(sourceId: string, form: Readonly<Record<string, string>>): Promise<void>;
  /** Sends one of the forms of its polling screen. */
  changePolling(sourceId: string, form: Readonly<Record<string, string>>): Promise<void>;
  /** Begins a reconciliation. */
  reconcile(): Promise<void>;
}

/** What the form "Connect a source" asks for; the rest is as the form has it at first. */
export interface SourceForm {
  readonly name: string;
  readonly preset: string;
  readonly scheme?: string;
  readonly header?: string;
  /** Given where the other system made the secret. */
  readonly secret?: string;
}

export interface ConnectedSource {
  readonly sourceId: string;
  readonly url: string;
  /** Null where the other system made it. */
  readonly secret: string | null;
}

export interface ShopPlace {
  readonly shopifyUrl: string;
  readonly handle: string;
}

/** Opens the app in the admin, as the merchant's first click does: that installs it and makes its session. */
export async function installApp({ shopifyUrl, handle }: ShopPlace): Promise<AppClient> {
  const adminPage = await fetch(`${shopifyUrl}/store/${handle}/apps/handoff`);
  const frame = /<iframe[^>]*\ssrc="([^"]+)"/s.exec(await adminPage.text())?.[1];
  if (frame === undefined) throw new Error("the admin page has no frame with the app");
  const frameUrl = new URL(frame.replaceAll("&amp;", "&"));
  const opened = await fetch(frameUrl, { headers: { "user-agent": USER_AGENT } });
  if (!opened.ok) {
    throw new Error(`the app answered ${String(opened.status)}: ${await opened.text()}`);
  }
  await opened.arrayBuffer();
  const send = (path: string, form: Readonly<Record<string, string>>): Promise<unknown> =>
    act({ appUrl: frameUrl.origin, place: { shopifyUrl, handle } }, path, form);
  return {
    async connectSource(source) {
      return Connected.parse(await send("/sources/new", connectForm(source))).data.made;
    },
    async changeSource(sourceId, form) {
      await send(`/sources/${sourceId}`, form);
    },
    async changeStatuses(sourceId, form) {
      await send(`/sources/${sourceId}/statuses`, form);
    },
    async changePolling(sourceId, form) {
      await send(`/sources/${sourceId}/polling`, form);
    },
    async reconcile() {
      await send("/reconciliation", { action: "now" });
    },
  };
}

/** Remix answers robots differently. */
const USER_AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36";

const Connected = z.object({
  data: z.object({
    made: z.object({ sourceId: z.string(), url: z.string(), secret: z.string().nullable() }),
  }),
});

function connectForm({ secret, ...source }: SourceForm): Record<string, string> {
  return {
    role: "oms",
    scheme: "preset",
    header: "x-signature",
    ...source,
    secretOwner: secret === undefined ? "ours" : "theirs",
    secret: secret ?? "",
  };
}

interface Reach {
  readonly appUrl: string;
  readonly place: ShopPlace;
}

/** Posts a form as the screen does, with a fresh session token from the admin. */
async function act(
  { appUrl, place }: Reach,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<unknown> {
  const { token } = await callJson<{ token: string }>(place.shopifyUrl, {
    method: "GET",
    path: `/_sandbox/shops/${place.handle}/session-token`,
  });
  const response = await fetch(new URL(`${path}.data`, appUrl), {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "user-agent": USER_AGENT },
    body: new URLSearchParams(form),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${path} answered ${String(response.status)}: ${text}`);
  return readScreenData(text);
}
