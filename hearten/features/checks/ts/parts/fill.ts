// Fills the mould of what a post asks, as the edge sends it, and wakes it. Words enter through textContent, addresses
// only when they are web addresses. Fetched when a post asks something: most ask nothing.

import { start as startChecks } from "../answer";
import { start as startPoll } from "../poll";

export interface Check {
  question: string;
  options: string[];
  right: number;
  why: string;
  source: { statement: string; title: string; url: string; publisher: string; year: number | string };
}

export interface Poll {
  question: string;
  options: string[];
}

export interface Asks {
  language?: string;
  checks?: readonly Check[];
  poll?: Poll;
}

/** `page` is the address of the post. A form that the server filled is left as it is. */
export function fillAsks(card: HTMLElement, post: Asks, page: string): void {
  const checks = mould(card, "checks");
  const poll = mould(card, "poll");
  if (checks && !post.checks?.length) checks.remove();
  else if (checks) fillChecks(checks, post.checks ?? [], post.language ?? "", `${page}/check`);
  if (poll && !post.poll) poll.remove();
  else if (poll && post.poll) fillPoll(poll, post.poll, post.language ?? "", `${page}/poll`);
}

/** What has no address yet was not filled. */
function mould(card: HTMLElement, part: string): HTMLFormElement | null {
  return card.querySelector<HTMLFormElement>(`form[data-part=${part}]:not([action])`);
}

function fillChecks(form: HTMLFormElement, checks: readonly Check[], language: string, to: string): void {
  const first = form.querySelector<HTMLElement>("[data-part=check]");
  form.action = to;
  if (!first) return;
  first.replaceWith(...checks.map((check, number) => filledFrom(first, check, number, language)));
  startChecks(form);
}

function fillPoll(form: HTMLFormElement, poll: Poll, language: string, to: string): void {
  form.action = to;
  form.querySelector("[data-part=others]")?.setAttribute("href", to);
  const question = form.querySelector<HTMLElement>("[data-part=question]");
  if (question) Object.assign(question, { textContent: poll.question, lang: language });
  fillOptions(form, poll.options, "poll", language);
  startPoll(form);
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
  fillOptions(copy, check.options, `answer-${number}`, language);
  fillSource(copy, check.source);
  return copy;
}

function fillOptions(asked: HTMLElement, words: readonly string[], name: string, language: string): void {
  const options = asked.querySelector<HTMLElement>("[data-part=options]");
  const first = options?.firstElementChild;
  if (!options || !first) return;
  options.lang = language;
  options.replaceChildren(...words.map((option, at) => optionFrom(first, option, name, at)));
}

function optionFrom(first: Element, words: string, name: string, at: number): Node {
  const copy = first.cloneNode(true) as HTMLElement;
  const input = copy.querySelector("input");
  if (input) Object.assign(input, { name, value: String(at) });
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
