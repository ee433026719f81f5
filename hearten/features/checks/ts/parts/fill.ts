// Fills the mould of the questions of a post, as the edge sends them. Words enter through textContent, addresses only
// when they are web addresses.

export interface Check {
  question: string;
  options: string[];
  right: number;
  why: string;
  source: { statement: string; title: string; url: string; publisher: string; year: number | string };
}

interface Post {
  language?: string;
  checks?: readonly Check[];
}

export function fillChecks(card: HTMLElement, post: Post): void {
  const form = card.querySelector<HTMLFormElement>("form[data-part=checks]");
  const first = form?.querySelector<HTMLElement>("[data-part=check]");
  const checks = post.checks ?? [];
  if (!form || !first || form.dataset["filled"]) return;
  form.dataset["filled"] = "yes";
  form.action = `${card.querySelector<HTMLAnchorElement>(".short__title a")?.href ?? ""}/check`;
  const filled = checks.map((check, number) => filledFrom(first, check, number, post.language ?? ""));
  first.replaceWith(...filled);
}

function filledFrom(first: HTMLElement, check: Check, number: number, language: string): HTMLElement {
  const copy = first.cloneNode(true) as HTMLElement;
  const say = (part: string, words: string): void => {
    const place = copy.querySelector<HTMLElement>(`[data-part=${part}]`);
    if (place) Object.assign(place, { textContent: words, lang: language });
  };
  say("question", check.question);
  say("why", check.why);
  say("right", check.options[check.right] ?? "");
  copy.querySelector<HTMLElement>("[data-part=answer]")?.setAttribute("data-at", String(check.right));
  const options = copy.querySelector<HTMLElement>("[data-part=options]");
  const option = options?.firstElementChild;
  if (options && option) {
    options.lang = language;
    options.replaceChildren(...check.options.map((words, at) => optionFrom(option, words, number, at)));
  }
  fillSource(copy, check.source);
  return copy;
}

function optionFrom(first: Element, words: string, number: number, at: number): Node {
  const copy = first.cloneNode(true) as HTMLElement;
  const input = copy.querySelector("input");
  if (input) Object.assign(input, { name: `answer-${number}`, value: String(at) });
  copy.querySelector("span")?.replaceChildren(words);
  return copy;
}

function fillSource(copy: HTMLElement, source: Check["source"]): void {
  const place = copy.querySelector<HTMLElement>("[data-part=source]");
  place?.querySelector("span")?.replaceChildren(source.statement);
  const link = place?.querySelector("a");
  link?.replaceChildren(source.title);
  if (/^https?:\/\//.test(source.url)) link?.setAttribute("href", source.url);
  place?.querySelector(".soft")?.replaceChildren(`${source.publisher}, ${source.year}`);
}
