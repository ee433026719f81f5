// After a form came back, the list of what needs another look is where reading starts.

export function start(element: HTMLElement): void {
  element.focus();
}
