/** What an extension's frame asks of the page around it. */
export type FromExtension =
  | { readonly kind: "token"; readonly id: number }
  | { readonly kind: "height"; readonly pixels: number }
  | { readonly kind: "open"; readonly path: string }
  | { readonly kind: "close" };

/** What the page answers. */
export interface ToExtension {
  readonly id: number;
  readonly token: string;
}

export interface ExtensionEnvelope<Message> {
  readonly sandboxExtension: Message;
}

/** True of what the other end wrote; both ends write nothing else under that name. */
export function isEnvelope(data: unknown): data is ExtensionEnvelope<unknown> {
  return typeof data === "object" && data !== null && "sandboxExtension" in data;
}
