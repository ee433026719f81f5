// A list under a field: arrows go through it while the focus stays in the field, Enter takes what is pointed at.

export class Offers {
  private links: readonly HTMLAnchorElement[] = [];
  private at = -1;

  constructor(
    private readonly input: HTMLInputElement,
    private readonly list: HTMLElement,
  ) {
    list.id ||= "offers";
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", input.labels?.[0]?.textContent.trim() ?? "");
    input.setAttribute("role", "combobox");
    input.setAttribute("aria-autocomplete", "list");
    input.setAttribute("aria-controls", list.id);
    input.setAttribute("aria-expanded", "false");
    input.addEventListener("keydown", (event) => this.hear(event));
  }

  show(links: readonly HTMLAnchorElement[]): void {
    this.links = links;
    this.list.replaceChildren(...links.map((link, nth) => inLine(link, `${this.list.id}-${nth}`)));
    this.list.hidden = links.length === 0;
    this.input.setAttribute("aria-expanded", String(links.length > 0));
    this.point(-1);
  }

  private hear(event: KeyboardEvent): void {
    if (this.list.hidden || event.isComposing || event.ctrlKey || event.metaKey) return;
    const places = this.links.length + 1; // the field itself is one of them
    if (event.key === "ArrowDown") this.point(((this.at + 2) % places) - 1);
    else if (event.key === "ArrowUp") this.point(((this.at + 1 + places - 1) % places) - 1);
    else if (event.key === "Enter" && this.links[this.at]) this.links[this.at]?.click();
    else return;
    event.preventDefault();
  }

  private point(at: number): void {
    this.at = at;
    this.links.forEach((link, nth) => link.setAttribute("aria-selected", String(nth === at)));
    const link = this.links[at];
    if (!link) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", link.id);
    link.scrollIntoView({ block: "nearest" });
  }
}

function inLine(link: HTMLAnchorElement, id: string): HTMLElement {
  const item = document.createElement("li");
  item.setAttribute("role", "none");
  link.id = id;
  link.setAttribute("role", "option");
  link.tabIndex = -1;
  item.append(link);
  return item;
}
