import type { Bar, Chart } from "./verdict.ts";

const WIDTH = 820;
const NAME_WIDTH = 350;
const VALUE_WIDTH = 90;
const ROW = 22;
const BAR = 14;
const GROUP_GAP = 12;
const TOP = 44;
/** Handoff's own bars, and those that it is compared with. */
const OWN = "#1f7a5c";
const OTHER = "#9aa5b1";
const INK = "#1f2933";
const FAINT = "#52606d";

/** A chart as one SVG file, on white so that it reads in a dark page too; own bars are those whose name says Handoff. */
export function barChart({ title, unit, bars }: Chart): string {
  const groups = [...Map.groupBy(bars, ({ group }) => group)];
  const most = Math.max(...bars.map(({ value }) => value), Number.MIN_VALUE);
  const parts: string[] = [];
  let y = TOP;
  for (const [group, ofGroup] of groups) {
    if (group !== "") {
      parts.push(text(12, y + 12, { content: group, weight: "600" }));
      y += ROW;
    }
    for (const bar of ofGroup) {
      parts.push(barRow(bar, { y, share: bar.value / most, unit }));
      y += ROW;
    }
    y += GROUP_GAP;
  }
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${String(WIDTH)} ${String(y)}" width="${String(WIDTH)}" height="${String(y)}" role="img" font-family="system-ui, sans-serif" font-size="12">`,
    `<title>${escaped(title)}</title>`,
    `<rect width="${String(WIDTH)}" height="${String(y)}" rx="6" fill="#ffffff"/>`,
    text(12, 24, { content: `${title} (${unit})`, weight: "600", size: 14 }),
    ...parts,
    "</svg>",
    "",
  ].join("\n");
}

interface RowPlace {
  readonly y: number;
  /** Of the longest bar. */
  readonly share: number;
  readonly unit: string;
}

function barRow({ name, value }: Bar, { y, share, unit }: RowPlace): string {
  const length = Math.max(1, share * (WIDTH - NAME_WIDTH - VALUE_WIDTH - 12));
  const fill = name.includes("Handoff") ? OWN : OTHER;
  return [
    text(24, y + 12, { content: name }),
    `<rect x="${String(NAME_WIDTH)}" y="${String(y + 1)}" width="${length.toFixed(1)}" height="${String(BAR)}" rx="2" fill="${fill}"><title>${escaped(`${name}: ${shown(value)} ${unit}`)}</title></rect>`,
    text(NAME_WIDTH + length + 6, y + 12, { content: shown(value), fill: FAINT }),
  ].join("\n");
}

interface Words {
  readonly content: string;
  readonly weight?: string;
  readonly size?: number;
  readonly fill?: string;
}

function text(
  x: number,
  y: number,
  { content, weight = "400", size = 12, fill = INK }: Words,
): string {
  return `<text x="${x.toFixed(1)}" y="${String(y)}" font-weight="${weight}" font-size="${String(size)}" fill="${fill}">${escaped(content)}</text>`;
}

/** As many digits as one compares. */
function shown(value: number): string {
  const digits = value >= 100 ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: 0, maximumFractionDigits: digits });
}

function escaped(words: string): string {
  return words.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}
