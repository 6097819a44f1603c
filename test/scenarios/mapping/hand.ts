import type { FrameLocator, Locator, Page } from "playwright-core";

/** How a person works with the app: by mouse, or by keyboard alone. */
export interface Hand {
  press(target: Locator): Promise<void>;
  /** Chooses a row of the message's tree by its name. */
  row(name: string): Promise<void>;
  option(select: Locator, label: string): Promise<void>;
  type(field: Locator, text: string): Promise<void>;
}

export function mouse(app: FrameLocator): Hand {
  return {
    press: (target) => target.click(),
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

/** Tab, arrows, Enter and letters; nothing is clicked. */
export function keyboard(page: Page, app: FrameLocator): Hand {
  const reach = async (target: Locator): Promise<void> => {
    await target.waitFor();
    for (let keys = 0; keys < MOST_KEYS; keys++) {
      if (await isFocused(target)) return;
      await page.keyboard.press("Tab");
    }
    throw new Error(`not reached by Tab: ${String(target)}`);
  };
  return {
    async press(target) {
      await reach(target);
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
