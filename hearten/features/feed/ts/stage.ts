// One film at a time, led by swipes, keys or a wheel; and back to the one that was watched before.

import { back, cameBack, markWayBack } from "./cards/back";
import { current, stopsOf } from "./cards/stops";
import { remembered } from "./film/place";
import { chosen, wishes } from "./preferences";
import { arranged } from "./wishes/arranged";
import { arePlain } from "./wishes/asked";

const CLICKS: Readonly<Record<string, string>> = {
  " ": ".short__play",
  c: "[data-press=captions]",
  m: "[data-press=sound]",
};

export function start(element: HTMLElement, wake: (card: HTMLElement) => void): void {
  document.addEventListener("keydown", (event) => answer(element, event));
  void comeBack(element, wake);
  markWayBack(element);
}

async function comeBack(feed: HTMLElement, wake: (card: HTMLElement) => void): Promise<void> {
  const at = cameBack() ?? remembered();
  if (!at) return;
  if (!arePlain(wishes())) await arranged;
  await back(feed, at, wake);
}

function answer(feed: HTMLElement, event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || !chosen("keys") || isBusy(event)) return;
  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 };
  const step = steps[event.key];
  const button = CLICKS[event.key];
  const now = current(feed);
  if (step) {
    event.preventDefault();
    goTo(feed, now, step);
  } else if (button) {
    event.preventDefault();
    now?.querySelector<HTMLButtonElement>(button)?.click();
  }
}

// A key pressed in a field, a menu or on a button belongs to it.
function isBusy(event: KeyboardEvent): boolean {
  const at = event.target instanceof Element ? event.target : null;
  if (at?.closest("input, select, textarea, .sheet__body, .menu[open]")) return true;
  return event.key === " " && Boolean(at?.closest("button, a, summary"));
}

function goTo(feed: HTMLElement, from: HTMLElement | null, step: number): void {
  const stops = stopsOf(feed);
  const to = from ? stops[stops.indexOf(from) + step] : stops[0];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  to?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
}
