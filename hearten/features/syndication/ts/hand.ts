// Hands on what a post's page shows: its own address, nothing that follows anyone, and where help is. Without script the
// address stands there to copy. A part of the feed's own file it is not, or a page of words would have to fetch all of it.

const THANKS_MS = 2500;

export function start(box: HTMLElement): void {
  const part = (name: string): HTMLElement | null => box.querySelector<HTMLElement>(`[data-part=${name}]`);
  const press = (name: string): HTMLButtonElement | null => box.querySelector<HTMLButtonElement>(`[data-press=${name}]`);
  const [title, url] = [part("title")?.textContent ?? "", part("address")?.textContent ?? ""];
  const text = `${title}\n${part("help")?.dataset["say"] ?? ""} ${part("help")?.querySelector("a")?.href ?? ""}`;
  const [hand, copy, said] = [press("hand"), press("copy"), box.querySelector<HTMLElement>("[role=status]")];
  if (hand) hand.hidden = !navigator.share;
  if (copy) copy.hidden = false;
  hand?.addEventListener("click", () => {
    void navigator.share({ title, text, url }).catch(() => undefined); // closing it is an answer too
  });
  copy?.addEventListener("click", async () => {
    const isCopied = await navigator.clipboard?.writeText(`${text}\n${url}`).then(() => true, () => false);
    said?.replaceChildren((isCopied ? copy.dataset["done"] : copy.dataset["failed"]) ?? "");
    if (isCopied) setTimeout(() => said?.replaceChildren(), THANKS_MS);
  });
}
