/** A number where JavaScript keeps its value exactly, else its text. */
export function losslessNumber(source: string): number | string {
  const value = Number(source);
  if (/[eE]/.test(source)) return Number.isSafeInteger(value) ? value : source;
  // 15 significant digits always survive; of longer ones only some do.
  const survives = source.length <= 15 || String(value) === source;
  return survives ? value + 0 : source;
}
