import type { SignatureEncoding } from "./scheme.ts";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const NO_SEXTET = 255;
const SEXTETS = sextetsOf(ALPHABET);
const URL_SEXTETS = sextetsOf(URL_ALPHABET);

/**
 * Reads a signature or key in exactly the encoding that is configured; null
 * for anything else. Only the canonical text of some bytes is accepted: with a
 * lax reader two texts would stand for one signature.
 */
export function decode(encoding: SignatureEncoding, text: string): Uint8Array | null {
  switch (encoding) {
    case "hex":
      return decodeHex(text);
    case "base64":
      return text.length % 4 === 0 ? decodeSextets(text.replace(/={1,2}$/, ""), SEXTETS) : null;
    case "base64url":
      return decodeSextets(text.replace(/={1,2}$/, ""), URL_SEXTETS);
  }
}

/** Standard base64 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  const groups: string[] = [];
  for (let start = 0; start < bytes.length; start += 3) {
    groups.push(encodeGroup(bytes.subarray(start, start + 3)));
  }
  return groups.join("");
}

export function encodeHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

function decodeHex(text: string): Uint8Array | null {
  if (text.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(text)) return null;
  return Uint8Array.from({ length: text.length / 2 }, (_, index) =>
    Number.parseInt(text.slice(index * 2, index * 2 + 2), 16),
  );
}

function decodeSextets(text: string, sextets: Uint8Array): Uint8Array | null {
  if (text.length % 4 === 1) return null;
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let pending = 0;
  let bits = 0;
  let length = 0;
  for (let at = 0; at < text.length; at += 1) {
    const sextet = sextets[text.charCodeAt(at)] ?? NO_SEXTET;
    if (sextet === NO_SEXTET) return null;
    pending = ((pending << 6) | sextet) & 0xffff;
    bits += 6;
    if (bits < 8) continue;
    bits -= 8;
    bytes[length++] = (pending >> bits) & 0xff;
  }
  const leftOver = pending & ((1 << bits) - 1);
  return leftOver === 0 ? bytes : null;
}

function encodeGroup(group: Uint8Array): string {
  const word = ((group[0] ?? 0) << 16) | ((group[1] ?? 0) << 8) | (group[2] ?? 0);
  return [18, 12, 6, 0]
    .map((shift, index) => (index <= group.length ? ALPHABET.charAt((word >> shift) & 63) : "="))
    .join("");
}

/** The value of each character by its code. */
function sextetsOf(alphabet: string): Uint8Array {
  const sextets = new Uint8Array(128).fill(NO_SEXTET);
  for (let value = 0; value < alphabet.length; value += 1) {
    sextets[alphabet.charCodeAt(value)] = value;
  }
  return sextets;
}
