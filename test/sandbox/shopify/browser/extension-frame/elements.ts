import { defineElement, give, type Look, part, write } from "./element.ts";
import { tell } from "./page.ts";
import { STYLE } from "./style.ts";

/** An element that only differs by its attributes, which the style sheet reads from a `data-` of the same name. */
function plain(html: string, ...attributes: readonly string[]): Look {
  return {
    html,
    attributes,
    draw: (root, read) => {
      const [first] = root.children;
      for (const name of attributes) if (first) give(first, `data-${name}`, read(name));
    },
  };
}

const titled = (html: string): Look => ({
  html,
  attributes: ["heading"],
  draw: (root, read) => {
    write(part(root, "h2"), read("heading"));
  },
});

const LOOKS: Readonly<Record<string, Look>> = {
  "s-admin-block": titled(`<section class="card"><h2></h2><slot></slot></section>`),
  "s-admin-action": {
    html: `<section class="dialog"><h2></h2><div class="body"><slot></slot></div>
      <footer><slot name="secondary-actions"></slot><slot name="primary-action"></slot></footer></section>`,
    attributes: ["heading", "loading"],
    draw: (root, read) => {
      write(part(root, "h2"), read("heading"));
      give(part(root, "section"), "aria-busy", read("loading") === null ? "false" : "true");
    },
  },
  "s-section": titled(`<section class="card"><h2></h2><slot></slot></section>`),
  "s-heading": plain(`<h3><slot></slot></h3>`),
  "s-stack": plain(`<div class="stack"><slot></slot></div>`, "direction", "gap"),
  "s-text": plain(`<span class="text"><slot></slot></span>`, "type", "color"),
  "s-badge": plain(`<span class="badge"><slot></slot></span>`, "tone"),
  "s-banner": {
    html: `<div class="banner" role="status"><h3 hidden></h3><slot></slot></div>`,
    attributes: ["tone", "heading"],
    draw: (root, read) => {
      give(part(root, "div"), "data-tone", read("tone"));
      write(part(root, "h3"), read("heading"));
    },
  },
  "s-button": {
    html: `<button type="button"><slot></slot></button>`,
    attributes: ["disabled", "variant"],
    draw: (root, read) => {
      give(part(root, "button"), "disabled", read("disabled"));
      give(part(root, "button"), "data-variant", read("variant"));
    },
  },
  "s-link": {
    html: `<a rel="noreferrer"><slot></slot></a>`,
    attributes: ["href", "target", "accessibilitylabel"],
    draw: drawLink,
  },
  "s-time": {
    html: `<time><slot></slot></time>`,
    attributes: ["datetime"],
    draw: (root, read) => {
      give(part(root, "time"), "datetime", read("datetime"));
    },
  },
  "s-text-area": {
    html: `<label><span></span><textarea></textarea></label>`,
    attributes: ["label", "value", "readonly", "rows"],
    draw: drawTextArea,
  },
  "s-spinner": {
    html: `<div class="spinner" role="status"></div>`,
    attributes: ["accessibilitylabel"],
    draw: (root, read) => {
      give(part(root, "div"), "aria-label", read("accessibilitylabel"));
    },
  },
  "s-skeleton-paragraph": plain(`<div class="skeleton" role="status" aria-label="Loading"></div>`),
};

/** The elements of Shopify's that the app's extensions use. */
export function defineElements(): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);
  for (const [name, look] of Object.entries(LOOKS)) defineElement(name, look, sheet);
}

/** `app:orders/1` is a place in the app, which the page around opens. */
function drawLink(root: ShadowRoot, read: (name: string) => string | null): void {
  const anchor = part(root, "a");
  const href = read("href") ?? "";
  const inApp = /^app:\/?(.*)$/.exec(href)?.[1];
  give(anchor, "href", inApp === undefined ? href : `#${inApp}`);
  give(anchor, "target", read("target"));
  give(anchor, "aria-label", read("accessibilitylabel"));
  anchor.onclick = (event) => {
    if (inApp === undefined) return;
    event.preventDefault();
    tell({ kind: "open", path: inApp });
  };
}

function drawTextArea(root: ShadowRoot, read: (name: string) => string | null): void {
  const area = part(root, "textarea");
  write(part(root, "span"), read("label"));
  if (area instanceof HTMLTextAreaElement) area.value = read("value") ?? "";
  give(area, "readonly", read("readonly"));
  give(area, "rows", read("rows"));
}
