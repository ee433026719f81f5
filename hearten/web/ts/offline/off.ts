// Served instead of the worker where an operator has switched it off: takes everything it kept along, then itself.

import { me } from "./scope";

me.addEventListener("install", () => void me.skipWaiting());
me.addEventListener("activate", (event) => event.waitUntil(leave()));

async function leave(): Promise<void> {
  for (const name of await caches.keys()) if (name.startsWith("hearten-")) await caches.delete(name);
  await me.registration.unregister();
}
