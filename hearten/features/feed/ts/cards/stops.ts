// Where one can stop on the way down: a card, a break, the end.

import type { Weight } from "../wishes/promise";

const STOPS = ".short, .feed__rest, .feed__turn, .feed__end";

export function stopsOf(feed: HTMLElement): HTMLElement[] {
  return [...feed.querySelectorAll<HTMLElement>(STOPS)];
}

export function cardsOf(feed: HTMLElement): HTMLElement[] {
  return [...feed.querySelectorAll<HTMLElement>(".short")];
}

export function current(feed: HTMLElement): HTMLElement | null {
  const middle = innerHeight / 2;
  const stops = stopsOf(feed);
  return stops.find((stop) => stop.getBoundingClientRect().bottom > middle) ?? stops[stops.length - 1] ?? null;
}

export function weightOf(card: HTMLElement): Weight {
  const { heaviness, leaves, kind } = card.dataset;
  return { kind: kind ?? "", ...(heaviness ? { heaviness: Number(heaviness) } : {}), ...(leaves ? { leaves } : {}) };
}
