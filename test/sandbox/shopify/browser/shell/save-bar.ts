import type { BarButton, SaveBarState, ShellMessage } from "../messages.ts";

let shown: SaveBarState | null = null;

export function hasUnsavedChanges(): boolean {
  return shown !== null;
}

/** The contextual save bar over the top bar: Discard and Save. */
export function drawSaveBar(bar: SaveBarState | null, tell: (message: ShellMessage) => void): void {
  shown = bar;
  const place = document.querySelector<HTMLElement>("[data-save-bar]");
  if (place === null) return;
  place.hidden = bar === null;
  if (bar === null) {
    place.replaceChildren();
    return;
  }
  const text = document.createElement("span");
  text.textContent = "Unsaved changes";
  const ordered = bar.buttons.toSorted((a, b) => Number(a.isPrimary) - Number(b.isPrimary));
  const buttons = ordered.map((button) => buttonElement(bar, button, tell));
  place.replaceChildren(text, ...buttons);
}

function buttonElement(
  bar: SaveBarState,
  button: BarButton,
  tell: (message: ShellMessage) => void,
): HTMLButtonElement {
  const made = document.createElement("button");
  made.textContent = button.text || (button.isPrimary ? "Save" : "Discard");
  made.disabled = button.isDisabled || button.isLoading;
  made.toggleAttribute("data-primary", button.isPrimary);
  made.setAttribute("aria-busy", String(button.isLoading));
  made.addEventListener("click", () => {
    const asks = !button.isPrimary && bar.asksBeforeDiscard;
    const proceed = asks
      ? confirmInDialog("Discard all unsaved changes?", "Discard changes")
      : Promise.resolve(true);
    void proceed.then((isSure) => {
      if (isSure) tell({ kind: "press", button: button.key });
    });
  });
  return made;
}

/** True where nothing is unsaved, or where the merchant wants to leave all the same. */
export async function askToLeave(): Promise<boolean> {
  if (shown === null) return true;
  const isSure = await confirmInDialog("Leave page with unsaved changes?", "Leave page");
  if (isSure) {
    const place = document.querySelector<HTMLElement>("[data-save-bar]");
    if (place !== null) place.hidden = true;
    shown = null;
  }
  return isSure;
}

async function confirmInDialog(question: string, yes: string): Promise<boolean> {
  const dialog = document.createElement("dialog");
  dialog.className = "confirm";
  const heading = document.createElement("h2");
  heading.textContent = question;
  const text = document.createElement("p");
  text.textContent = "All unsaved changes will be lost.";
  const stay = document.createElement("button");
  stay.textContent = "Stay";
  const leave = document.createElement("button");
  leave.textContent = yes;
  leave.toggleAttribute("data-critical", true);
  const buttons = document.createElement("footer");
  buttons.append(stay, leave);
  dialog.append(heading, text, buttons);
  document.body.append(dialog);
  dialog.showModal();
  return await new Promise((resolve) => {
    const close = (isSure: boolean): void => {
      dialog.remove();
      resolve(isSure);
    };
    stay.addEventListener("click", () => {
      close(false);
    });
    leave.addEventListener("click", () => {
      close(true);
    });
    dialog.addEventListener("cancel", () => {
      close(false);
    });
  });
}
