// What this device was asked to keep away holds for what was found, too: with a wish made in another tab at once.
// Nothing is lost. Heavy posts go behind their line, posts with a hidden word behind a line that names it.

import { hiddenIn, isNight, kept, onKept } from "./parts/kept";

const IN = 10; // of so many posts in a row at most two are heavy, at night one
const HEAVY = "2";

export function start(section: HTMLElement): void {
  const [shown, hard, hidden] = ["shown", "hard", "hidden"].map((name) => section.querySelector<HTMLElement>(`[data-part=${name}]`));
  if (!shown || !hard || !hidden) return;
  const found = [...shown.children].filter(isElement);
  const behind = [...(hard.querySelector("ol")?.children ?? [])].filter(isElement);

  const arrange = (): void => {
    const said = kept();
    const away = (item: HTMLElement): boolean => hiddenIn(wordsOf(item), said.hide).length > 0;
    const stays = found.filter((item) => !away(item));
    const seen: HTMLElement[] = [];
    const most = said.gentler ? 0 : isNight() ? 1 : 2;
    stays.forEach((item, at) => {
      const next = stays[at + 1];
      const fits = next !== undefined && relieves(next) && seen.slice(1 - IN).filter(isHeavy).length < most;
      const last = seen[seen.length - 1];
      if (isHeavy(item) ? fits : !isRest(item) || (last && isHeavy(last))) seen.push(item);
    });
    put(shown, seen);
    fold(hard, [...stays.filter((item) => isHeavy(item) && !seen.includes(item)), ...behind.filter((item) => !away(item))]);
    const out = [...found, ...behind].filter(away);
    fold(hidden, out, [...new Set(out.flatMap((item) => hiddenIn(wordsOf(item), said.hide)))].join(", "));
  };
  arrange();
  onKept(arrange);
}

/** Only where something changes: whoever stands on a link must not lose their place. */
function put(list: HTMLElement, items: readonly HTMLElement[]): void {
  const same = items.length === list.children.length && items.every((item, at) => list.children[at] === item);
  if (!same) list.replaceChildren(...items);
}

function fold(part: HTMLElement, items: readonly HTMLElement[], words = ""): void {
  const list = part.querySelector("ol");
  if (list) put(list, items);
  part.hidden = items.length === 0;
  part.querySelector("[data-part=count]")?.replaceChildren(String(items.length));
  const name = part.querySelector<HTMLElement>("[data-pattern]");
  name?.replaceChildren((name.dataset["pattern"] ?? "").replace("{what}", words));
}

function isElement(one: Element): one is HTMLElement {
  return one instanceof HTMLElement;
}

function card(item: HTMLElement): DOMStringMap {
  return item.querySelector<HTMLElement>("[data-heaviness]")?.dataset ?? {};
}

function isHeavy(item: HTMLElement): boolean {
  return card(item)["heaviness"] === HEAVY;
}

function relieves(item: HTMLElement): boolean {
  const its = card(item);
  return !isHeavy(item) && (its["kind"] === "coping" || its["leaves"] === "hope");
}

function isRest(item: HTMLElement): boolean {
  return "rests" in card(item);
}

/** What the post says: not the words of ours around it. */
function wordsOf(item: HTMLElement): string {
  return [...item.querySelectorAll("[data-own]")].map((part) => part.textContent).join(" ");
}
