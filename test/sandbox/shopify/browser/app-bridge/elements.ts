import type { BarButton, NavigationLink } from "../messages.ts";
import type { ShellLink } from "./link.ts";

/** Gives every button of a bar a key, so that the admin can name the one that was pressed. */
const keys = new WeakMap<Element, string>();
const pressable = new Map<string, HTMLElement>();
let nextKey = 1;

export function buttonsOf(element: Element): BarButton[] {
  return [...element.querySelectorAll<HTMLElement>("button, a")].map((button) => {
    const key = keys.get(button) ?? `button-${String(nextKey++)}`;
    keys.set(button, key);
    pressable.set(key, button);
    const loading = button.getAttribute("loading");
    return {
      key,
      text: button.textContent.trim(),
      isPrimary: button.getAttribute("variant") === "primary",
      isDisabled: button.hasAttribute("disabled"),
      isLoading: loading !== null && loading !== "false",
    };
  });
}

export function press(key: string): void {
  pressable.get(key)?.click();
}

/** Calls back when anything inside the element changes, at most once a frame. */
export function watch(element: Element, changed: () => void): () => void {
  let isPlanned = false;
  const observer = new MutationObserver(() => {
    if (isPlanned) return;
    isPlanned = true;
    queueMicrotask(() => {
      isPlanned = false;
      changed();
    });
  });
  observer.observe(element, {
    attributes: true,
    childList: true,
    characterData: true,
    subtree: true,
  });
  return () => {
    observer.disconnect();
  };
}

/** `<ui-nav-menu>` and `<s-app-nav>`: invisible here, shown in the admin's own navigation. */
export function defineNavigationMenu(link: ShellLink): void {
  class NavigationMenu extends HTMLElement {
    #stop: (() => void) | null = null;

    connectedCallback(): void {
      this.style.display = "none";
      this.#stop = watch(this, () => {
        this.#report();
      });
      this.#report();
    }

    disconnectedCallback(): void {
      this.#stop?.();
      link.tell({ kind: "navigation", links: [] });
    }

    #report(): void {
      link.tell({ kind: "navigation", links: linksOf(this) });
    }
  }
  customElements.define("ui-nav-menu", NavigationMenu);
  customElements.define("s-app-nav", class extends NavigationMenu {});
}

function linksOf(menu: Element): NavigationLink[] {
  return [...menu.querySelectorAll("a, s-link")].map((anchor) => ({
    href: anchor.getAttribute("href") ?? "/",
    text: anchor.textContent.trim(),
    isHome: anchor.getAttribute("rel") === "home",
  }));
}

/** `<ui-title-bar>` outside a modal: its title and buttons stand in the admin's bar. */
export function defineTitleBar(link: ShellLink): void {
  class TitleBar extends HTMLElement {
    #stop: (() => void) | null = null;

    connectedCallback(): void {
      this.style.display = "none";
      if (this.closest("ui-modal") !== null) return;
      this.#stop = watch(this, () => {
        this.#report();
      });
      this.#report();
    }

    disconnectedCallback(): void {
      if (this.#stop === null) return;
      this.#stop();
      link.tell({ kind: "title-bar", title: "", buttons: [] });
    }

    #report(): void {
      const title = this.getAttribute("title") ?? "";
      link.tell({ kind: "title-bar", title, buttons: buttonsOf(this) });
    }
  }
  customElements.define("ui-title-bar", TitleBar);
}
