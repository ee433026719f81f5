// Closes an open menu or sheet on Escape, or on a tap elsewhere. Opening and closing itself needs no script.

export function start(element: HTMLElement): void {
  const fold = element as HTMLDetailsElement;
  fold.hidden = false;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !fold.open) return;
    const inside = fold.contains(document.activeElement);
    fold.open = false;
    if (inside) fold.querySelector("summary")?.focus();
  });
  document.addEventListener("click", (event) => {
    if (fold.open && event.target instanceof Node && !fold.contains(event.target)) fold.open = false;
  });
}
