import type { Alert } from "../../pipeline/ports.ts";

const MARKS: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** Slack reads `<…>` as links and mentions, so that a source's name cannot ring a whole channel. */
function escaped(text: string): string {
  return text.replace(/[&<>]/g, (mark) => MARKS[mark] ?? mark);
}

/** What Slack, and what understands the same, shows. */
export function slackBody({ what, text, url, shop }: Alert): string {
  const sign = what === "opened" ? ":warning:" : ":white_check_mark:";
  const lines = [`${sign} *${escaped(text.title)}*`, ...text.lines.map(escaped)];
  return JSON.stringify({
    text: [...lines, `<${encodeURI(decodeURI(url))}|Handoff: ${escaped(shop)}>`].join("\n"),
    unfurl_links: false,
  });
}
