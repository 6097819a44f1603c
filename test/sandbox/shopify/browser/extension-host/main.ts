import {
  type ExtensionEnvelope,
  type FromExtension,
  isEnvelope,
  type ToExtension,
} from "../extension-messages.ts";

/** The page around extensions: gives them tokens, height and ways to other pages. */
const frames = [...document.querySelectorAll<HTMLIFrameElement>("iframe[data-extension]")];

addEventListener("message", ({ source, data }) => {
  const frame = frames.find(({ contentWindow }) => contentWindow === source);
  if (frame === undefined || !isEnvelope(data)) return;
  void receive(frame, data.sandboxExtension as FromExtension); // the frame's script writes these
});

async function receive(frame: HTMLIFrameElement, message: FromExtension): Promise<void> {
  switch (message.kind) {
    case "token":
      answer(frame, { id: message.id, token: await tokenFor(frame) });
      return;
    case "height":
      frame.style.height = `${String(message.pixels)}px`;
      return;
    case "open":
      location.assign(`${frame.dataset["apps"] ?? ""}/handoff/${message.path}`);
      return;
    case "close":
      frame.closest("dialog")?.close();
      return;
  }
}

async function tokenFor(frame: HTMLIFrameElement): Promise<string> {
  const response = await fetch(frame.dataset["token"] ?? "", { method: "POST" });
  const { value } = (await response.json()) as { readonly value: string };
  return value;
}

/** The frame has no origin that could be named. */
function answer({ contentWindow }: HTMLIFrameElement, message: ToExtension): void {
  const envelope: ExtensionEnvelope<ToExtension> = { sandboxExtension: message };
  contentWindow?.postMessage(envelope, "*");
}

for (const button of document.querySelectorAll<HTMLElement>("[data-opens]")) {
  button.addEventListener("click", () => {
    const dialog = document.getElementById(button.dataset["opens"] ?? "");
    if (!(dialog instanceof HTMLDialogElement)) return;
    dialog.showModal();
    // An action begins anew each time that it is opened.
    const frame = dialog.querySelector("iframe");
    if (frame !== null) frame.src = frame.dataset["src"] ?? "";
  });
}
