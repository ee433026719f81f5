// What this device keeps for someone with an account: words not yet sent, and where an unfinished upload goes on.
// It goes when they sign out, with the posts they saved, and when they leave quickly; so do the ticks on a learning
// path, which say what someone wonders about, and what they answered in a poll. How films play is the device's, and stays.

import { Saved } from "./offline/names";

const GONE = ["tus::", "hearten.path.", "hearten.poll."];

export function start(page: HTMLElement): void {
  page.addEventListener("submit", (event) => {
    const form = event.target;
    if (!(form instanceof HTMLFormElement) || new URL(form.action).pathname !== page.dataset["signOut"]) return;
    forget();
    if ("caches" in window) void caches.delete(Saved.store); // the posts they saved
  });
}

export function forget(): void {
  try {
    sessionStorage.clear();
    for (const key of Object.keys(localStorage)) if (GONE.some((one) => key.startsWith(one))) localStorage.removeItem(key);
  } catch (problem) {
    if (!(problem instanceof DOMException)) throw problem; // where nothing may be kept, nothing is
  }
}
