import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, it } from "vitest";
import { keepResult, keptResults, type KeptResult } from "./kept-results.ts";
import { atLeast, atMost, below, none } from "./verdict.ts";
import { writtenReport } from "./written-report.ts";

const LANES: KeptResult = {
  part: "lanes",
  parameters: ["--flood", "20000"],
  at: "2026-11-21T12:30:00.000Z",
  seconds: 90,
  commit: "abcdef0123",
  machine: {
    cores: 2,
    processor: "a processor",
    memoryGiB: 8,
    node: "v24.1.0",
    system: "linux x64",
  },
  load: [0.2, 3.4],
  verdicts: [
    atMost("p99 against alone", 2.481, { limit: 2, unit: "×", digits: 2 }),
    none("messages that did not end", 0),
  ],
  charts: [
    {
      title: "A claim of <100>",
      unit: "ms",
      bars: [
        { group: "lane", name: "Handoff, 10 waiting", value: 4 },
        { group: "lane", name: "the same & more", value: 1250.4 },
      ],
    },
  ],
};

it("a part's newest result is the one that is told of, in the order of the parts", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "handoff-results-"));
  try {
    keepResult(folder, { ...LANES, seconds: 1 });
    keepResult(folder, LANES);
    keepResult(folder, { ...LANES, part: "intake" });
    const kept = keptResults(folder, ["intake", "heal", "lanes"]);
    expect(kept.map(({ part }) => part)).toEqual(["intake", "lanes"]);
    expect(kept[1]).toEqual(LANES);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

it("the report sets each target beside what was measured, with when, where and how", () => {
  const { page, pictures } = writtenReport([LANES]);
  expect(page).toContain("| p99 against alone | 2.48× | ≤ 2× | **missed** |");
  expect(page).toContain("| messages that did not end | 0 | 0 | reached |");
  expect(page).toContain("| 1 of 2 | p99 against alone |");
  expect(page).toContain(
    "`npm run bench -- lanes --flood 20000`, 2026-11-21 12:30 UTC, commit abcdef0123, 90 s.",
  );
  expect(page).toContain(
    "2 cores (a processor), 8 GiB, linux x64, Node v24.1.0. Load before 0.2, after 3.4.",
  );
  expect([...pictures.keys()]).toEqual(["performance/lanes-1.svg"]);
  expect(page).toContain("](performance/lanes-1.svg)");
});

it("a chart is one picture whose longest bar fills it, and whose words are words", () => {
  const picture = writtenReport([LANES]).pictures.get("performance/lanes-1.svg") ?? "";
  const bars = [...picture.matchAll(/<rect x="350" y="\d+" width="([\d.]+)"/g)].map(([, width]) =>
    Number(width),
  );
  expect(bars).toEqual([1.2, 368]);
  expect(picture).toContain("A claim of &lt;100&gt; (ms)");
  expect(picture).toContain("the same &amp; more");
  expect(picture).toContain(">1,250<");
});

it.each([
  [atMost("a", 2, { limit: 2 }), true],
  [atMost("a", 2.01, { limit: 2 }), false],
  [atLeast("a", 99, { limit: 99 }), true],
  [atLeast("a", 98.9, { limit: 99 }), false],
  [below("a", 200, { limit: 200 }), false],
  [below("a", 199.9, { limit: 200 }), true],
  [none("a", 1), false],
])("%o is judged by the figure and not by what is shown of it", ({ reached }, holds) => {
  expect(reached).toBe(holds);
});
