// Closes an open menu or sheet on Escape, on a tap elsewhere, or by its own button. Opening it needs no script.

export function start(element: HTMLElement): void {
  const fold = element as HTMLDetailsElement;
  fold.hidden = false;
  // All of it where it fits, else its beginning; a frame later, because some are filled as they open.
  const show = (): void => {
    if (!fold.open) return;
    lendClose(fold);
    fold.scrollIntoView({ block: "nearest" });
  };
  fold.addEventListener("toggle", () => requestAnimationFrame(show));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && fold.open) close(fold, fold.contains(document.activeElement));
  });
  document.addEventListener("click", (event) => {
    if (fold.open && event.target instanceof Node && !fold.contains(event.target)) fold.open = false;
  });
}

/** Whoever was inside is led back to what opened it. */
function close(fold: HTMLDetailsElement, wasInside: boolean): void {
  fold.open = false;
  if (wasInside) fold.querySelector("summary")?.focus();
}

/** A sheet that covers the film says how one gets out of it: on a phone nothing else there looks like a way. */
function lendClose(fold: HTMLDetailsElement): void {
  const body = fold.querySelector(":scope > .sheet__body");
  if (!body || body.querySelector(".sheet__close")) return;
  const mould = document.querySelector<HTMLTemplateElement>("template#close");
  const button = mould?.content.firstElementChild?.cloneNode(true);
  if (!(button instanceof HTMLElement)) return;
  button.addEventListener("click", () => close(fold, true));
  body.prepend(button);
}
