// The page "What I asked for": the boxes show what this device keeps, and keep what is ticked, at once.

import { onWish, wish, type Wishes, wishes } from "./preferences";
import { COMMA, hideable, MOST_HIDDEN } from "./wishes/asked";

type Many = "topics" | "less" | "hide" | "lang";

export function start(element: HTMLElement): void {
  const form = element.querySelector("form");
  if (form) new Asked(element, form).wake();
}

class Asked {
  private readonly list: HTMLElement | null;
  private readonly status: HTMLElement | null;

  constructor(
    private readonly page: HTMLElement,
    private readonly form: HTMLFormElement,
  ) {
    this.list = page.querySelector("[data-part=list]");
    this.status = page.querySelector("[data-part=status]");
  }

  wake(): void {
    this.page.classList.add("is-awake");
    for (const part of this.page.querySelectorAll<HTMLElement>("[data-with=script]")) part.hidden = false;
    this.show();
    onWish(() => this.show()); // else a tick here would undo what was wished in another tab
    this.form.addEventListener("change", (event) => this.hear(event.target));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      location.assign(this.form.action);
    });
    this.page.querySelector("[data-press=all]")?.addEventListener("click", () => {
      this.keep({ topics: [], less: [], hide: [], lang: [], country: "", gentler: false });
    });
  }

  private hear(changed: EventTarget | null): void {
    if (changed instanceof HTMLInputElement && changed.checked) this.settle(changed);
    const ticked = (name: string): string[] =>
      [...this.form.querySelectorAll<HTMLInputElement>(`input[name=${name}]:checked`)].map((box) => box.value);
    const typed = this.form.querySelector<HTMLInputElement>("input[name=hide]")?.value ?? "";
    const hide = [...new Set(typed.split(COMMA).map(hideable).filter(Boolean))].slice(0, MOST_HIDDEN);
    const country = this.form.querySelector<HTMLSelectElement>("select[name=country]")?.value ?? "";
    this.keep({ topics: ticked("topics"), less: ticked("less"), hide, lang: ticked("lang"), country, gentler: ticked("gentler").length > 0 });
  }

  /** More and less of one topic cannot both be meant: the later tick counts. */
  private settle(box: HTMLInputElement): void {
    const other = { topics: "less", less: "topics" }[box.name];
    if (!other) return;
    const opposite = this.form.querySelector<HTMLInputElement>(`input[name=${other}][value="${CSS.escape(box.value)}"]`);
    if (opposite) opposite.checked = false;
  }

  private keep(said: Wishes): void {
    wish(said);
    this.show();
    this.status?.replaceChildren(this.status.dataset["done"] ?? "");
  }

  private show(): void {
    const said = wishes();
    for (const box of this.form.querySelectorAll<HTMLInputElement>("input[type=checkbox]")) {
      box.checked = box.name === "gentler" ? said.gentler : said[box.name as Many].includes(box.value);
    }
    const words = this.form.querySelector<HTMLInputElement>("input[name=hide]");
    if (words) words.value = said.hide.join(", ");
    const country = this.form.querySelector<HTMLSelectElement>("select[name=country]");
    if (country) country.value = said.country;
    this.name(said);
  }

  private name(said: Wishes): void {
    const lines = [
      ...this.lines(said, "topics"), ...this.lines(said, "less"), ...this.lines(said, "hide"), ...this.lines(said, "lang"),
    ];
    const country = this.form.querySelector<HTMLSelectElement>("select[name=country]")?.selectedOptions[0]?.text ?? "";
    if (said.country) lines.push(this.line("country", country, () => ({ ...wishes(), country: "" })));
    if (said.gentler) lines.push(this.line("gentler", "", () => ({ ...wishes(), gentler: false })));
    this.list?.replaceChildren(...lines);
    this.page.querySelector("[data-part=none]")?.toggleAttribute("hidden", lines.length > 0);
    this.page.querySelector("[data-press=all]")?.toggleAttribute("hidden", lines.length === 0);
  }

  private lines(said: Wishes, name: Many): HTMLElement[] {
    return said[name].map((one) => {
      const box = this.form.querySelector(`input[name=${name}][value="${CSS.escape(one)}"]`);
      const words = box?.closest("[data-name]")?.getAttribute("data-name") ?? one;
      return this.line(name, words, () => ({ ...wishes(), [name]: wishes()[name].filter((other) => other !== one) }));
    });
  }

  private line(name: string, words: string, without: () => Wishes): HTMLElement {
    const mould = this.page.querySelector<HTMLTemplateElement>("template[data-part=line]");
    const line = mould?.content.firstElementChild?.cloneNode(true) as HTMLElement;
    const said = (this.list?.dataset[name] ?? "{what}").replace("{what}", words);
    line.querySelector("span")?.replaceChildren(said);
    const button = line.querySelector("button");
    button?.setAttribute("aria-label", (button.dataset["pattern"] ?? "").replace("{what}", said));
    button?.addEventListener("click", () => {
      this.keep(without());
      this.page.querySelector<HTMLElement>("[data-part=list] button, h1")?.focus();
    });
    return line;
  }
}
