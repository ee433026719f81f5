// Says on a page from this device when it was kept; and once everything else is done, lets the device keep a few.

export function start(element: HTMLElement): void {
  const kept = document.documentElement.dataset["kept"];
  if (kept) sayWhen(element, kept);
  const worker = element.dataset["worker"];
  if (!worker || !("serviceWorker" in navigator) || !window.isSecureContext) return;
  if (document.readyState === "complete") whenIdle(() => void keep(worker));
  else window.addEventListener("load", () => whenIdle(() => void keep(worker)), { once: true });
}

function sayWhen(element: HTMLElement, kept: string): void {
  const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: "long", timeStyle: "short" });
  const words = element.querySelector("p");
  if (words) words.textContent = (element.dataset["kept"] ?? "").replace("{day}", day.format(new Date(kept)));
  element.hidden = false;
}

function whenIdle(act: () => void): void {
  if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: 10_000 });
  else setTimeout(act, 3000);
}

async function keep(worker: string): Promise<void> {
  try {
    await navigator.serviceWorker.register(worker, { scope: "/" });
    const { active } = await navigator.serviceWorker.ready;
    active?.postMessage({ keep: document.documentElement.lang });
    window.addEventListener("online", () => active?.postMessage({ look: true }));
  } catch (problem) {
    // A private window, or no line: the page is whole without it.
    if (!(problem instanceof DOMException || problem instanceof TypeError)) throw problem;
  }
}
