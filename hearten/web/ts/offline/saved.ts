// Posts that a reader saved: a film at its smallest, captions, picture and words, what it asks, and the day its approval
// ends.
// On the line each is looked at again; what was withdrawn, changed or has run out is taken off the device.

import type { Asks } from "../../../features/checks/ts/parts/fill";
import { Saved as Kept } from "./names";

export interface Post extends Asks {
  post_id: string;
  digest: string;
  title: string;
  text: string;
  language: string;
  dir: string;
  video: Film | null;
  captions: { src: string; language: string }[];
  transcript: { start: number; text: string }[];
  cards?: Card[];
  sources: Source[];
  maker: { name: string; credential?: string | null; lived?: boolean };
  checked: { by: string; credential: string; until: string; demo: boolean };
}

export interface Card {
  text: string;
  alt: string;
  image: { sizes: Picture[] } | null;
}

export interface Picture {
  src: string;
  width: number;
  height: number;
  bytes: number;
}

export interface Source {
  statement: string;
  url: string;
  title: string;
  publisher: string;
  year: number;
}

interface Film {
  width: number;
  height: number;
  flashing: boolean;
  sources: { src: string; type: string; width: number; bytes: number }[];
  poster: { src: string } | null;
}

export interface Saved {
  post: Post;
  bytes: number;
  saved: string;
  looked: string;
}

const BESIDE = 40_000; // bytes of picture, captions and words, about
const DAYS_UNSEEN = 30; // days without a line after which nobody could have told this device of a withdrawal
const HOUR = 3_600_000;
const MISSING = [404, 410];
const place = (id: string): string => Kept.post + id;

export async function ask(id: string): Promise<Post | number> {
  const answer = await fetch(`/edge/post/${id}`, { credentials: "omit", cache: "no-store" });
  return answer.ok ? ((await answer.json()) as Post) : answer.status;
}

export function smallest(post: Post): { src: string; bytes: number } | undefined {
  return [...(post.video?.sources ?? [])].sort((a, b) => a.bytes - b.bytes)[0];
}

/** Of a card, its smaller one; they stand with the smallest first. */
export function pictureOf(card: Card): Picture | undefined {
  return card.image?.sizes[0];
}

export function sizeOf(post: Post): number {
  const pictures = (post.cards ?? []).map((card) => pictureOf(card)?.bytes ?? 0);
  return (smallest(post)?.bytes ?? 0) + pictures.reduce((total, one) => total + one, 0) + BESIDE;
}

/** All of it or nothing. Throws a DOMException where there is no room, a TypeError where there is no line. */
export async function save(post: Post, now: Date): Promise<void> {
  const store = await caches.open(Kept.store);
  let bytes = JSON.stringify(post).length;
  try {
    for (const file of filesOf(post)) {
      const answer = await fetch(file, { credentials: "omit" });
      if (!answer.ok) throw new TypeError(`${file} was refused.`);
      const body = await answer.blob();
      bytes += body.size;
      await store.put(file, new Response(body, { headers: { "Content-Type": answer.headers.get("Content-Type") ?? "" } }));
    }
    await write({ post, bytes, saved: now.toISOString(), looked: now.toISOString() });
  } catch (problem) {
    await remove(post.post_id, post);
    throw problem;
  }
}

export async function savedOf(id: string): Promise<Saved | null> {
  const found = await (await caches.open(Kept.store)).match(place(id));
  return found ? ((await found.json()) as Saved) : null;
}

export async function all(): Promise<Saved[]> {
  const store = await caches.open(Kept.store);
  const found: Saved[] = [];
  for (const key of await store.keys()) {
    const one = key.url.includes(place("")) ? await store.match(key) : undefined;
    if (one) found.push((await one.json()) as Saved);
  }
  return found.sort((a, b) => b.saved.localeCompare(a.saved));
}

/** False where it was not there any more: another page, or the worker, was faster. */
export async function remove(id: string, post?: Post): Promise<boolean> {
  const store = await caches.open(Kept.store);
  const gone = post ?? (await savedOf(id))?.post;
  const wasThere = await store.delete(place(id));
  const others = (await all()).flatMap((one) => filesOf(one.post)); // two posts may share a file
  for (const file of gone ? filesOf(gone) : []) if (!others.includes(file)) await store.delete(file);
  return wasThere;
}

/** Its approval ends with the day named on it; the device's own day counts, for there may be no other. */
export function hasEnded(one: Saved, now: Date): boolean {
  return now.toISOString().slice(0, 10) >= one.post.checked.until.slice(0, 10);
}

export function mayShow(one: Saved, now: Date): boolean {
  return !hasEnded(one, now) && now.getTime() - Date.parse(one.looked) < DAYS_UNSEEN * 24 * HOUR;
}

/** Without `everyone` only those not looked at within the hour are asked for. */
export async function lookAgain(everyone: boolean): Promise<void> {
  const now = new Date();
  for (const one of await all()) {
    const isOld = everyone || now.getTime() - Date.parse(one.looked) > HOUR;
    const says = hasEnded(one, now) ? 410 : isOld ? await ask(one.post.post_id).catch(() => 0) : 0;
    const isChanged = typeof says === "object" && says.digest !== one.post.digest;
    if (isChanged || (typeof says === "number" && MISSING.includes(says))) {
      const isGone = await remove(one.post.post_id);
      if (isGone) await (await caches.open(Kept.store)).put(Kept.gone, new Response()); // no page may be open to say so
    } else if (typeof says === "object") {
      await write({ ...one, post: { ...one.post, checked: says.checked }, looked: now.toISOString() });
    }
  }
}

/** Whether anything was taken off since a reader was last told, by this page or behind it. */
export async function tellsGone(): Promise<boolean> {
  return (await caches.open(Kept.store)).delete(Kept.gone);
}

function filesOf(post: Post): string[] {
  const film = smallest(post);
  const beside = [post.video?.poster?.src, ...post.captions.map((caption) => caption.src)];
  const pictures = (post.cards ?? []).map((card) => pictureOf(card)?.src);
  return [film?.src, ...beside, ...pictures].filter((file): file is string => Boolean(file));
}

async function write(one: Saved): Promise<void> {
  const kept = new Response(JSON.stringify(one), { headers: { "Content-Type": "application/json" } });
  await (await caches.open(Kept.store)).put(place(one.post.post_id), kept);
}
