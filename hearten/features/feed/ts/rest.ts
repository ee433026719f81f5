// After twenty minutes of watching in one sitting, the next stop is a calm one. It never lies over a film.

import { cardsOf, current } from "./cards/stops";

const SITTING = 20 * 60; // seconds
const PAUSE = 10 * 60; // seconds without a film: then it is another sitting
const KEY = "hearten.watched";

export function start(feed: HTMLElement): void {
  const mould = document.querySelector<HTMLTemplateElement>("template#rest");
  if (mould) new Sitting(feed, mould).begin();
}

class Sitting {
  private watched = kept();
  private idle = 0;

  constructor(
    private readonly feed: HTMLElement,
    private readonly mould: HTMLTemplateElement,
  ) {}

  begin(): void {
    window.setInterval(() => this.tick(), 1000);
    addEventListener("pagehide", () => keep(this.watched));
  }

  private tick(): void {
    const playing = this.feed.querySelector<HTMLElement>(".short.is-playing");
    this.idle = playing ? 0 : this.idle + 1;
    if (this.idle >= PAUSE) this.watched = 0;
    if (!playing || document.hidden) return;
    this.watched += 1;
    if (this.watched < SITTING) return;
    this.watched = 0;
    this.placeAfter(playing);
  }

  private placeAfter(card: HTMLElement): void {
    this.feed.querySelector(".feed__rest")?.remove();
    const rest = this.mould.content.firstElementChild?.cloneNode(true);
    if (!(rest instanceof HTMLElement)) return;
    rest.querySelector("[data-press=on]")?.addEventListener("click", () => this.goTo(rest.nextElementSibling));
    rest.querySelector("[data-press=stop]")?.addEventListener("click", () => this.stop(rest));
    card.after(rest);
  }

  /** What was still to come goes, so that the end is really the end; the link there brings more to who wants it. */
  private stop(rest: HTMLElement): void {
    const cards = cardsOf(this.feed);
    const after = cards.filter((card) => rest.compareDocumentPosition(card) & Node.DOCUMENT_POSITION_FOLLOWING);
    for (const card of after) card.remove();
    const end = this.feed.querySelector<HTMLElement>(".feed__end");
    if (end) end.dataset["stopped"] = "";
    for (const words of end?.querySelectorAll<HTMLElement>("[data-part=end]") ?? []) words.hidden = false;
    this.goTo(end);
    end?.querySelector<HTMLElement>("[data-part=end]")?.focus();
  }

  private goTo(stop: Element | null | undefined): void {
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    stop?.scrollIntoView({ block: "start", behavior: calm ? "auto" : "smooth" });
    if (current(this.feed) !== stop) (stop as HTMLElement | null)?.querySelector<HTMLElement>("a")?.focus({ preventScroll: true });
  }
}

/** Of this tab alone, and gone with it or on leaving quickly. */
function kept(): number {
  try {
    return Number(sessionStorage.getItem(KEY)) || 0;
  } catch {
    return 0;
  }
}

function keep(watched: number): void {
  if (document.body.hidden) return; // someone leaves quickly: nothing is written after it was cleared
  try {
    sessionStorage.setItem(KEY, String(watched));
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem;
  }
}
