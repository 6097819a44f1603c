import { buttonsOf, watch } from "./elements.ts";
import type { ShellLink } from "./link.ts";

/** The save bars of the page by id, and which one the admin shows. */
interface SaveBars {
  show(id: string): Promise<void>;
  hide(id: string): Promise<void>;
  toggle(id: string): Promise<void>;
  leaveConfirmation(): Promise<void>;
}

interface SaveBarElement extends HTMLElement {
  readonly showing: boolean;
  show(): Promise<void>;
  hide(): Promise<void>;
}

/** Defines `<ui-save-bar>`; while one is shown, the admin asks before the app is left. */
export function defineSaveBar(link: ShellLink): SaveBars {
  class SaveBar extends HTMLElement implements SaveBarElement {
    showing = false;
    #stop: (() => void) | null = null;

    connectedCallback(): void {
      this.style.display = "none";
    }

    disconnectedCallback(): void {
      void this.hide();
    }

    show(): Promise<void> {
      if (this.showing) return Promise.resolve();
      this.showing = true;
      this.#stop = watch(this, () => {
        this.#report();
      });
      this.#report();
      this.dispatchEvent(new Event("show"));
      return Promise.resolve();
    }

    hide(): Promise<void> {
      if (!this.showing) return Promise.resolve();
      this.showing = false;
      this.#stop?.();
      link.tell({ kind: "save-bar", bar: null });
      this.dispatchEvent(new Event("hide"));
      return Promise.resolve();
    }

    toggle(): Promise<void> {
      return this.showing ? this.hide() : this.show();
    }

    #report(): void {
      const asksBeforeDiscard =
        this.hasAttribute("discardConfirmation") || this.hasAttribute("discardconfirmation");
      link.tell({
        kind: "save-bar",
        bar: { id: this.id, buttons: buttonsOf(this), asksBeforeDiscard },
      });
    }
  }
  customElements.define("ui-save-bar", SaveBar);
  const bar = (id: string): SaveBar | null => {
    const element = document.getElementById(id);
    return element instanceof SaveBar ? element : null;
  };
  return {
    show: async (id) => await bar(id)?.show(),
    hide: async (id) => await bar(id)?.hide(),
    toggle: async (id) => await bar(id)?.toggle(),
    // Resolves when the merchant confirms, or when no save bar is visible; otherwise never.
    leaveConfirmation: async () => {
      if ((await link.ask("leave")) !== true) await new Promise(() => undefined);
    },
  };
}
