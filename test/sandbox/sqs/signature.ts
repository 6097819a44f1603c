import { createHash, createHmac } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { denied, unknownKey, wrongSignature } from "./refusal.ts";

/** A user's access key and what it may do. */
export interface AccessKey {
  readonly id: string;
  readonly secret: string;
  /** Actions such as `ReceiveMessage`. */
  readonly rights: ReadonlySet<string>;
}

export interface SignedRequest {
  readonly request: IncomingMessage;
  readonly body: Buffer;
}

export interface SignatureRules {
  readonly keys: ReadonlyMap<string, AccessKey>;
  readonly region: string;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]*)\/([^/]*)\/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?Signature=([0-9a-f]{64})$/;

const MOST_SKEW_MILLISECONDS = 15 * 60_000;

/** The key that signed a request with AWS Signature Version 4; throws SqsRefusal where none rightly did. */
export function signerOf(signed: SignedRequest, { keys, region, now }: SignatureRules): AccessKey {
  const { request, body } = signed;
  const found = AUTHORIZATION.exec(request.headers.authorization ?? "");
  if (found === null) throw denied("*", "*");
  const [, keyId = "", day = "", scopeRegion = "", service = "", names = "", signature] = found;
  const key = keys.get(keyId);
  if (key === undefined) throw unknownKey();
  if (scopeRegion !== region || service !== "sqs") {
    throw wrongSignature("Credential should be scoped to a valid region. ");
  }
  const date = String(request.headers["x-amz-date"] ?? "");
  refuseSkew(date, now);
  const scope = `${day}/${region}/sqs/aws4_request`;
  const canonical = canonicalRequest(request, names.split(";"), body);
  const text = ["AWS4-HMAC-SHA256", date, scope, sha256(canonical)].join("\n");
  const calculated = hmac(signingKey(key.secret, [day, region]), text).toString("hex");
  if (calculated !== signature || !names.split(";").includes("host")) {
    throw wrongSignature(
      "The request signature we calculated does not match the signature you provided. " +
        "Check your AWS Secret Access Key and signing method. Consult the service documentation for details.",
    );
  }
  return key;
}

function refuseSkew(date: string, now: number): void {
  const [, year, month, day, hour, minute, second] =
    /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date) ?? [];
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (Number.isNaN(at)) throw wrongSignature("Date must be in ISO-8601 'basic format'.");
  const earliest = now - MOST_SKEW_MILLISECONDS;
  if (at < earliest) {
    throw wrongSignature(
      `Signature expired: ${date} is now earlier than ${basic(earliest)} (${basic(now)} - 15 min.)`,
    );
  }
  const latest = now + MOST_SKEW_MILLISECONDS;
  if (at > latest) {
    throw wrongSignature(
      `Signature not yet current: ${date} is still later than ${basic(latest)} (${basic(now)} + 15 min.)`,
    );
  }
}

function basic(at: number): string {
  return new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, "");
}

function canonicalRequest(
  request: IncomingMessage,
  names: readonly string[],
  body: Buffer,
): string {
  const headers = names.map(
    (name) =>
      `${name}:${String(request.headers[name] ?? "")
        .trim()
        .replace(/ +/g, " ")}\n`,
  );
  const [path = "/", query = ""] = (request.url ?? "/").split("?");
  const lines = [request.method, path, query, headers.join(""), names.join(";"), sha256(body)];
  return lines.join("\n");
}

function signingKey(secret: string, [day = "", region = ""]: readonly string[]): Buffer {
  return hmac(hmac(hmac(hmac(`AWS4${secret}`, day), region), "sqs"), "aws4_request");
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

function sha256(data: string | Buffer): string {
  return createHash("sha256").update(data).digest("hex");
}
