// Opens a few pages without a line: help for every country, exercises, what was saved. It keeps only what it fetches
// itself, as a stranger without cookies, from a list the server wrote: no page that a person opened is ever kept.

import { type Language, forgetOlder, inMind, keepLanguage, keepShell, languages, lookAgain, shellFile } from "./pages";
import { Saved } from "./names";
import { part } from "./ranges";
import { lookAgain as lookAtSaved, savedOf } from "./saved";
import { type Asked, type Pages, me } from "./scope";

const PATIENCE = 4000; // milliseconds a page that could open from here waits for the line
const SAVED_MEDIA = "/saved/media/";
const POST = /\/post\/([0-9a-f-]{36})$/;

me.addEventListener("install", (event) => {
  void me.skipWaiting();
  event.waitUntil(keepShell().then(async () => Promise.all((await languages()).map(keepLanguage))));
});

me.addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([forgetOlder(), me.registration.navigationPreload?.enable(), me.clients.claim()]));
});

// A page says once which language its reader speaks; and a page that is back on the line asks to look again.
me.addEventListener("message", (event) => {
  const told = event.data as { keep?: Language; look?: boolean } | null;
  if (told?.keep && told.keep in me.HEARTEN.pages) event.waitUntil(keepLanguage(told.keep));
  if (told?.look) event.waitUntil(look());
});

me.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== me.location.origin) return;
  if (request.mode === "navigate") event.respondWith(page(event));
  else if (pathname.startsWith("/static/")) event.respondWith(file(request, pathname));
  else if (pathname.startsWith(SAVED_MEDIA)) event.respondWith(media(request, pathname));
});

async function page(event: Asked): Promise<Response> {
  const to = new URL(event.request.url);
  const asking = fromLine(event);
  const asksForCountry = to.searchParams.has("country"); // a form of help without script: no page of its own
  // A store that is broken must not stand in the way.
  const kept = asksForCountry ? undefined : await inMind(to.pathname).catch(() => undefined);
  try {
    const answer = kept ? await within(PATIENCE, asking) : await asking;
    if (!kept || answer.status < 500) {
      event.waitUntil(look().catch(() => undefined));
      return answer;
    }
  } catch (problem) {
    if (!(problem instanceof TypeError || problem instanceof Late || problem instanceof DOMException)) throw problem;
    asking.catch(() => undefined); // it may still fail later, when nobody waits any more
  }
  return kept ?? instead(to);
}

async function fromLine(event: Asked): Promise<Response> {
  return (await event.preloadResponse) ?? fetch(event.request);
}

class Late extends Error {}

function within(milliseconds: number, asking: Promise<Response>): Promise<Response> {
  const late = new Promise<never>((_, reject) => setTimeout(() => reject(new Late()), milliseconds));
  return Promise.race([asking, late]);
}

/** The nearest thing to what was asked for that this device holds. */
async function instead(to: URL): Promise<Response> {
  const pages = await spoken(to.pathname);
  if (!pages) return Response.error();
  const country = to.pathname.startsWith(pages.help)
    ? (to.searchParams.get("country") ?? to.pathname.slice(pages.help.length)).toLowerCase()
    : "";
  if (/^[a-z]{2}$/.test(country)) return Response.redirect(`${pages.everywhere}#${country}`);
  const post = POST.exec(to.pathname)?.[1];
  if (post && (await savedOf(post))) return Response.redirect(`${pages.saved}#post-${post}`);
  if (to.pathname === pages.help && (await inMind(pages.everywhere))) return Response.redirect(pages.everywhere);
  return (await inMind(pages.away)) ?? Response.error();
}

/** The pages in the language of an address; where that is not kept, in one that is. */
async function spoken(path: string): Promise<Pages | undefined> {
  const kept = await languages();
  const own = kept.find((language) => language === path.split("/")[1]);
  const unnamed = kept.find((language) => me.HEARTEN.pages[language]?.help === "/help/");
  return me.HEARTEN.pages[own ?? unnamed ?? kept[0] ?? ""];
}

async function file(request: Request, path: string): Promise<Response> {
  return (await shellFile(path).catch(() => undefined)) ?? fetch(request);
}

/** Films ask for a part at a time, and a browser that gets the whole instead may not play it. */
async function media(request: Request, path: string): Promise<Response> {
  const store = await caches.open(Saved.store);
  const whole = await store.match(path.replace(SAVED_MEDIA, "/media/"));
  return whole ? part(whole, request.headers.get("range")) : new Response(null, { status: 404 });
}

async function look(): Promise<void> {
  await lookAgain();
  await lookAtSaved(false);
}
