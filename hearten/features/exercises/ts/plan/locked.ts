// Locks words with a word: AES-GCM under a key that PBKDF2 draws from it. Only the word opens them again.

import type { Words } from "./kept";

export interface Locked {
  salt: string;
  once: string;
  sealed: string;
}

const ROUNDS = 600_000; // OWASP Password Storage Cheat Sheet, PBKDF2-HMAC-SHA256 (2023). Checked 2026-11-23.
const ROOM = 4096; // what is sealed is filled up to a multiple of this, so that its length says little

/** Browsers lock only on pages that came over https, or from this machine. */
export function canLock(): boolean {
  return typeof crypto !== "undefined" && Boolean(crypto.subtle);
}

export async function lock(words: Words, word: string): Promise<Locked> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  const once = crypto.getRandomValues(new Uint8Array(12));
  const text = new TextEncoder().encode(JSON.stringify(words));
  const filled = new Uint8Array(Math.ceil((text.length + 1) / ROOM) * ROOM).fill(32); // spaces after JSON mean nothing
  filled.set(text);
  const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv: once }, await keyOf(word, salt), filled);
  return { salt: written(salt), once: written(once), sealed: written(new Uint8Array(sealed)) };
}

export async function unlock(locked: Locked, word: string): Promise<Words | null> {
  try {
    const key = await keyOf(word, bytes(locked.salt));
    const opened = await crypto.subtle.decrypt({ name: "AES-GCM", iv: bytes(locked.once) }, key, bytes(locked.sealed));
    return JSON.parse(new TextDecoder().decode(opened)) as Words;
  } catch (problem) {
    if (problem instanceof DOMException || problem instanceof SyntaxError) return null;
    throw problem;
  }
}

async function keyOf(word: string, salt: Uint8Array<ArrayBuffer>): Promise<CryptoKey> {
  const raw = await crypto.subtle.importKey("raw", new TextEncoder().encode(word.normalize("NFKC")), "PBKDF2", false, ["deriveKey"]);
  const drawn = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return crypto.subtle.deriveKey(drawn, raw, { name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

function written(some: Uint8Array): string {
  return btoa(Array.from(some, (one) => String.fromCharCode(one)).join(""));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
