/**
 * Hosts of Amazon SQS, each with its region: the usual one, FIPS, dual-stack,
 * VPC endpoints, and those of old that still stand in queue URLs (AWS General
 * Reference, "Amazon SQS endpoints and quotas").
 */
const HOSTS: readonly RegExp[] = [
  /^(?:[^.]+\.)?sqs(?:-fips)?\.([a-z]{2,}(?:-[a-z0-9]+)+)\.(?:vpce\.)?(?:amazonaws\.com(?:\.cn)?|api\.aws)$/,
  /^([a-z]{2,}(?:-[a-z0-9]+)+)\.queue\.amazonaws\.com(?:\.cn)?$/,
];

const HOST = /^https?:\/\/([^/:?#@]+)/i;

/** The host that stood for the first region before regions had hosts of their own. */
const OLDEST_HOST = "queue.amazonaws.com";

/** The region that a queue's URL names; null where it names none, as a service of one's own. */
export function regionOfQueue(url: string): string | null {
  const host = HOST.exec(url)?.[1]?.toLowerCase() ?? "";
  if (host === OLDEST_HOST) return "us-east-1";
  for (const pattern of HOSTS) {
    const region = pattern.exec(host)?.[1];
    if (region !== undefined) return region;
  }
  return null;
}
