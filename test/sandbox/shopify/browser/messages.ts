/** What the app's frame tells the admin around it. */
export type FrameMessage =
  | { readonly kind: "hello" }
  | {
      readonly kind: "request";
      readonly id: number;
      readonly what: "id-token" | "leave" | "scopes";
    }
  | { readonly kind: "navigated"; readonly path: string; readonly title: string }
  | { readonly kind: "navigation"; readonly links: readonly NavigationLink[] }
  | {
      readonly kind: "toast";
      readonly id: string;
      readonly text: string;
      readonly isError: boolean;
      readonly duration: number;
      readonly action: string | null;
    }
  | { readonly kind: "toast-hide"; readonly id: string }
  | { readonly kind: "save-bar"; readonly bar: SaveBarState | null }
  | { readonly kind: "title-bar"; readonly title: string; readonly buttons: readonly BarButton[] }
  | { readonly kind: "loading"; readonly isLoading: boolean }
  | { readonly kind: "open-admin"; readonly path: string };

/** What the admin tells the app's frame. */
export type ShellMessage =
  | { readonly kind: "answer"; readonly id: number; readonly value: unknown }
  | { readonly kind: "go"; readonly href: string }
  | { readonly kind: "press"; readonly button: string }
  | { readonly kind: "toast-action"; readonly id: string };

export interface NavigationLink {
  readonly href: string;
  readonly text: string;
  /** The app's home: shown as the app itself, not as a link. */
  readonly isHome: boolean;
}

export interface BarButton {
  readonly key: string;
  readonly text: string;
  readonly isPrimary: boolean;
  readonly isDisabled: boolean;
  readonly isLoading: boolean;
}

export interface SaveBarState {
  readonly id: string;
  readonly buttons: readonly BarButton[];
  readonly asksBeforeDiscard: boolean;
}

/** Messages are wrapped, so that other scripts' messages are not mistaken for them. */
export interface Envelope<T> {
  readonly sandboxAdmin: T;
}

export function openedByShell(data: unknown): FrameMessage | null {
  // Only the stand-in writes this key.
  return inside(data) as FrameMessage | null;
}

export function openedByFrame(data: unknown): ShellMessage | null {
  // Only the shell writes this key.
  return inside(data) as ShellMessage | null;
}

function inside(data: unknown): unknown {
  const isEnvelope = typeof data === "object" && data !== null && "sandboxAdmin" in data;
  return isEnvelope ? data.sandboxAdmin : null;
}
