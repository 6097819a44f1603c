import type { FrameMessage, ShellMessage } from "../messages.ts";

const shown = new Map<string, HTMLElement>();

export function showToast(
  toast: Extract<FrameMessage, { kind: "toast" }>,
  tell: (message: ShellMessage) => void,
): void {
  const made = document.createElement("div");
  made.className = "toast";
  made.toggleAttribute("data-error", toast.isError);
  made.setAttribute("role", toast.isError ? "alert" : "status");
  made.append(toast.text);
  if (toast.action !== null) {
    const button = document.createElement("button");
    button.textContent = toast.action;
    button.addEventListener("click", () => {
      tell({ kind: "toast-action", id: toast.id });
      hideToast(toast.id);
    });
    made.append(button);
  }
  document.querySelector("[data-toasts]")?.append(made);
  shown.set(toast.id, made);
  setTimeout(() => {
    hideToast(toast.id);
  }, toast.duration);
}

export function hideToast(id: string): void {
  shown.get(id)?.remove();
  shown.delete(id);
}
