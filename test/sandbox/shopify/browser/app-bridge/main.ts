import { readConfig } from "./config.ts";
import { defineNavigationMenu, defineTitleBar, press } from "./elements.ts";
import { patchFetch } from "./fetch.ts";
import { ShellLink } from "./link.ts";
import { defineModal } from "./modal.ts";
import { askToNavigate, openAdminLinks, reportNavigation } from "./navigation.ts";
import { defineSaveBar } from "./save-bar.ts";

interface ToastOptions {
  readonly duration?: number;
  readonly isError?: boolean;
  readonly action?: string;
  readonly onAction?: () => void;
  readonly onDismiss?: () => void;
}

const script = document.currentScript instanceof HTMLScriptElement ? document.currentScript : null;
const link = new ShellLink(new URL(script?.src ?? location.href).origin);
const config = readConfig(script);
const toasts = new Map<string, ToastOptions>();

async function idToken(): Promise<string> {
  return String(await link.ask("id-token"));
}

function showToast(text: string, options: ToastOptions = {}): string {
  const id = crypto.randomUUID();
  toasts.set(id, options);
  link.tell({
    kind: "toast",
    id,
    text,
    isError: options.isError === true,
    duration: options.duration ?? 5_000,
    action: options.action ?? null,
  });
  return id;
}

function notSimulated(what: string): () => Promise<never> {
  return () => Promise.reject(new Error(`The sandbox's App Bridge does not simulate ${what}.`));
}

/** The bounce page: fetches a fresh session token and opens the page that needed it. */
async function reloadWithToken(target: string): Promise<void> {
  const url = new URL(target, location.href);
  url.searchParams.set("id_token", await idToken());
  location.replace(url);
}

const shopify = {
  config,
  origin: location.origin,
  ready: Promise.resolve(),
  setSignals: () => undefined,
  environment: { mobile: false, embedded: parent !== window, pos: false, intent: false },
  idToken,
  user: () =>
    Promise.resolve({
      id: 80_001,
      firstName: "Robin",
      lastName: "Owner",
      accountAccess: "Full access",
    }),
  toast: {
    show: showToast,
    hide: (id: string) => {
      link.tell({ kind: "toast-hide", id });
    },
  },
  loading: (isLoading = true) => {
    link.tell({ kind: "loading", isLoading });
  },
  saveBar: defineSaveBar(link),
  modal: defineModal(),
  scopes: {
    query: () => link.ask("scopes"),
    request: notSimulated("requesting optional scopes"),
    revoke: notSimulated("revoking scopes"),
  },
  resourcePicker: notSimulated("the resource picker"),
  picker: notSimulated("the picker"),
  webVitals: { onReport: () => Promise.resolve() },
  support: { registerHandler: () => Promise.resolve() },
  reviews: { request: () => Promise.resolve({ success: false, code: "not-simulated" }) },
};

Object.defineProperty(window, "shopify", { value: shopify, configurable: true });
defineNavigationMenu(link);
defineTitleBar(link);
patchFetch(idToken);
openAdminLinks(link);
link.listen((message) => {
  switch (message.kind) {
    case "go":
      askToNavigate(message.href);
      break;
    case "press":
      press(message.button);
      break;
    case "toast-action":
      toasts.get(message.id)?.onAction?.();
      break;
    case "answer":
      break;
  }
});
link.tell({ kind: "hello" });

const bounce = new URL(location.href).searchParams.get("shopify-reload");
if (bounce === null) reportNavigation(link);
else void reloadWithToken(bounce);
