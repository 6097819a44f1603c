import { describe, expect, it } from "vitest";
import { PROBLEM_CODES } from "../../app/domain/mapping/problem.ts";
import { PRESETS } from "../../app/domain/mapping/presets/index.ts";
import { MESSAGE_STATES, MESSAGE_VIAS } from "../../app/domain/message-state.ts";
import { MILESTONES } from "../../app/domain/milestone.ts";
import { BLOCKS } from "../../app/domain/plan/block.ts";
import { INTENT_STATES } from "../../app/domain/plan/intent.ts";
import { chooseLanguage, createI18n } from "../../app/screens/i18n/i18n.ts";
import { en } from "../../app/screens/i18n/en/index.ts";
import { mappingRows } from "../../app/screens/sources/mapping-rows.ts";
import { AGREEMENTS } from "../../app/screens/orders/view.ts";

const { words } = en;

describe("the words of the screens", () => {
  it.each([
    ["message state", MESSAGE_STATES, words.state],
    ["way in", MESSAGE_VIAS, words.via],
    ["milestone", MILESTONES, words.milestone],
    ["milestone's effect", MILESTONES, words.milestoneEffect],
    ["block", Object.keys(BLOCKS), words.block],
    ["intent state", INTENT_STATES, words.intentState],
    ["agreement", AGREEMENTS, words.agreement],
    ["mapping problem", PROBLEM_CODES, words.reason],
  ] as const)("name every %s", (_kind, values, texts) => {
    expect(Object.keys(texts)).toEqual(expect.arrayContaining([...values]));
  });

  it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
    "name every field that the mapping of %s has",
    (_id, { mapping }) => {
      const rows = mappingRows(mapping);
      expect(rows.map(({ field }) => field)).toContain("order");
      for (const { field } of rows) expect(en.sources.field).toHaveProperty(field);
    },
  );

  it("falls back to English for a language that is not complete", () => {
    expect(chooseLanguage("pt-BR")).toBe("en");
    expect(chooseLanguage("constructor")).toBe("en");
    expect(chooseLanguage(null)).toBe("en");
  });

  it("are German for staff whose admin is German", () => {
    expect(chooseLanguage("de-AT")).toBe("de");
    const { t } = createI18n("de");
    expect(t("home.wrong.messages", { count: 1 })).toBe("1 Nachricht");
    expect(t("home.wrong.messages", { count: 3 })).toBe("3 Nachrichten");
  });

  it("say one and several", () => {
    const { t } = createI18n("en");
    expect(t("home.wrong.messages", { count: 1 })).toBe("1 message");
    expect(t("home.wrong.messages", { count: 3 })).toBe("3 messages");
  });
});
