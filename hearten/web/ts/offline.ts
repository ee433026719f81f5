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

/** A film on its way has the line first. */
function whenIdle(act: () => void): void {
  const film = [...document.querySelectorAll("video")].find(isOnItsWay);
  const heard = new AbortController();
  const again = (): void => {
    heard.abort();
    whenIdle(act);
  };
  for (const end of ["loadeddata", "error", "emptied"]) film?.addEventListener(end, again, { signal: heard.signal });
  if (film) return;
  if ("requestIdleCallback" in window) window.requestIdleCallback(act, { timeout: 10_000 });
  else setTimeout(act, 3000);
}

function isOnItsWay(film: HTMLVideoElement): boolean {
  return film.networkState === film.NETWORK_LOADING && film.readyState < film.HAVE_CURRENT_DATA;
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
