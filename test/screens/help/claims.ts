/** Words that say how much, how often or how good without saying who measured it. */
const CLAIM =
  /\d\s?%|\bpercent\b|\b(?:\d+|two|three|five|ten|hundred) times (?:faster|as|more|less|fewer)|\bfaster than\b|\b(?:studies|research|surveys?|experts|statistics)\b|\bmost (?:merchants|shops|stores|orders|customers)\b|\bon average\b|\bindustry\b/i;

/** A command that measures it, or a link to where it was measured. */
const PROOF = /`(?:npm|npx|node) [^`]+`|\]\([^)]+\)/;

/** The claims of a Markdown text that have no proof in their own paragraph or row of a table. */
export function unprovedClaims(text: string): readonly string[] {
  return text
    .split(/\n{2,}|\n(?=\|)/)
    .filter((paragraph) => CLAIM.test(paragraph) && !PROOF.test(paragraph));
}
