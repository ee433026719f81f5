// Offers topics and posts while someone types. Nothing typed is kept: an answer that comes too late is dropped.
// A combobox with a list, as the ARIA Authoring Practices have it: the focus stays in the field, arrows go through.

import { hiddenIn, kept } from "./parts/kept";
import { Offers } from "./parts/offers";

interface Offer {
  words: string;
  language: string;
  href: string;
}

const WAIT = 250; // milliseconds after the last letter
const SHORTEST = 2;

export function start(form: HTMLElement): void {
  const input = form.querySelector<HTMLInputElement>('input[name="q"]');
  const list = form.querySelector<HTMLElement>('[data-part="offers"]');
  const told = form.querySelector<HTMLElement>('[data-part="told"]');
  const help = form.querySelector<HTMLElement>('[data-part="help"]');
  const from = form.dataset["offers"];
  if (!input || !list || !told || !help || !from) return;
  const offered = new Offers(input, list);
  let timer = 0;
  let asking = new AbortController();

  const show = (offers: readonly Offer[], needsHelp: boolean): void => {
    const { hide } = kept();
    const wanted = offers.filter((offer) => hiddenIn(offer.words, hide).length === 0);
    offered.show(wanted.map(line));
    help.hidden = !needsHelp;
    told.textContent = (wanted.length > 1 ? told.dataset["sayMore"] : wanted.length ? told.dataset["sayOne"] : "") ?? "";
  };
  const ask = async (): Promise<void> => {
    asking.abort();
    asking = new AbortController();
    const typed = input.value.trim();
    if (typed.length < SHORTEST) return show([], false);
    try {
      const address = `${from}?${new URLSearchParams({ q: typed }).toString()}`;
      const answer = await fetch(address, { signal: asking.signal, cache: "no-store", referrerPolicy: "no-referrer" });
      // "Too often" and "the database is slow" come without offers, but still say whether help is needed.
      if (!answer.headers.get("Content-Type")?.startsWith("application/json")) return show([], false);
      const said = (await answer.json()) as { offers: Offer[]; help: boolean };
      show(said.offers, said.help);
    } catch {
      // Out of reach, or overtaken by the next letter: the form works without.
    }
  };
  const askSoon = (): void => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => void ask(), WAIT);
  };
  input.addEventListener("input", askSoon);
  if (input === document.activeElement && input.value !== input.defaultValue) askSoon(); // typed before this script came
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || list.hidden) return;
    event.preventDefault(); // the first Escape shuts the list, and empties no field
    asking.abort();
    show([], !help.hidden);
    input.focus();
  });
}

function line(offer: Offer): HTMLAnchorElement {
  const link = document.createElement("a");
  link.href = offer.href;
  link.lang = offer.language;
  link.dir = "auto";
  link.textContent = offer.words;
  return link;
}
