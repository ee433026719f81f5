// One card at a time, moved by hand: by swiping, by two buttons, or by arrow keys inside. Nothing moves by itself.

const NEAR = "50% 0px"; // as near as a film that is fetched ahead
const AHEAD_MS = 1500; // until a deck that is near brings the pictures of its further cards: a film has the line first

export function start(element: HTMLElement): void {
  const row = element.querySelector<HTMLElement>(".deck__row");
  const steps = element.querySelector<HTMLElement>("[data-part=steps]");
  if (row) bringPictures(element, row);
  if (row && steps && row.children.length > 1) new Carousel(element, row, steps).open();
}

/** In the feed, pictures are kept back until they are near: see css/pages/cards.css. */
function bringPictures(element: HTMLElement, row: HTMLElement): void {
  const near = new IntersectionObserver(([entry]) => {
    if (!entry?.isIntersecting) return;
    near.disconnect();
    row.firstElementChild?.classList.add("is-near");
    setTimeout(() => [...row.children].forEach((card) => card.classList.add("is-near")), AHEAD_MS);
  }, { rootMargin: NEAR });
  near.observe(element);
}

class Carousel {
  private at = 0;

  constructor(
    private readonly element: HTMLElement,
    private readonly row: HTMLElement,
    private readonly steps: HTMLElement,
  ) {}

  open(): void {
    this.element.classList.add("is-awake");
    this.steps.hidden = false;
    this.row.tabIndex = 0;
    this.steps.addEventListener("click", (event) => {
      const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-step]") : null;
      if (button) this.go(this.at + Number(button.dataset["step"]));
    });
    this.element.addEventListener("keydown", (event) => this.key(event));
    const seen = new IntersectionObserver((entries) => this.see(entries), { root: this.row, threshold: 0.6 });
    for (const card of this.row.children) seen.observe(card);
    this.tell();
  }

  private key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const onwards = getComputedStyle(this.row).direction === "rtl" ? "ArrowLeft" : "ArrowRight";
    if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
    event.preventDefault();
    event.stopPropagation();
    this.go(this.at + (event.key === onwards ? 1 : -1));
  }

  private go(to: number): void {
    const card = this.row.children[to];
    if (!card) return;
    const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
    card.scrollIntoView({ inline: "start", block: "nearest", behavior: calm ? "auto" : "smooth" });
    card.classList.add("is-near");
    this.at = to;
    this.tell();
  }

  private see(entries: readonly IntersectionObserverEntry[]): void {
    const shown = entries.filter((entry) => entry.isIntersecting).pop();
    if (!shown) return;
    this.at = [...this.row.children].indexOf(shown.target);
    this.tell();
  }

  private tell(): void {
    const words = (this.element.dataset["say"] ?? "")
      .replace("{at}", String(this.at + 1))
      .replace("{all}", String(this.row.children.length));
    const count = this.steps.querySelector("[data-part=count]");
    if (count && count.textContent !== words) count.textContent = words;
    for (const button of this.steps.querySelectorAll<HTMLElement>("[data-step]")) {
      const to = this.at + Number(button.dataset["step"]);
      // A button that is disabled would lose the focus of whoever just pressed it.
      button.setAttribute("aria-disabled", String(to < 0 || to >= this.row.children.length));
    }
  }
}
