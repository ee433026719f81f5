// Help first, where someone writes. It comes once, stays until they go on, and comes again only for something graver.

import { controlBeside, type Field } from "./draft";

export class Help {
  private readonly slot: HTMLElement | null;
  private came = "";

  constructor(form: HTMLElement) {
    this.slot = form.querySelector<HTMLElement>('[data-part="help-first"]');
    if (this.slot?.childElementCount) this.came = "here";
    this.slot?.addEventListener("click", (event) => this.clicked(event));
  }

  offer(fields: readonly Field[], answer: Document): void {
    const fresh = answer.querySelector<HTMLElement>('[data-part="help"]');
    if (!this.slot || !fresh) return;
    const grave = fresh.dataset["grave"] === "yes" ? "grave" : "mild";
    if (this.came && (this.came !== "mild" || grave === "mild")) return;
    this.came = grave;
    const writing = fields.find(({ control }) => control === document.activeElement);
    writing?.list.before(this.slot);
    this.slot.hidden = false;
    const parts = [...fresh.children].map((one) => document.importNode(one, true));
    // A place that is already there when words come into it is read out; one that comes with its words is not.
    window.requestAnimationFrame(() => this.slot?.replaceChildren(...parts));
  }

  private clicked(event: Event): void {
    const clicked = event.target instanceof Element ? event.target : null;
    const link = clicked?.closest<HTMLAnchorElement>('[data-advice="go-on"]');
    if (!link || !this.slot) return;
    event.preventDefault();
    const beside = controlBeside(this.slot) ?? document.querySelector<HTMLElement>(link.hash);
    this.slot.hidden = true;
    beside?.focus();
  }
}
