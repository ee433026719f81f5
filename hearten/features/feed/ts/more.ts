// Fetches the next cards from the edge before the viewer gets there. If that fails, the link is still a link,
// and the next try comes by itself: a line that was gone for a moment must not end the films.

import { wake } from "@web/behaviors";
import { type Card, cardFrom } from "./card";

interface Page {
  items: Card[];
  after: string | null;
}

type Trouble = "unreached" | "resting" | "refused";

const NEAR = "250% 0px";
const PATIENCE = [2000, 4000, 8000, 15_000, 30_000];
const LONGEST = 30_000;

export function start(element: HTMLElement): void {
  new More(element).watch();
}

class More {
  private near = false;
  private asking = false;
  private tries = 0;
  private next = 0;

  constructor(private readonly link: HTMLElement) {}

  watch(): void {
    const seen = ([...entries]: IntersectionObserverEntry[]): void => {
      this.near = entries.pop()?.isIntersecting ?? false;
      void this.bring();
    };
    new IntersectionObserver(seen, { rootMargin: NEAR }).observe(this.link);
    window.addEventListener("online", () => void this.bring());
  }

  private async bring(): Promise<void> {
    if (!this.near || this.asking || !this.link.isConnected) return;
    window.clearTimeout(this.next);
    this.asking = true;
    const answer = await ask(this.link.dataset["after"] ?? "");
    this.asking = false;
    this.sayResting(answer === "resting");
    if (answer === "refused") return; // asking again would change nothing
    if (answer === "unreached" || answer === "resting") return this.tryLater();
    this.tries = 0;
    place(answer.items, this.link);
    this.goOn(answer.after);
  }

  private tryLater(): void {
    const wait = PATIENCE[Math.min(this.tries, PATIENCE.length - 1)];
    this.tries += 1;
    this.next = window.setTimeout(() => void this.bring(), wait);
  }

  private goOn(after: string | null): void {
    if (after) {
      this.link.dataset["after"] = after;
      this.link.setAttribute("href", `?${new URLSearchParams({ after }).toString()}`);
      window.setTimeout(() => void this.bring()); // the cards may all have fitted above it
      return;
    }
    for (const words of document.querySelectorAll<HTMLElement>(".feed__end [data-part=end]")) words.hidden = false;
    this.link.remove();
  }

  private sayResting(rests: boolean): void {
    document.querySelector(".feed__end [data-part=resting]")?.toggleAttribute("hidden", !rests);
  }
}

/** Unreached: no line, or an answer broken off. Resting: the edge shows nothing while it does not know what it may. */
async function ask(after: string): Promise<Page | Trouble> {
  const asked = new URLSearchParams({ after, lang: document.documentElement.lang });
  const enough = new AbortController();
  const timer = window.setTimeout(() => enough.abort(), LONGEST);
  try {
    const answer = await fetch(`/edge/feed?${asked.toString()}`, { credentials: "omit", signal: enough.signal });
    if (answer.ok) return (await answer.json()) as Page;
    return answer.status >= 500 ? "resting" : answer.status === 429 ? "unreached" : "refused";
  } catch (problem) {
    if (problem instanceof TypeError || problem instanceof SyntaxError || problem instanceof DOMException) return "unreached";
    throw problem;
  } finally {
    window.clearTimeout(timer);
  }
}

function place(items: readonly Card[], link: HTMLElement): void {
  const feed = link.closest<HTMLElement>(".feed");
  const mould = document.querySelector<HTMLTemplateElement>("template#card");
  if (!feed || !mould) return;
  for (const item of items) {
    if (document.getElementById(`post-${item.post_id}`)) continue;
    const card = cardFrom(mould, item, feed.dataset["root"] ?? "/");
    feed.insertBefore(card, feed.querySelector(":scope > .feed__end"));
    wake(card);
  }
}
