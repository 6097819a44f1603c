import type { FrameLocator, Locator, Page } from "playwright-core";

/** How a person works with the app: by mouse, or by keyboard alone. */
export interface Hand {
  press(target: Locator): Promise<void>;
  /** Ticks a box, or chooses one of several. */
  check(box: Locator): Promise<void>;
  /** Chooses an entry of the menu that is open. */
  entry(target: Locator): Promise<void>;
  /** Chooses a row of the message's tree by its name. */
  row(name: string): Promise<void>;
  option(select: Locator, label: string): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
}

/** Both ways of working, as tests run a walk with each. */
export const HANDS = ["mouse", "keyboard"] as const;

export interface HandPlace {
  readonly page: Page;
  readonly app: FrameLocator;
}

export function handOf(way: (typeof HANDS)[number], { page, app }: HandPlace): Hand {
  switch (way) {
    case "mouse":
      return mouse(app);
    case "keyboard":
      return keyboard(page, app);
  }
}

function mouse(app: FrameLocator): Hand {
  return {
    press: (target) => target.click(),
    // Polaris draws its own box over the browser's; the label around both is what a person hits.
    check: (box) => box.locator("xpath=ancestor::label[1]").click(),
    entry: (target) => target.click(),
    row: (name) => rowOf(app, name).click(),
    option: async (select, label) => {
      await select.selectOption({ label });
    },
    type: (field, text) => field.fill(text),
  };
}

function rowOf(app: FrameLocator, name: string): Locator {
  return app
    .getByRole("treeitem")
    .filter({ has: app.locator(`text="${name}"`) })
    .first();
}

const MOST_KEYS = 250;

/** Tab, arrows, Enter, Space and letters; nothing is clicked, and nothing is given the focus. */
function keyboard(page: Page, app: FrameLocator): Hand {
  const strike = async (key: string, target: Locator): Promise<void> => {
    await target.waitFor({ state: "attached" });
    for (let keys = 0; keys < MOST_KEYS; keys++) {
      if (await isFocused(target)) return;
      await page.keyboard.press(key);
    }
    throw new Error(`not reached by ${key}: ${String(target)}`);
  };
  const reach = (target: Locator): Promise<void> => strike("Tab", target);
  return {
    async press(target) {
      await reach(target);
      await page.keyboard.press("Enter");
    },
    async check(box) {
      if ((await box.getAttribute("type")) === "radio") {
        await reach(app.locator(`input[name="${(await box.getAttribute("name")) ?? ""}"]:checked`));
        await strike("ArrowDown", box);
        return;
      }
      await reach(box);
      await page.keyboard.press("Space");
    },
    async entry(target) {
      await strike("ArrowDown", target);
      await page.keyboard.press("Enter");
    },
    async row(name) {
      const tree = app.getByRole("tree");
      await reach(tree);
      await page.keyboard.press("Home");
      for (let keys = 0; keys < MOST_KEYS; keys++) {
        if ((await activeName(app, tree)) === name) {
          await page.keyboard.press("Enter");
          return;
        }
        await page.keyboard.press("ArrowDown");
      }
      throw new Error(`the tree has no ${name}`);
    },
    async option(select, label) {
      await reach(select);
      await page.keyboard.type(label);
    },
    async type(field, text) {
      await reach(field);
      await page.keyboard.press("Control+A");
      await page.keyboard.type(text);
    },
  };
}

function isFocused(target: Locator): Promise<boolean> {
  return target.evaluate((element) => element.ownerDocument.activeElement === element);
}

async function activeName(app: FrameLocator, tree: Locator): Promise<string> {
  const id = (await tree.getAttribute("aria-activedescendant")) ?? "";
  return await app.locator(`[id="${id}"] .handoff-picker-name`).innerText();
}
