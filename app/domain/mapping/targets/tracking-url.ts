const MAX_LENGTH = 2_000;

/** Whether a text is an address that a customer may be sent to: http or https, nothing hidden in it. */
export function isTrackingUrl(text: string): boolean {
  if (text.length > MAX_LENGTH || /[\p{C}\s<>"]/u.test(text)) return false;
  if (!/^https?:\/\//i.test(text) || !URL.canParse(text)) return false;
  const { username, password, hostname } = new URL(text);
  return username === "" && password === "" && hostname.includes(".");
}
