/** The headers that came once, by their names in lower case. */
export function singleHeaders(headers: NodeJS.Dict<string | string[]>): Record<string, string> {
  const list = Object.entries(headers).filter(
    (pair): pair is [string, string] => typeof pair[1] === "string",
  );
  return Object.fromEntries(list);
}
