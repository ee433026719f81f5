// Gives the column of films the shape of a stage. The page waits with its first picture for this (see feed.html), so
// that nothing that is already seen jumps.

const NARROW = "(max-width: 61.99rem)";
const TALL = "(min-height: 30rem)"; // a phone on its side, or a page made twice as large, keeps the plain column

export function start(element: HTMLElement): void {
  const page = document.documentElement;
  const narrow = matchMedia(NARROW);
  const tall = matchMedia(TALL);
  const dress = (): void => {
    element.classList.toggle("live", tall.matches);
    page.classList.toggle("watching", tall.matches);
    page.classList.toggle("night", tall.matches && narrow.matches);
  };
  narrow.addEventListener("change", dress);
  tall.addEventListener("change", dress);
  dress();
}
