// Settled once the cards on the page are those the viewer wishes for, so that no film starts that is about to go.

const PATIENCE_MS = 3000; // an edge that is slow or gone does not keep the films waiting: they came with the page

let settle: () => void = () => undefined;

export const arranged = new Promise<void>((resolve) => {
  settle = resolve;
  setTimeout(resolve, PATIENCE_MS);
});

export function areArranged(): void {
  settle();
}
