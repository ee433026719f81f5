// Finds every data-behavior="feature/name" under a root, loads its file once, and starts it.

import { behaviors } from "hearten:behaviors";

const awake = new WeakMap<HTMLElement, Set<string>>();

export function wake(root: ParentNode): void {
  if (root instanceof HTMLElement && root.dataset["behavior"]) wakeElement(root);
  for (const element of root.querySelectorAll<HTMLElement>("[data-behavior]")) wakeElement(element);
}

// One element may carry several behaviors, with spaces between; each is started on it once.
function wakeElement(element: HTMLElement): void {
  const started = awake.get(element) ?? new Set<string>();
  awake.set(element, started);
  for (const name of (element.dataset["behavior"] ?? "").split(/\s+/).filter(Boolean)) {
    if (started.has(name)) continue;
    started.add(name);
    void startAlone(name, element);
  }
}

// The one place that catches everything: a behavior that fails must never stop another.
async function startAlone(name: string, element: HTMLElement): Promise<void> {
  const load = behaviors[name];
  if (!load) {
    console.error(`No behavior is called ${name}.`);
    return;
  }
  try {
    const behavior = await load();
    await behavior.start(element, wake); // handed on: who imports it would need a file for it alone
  } catch (problem) {
    console.error(`The behavior ${name} did not start.`, problem);
  }
}
