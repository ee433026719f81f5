// Which posts of a path were watched: ticked by hand, kept on this device only, and gone when one leaves quickly.

const KEPT = "hearten.path.";

export function start(element: HTMLElement): void {
  const key = KEPT + (element.dataset["path"] ?? "");
  const boxes = [...element.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
  const watched = new Set(read(key));
  for (const box of boxes) {
    box.checked = watched.has(box.value);
    box.addEventListener("change", () => keep(key, boxes));
    box.parentElement?.removeAttribute("hidden");
  }
  element.parentElement?.querySelector('[data-part="kept"]')?.removeAttribute("hidden");
}

function read(key: string): string[] {
  try {
    return (localStorage.getItem(key) ?? "").split(" ");
  } catch {
    return [];
  }
}

function keep(key: string, boxes: HTMLInputElement[]): void {
  const watched = boxes.filter((box) => box.checked).map((box) => box.value);
  try {
    if (watched.length > 0) localStorage.setItem(key, watched.join(" "));
    else localStorage.removeItem(key);
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem; // storage may be off; the ticks then last for this page
  }
}
