// "Not for me": less of a topic, a word to hide, gentler films. The card goes kindly, and can be brought back.

import { wish, type Wishes, wishes } from "./preferences";
import { hideable, MOST_HIDDEN } from "./wishes/asked";

type Change = (before: Wishes) => Wishes;

/** A wish, and how to take back just that one: others may have been made since. */
interface Wish {
  make: Change;
  undo: Change;
}

export function start(element: HTMLElement): void {
  const sheet = element as HTMLDetailsElement;
  const mould = document.querySelector<HTMLTemplateElement>("template#not-for-me");
  const body = sheet.querySelector<HTMLElement>(".sheet__body");
  const card = sheet.closest<HTMLElement>(".short");
  if (!mould || !body || !card) return;
  sheet.addEventListener("toggle", () => {
    if (sheet.open && !body.hasChildNodes()) fill(card, sheet, body, mould);
  });
}

function fill(card: HTMLElement, sheet: HTMLDetailsElement, body: HTMLElement, mould: HTMLTemplateElement): void {
  body.append(document.importNode(mould.content, true));
  const done = (asked: Wish, said = ""): void => {
    sheet.open = false;
    letGo(card, asked, said);
  };
  const topics = (card.dataset["topics"] ?? "").split(",");
  for (const button of body.querySelectorAll<HTMLButtonElement>("[data-less]")) {
    const topic = button.dataset["less"] ?? "";
    if (!topics.includes(topic)) button.remove();
    button.addEventListener("click", () => done(lessOf(topic), button.dataset["done"]));
  }
  const gentler = body.querySelector<HTMLButtonElement>("[data-press=gentler]");
  gentler?.addEventListener("click", () => done(GENTLER, gentler.dataset["done"]));
  const form = body.querySelector("form");
  form?.addEventListener("submit", (event) => {
    event.preventDefault();
    const word = hideable(new FormData(form).get("hide")?.toString() ?? "");
    if (word) done(hiding(word), form.dataset["done"]);
  });
}

const GENTLER: Wish = {
  make: (before) => ({ ...before, gentler: true }),
  undo: (before) => ({ ...before, gentler: false }),
};

function lessOf(topic: string): Wish {
  const without = (some: readonly string[]): string[] => some.filter((one) => one !== topic);
  return {
    make: (before) => ({ ...before, topics: without(before.topics), less: [...without(before.less), topic] }),
    undo: (before) => ({ ...before, less: without(before.less) }),
  };
}

/** The oldest makes room: the edge reads ten. */
function hiding(word: string): Wish {
  const without = (some: readonly string[]): string[] => some.filter((one) => one !== word);
  return {
    make: (before) => ({ ...before, hide: [...without(before.hide), word].slice(-MOST_HIDDEN) }),
    undo: (before) => ({ ...before, hide: without(before.hide) }),
  };
}

/** A note takes the card's place. It keeps the card's name, so that the post does not come again further down. */
function letGo(card: HTMLElement, asked: Wish, said: string): void {
  const mould = document.querySelector<HTMLTemplateElement>("template#let-go");
  const note = mould?.content.firstElementChild?.cloneNode(true);
  if (!(note instanceof HTMLElement)) return;
  card.querySelector("video")?.pause();
  note.id = card.id;
  const words = note.querySelector<HTMLElement>("[data-part=said]");
  words?.replaceChildren(said);
  note.querySelector("[data-press=undo]")?.addEventListener("click", () => {
    note.replaceWith(card);
    wish(asked.undo(wishes()));
    card.querySelector<HTMLElement>(".short__title a")?.focus();
  });
  card.replaceWith(note);
  words?.focus(); // it is read out by being where one is
  wish(asked.make(wishes()));
}
