// What the last nine posts were, for a feed that begins anew below them: nine bits for heavy ones, nine for serious.
// The edge keeps the promise about heavy posts from there on; it learns no more than that.

import { cardsOf, current } from "../cards/stops";

const NINE = 9;
const HEAVY = 2;
const SERIOUS = 1;

export function tailOf(feed: HTMLElement): string {
  const cards = cardsOf(feed).filter((card) => !card.classList.contains("is-let-go"));
  const here = current(feed);
  const last = here ? cards.indexOf(here) : -1;
  const seen = last < 0 ? cards : cards.slice(0, last + 1);
  const weights = seen.slice(-NINE).map((card) => Number(card.dataset["heaviness"] ?? HEAVY));
  const bits = (wanted: number): number => weights.reduce((all, weight) => (all << 1) | Number(weight === wanted), 0);
  const tail = (bits(HEAVY) << 12) | (bits(SERIOUS) << 3);
  return tail ? tail.toString(16) : "";
}
