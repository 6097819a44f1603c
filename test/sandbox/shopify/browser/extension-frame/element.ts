/** How one of Shopify's elements is drawn: plain HTML around what the extension puts in. */
export interface Look {
  /** Of the shadow tree; what is in the element goes where the slots are. */
  readonly html: string;
  /** In lower case, as HTML keeps them. */
  readonly attributes?: readonly string[];
  /** Called at first, and whenever one of the attributes changed. */
  readonly draw?: (root: ShadowRoot, read: (name: string) => string | null) => void;
}

/** Makes `name` an element that looks so. */
export function defineElement(name: string, look: Look, style: CSSStyleSheet): void {
  class Drawn extends HTMLElement {
    static readonly observedAttributes = look.attributes ?? [];
    readonly #root = this.attachShadow({ mode: "open", delegatesFocus: true });

    constructor() {
      super();
      this.#root.adoptedStyleSheets = [style];
      this.#root.innerHTML = look.html; // from `elements.ts`, never from an extension
      this.attributeChangedCallback();
    }

    attributeChangedCallback(): void {
      look.draw?.(this.#root, (attribute) => this.getAttribute(attribute));
    }
  }
  customElements.define(name, Drawn);
}

/** The first such part of a shadow tree. */
export function part(root: ShadowRoot, selector: string): HTMLElement {
  const found = root.querySelector<HTMLElement>(selector);
  if (found === null) throw new Error(`no ${selector}`);
  return found;
}

/** Sets an attribute, or takes it away where there is no value. */
export function give(element: Element, name: string, value: string | null): void {
  if (value === null) element.removeAttribute(name);
  else element.setAttribute(name, value);
}

/** Writes a text, and hides its place where there is none. */
export function write(element: HTMLElement, text: string | null): void {
  element.textContent = text;
  element.hidden = text === null || text === "";
}
