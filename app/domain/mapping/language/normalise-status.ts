/**
 * The form in which statuses are compared: NFKC, lower case by the rules of
 * English (never of the machine's language, which in Turkish would part I and
 * i), runs of white space as one space, none at the ends.
 */
export function normaliseStatus(status: string): string {
  return status.normalize("NFKC").toLocaleLowerCase("en-US").replace(/\s+/gu, " ").trim();
}
