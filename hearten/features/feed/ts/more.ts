// Fetches the next cards from the edge before the viewer gets there. If that fails, the link is still a link.

import { wake } from "@web/behaviors";
import { type Card, cardFrom } from "./card";

interface Page {
  items: Card[];
  after: string | null;
}

export function start(element: HTMLElement): void {
  const watcher = new IntersectionObserver(
    ([entry]) => {
      if (!entry?.isIntersecting) return;
      watcher.disconnect();
      void bring(element).then((more) => more && watcher.observe(element));
    },
    { rootMargin: "250% 0px" },
  );
  watcher.observe(element);
}

/** Says whether there is yet more to bring. */
async function bring(link: HTMLElement): Promise<boolean> {
  const page = await next(link.dataset["after"] ?? "");
  if (!page) return false;
  place(page.items, link);
  if (page.after) {
    link.dataset["after"] = page.after;
    link.setAttribute("href", `?${new URLSearchParams({ after: page.after }).toString()}`);
    return true;
  }
  for (const words of link.parentElement?.querySelectorAll<HTMLElement>("[hidden]") ?? []) words.hidden = false;
  link.remove();
  return false;
}

async function next(after: string): Promise<Page | null> {
  const asked = new URLSearchParams({ after, lang: document.documentElement.lang });
  const answer = await fetch(`/edge/feed?${asked.toString()}`, { credentials: "omit" });
  return answer.ok ? ((await answer.json()) as Page) : null;
}

function place(items: readonly Card[], link: HTMLElement): void {
  const feed = link.closest<HTMLElement>(".feed");
  const mould = document.querySelector<HTMLTemplateElement>("template#card");
  if (!feed || !mould) return;
  for (const item of items) {
    if (document.getElementById(`post-${item.post_id}`)) continue;
    const card = cardFrom(mould, item, feed.dataset["root"] ?? "/");
    feed.insertBefore(card, feed.querySelector(":scope > .feed__end"));
    wake(card);
  }
}
