// Finds a statement in a long list by its words. What is chosen stays in it; without script the list is whole.

import { plain } from "./parts/plain";

const SHOWN = 7; // lines of the list while somebody searches

export function start(box: HTMLElement): void {
  const search = box.querySelector<HTMLElement>("[data-part=search]");
  const [input, count] = [search?.querySelector("input"), search?.querySelector<HTMLElement>("[data-part=count]")];
  const select = box.querySelector("select");
  if (!search || !input || !count || !select) return;
  search.hidden = false;
  const none = select.querySelector<HTMLOptionElement>(":scope > option");
  const shelves = [...select.querySelectorAll("optgroup")].map((shelf) => ({ shelf, options: [...shelf.querySelectorAll("option")] }));
  input.addEventListener("input", () => {
    const sought = plain(input.value).split(" ").filter(Boolean);
    const chosen = select.value;
    let found = 0;
    const fitting = shelves.filter(({ shelf, options }) => {
      const words = plain(shelf.label);
      const fits = options.filter((one) => sought.every((word) => words.includes(word) || plain(one.text).includes(word)));
      found += fits.length;
      shelf.replaceChildren(...options.filter((one) => fits.includes(one) || one.value === chosen));
      return shelf.childElementCount > 0;
    });
    select.replaceChildren(...(none ? [none] : []), ...fitting.map(({ shelf }) => shelf));
    select.value = chosen;
    select.size = sought.length > 0 ? SHOWN : 0;
    count.textContent = sought.length > 0 ? (count.dataset["say"] ?? "").replace("{count}", String(found)) : "";
  });
  // Enter in a search box would send the form before its author has chosen anything.
  input.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    event.preventDefault();
    select.focus();
  });
}
