// Hands the post's address to the device's own share sheet, or copies it.

const THANKS_MS = 2500;

export function start(element: HTMLElement): void {
  element.hidden = false;
  element.addEventListener("click", () => void share(element));
}

async function share(button: HTMLElement): Promise<void> {
  const link = button.closest(".short")?.querySelector<HTMLAnchorElement>(".short__title a");
  const url = link?.href ?? location.href;
  const title = link?.textContent ?? document.title;
  if (navigator.share) {
    await navigator.share({ title, url }).catch(() => undefined); // closing the sheet is an answer too
    return;
  }
  await navigator.clipboard.writeText(url);
  thank(button);
}

function thank(button: HTMLElement): void {
  const words = button.querySelector("span");
  const before = words?.textContent ?? "";
  words?.replaceChildren(button.dataset["done"] ?? before);
  setTimeout(() => words?.replaceChildren(before), THANKS_MS);
}
