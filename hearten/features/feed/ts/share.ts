// The card one hands on: the post's own address, nothing that follows anyone, and where help is.

const THANKS_MS = 2500;

export function start(element: HTMLElement): void {
  const sheet = element as HTMLDetailsElement;
  const mould = document.querySelector<HTMLTemplateElement>("template#share");
  const body = sheet.querySelector<HTMLElement>(".sheet__body");
  const card = sheet.closest<HTMLElement>(".short");
  if (!mould || !body || !card) return;
  sheet.addEventListener("toggle", () => {
    if (sheet.open && !body.hasChildNodes()) fill(card, body, mould);
  });
}

function fill(card: HTMLElement, body: HTMLElement, mould: HTMLTemplateElement): void {
  body.append(document.importNode(mould.content, true));
  const link = card.querySelector<HTMLAnchorElement>(".short__title a");
  const [title, url] = [link?.textContent ?? "", link?.href ?? ""];
  body.querySelector("[data-part=title]")?.replaceChildren(title);
  const own = link ? { lang: link.lang, dir: link.dir } : {};
  Object.assign(body.querySelector<HTMLElement>("[data-part=title]") ?? {}, own);
  body.querySelector("[data-part=address]")?.replaceChildren(url);
  const still = card.querySelector<HTMLImageElement>("img.short__still")?.src;
  const picture = body.querySelector("img");
  if (still && picture) picture.src = still;
  else picture?.remove();
  const help = body.querySelector<HTMLAnchorElement>("[data-part=help] a");
  const text = `${title}\n${body.querySelector("[data-part=help]")?.getAttribute("data-say") ?? ""} ${help?.href ?? ""}`;
  wire(body, title, text, url);
}

function wire(body: HTMLElement, title: string, text: string, url: string): void {
  const hand = body.querySelector<HTMLButtonElement>("[data-press=hand]");
  const copy = body.querySelector<HTMLButtonElement>("[data-press=copy]");
  if (hand) hand.hidden = !navigator.share;
  hand?.addEventListener("click", () => {
    void navigator.share({ title, text, url }).catch(() => undefined); // closing it is an answer too
  });
  copy?.addEventListener("click", () => void keep(copy, `${text}\n${url}`, body));
}

async function keep(button: HTMLButtonElement, words: string, body: HTMLElement): Promise<void> {
  const said = body.querySelector<HTMLElement>("[role=status]");
  const isCopied = await navigator.clipboard?.writeText(words).then(() => true, () => false);
  said?.replaceChildren((isCopied ? button.dataset["done"] : button.dataset["failed"]) ?? "");
  if (isCopied) setTimeout(() => said?.replaceChildren(), THANKS_MS);
}
