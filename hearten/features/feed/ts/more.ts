// Fetches the next cards from the edge before the viewer gets there. If that fails, the link is still a link,
// and the next try comes by itself: a line that was gone for a moment must not end the films.
// Where the reader's own language has no more, it goes on with the others, after a quiet card that says so.
// A wish takes effect at once: what does not fit it goes, and all that follows is asked for anew.

import { type Card, cardFrom } from "./cards/card";
import { cardsOf, current, weightOf } from "./cards/stops";
import { onWish, wishes } from "./preferences";
import { areArranged } from "./wishes/arranged";
import { ask } from "./wishes/ask";
import { arePlain, isHidden } from "./wishes/asked";
import { fits } from "./wishes/promise";

const NEAR = "250% 0px";
const PATIENCE = [2000, 4000, 8000, 15_000, 30_000];

export function start(end: HTMLElement, wake: (card: HTMLElement) => void): void {
  const feed = end.closest<HTMLElement>(".feed");
  const mould = document.querySelector<HTMLTemplateElement>("template#card");
  if (feed && mould) new More(feed, end, mould, wake).watch();
}

class More {
  private readonly link: HTMLElement | null;
  private after: string | null;
  private anew = false; // what follows was asked for before the last wish
  private isFirst = false; // nothing was watched yet
  private near = false;
  private asking = 0; // each question has a number: an answer to an earlier one comes too late
  private isAsking = false;
  private tries = 0;
  private next = 0;
  private others = ""; // the languages asked for once their own has no more
  private isTurned = false; // the card that says so stands

  constructor(
    private readonly feed: HTMLElement,
    private readonly end: HTMLElement,
    private readonly mould: HTMLTemplateElement,
    private readonly wake: (card: HTMLElement) => void,
  ) {
    this.link = end.querySelector("a[rel=next]");
    this.after = end.dataset["after"] || null;
  }

  watch(): void {
    if ("whole" in this.end.dataset) return areArranged(); // a path is all here, in an order of its own
    const seen = ([...entries]: IntersectionObserverEntry[]): void => {
      this.near = entries.pop()?.isIntersecting ?? false;
      void this.bring();
    };
    new IntersectionObserver(seen, { rootMargin: NEAR }).observe(this.end);
    window.addEventListener("online", () => void this.bring());
    onWish(() => {
      this.isFirst = false;
      this.startOver(current(this.feed));
    });
    if (arePlain(wishes())) {
      areArranged();
      return this.after === null ? this.goOn(null) : undefined;
    }
    this.isFirst = true;
    this.startOver(null);
  }

  private startOver(from: HTMLElement | null): void {
    for (const card of this.following(from)) if (isUnwanted(card)) card.remove();
    this.others = "";
    this.anew = true;
    this.after = "";
    this.isAsking = false;
    void this.bring();
  }

  private async bring(): Promise<void> {
    if ("stopped" in this.end.dataset) return;
    if (this.after === null || this.isAsking || !(this.near || this.anew)) return;
    window.clearTimeout(this.next);
    this.isAsking = true;
    this.asking += 1;
    const number = this.asking;
    const answer = await ask(this.after, this.others);
    if (number !== this.asking) return;
    this.isAsking = false;
    this.sayResting(answer === "resting");
    if (answer === "refused") return areArranged(); // asking again would change nothing
    if (answer === "unreached" || answer === "resting") return this.tryLater();
    this.tries = 0;
    this.clear();
    this.place(answer.items);
    areArranged();
    this.goOn(answer.after);
  }

  private tryLater(): void {
    const wait = PATIENCE[Math.min(this.tries, PATIENCE.length - 1)];
    this.tries += 1;
    this.next = window.setTimeout(() => void this.bring(), wait);
  }

  private goOn(last: string | null): void {
    const after = last ?? this.turn();
    this.after = after;
    for (const words of this.end.querySelectorAll<HTMLElement>("[data-part=end]")) words.hidden = after !== null;
    this.link?.toggleAttribute("hidden", after === null);
    if (after === null) return;
    const place = { ...(this.others ? { lang: this.others } : {}), ...(after ? { after } : {}) };
    this.link?.setAttribute("href", `?${new URLSearchParams(place).toString()}`);
    window.setTimeout(() => void this.bring()); // the cards may all have fitted above it
  }

  /** Once: the place to begin in the other languages, or none. Whoever chose languages gets those alone. */
  private turn(): string | null {
    this.end.querySelector("[data-part=others]")?.remove();
    if (this.others || wishes().lang.length > 0) return null;
    this.others = this.end.dataset["others"] ?? "";
    return this.others ? "" : null;
  }

  private sayResting(rests: boolean): void {
    this.end.querySelector("[data-part=resting]")?.toggleAttribute("hidden", !rests);
  }

  /** What was asked for before the wish goes once its place can be taken; a film being watched stays. */
  private clear(): void {
    if (!this.anew) return;
    this.anew = false;
    const isUntouched = this.isFirst && scrollY === 0 && !this.feed.querySelector(".is-playing");
    const from = isUntouched ? null : current(this.feed);
    for (const card of this.following(from)) if (!card.classList.contains("is-let-go")) card.remove();
    if (from === null) {
      this.feed.querySelector(".feed__turn")?.remove();
      this.isTurned = false;
    }
  }

  private following(from: HTMLElement | null): HTMLElement[] {
    const cards = cardsOf(this.feed);
    return from ? cards.slice(cards.indexOf(from) + 1) : cards;
  }

  private sayOthers(): void {
    if (!this.others || this.isTurned) return;
    this.isTurned = true;
    const card = document.querySelector<HTMLTemplateElement>("template#others")?.content.cloneNode(true);
    if (card) this.feed.insertBefore(card, this.end);
  }

  private place(items: readonly Card[]): void {
    const shown = cardsOf(this.feed).filter((card) => !card.classList.contains("is-let-go")).map(weightOf);
    for (const item of items) {
      if (document.getElementById(`post-${item.post_id}`) || isHidden(`${item.title} ${item.text}`)) continue;
      if (!fits(shown, item)) continue;
      const card = cardFrom(this.mould, item, this.feed.dataset["root"] ?? "/");
      this.sayOthers();
      shown.push(item);
      this.feed.insertBefore(card, this.end);
      this.wake(card);
    }
  }
}

function isUnwanted(card: HTMLElement): boolean {
  const said = wishes();
  const topics = (card.dataset["topics"] ?? "").split(",");
  if (said.less.some((topic) => topics.includes(topic))) return true;
  return (said.gentler && card.dataset["heaviness"] === "2") || isHidden(ownWords(card));
}

/** What the post says: a word on one of our buttons hides nothing. */
function ownWords(card: HTMLElement): string {
  return [...card.querySelectorAll("[data-own]")].map((part) => part.textContent).join(" ");
}
