import { openedByShell, type Envelope, type FrameMessage, type ShellMessage } from "../messages.ts";
import { drawNavigation } from "./navigation.ts";
import { askToLeave, drawSaveBar, hasUnsavedChanges } from "./save-bar.ts";
import { hideToast, showToast } from "./toast.ts";

const found = document.querySelector<HTMLIFrameElement>("iframe[data-app]");
if (found === null) throw new Error("the page has no app frame");
const frame: HTMLIFrameElement = found;
const appOrigin = new URL(frame.src).origin;
const base = frame.dataset["base"] ?? "";

function tell(message: ShellMessage): void {
  const envelope: Envelope<ShellMessage> = { sandboxAdmin: message };
  frame.contentWindow?.postMessage(envelope, appOrigin);
}

addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow || event.origin !== appOrigin) return;
  const message = openedByShell(event.data);
  if (message !== null) void receive(message);
});

async function receive(message: FrameMessage): Promise<void> {
  switch (message.kind) {
    case "hello":
      drawSaveBar(null, tell);
      break;
    case "request":
      tell({ kind: "answer", id: message.id, value: await answerTo(message.what) });
      break;
    case "navigated":
      follow(message.path, message.title);
      break;
    case "navigation":
      drawNavigation(message.links, go);
      break;
    case "toast":
      showToast(message, tell);
      break;
    case "toast-hide":
      hideToast(message.id);
      break;
    case "save-bar":
      drawSaveBar(message.bar, tell);
      break;
    case "title-bar":
      drawTitleBar(message);
      break;
    case "loading":
      document.body.toggleAttribute("data-loading", message.isLoading);
      break;
    case "open-admin":
      if (await askToLeave()) location.assign(`${base.replace(/\/apps\/.*$/, "")}${message.path}`);
      break;
  }
}

async function answerTo(
  what: Extract<FrameMessage, { kind: "request" }>["what"],
): Promise<unknown> {
  if (what === "leave") return await askToLeave();
  const response = await fetch(`${base}/~${what}`, { method: "POST" });
  const { value } = (await response.json()) as { readonly value: unknown };
  return value;
}

/** The admin's address follows the app's, so that a reload opens the same page of the app. */
function follow(path: string, title: string): void {
  history.replaceState(null, "", base + (path === "/" ? "" : path));
  const heading = document.querySelector("[data-app-title]");
  if (heading !== null) heading.textContent = title;
  for (const anchor of document.querySelectorAll<HTMLAnchorElement>("[data-app-navigation] a")) {
    const href = anchor.dataset["href"] ?? "";
    const isHere = path.split("?")[0] === href || path.startsWith(`${href}/`);
    if (isHere) anchor.setAttribute("aria-current", "page");
    else anchor.removeAttribute("aria-current");
  }
}

async function go(href: string): Promise<void> {
  if (await askToLeave()) tell({ kind: "go", href });
}

function drawTitleBar(bar: Extract<FrameMessage, { kind: "title-bar" }>): void {
  const place = document.querySelector("[data-title-bar]");
  place?.replaceChildren(
    ...bar.buttons.map((button) => {
      const made = document.createElement("button");
      made.textContent = button.text;
      made.disabled = button.isDisabled;
      made.toggleAttribute("data-primary", button.isPrimary);
      made.addEventListener("click", () => {
        tell({ kind: "press", button: button.key });
      });
      return made;
    }),
  );
}

document.querySelector("[data-app-home]")?.addEventListener("click", (event) => {
  event.preventDefault();
  void go("/");
});
for (const anchor of document.querySelectorAll<HTMLAnchorElement>(
  "nav a:not([data-app-home], [data-app-navigation] a)",
)) {
  anchor.addEventListener("click", (event) => {
    if (!hasUnsavedChanges()) return;
    event.preventDefault();
    void askToLeave().then((isSure) => {
      if (isSure) location.assign(anchor.href);
    });
  });
}
