// One step at a time, at the reader's own pace. Without this file all steps stand there as a list.

export function start(element: HTMLElement): void {
  const steps = [...element.querySelectorAll<HTMLElement>(":scope > ol > li")];
  const keys = element.querySelector<HTMLElement>("[data-part=keys]");
  if (!keys || steps.length < 2) return;
  let now = 0;
  keys.hidden = false;
  element.classList.add("is-walking");
  for (const step of steps) step.tabIndex = -1;

  const show = (to: number, focus = true): void => {
    now = to;
    steps.forEach((step, place) => (step.hidden = place !== now));
    part(keys, "back").toggleAttribute("disabled", now === 0);
    part(keys, "next").textContent = keys.dataset[now === steps.length - 1 ? "again" : "next"] ?? "";
    part(keys, "where").textContent = where(keys.dataset["where"] ?? "", now + 1, steps.length);
    if (focus) steps[now]?.focus();
  };
  part(keys, "back").addEventListener("click", () => show(Math.max(0, now - 1)));
  part(keys, "next").addEventListener("click", () => show((now + 1) % steps.length));
  part(keys, "all").addEventListener("click", () => {
    for (const step of steps) step.hidden = false;
    element.classList.remove("is-walking");
    keys.hidden = true;
    steps[0]?.focus();
  });
  show(0, false);
}

function where(pattern: string, step: number, all: number): string {
  const number = new Intl.NumberFormat(document.documentElement.lang);
  return pattern.replace("{step}", number.format(step)).replace("{all}", number.format(all));
}

function part(keys: HTMLElement, name: string): HTMLElement {
  const found = keys.querySelector<HTMLElement>(`[data-part=${name}]`);
  if (!found) throw new Error(`The steps have no ${name}.`);
  return found;
}
