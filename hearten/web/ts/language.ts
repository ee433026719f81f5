// Offers the page in the language the browser likes better, in that language's own name. Nothing is sent anywhere for it:
// the browser's list stays on the device, and so does a "not now", or that someone chose a language here.

const KEY = "hearten.language";

export function start(offer: HTMLElement): void {
  const ways = [...document.querySelectorAll<HTMLAnchorElement>(".foot a[hreflang]")];
  for (const way of document.querySelectorAll("a[hreflang]")) way.addEventListener("click", remember);
  const better = ways.find((way) => way.hreflang === liked([document.documentElement.lang, ...ways.map((one) => one.hreflang)]));
  const link = offer.querySelector("a");
  if (!better || !link || isChosen()) return;
  link.href = better.href;
  link.lang = link.hreflang = better.hreflang;
  link.textContent = better.textContent;
  link.addEventListener("click", remember);
  offer.querySelector("button")?.addEventListener("click", () => {
    remember();
    offer.hidden = true;
  });
  offer.hidden = false;
}

/** The first of the browser's languages that there is here. */
function liked(here: readonly string[]): string | undefined {
  return navigator.languages.map((one) => one.toLowerCase().split("-")[0] ?? "").find((one) => here.includes(one));
}

function isChosen(): boolean {
  try {
    return localStorage.getItem(KEY) !== null;
  } catch {
    return false;
  }
}

function remember(): void {
  try {
    localStorage.setItem(KEY, "chosen");
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem; // where storage is off, it lasts for this page
  }
}
