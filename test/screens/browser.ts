/** What jsdom lacks; to be imported before anything that imports Polaris. */

globalThis.matchMedia = (media) => Object.assign(new EventTarget(), unmatched(media));

function unmatched(media: string) {
  const ignore = () => undefined;
  return { media, matches: false, onchange: null, addListener: ignore, removeListener: ignore };
}

/** jsdom has no layout, so nothing ever changes its size. */
globalThis.ResizeObserver = class {
  observe(): void {
    return;
  }
  unobserve(): void {
    return;
  }
  disconnect(): void {
    return;
  }
};

/** The element of App Bridge that a page with a form has; the admin draws the bar itself. */
export class SaveBarElement extends HTMLElement {
  isOpen = false;

  show(): void {
    this.isOpen = true;
  }

  hide(): void {
    this.isOpen = false;
  }
}

customElements.define("ui-save-bar", SaveBarElement);

class StillObserver implements ResizeObserver {
  observe(): void {
    // Nothing has a size here.
  }

  unobserve(): void {
    // Nothing was observed.
  }

  disconnect(): void {
    // Nothing was observed.
  }
}

globalThis.ResizeObserver = StillObserver;

/** Without a layout nothing would count as shown, and Polaris opens no list beside it. */
Object.defineProperty(HTMLElement.prototype, "offsetParent", {
  get(this: HTMLElement) {
    return this.parentElement;
  },
});

Element.prototype.scrollTo = () => undefined;
