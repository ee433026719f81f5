// Closes an open menu or sheet on Escape, or on a tap elsewhere. Opening and closing itself needs no script.

export function start(element: HTMLElement): void {
  const fold = element as HTMLDetailsElement;
  fold.hidden = false;
  // All of it where it fits, else its beginning; a frame later, because some are filled as they open.
  const show = (): void => void (fold.open && fold.scrollIntoView({ block: "nearest" }));
  fold.addEventListener("toggle", () => requestAnimationFrame(show));
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
