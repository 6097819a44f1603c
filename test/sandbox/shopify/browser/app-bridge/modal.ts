import { buttonsOf, press, watch } from "./elements.ts";

interface Modals {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
}

const STYLE = `
  .sandbox-modal { border: 0; border-radius: 12px; padding: 0; width: min(620px, 92vw);
    box-shadow: 0 8px 40px rgb(0 0 0 / 35%); font: 13px/20px Inter, system-ui, sans-serif; }
  .sandbox-modal::backdrop { background: rgb(0 0 0 / 45%); }
  .sandbox-modal header { display: flex; justify-content: space-between; align-items: center;
    padding: 12px 16px; background: #f3f3f3; font-weight: 650; }
  .sandbox-modal header button { border: 0; background: none; font-size: 18px; cursor: pointer; }
  .sandbox-modal footer { display: flex; justify-content: flex-end; gap: 8px; padding: 12px 16px;
    border-top: 1px solid #ebebeb; }
  .sandbox-modal footer button { border: 0; border-radius: 8px; padding: 6px 12px; font: inherit;
    font-weight: 550; background: #fff; box-shadow: 0 0 0 1px #ccc; cursor: pointer; }
  .sandbox-modal footer button[data-primary] { background: #303030; color: #fff; box-shadow: none; }
`;

/** Defines `<ui-modal>`: a dialog inside the frame, with the title bar's title and buttons. */
export function defineModal(): Modals {
  const style = document.createElement("style");
  style.textContent = STYLE;
  class Modal extends HTMLElement {
    readonly content = document.createElement("div");
    readonly #dialog = document.createElement("dialog");
    #stop: (() => void) | null = null;

    connectedCallback(): void {
      if (!style.isConnected) document.head.append(style);
      this.#dialog.className = "sandbox-modal";
      this.#dialog.addEventListener("close", () => {
        this.#closed();
      });
      document.body.append(this.#dialog);
      for (const child of this.children) {
        if (child instanceof HTMLElement) child.hidden = true;
      }
    }

    disconnectedCallback(): void {
      this.#dialog.close();
      this.#dialog.remove();
    }

    show(): Promise<void> {
      if (this.#dialog.open) return Promise.resolve();
      this.#draw();
      this.#stop = watch(this, () => {
        this.#draw();
      });
      this.#dialog.showModal();
      this.dispatchEvent(new Event("show"));
      return Promise.resolve();
    }

    hide(): Promise<void> {
      this.#dialog.close();
      return Promise.resolve();
    }

    toggle(): Promise<void> {
      return this.#dialog.open ? this.hide() : this.show();
    }

    #closed(): void {
      this.#stop?.();
      this.dispatchEvent(new Event("hide"));
    }

    #draw(): void {
      const titleBar = this.querySelector("ui-title-bar");
      const close = button("×", () => {
        this.#dialog.close();
      });
      close.setAttribute("aria-label", "Close");
      const header = document.createElement("header");
      header.append(titleBar?.getAttribute("title") ?? "", close);
      const footer = document.createElement("footer");
      for (const { text, isPrimary, isDisabled, key } of titleBar === null
        ? []
        : buttonsOf(titleBar)) {
        const made = button(text, () => {
          press(key);
        });
        made.toggleAttribute("data-primary", isPrimary);
        made.disabled = isDisabled;
        footer.append(made);
      }
      this.#dialog.setAttribute("aria-label", titleBar?.getAttribute("title") ?? "");
      this.#dialog.replaceChildren(
        header,
        this.content,
        ...(footer.childElementCount > 0 ? [footer] : []),
      );
    }
  }
  customElements.define("ui-modal", Modal);
  const modal = (id: string): Modal | null => {
    const element = document.getElementById(id);
    return element instanceof Modal ? element : null;
  };
  return {
    show: async (id) => await modal(id)?.show(),
    hide: async (id) => await modal(id)?.hide(),
    toggle: async (id) => await modal(id)?.toggle(),
  };
}

function button(text: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", press);
  return made;
}
