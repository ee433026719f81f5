// Where a plan lies: in this browser's own store, open or locked. Nothing here talks to anyone.

import type { Locked } from "./locked";

export type Words = Record<string, string>;

const CLEAR = "hearten.plan";
const LOCKED = "hearten.sealed";

export function isSome(words: Words): boolean {
  return Object.values(words).some((said) => said.trim() !== "");
}

export function hasClear(): boolean {
  return get(CLEAR) !== null;
}

export function readClear(): Words | null {
  return parsed(get(CLEAR)) as Words | null;
}

export function readLocked(): Locked | null {
  return parsed(get(LOCKED)) as Locked | null;
}

export function keepClear(words: Words): boolean {
  return put(CLEAR, JSON.stringify(words));
}

/** What was open before is gone once the locked one is there. */
export function keepLocked(locked: Locked): boolean {
  const done = put(LOCKED, JSON.stringify(locked));
  if (done) drop(CLEAR);
  return done;
}

export function forgetAll(): void {
  drop(CLEAR);
  drop(LOCKED);
}

function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

function get(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // where nothing may be kept, nothing is
  }
}

function put(key: string, value: string): boolean {
  try {
    localStorage.setItem(key, value);
    return true;
  } catch {
    return false;
  }
}

function drop(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    return;
  }
}
