// Who comes back to this tab finds the film they were in the middle of, at its second.

import type { At } from "../film/place";
import { wishes } from "../preferences";
import { isHidden } from "../wishes/asked";
import { fits, type Weight } from "../wishes/promise";
import { type Card, cardFrom } from "./card";
import { Gone, whole } from "./gone";
import { cardsOf, current, weightOf } from "./stops";

/** Whoever follows a link comes back, by the browser's own way, to the card they left and not to a height of the page. */
export function markWayBack(feed: HTMLElement): void {
  document.addEventListener("click", (event) => {
    const post = event.target instanceof Element && event.target.closest("a[href]") ? current(feed)?.id.replace("post-", "") : "";
    if (!post) return;
    history.scrollRestoration = "manual";
    history.replaceState({ post }, "");
  });
}

export function cameBack(): At | null {
  const post: unknown = (history.state as { post?: unknown } | null)?.post;
  return typeof post === "string" && /^[0-9a-f-]{36}$/.test(post) ? { post, second: 0 } : null;
}

export async function back(feed: HTMLElement, at: At, wake: (card: HTMLElement) => void): Promise<void> {
  const here = document.getElementById(`post-${at.post}`);
  if (here) return here.scrollIntoView({ block: "start" });
  const mould = document.querySelector<HTMLTemplateElement>("template#card");
  const item = await whole<Card>(at.post);
  if (!mould || !item || item instanceof Gone || scrollY > 0 || !isWanted(item)) return;
  const card = cardFrom(mould, { ...item, why: "again" }, feed.dataset["root"] ?? "/");
  const first = cardsOf(feed)[0];
  feed.insertBefore(card, first ?? feed.querySelector(".feed__end"));
  keepPromise(feed);
  wake(card);
  requestAnimationFrame(() => card.scrollIntoView({ block: "start" })); // else the page snaps back to where it stood
}

function isWanted(item: Card): boolean {
  return !isHidden(`${item.title} ${item.text}`) && !item.topics?.some((topic) => wishes().less.includes(topic));
}

/** A card put before the others must not bring heavy ones together. */
function keepPromise(feed: HTMLElement): void {
  const shown: Weight[] = [];
  for (const card of cardsOf(feed)) {
    const weight = weightOf(card);
    if (fits(shown, weight)) shown.push(weight);
    else card.remove();
  }
}
