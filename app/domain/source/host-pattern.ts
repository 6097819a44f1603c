/** Whether a host fits a pattern, in which `*` stands for letters, digits and hyphens of one label. */
export function isHost(hostname: string, pattern: string): boolean {
  const [labels, wanted] = [hostname.split("."), pattern.split(".")];
  return (
    labels.length === wanted.length &&
    wanted.every((label, index) => fits(labels[index] ?? "", label))
  );
}

function fits(label: string, pattern: string): boolean {
  const [start = "", end] = pattern.split("*");
  if (end === undefined) return label === pattern;
  return (
    label.length >= start.length + end.length && label.startsWith(start) && label.endsWith(end)
  );
}
