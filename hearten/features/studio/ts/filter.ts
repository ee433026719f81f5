// Finds statements by their words; what is ticked always stays in sight.

import { plain } from "./parts/plain";

export function start(form: HTMLElement): void {
  const box = form.querySelector<HTMLElement>('[data-part="search"]');
  const input = box?.querySelector("input");
  const count = box?.querySelector<HTMLElement>('[data-part="count"]');
  if (!box || !input || !count) return;
  box.hidden = false;
  const folds = [...form.querySelectorAll("details")];
  const opened = folds.map((fold) => fold.open);
  // Enter in a search box would send the form before its author has chosen anything.
  input.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault();
  });
  input.addEventListener("input", () => {
    const sought = plain(input.value).split(" ").filter(Boolean);
    let found = 0;
    folds.forEach((fold, place) => {
      const here = show(fold, sought);
      found += here;
      fold.hidden = sought.length > 0 && here === 0;
      fold.open = sought.length > 0 ? here > 0 : (opened[place] ?? false);
    });
    count.textContent = sought.length ? (count.dataset["say"] ?? "").replace("{count}", String(found)) : "";
  });
}

function show(fold: HTMLDetailsElement, sought: string[]): number {
  let shown = 0;
  for (const label of fold.querySelectorAll("label")) {
    const words = plain(label.textContent ?? "");
    const fits = sought.every((word) => words.includes(word));
    label.hidden = !fits && !label.querySelector("input")?.checked;
    if (!label.hidden) shown += 1;
  }
  return shown;
}
