// What the device asks of the feed: the viewer's wishes, and whether it is night where they are.

import { type Wishes, wishes } from "../preferences";
import { tailOf } from "./tail";

export const MOST_HIDDEN = 10;
export const LONGEST_HIDDEN = 40;
const NIGHT = { from: 22, until: 6 }; // hours of the device's own clock
const LETTER = "\\p{L}\\p{N}";

const seed = 1 + Math.floor(Math.random() * 0x7fff_fffe); // of this page: its order stays while it is open

/** `others`: the languages to go on with, where their own has no more. Without a wish the answer is everybody's, and may come from a cache. */
export function asked(after: string, others: string): URLSearchParams {
  const said = wishes();
  const feed = document.querySelector<HTMLElement>(".feed");
  const address = new URLSearchParams(location.search); // the feed this page is
  const spoken = said.lang.join(",") || others || address.get("lang") || document.documentElement.lang;
  const query = new URLSearchParams({ lang: spoken });
  const of = address.get("of");
  if (of) query.set("of", of);
  if (after) query.set("after", after);
  else if (feed && tailOf(feed)) query.set("tail", tailOf(feed));
  for (const name of ["topics", "less", "hide"] as const) if (said[name].length > 0) query.set(name, said[name].join(","));
  if (said.country) query.set("country", said.country);
  if (said.gentler) query.set("gentler", "1");
  if (isNight(new Date().getHours())) query.set("night", "1");
  if (!arePlain(said)) query.set("seed", String(seed));
  return query;
}

export function arePlain(said: Wishes): boolean {
  return !said.gentler && !said.country && [said.topics, said.less, said.hide, said.lang].every((some) => some.length === 0);
}

/** Whether these words hold one the viewer hides: the edge looks too, but a page already here needs no line for it. */
export function isHidden(words: string): boolean {
  const text = folded(words);
  return wishes().hide.some((word) => new RegExp(`(^|[^${LETTER}])${escaped(folded(word))}`, "u").test(text));
}

/** A word as it is kept: no comma, which stands between two of them. */
export const COMMA = /[,،、，]/; // as the keyboards of the world have it

export function hideable(typed: string): string {
  return typed.replace(/[,،、，\s]+/g, " ").trim().slice(0, LONGEST_HIDDEN);
}

function folded(words: string): string {
  return words.normalize("NFKC").toLowerCase();
}

function escaped(words: string): string {
  return words.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&");
}

function isNight(hour: number): boolean {
  return hour >= NIGHT.from || hour < NIGHT.until;
}
