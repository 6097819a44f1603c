import {
  type ExtensionEnvelope,
  type FromExtension,
  isEnvelope,
  type ToExtension,
} from "../extension-messages.ts";

const waiting = new Map<number, (token: string) => void>();
let asked = 0;

addEventListener("message", ({ source, data }) => {
  if (source !== parent || !isEnvelope(data)) return;
  const { id, token } = data.sandboxExtension as ToExtension; // the page's script writes these
  waiting.get(id)?.(token);
  waiting.delete(id);
});

/** Tells the page around; the frame does not know its origin. */
export function tell(message: FromExtension): void {
  const envelope: ExtensionEnvelope<FromExtension> = { sandboxExtension: message };
  parent.postMessage(envelope, "*");
}

/** A new token of who looks at the page. */
export function sessionToken(): Promise<string> {
  const id = (asked += 1);
  return new Promise((resolve) => {
    waiting.set(id, resolve);
    tell({ kind: "token", id });
  });
}
